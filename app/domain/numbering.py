"""Public numbers of claims: given in reading order, kept for ever, never used twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ids import ClaimId


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim that will be shown, and where it stands. `number` is set once it was published."""

    claim_id: ClaimId
    start: int
    end: int
    number: int | None


def numbering(claims: Sequence[Placed], *, last_used: int) -> dict[ClaimId, int]:
    """The number of each claim on the next edition.

    A published claim keeps its number; new ones follow `last_used` by (start, -end), so that an
    outer claim precedes what it holds.
    """
    numbers = {claim.claim_id: claim.number for claim in claims if claim.number is not None}
    fresh = [claim for claim in claims if claim.number is None]
    fresh.sort(key=lambda claim: (claim.start, -claim.end, claim.claim_id))
    for number, claim in enumerate(fresh, start=last_used + 1):
        numbers[claim.claim_id] = number
    return numbers
