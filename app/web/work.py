"""Units of work for views: begin one, and keep what was typed when the rules refuse it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import cast

from flask_login import current_user

from app.domain.errors import Conflict, DomainError, Incomplete
from app.domain.policy import Actor
from app.services.work import Work, begin
from app.web import db, house


def current_actor() -> Actor:
    """Who makes this request; nobody if nobody is logged in."""
    return cast(Actor, current_user.actor) if current_user.is_authenticated else Actor.nobody()


def begin_work() -> AbstractContextManager[Work]:
    """Work as the person logged in."""
    return begin_as(current_actor())


def begin_as(actor: Actor) -> AbstractContextManager[Work]:
    """Work as this actor; what the request has read so far is let go first."""
    db.close()
    return begin(db.database().writing, actor=actor, now=house.now(), house=house.house())


@dataclass
class Attempt:
    """How an attempt went: the sentences to show when it was refused."""

    refusals: list[str] = field(default_factory=list)
    conflict: bool = False

    @property
    def ok(self) -> bool:
        """Was it done?"""
        return not self.refusals

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the refusal."""
        return 409 if self.conflict else 422


@contextmanager
def attempt() -> Iterator[Attempt]:
    """Catch what the rules refuse, so that the form can be shown again with everything in it."""
    tried = Attempt()
    try:
        yield tried
    except Incomplete as error:
        tried.refusals += [blocker.message for blocker in error.blockers]
    except DomainError as error:
        tried.conflict = isinstance(error, Conflict)
        tried.refusals.append(str(error))
