"""Units of work for commands: done by the system, refused in words."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.domain.errors import DomainError
from app.domain.policy import Actor
from app.services.work import Work
from app.web.work import begin_as


@contextmanager
def begin_work() -> Iterator[Work]:
    """Work as the system; what is refused, or a database that is not ready, ends the command."""
    try:
        with begin_as(Actor.system()) as work:
            yield work
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(
            f"The database does not answer as it should ({error.orig}). "
            "Run `flask --app wsgi upgrade` first, and check DATABASE_URL."
        ) from None
