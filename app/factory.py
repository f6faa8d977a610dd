"""Where everything is put together: web, command line and database, from one configuration."""

import mimetypes
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from app import cli
from app.database import Database
from app.publishing import paper
from app.web import (
    accounts,
    auth,
    checked,
    claims,
    comments,
    contacts,
    db,
    delivery,
    desk,
    errors,
    evidence,
    figures,
    front,
    guests,
    headers,
    health,
    house,
    keeping,
    links,
    live,
    look_ups,
    notifications,
    oembed,
    opinions,
    packs,
    people,
    public,
    publications,
    queue,
    reporting,
    reports,
    revisions,
    search,
    settings,
    undo,
    visiting,
    workspace,
)
from app.web.presenting import filters
from app.worker import Worker
from config import Config

HERE = Path(__file__).resolve().parent
WORKER = "stet_worker"
PUBLISHING_STATIC = HERE / "publishing" / "static"


BLUEPRINTS = (
    accounts,
    checked,
    claims,
    comments,
    contacts,
    desk,
    evidence,
    figures,
    front,
    guests,
    health,
    keeping,
    links,
    look_ups,
    notifications,
    live,
    oembed,
    opinions,
    packs,
    people,
    public,
    publications,
    queue,
    reporting,
    reports,
    revisions,
    search,
    settings,
    undo,
    visiting,
    workspace,
)


class RowId(IntegerConverter):
    """An id in an address, no larger than the databases hold: beyond that there is nothing."""

    def __init__(self, map: object) -> None:
        super().__init__(map, max=2**31 - 1)  # type: ignore[arg-type]


def build(config: Config) -> Flask:
    """Build the application; it opens the database when the first request needs it."""
    config = config.with_secret_key()
    app = Flask("app.web", root_path=str(HERE / "web"))
    _configure(app, config)
    app.url_map.converters["id"] = RowId
    mimetypes.add_type("text/javascript", ".js")
    db.init_app(app, Database.at(config.database_url))
    errors.init_app(app)
    headers.init_app(app)
    auth.init_app(app)
    keeping.init_app(app)
    # A stranger's report: there is no session that a forged one could speak for (docs/SECURITY.md).
    CSRFProtect(app).exempt(reporting.report)
    for module in BLUEPRINTS:
        app.register_blueprint(module.bp)
    app.register_blueprint(
        Blueprint("paper", __name__, static_folder=PUBLISHING_STATIC, static_url_path="/paper")
    )
    paper.equip(app.jinja_env)
    app.jinja_env.filters.update(filters())
    # The desk borrows the public page's macros, so that a badge is drawn in one way only.
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(HERE / "web" / "templates"),
            PrefixLoader({"publishing": paper.loader()}),
        ]
    )
    cli.init_app(app)
    if config.publish_to or config.smtp_url or config.fetch_sources:
        app.extensions[WORKER] = Worker(delivery.of(app))
    if config.proxies:
        n = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    return app


def worker_of(app: Flask) -> Worker | None:
    """What does the jobs of this application, to be started by its server; None without any."""
    return cast("Worker | None", app.extensions.get(WORKER))


def _configure(app: Flask, config: Config) -> None:
    app.extensions["stet_config"] = config
    app.config.update(
        SECRET_KEY=config.secret_key,
        SECRET_KEY_FALLBACKS=list(config.secret_key_fallbacks),
        MAX_CONTENT_LENGTH=config.max_request_bytes,
        # The default of 500 kB refuses a long article.
        MAX_FORM_MEMORY_SIZE=config.max_request_bytes,
        TRUSTED_HOSTS=list(config.trusted_hosts) or None,
        SESSION_COOKIE_NAME="__Host-stet" if config.https else "stet",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=config.session_hours),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form may stay open all day
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"house": house.name()})
    app.jinja_env.globals["four_eyes"] = config.four_eyes
    app.jinja_env.globals["open_sources"] = config.open_sources
    app.jinja_env.globals["fetch_sources"] = config.fetch_sources
    app.jinja_env.globals["publish_to"] = config.publish_to
    app.jinja_env.filters["local"] = lambda moment: _local(moment, config)


def _local(moment: datetime, config: Config) -> str:
    there = moment.astimezone(config.zone)
    return f"{there.day} {there:%B %Y, %H:%M}"
