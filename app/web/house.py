"""The clock and the house, as the entry points hand them to services."""

from datetime import UTC, date, datetime
from typing import cast

from flask import current_app

from app.domain.house import House
from app.publishing import pdf
from app.publishing.bucket import Access
from app.publishing.imprint import Imprint
from config import Config


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day that the newsroom's calendar shows."""
    return now().astimezone(config().zone).date()


def config() -> Config:
    """The configuration of this application."""
    return cast(Config, current_app.extensions["stet_config"])


def imprint() -> Imprint:
    """Who publishes, as public pages say it."""
    settings = config()
    return Imprint(
        name=settings.newsroom,
        base_url=settings.base_url,
        authority=settings.feed_authority,
        pdf=pdf.available(),
    )


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
    settings = config()
    return House(
        newsroom=settings.newsroom,
        four_eyes=settings.four_eyes,
        base_url=settings.base_url,
        licence=settings.licence,
        publish_to=settings.publish_to,
        max_article_bytes=settings.max_article_bytes,
        max_file_bytes=settings.max_file_bytes,
    )
