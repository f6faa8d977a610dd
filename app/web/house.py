"""The clock and the house, as the entry points hand them to services."""

from datetime import UTC, date, datetime
from typing import cast

from flask import current_app

from app.domain.house import House
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


def house() -> House:
    """The settings that services ask about."""
    settings = config()
    return House(
        newsroom=settings.newsroom,
        four_eyes=settings.four_eyes,
        max_article_bytes=settings.max_article_bytes,
        max_file_bytes=settings.max_file_bytes,
    )
