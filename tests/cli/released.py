"""What a newsroom's public site is made of, by the settings of an application."""

from flask import Flask

from app import create_app, published
from app.publishing import whole
from app.publishing.file import File
from app.web import delivery
from config import Config
from tests.factories import Newsroom


def app_of(room: Newsroom, **settings: str) -> Flask:
    """An application on the database of a newsroom."""
    url = str(room.database.engine.url)
    return create_app(Config(database_url=url, secret_key="test", **settings))


def files_of(room: Newsroom, **settings: str) -> list[File]:
    """Every file of the public site."""
    with app_of(room, **settings).app_context():
        imprint, about = delivery.told()
    with room.database.reading() as session:
        return list(whole.whole_site(published.histories(session), imprint, about))
