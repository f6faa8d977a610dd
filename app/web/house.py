"""The clock and the house, as the entry points hand them to services and public pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import cast

from flask import current_app, g
from sqlalchemy.exc import SQLAlchemyError

from app import published
from app.domain.house import House, Settings
from app.models import HouseLogo
from app.publishing import pdf
from app.publishing.bucket import Access
from app.publishing.imprint import Imprint
from app.web import db
from config import Config

_KEPT = "stet_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What public pages say of the house, in one version of the settings."""

    number: int
    """Which version; 0 until an admin saves one."""
    imprint: Imprint
    texts: Mapping[str, str]
    """The house's own texts by the names of their sections."""


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day that the newsroom's calendar shows."""
    return day(now())


def day(moment: datetime) -> date:
    """The day of a moment on the newsroom's calendar."""
    return moment.astimezone(config().zone).date()


def config() -> Config:
    """The configuration of this application."""
    return cast(Config, current_app.extensions["stet_config"])


def imprint() -> Imprint:
    """Who publishes, as public pages say it."""
    return told().imprint


def name() -> str:
    """The house's name for pages that are drawn even while the database does not answer."""
    try:
        return imprint().name
    except SQLAlchemyError:
        return config().newsroom


def access() -> Access:
    """How a bucket is reached."""
    settings = config()
    return Access(
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key,
    )


def house() -> House:
    """The settings that services ask about."""
    settings, says = config(), imprint()
    return House(
        newsroom=says.name,
        four_eyes=settings.four_eyes,
        open_sources=settings.open_sources,
        base_url=settings.base_url,
        licence=says.licence,
        publish_to=settings.publish_to,
        sends_mail=bool(settings.smtp_url),
        fetches_sources=settings.fetch_sources,
        time_zone=settings.time_zone,
        max_article_bytes=settings.max_article_bytes,
        max_file_bytes=settings.max_file_bytes,
    )


def told() -> Told:
    """What public pages say now; asked of the database once in a request, read once in a version.

    In a session of its own: whoever asks may be about to write, or wait for a password.
    """
    if "told" not in g:
        g.told = _told()
    return cast(Told, g.told)


def noted(number: int) -> None:
    """Take the number of the settings in force from a query that brought it along."""
    g.settings_number = number


def changed() -> None:
    """Ask again in this request: the settings were saved."""
    g.pop("told", None)
    g.pop("settings_number", None)


def _told() -> Told:
    if db.gave_up():
        return _defaults()
    kept = cast("Told | None", current_app.extensions.get(_KEPT))
    if kept is not None and kept.number == g.get("settings_number"):
        return kept
    with db.database().reading() as session:
        if kept is None or kept.number != published.settings_number(session):
            row = published.settings(session)
            kept = telling(row.value, row.logo, number=row.number) if row else _defaults()
            current_app.extensions[_KEPT] = kept
    return kept


def _defaults() -> Told:
    return telling(default_settings(), None, number=0)


def default_settings() -> Settings:
    """What holds until an admin saves settings: what the configuration says."""
    settings = config()
    return Settings(name=settings.newsroom, licence=settings.licence)


def telling(settings: Settings, logo: HouseLogo | None, *, number: int) -> Told:
    """What public pages say, or would say, with these settings."""
    given = config()
    return Told(
        number=number,
        imprint=published.imprint(
            settings,
            logo,
            base_url=given.base_url,
            authority=given.feed_authority,
            pdf=pdf.available(),
        ),
        texts=MappingProxyType(dict(settings.texts)),
    )
