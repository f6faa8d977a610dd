"""What may go wrong, in the language of the house; the web turns each into a status and a page."""

from collections.abc import Sequence
from dataclasses import dataclass


class DomainError(Exception):
    """A request that the rules refuse; `str(error)` is a sentence for the person who made it."""


class NotFound(DomainError):
    """There is no such thing, or none that this actor may know of."""


class NotAllowed(DomainError):
    """The actor lacks the permission."""


class IllegalMove(DomainError):
    """The state table has no such move from the present state."""


class Refused(DomainError):
    """The input cannot be accepted as it is; the message names what is wrong and how to mend it."""


class TooOften(DomainError):
    """Somebody asks again too soon; the message says when it will be possible."""


class Conflict(DomainError):
    """Somebody else changed the row since it was read."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason why something cannot happen yet, and what it is about, if about one thing."""

    code: str
    message: str
    claim_id: int | None = None
    #: The citation at which it is mended.
    citation_id: int | None = None


class Incomplete(DomainError):
    """Something is missing: every blocker at once, so that one visit mends all."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__(" ".join(blocker.message for blocker in self.blockers))
