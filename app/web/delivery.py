"""What a worker needs, from the configuration of this application."""

from email.message import EmailMessage

from flask import Flask

from app.domain.house import House
from app.publishing import place
from app.publishing.imprint import Imprint
from app.publishing.whole import About
from app.queries import house as saved
from app.services.delivery import Delivery
from app.services.fetch import Fetcher
from app.services.post import Post
from app.told import GuestLetter, Letter
from app.web import db, house, letters
from config import Config


def of(app: Flask) -> Delivery:
    """The delivery of this application to where PUBLISH_TO and SMTP_URL say."""

    def told_now() -> tuple[Imprint, About]:
        with app.app_context():
            return told()

    def written(letter: Letter | GuestLetter, number: int) -> EmailMessage:
        with app.app_context():
            if isinstance(letter, GuestLetter):
                return letters.written_to_guest(letter, number)
            return letters.written(letter, number)

    with app.app_context():
        database, settings, access = db.database(), house.config(), house.access()
    # Not `house.house`: the application is put together before the database has its tables.
    system = House(newsroom=settings.newsroom, publish_to=settings.publish_to)
    return Delivery(
        reading=database.reading,
        writing=database.writing,
        house=system,
        told=told_now,
        open_store=lambda: place.store_at(settings.publish_to, access),
        post=Post(settings.smtp_url),
        written=written,
        clock=house.now,
        fetcher=fetcher(settings),
    )


def fetcher(settings: Config) -> Fetcher | None:
    """How the pages of sources are fetched; None where they are not."""
    if not settings.fetch_sources:
        return None
    at = (
        f" (+{settings.public_url})"
        if settings.public_url.isascii() and settings.public_url
        else ""
    )
    return Fetcher(agent=f"Stet{at}", proxy=settings.fetch_proxy)


def told() -> tuple[Imprint, About]:
    """What public pages say of the house now, the settings that an admin saved last."""
    says = house.told()
    with db.database().reading() as session:
        about = About(
            texts=says.texts,
            scheme=saved.scheme(session),
            four_eyes=house.config().four_eyes,
            logos={row.sha256: row.png for row in saved.logos(session)},
        )
    return says.imprint, about
