"""Units of work for views: begin one, and keep what was typed when the rules refuse it."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import cast

from flask_login import current_user

from app.domain.errors import Blocker, Conflict, DomainError, Incomplete
from app.domain.policy import Actor
from app.services.work import Work, begin
from app.web import db, house
from app.web.errors import STATUS


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


def looking() -> Work:
    """For services that only look: nothing is locked, and nothing will be committed."""
    return Work(session=db.reading(), actor=current_actor(), now=house.now(), house=house.house())


@dataclass
class Attempt:
    """How an attempt went: the sentences to show when it was refused."""

    refusals: list[str] = field(default_factory=list)
    conflict: bool = False
    #: The HTTP status of the page that shows the refusal.
    status: int = 200

    @property
    def ok(self) -> bool:
        """Was it done?"""
        return not self.refusals

    def status_for(self, problems: Sequence[str]) -> int:
        """The HTTP status of the page that shows how it went, with everything that is wrong."""
        return self.status if self.refusals else 422 if problems else 200


class Leading(str):
    """A sentence that leads to where, on the same page, what it tells can be mended."""

    to: str

    def __new__(cls, words: str, *, to: str) -> "Leading":
        """The sentence, with the id of the element that it leads to."""
        found = super().__new__(cls, words)
        found.to = to
        return found


@contextmanager
def attempt() -> Iterator[Attempt]:
    """Catch what the rules refuse, so that the form can be shown again with everything in it."""
    tried = Attempt()
    try:
        yield tried
    except DomainError as error:
        tried.status, tried.conflict = STATUS[type(error)], isinstance(error, Conflict)
        whole = [_told(b) for b in error.blockers] if isinstance(error, Incomplete) else []
        tried.refusals += whole or [str(error)]


def _told(blocker: Blocker) -> str:
    if blocker.citation_id is None:
        return blocker.message
    return Leading(blocker.message, to=f"opened-{blocker.citation_id}")
