"""The public life of one fact-check: its editions, and what was taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from app.publishing.claims import Claim
from app.publishing.edition import ChangeKind, Edition


def utc(moment: str) -> str:
    """An ISO moment as RFC 3339 in UTC, to the second, with a "Z"."""
    at = datetime.fromisoformat(moment).astimezone(UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Editions up to a number that were taken back, by whom and why."""

    last_edition: int
    withdrawn_at: str
    withdrawn_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """The same claim in another fact-check that stands, as its newest edition tells it."""

    edition: Edition
    claim: Claim

    @property
    def path(self) -> str:
        """Where its card is."""
        return f"/f/{self.edition.slug}#claim-{self.claim.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All editions of one fact-check and all withdrawals, oldest first; at least one edition."""

    editions: tuple[Edition, ...]
    withdrawals: tuple[Withdrawn, ...] = ()
    pages: Mapping[int, str] = field(default_factory=dict)
    """The permanent pages by number, as they were drawn when the editions were issued."""
    also: Mapping[str, tuple[Also, ...]] = field(default_factory=dict)
    """By the uid of a claim, where else readers find it now; beside the editions, not of them."""

    @property
    def newest(self) -> Edition:
        """The newest edition, withdrawn or not."""
        return self.editions[-1]

    @property
    def slug(self) -> str:
        """The name in its address."""
        return self.newest.slug

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all claims that were ever shown: none is given to another claim."""
        return frozenset().union(*(edition.numbers for edition in self.editions))

    @property
    def published_at(self) -> str:
        """When readers could first read it."""
        return utc(self.editions[0].issued_at)

    @property
    def modified_at(self) -> str:
        """When readers were last told something new, a withdrawal included."""
        moments = [self.newest.issued_at, *(gone.withdrawn_at for gone in self.withdrawals)]
        return max(map(utc, moments))

    def withdrawal_of(self, number: int) -> Withdrawn | None:
        """What took this edition back, if anything did: it is gone for good."""
        return next((gone for gone in self.withdrawals if number <= gone.last_edition), None)

    @property
    def withdrawal(self) -> Withdrawn | None:
        """What took the newest edition back; None while the fact-check stands."""
        return self.withdrawal_of(self.newest.number)

    @property
    def standing(self) -> tuple[Edition, ...]:
        """The editions that readers may read."""
        return tuple(e for e in self.editions if self.withdrawal_of(e.number) is None)

    @property
    def corrections(self) -> tuple[Edition, ...]:
        """The standing editions that corrected what readers had been told, newest first."""
        found = (e for e in self.standing if e.kind is ChangeKind.CORRECTION)
        return tuple(reversed(tuple(found)))

    def corrections_taken_back(self, last_edition: int) -> tuple[Edition, ...]:
        """The corrections that went with the withdrawal of editions up to a number."""
        corrected = (e for e in self.editions if e.kind is ChangeKind.CORRECTION)
        withdrawals = ((e, self.withdrawal_of(e.number)) for e in corrected)
        return tuple(e for e, gone in withdrawals if gone and gone.last_edition == last_edition)

    @property
    def status(self) -> str:
        """Published, updated, corrected or withdrawn."""
        if self.withdrawal:
            return "withdrawn"
        if self.corrections:
            return "corrected"
        return "updated" if len(self.standing) > 1 else "published"

    def followed_by(self, edition: Edition) -> "History":
        """The history with one more edition."""
        return replace(self, editions=(*self.editions, edition))

    def up_to(self, number: int) -> "History":
        """The history as it was when an edition was issued: what its permanent page tells."""
        issued = tuple(edition for edition in self.editions if edition.number <= number)
        before = tuple(gone for gone in self.withdrawals if gone.last_edition < number)
        return History(editions=issued, withdrawals=before)
