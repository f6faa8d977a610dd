"""Work and reading for commands: done by the system, refused in words."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from app.domain.errors import DomainError
from app.domain.policy import Actor
from app.services.work import Work
from app.web import db
from app.web.work import begin_as


@contextmanager
def begin_work() -> Iterator[Work]:
    """Work as the system; what is refused ends the command."""
    with in_words(), begin_as(Actor.system()) as work:
        yield work


@contextmanager
def reading() -> Iterator[Session]:
    """A session for reading: nobody who writes has to wait for the command."""
    with in_words():
        yield db.reading()


@contextmanager
def in_words() -> Iterator[None]:
    """End the command with a sentence where the rules or the database refuse."""
    try:
        yield
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(
            f"The database does not answer as it should ({error.orig}). "
            "Check DATABASE_URL, and run `flask --app wsgi upgrade`."
        ) from None
