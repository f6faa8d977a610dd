"""One fact-check as the people who work on it see it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from app import dossier
from app.domain.errors import Blocker
from app.domain.ids import CheckId, UserId
from app.domain.verdicts import publication_blockers
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile, Dossier
from app.models import Claim, Contact, FactCheck
from app.queries import follow_ups, guests, journal


@dataclass(frozen=True)
class Workspace:
    """A dossier with one claim taken up, if there is any."""

    dossier: Dossier
    current: ClaimFile | None
    #: The newest entry of the journal when it was read: what came later is not in it.
    since: int
    #: How often somebody was asked for comment.
    contacts: int
    #: How many guest links are open.
    guests: int
    #: How often a claim is to be looked at again, because a linked one changed.
    follow_ups: int

    @property
    def shown(self) -> list[ClaimFile]:
        """The claims that readers would see, in reading order."""
        return self.dossier.shown

    @property
    def decided(self) -> int:
        """How many of them have a ruling in force."""
        return sum(file.ruling is not None for file in self.shown)

    @property
    def dismissed(self) -> list[ClaimFile]:
        """The claims that were set aside."""
        return [f for f in self.dossier.everything if f.claim.state is ClaimState.DISMISSED]

    @property
    def missing(self) -> list[ClaimFile]:
        """The claims that lost their place, and wait for a person."""
        return [file for file in self.dossier.lost if file.is_missing]

    @property
    def gone(self) -> list[ClaimFile]:
        """The claims that the article does not make any more."""
        return [file for file in self.dossier.lost if file.is_gone]

    @property
    def blockers(self) -> list[Blocker]:
        """What keeps the claims from being published."""
        facts = dossier.claim_facts(self.dossier)
        return publication_blockers(facts, scheme=self.dossier.verdicts)

    @property
    def position(self) -> int | None:
        """The current claim's place among those shown, from 1."""
        ids = [file.claim.id for file in self.shown]
        if self.current is None or self.current.claim.id not in ids:
            return None
        return ids.index(self.current.claim.id) + 1

    @cached_property
    def around(self) -> Mapping[int, tuple[ClaimFile, ...]]:
        """By a claim's id, the claims that it stands inside of; the outermost comes first."""
        found: dict[int, tuple[ClaimFile, ...]] = {}
        begun: list[ClaimFile] = []
        # In reading order a claim comes behind whatever holds it.
        for file in self.shown:
            if file.lost:  # Its place is in an earlier text.
                continue
            begun = [other for other in begun if other.anchor.end > file.anchor.start]
            holders = (other for other in begun if other.anchor.end >= file.anchor.end)
            found[file.claim.id] = tuple(holders)
            begun.append(file)
        return found

    @property
    def inside(self) -> list[ClaimFile]:
        """The claims that stand inside the current one."""
        if self.current is None:
            return []
        here = self.current.claim.id
        held = (
            f
            for f in self.shown
            if any(o.claim.id == here for o in self.around.get(f.claim.id, ()))
        )
        return list(held)

    def neighbour(self, step: int) -> ClaimFile | None:
        """The claim before (-1) or after (1) the current one."""
        walk = [*self.missing, *self.shown]
        ids = [file.claim.id for file in walk]
        if self.current is None or self.current.claim.id not in ids:
            return None
        at = ids.index(self.current.claim.id) + step
        return walk[at] if 0 <= at < len(walk) else None

    @property
    def mergeable(self) -> list[ClaimFile]:
        """The other open claims, nearest in the text first."""
        if self.current is None:
            return []
        here = self.current
        if here.lost:
            return []
        others = [f for f in self.shown if f.claim.state is ClaimState.OPEN and f is not here]
        return sorted(others, key=lambda file: abs(file.anchor.start - here.anchor.start))

    @property
    def adjacent(self) -> list[tuple[str, ClaimFile]]:
        """The open claims right before and behind the current one, to be merged by a press."""
        found = (("before", self.neighbour(-1)), ("after", self.neighbour(1)))
        return [(w, f) for w, f in found if f is not None and f.claim.state is ClaimState.OPEN]

    def next_open(self) -> ClaimFile | None:
        """The next claim that is still open, beginning again at the top."""
        at = self.position or 0
        around = [*self.shown[at:], *self.shown[: max(at - 1, 0)]]
        return next((f for f in around if f.claim.state is ClaimState.OPEN), None)

    def open_before(self) -> ClaimFile | None:
        """The open claim before this one, beginning again at the bottom."""
        at = self.position or 0
        around = [*self.shown[at:], *self.shown[: max(at - 1, 0)]]
        return next((f for f in reversed(around) if f.claim.state is ClaimState.OPEN), None)


def workspace(
    session: Session, check_id: int, *, now: datetime, viewer: UserId | None = None
) -> Workspace:
    """A fact-check with its first open claim, as `viewer` may see it; raise NotFound."""
    found = _load(session, FactCheck.id == check_id, now=now, viewer=viewer)
    shown = found.dossier.shown
    opened = [file for file in shown if file.claim.state is ClaimState.OPEN]
    return replace(found, current=next(iter(opened or shown), None))


def workspace_at(
    session: Session, claim_id: int, *, now: datetime, viewer: UserId | None = None
) -> Workspace:
    """The fact-check of a claim, with it taken up, as `viewer` may see it; raise NotFound."""
    its_check = select(Claim.check_id).where(Claim.id == claim_id).scalar_subquery()
    found = _load(session, FactCheck.id == its_check, now=now, viewer=viewer)
    return replace(found, current=found.dossier.file(claim_id))


def _asked(check_id: SQLColumnExpression[CheckId]) -> Select[int]:
    """The query of how often somebody was asked for comment."""
    present = Contact.check_id == check_id, Contact.removed_at.is_(None)
    return select(func.count(Contact.id)).where(*present)


def _load(
    session: Session, which: ColumnElement[bool], *, now: datetime, viewer: UserId | None
) -> Workspace:
    # The journal's end before anything else: what is written in between is told twice rather than
    # not at all.
    counts = (
        journal.newest_seq(),
        _asked(FactCheck.id),
        guests.open_links(FactCheck.id, now=now),
        follow_ups.count(FactCheck.id),
    )
    head = dossier.head(session, which, *(count.scalar_subquery() for count in counts))
    since, asked, open_links, waiting = head.beside
    return Workspace(
        dossier=dossier.about(session, head, viewer=viewer),
        current=None,
        since=since or 0,
        contacts=asked,
        guests=open_links,
        follow_ups=waiting,
    )
