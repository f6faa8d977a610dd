"""The desk's figures for a period: how long the work took, who did it, what the verdicts were.

A fixed number of queries, however long the period is. What was undone does not count.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from statistics import median

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.journal import Act
from app.domain.workflow import ClaimState, ReportState
from app.dossier import ruling_in_force, standing
from app.models import (
    Claim,
    Draft,
    FactCheck,
    JournalEntry,
    Publication,
    Report,
    Ruling,
    SchemeVerdict,
    SignOff,
    User,
)
from app.models.rulings import Decision

STEPS = ("first assignment", "first ruling", "first sign-off", "publication")
Count = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both in it, as the newsroom's calendar shows them."""

    first: date
    last: date
    zone: tzinfo

    def holds(self, column: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
        """Did it happen in this period?"""
        end = self._start_of(self.last + timedelta(days=1))
        return and_(column >= self._start_of(self.first), column < end)

    def month(self, at: datetime) -> str:
        """The month of a moment: "2024-05"."""
        return f"{at.astimezone(self.zone):%Y-%m}"

    def _start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """How long the fact-checks pasted in one month took to come to one step."""

    month: str
    step: str
    checks: int
    median: int
    #: Nine of ten took no longer.
    p90: int


@dataclass(frozen=True, slots=True)
class Work:
    """What one person did in the period."""

    name: str
    ruled: int
    signed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that the page of figures shows."""

    minutes: Sequence[Minutes]
    people: Sequence[Work]
    #: The labels of the verdicts, in the order of the scheme, with their keys.
    verdicts: Mapping[str, str]
    outlets: Mapping[str, Count]
    claimants: Mapping[str, Count]
    reports: Mapping[ReportState, int]


def figures(session: Session, period: Period) -> Figures:
    """The figures of a period."""
    verdicts, outlets, claimants = _balance(session, period)
    return Figures(
        minutes=list(_minutes(session, period)),
        people=_people(session, period),
        verdicts=verdicts,
        outlets=_most_first(outlets),
        claimants=_most_first(claimants),
        reports=_reports(session, period),
    )


def p90(values: Sequence[int]) -> int:
    """The least value that nine of ten do not exceed (nearest rank)."""
    return sorted(values)[math.ceil(len(values) * 0.9) - 1]


def _minutes(session: Session, period: Period) -> Iterator[Minutes]:
    taken: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pasted, *steps in _moments(session, period):
        for step, at in zip(STEPS, steps, strict=True):
            if at is not None:
                minutes = round((at - pasted).total_seconds() / 60)
                taken[period.month(pasted), step].append(minutes)
    for month, step in sorted(taken, key=lambda key: (STEPS.index(key[1]), key[0])):
        some = taken[month, step]
        yield Minutes(
            month=month, step=step, checks=len(some), median=round(median(some)), p90=p90(some)
        )


def _moments(session: Session, period: Period) -> Iterator[Sequence[datetime]]:
    """Of each fact-check: when it was pasted, and when it first came to each step, if it has."""
    assigned = select(func.min(JournalEntry.at)).where(
        JournalEntry.check_id == FactCheck.id, JournalEntry.act == Act.CLAIM_TAKEN
    )
    ruled = (
        select(func.min(Ruling.ruled_at))
        .join(Claim, Claim.id == Ruling.claim_id)
        .where(Claim.check_id == FactCheck.id, standing())
    )
    signed = (
        select(func.min(SignOff.signed_at))
        .join(Ruling, Ruling.id == SignOff.ruling_id)
        .join(Claim, Claim.id == Ruling.claim_id)
        .where(Claim.check_id == FactCheck.id, SignOff.decision == Decision.APPROVED, standing())
    )
    issued = select(func.min(Publication.issued_at)).where(Publication.check_id == FactCheck.id)
    steps = (
        step.correlate(FactCheck).scalar_subquery() for step in (assigned, ruled, signed, issued)
    )
    rows = (
        select(Draft.created_at, *steps)
        .join(FactCheck, FactCheck.id == Draft.check_id)
        .where(period.holds(Draft.created_at))
    )
    yield from (tuple(row) for row in session.execute(rows))


def _people(session: Session, period: Period) -> list[Work]:
    ruled = (
        select(User.id, User.name, func.count(Ruling.claim_id.distinct()))
        .join(Ruling, Ruling.ruled_by_id == User.id)
        .where(period.holds(Ruling.ruled_at), standing())
    )
    signed = (
        select(User.id, User.name, func.count(Ruling.claim_id.distinct()))
        .join(SignOff, SignOff.signed_by_id == User.id)
        .join(Ruling, Ruling.id == SignOff.ruling_id)
        .where(period.holds(SignOff.signed_at), SignOff.decision == Decision.APPROVED, standing())
    )
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for index, rows in enumerate((ruled, signed)):
        for user_id, name, number in session.execute(rows.group_by(User.id, User.name)):
            counts[name, user_id][index] = number
    return [Work(name, *counts[name, user_id]) for name, user_id in sorted(counts)]


def _balance(
    session: Session, period: Period
) -> tuple[dict[str, str], dict[str, Count], dict[str, Count]]:
    """The verdicts signed off and in force, counted by outlet and by claimant."""
    verdict = (SchemeVerdict.position, SchemeVerdict.label, SchemeVerdict.key)
    rows = (
        select(*verdict, FactCheck.outlet, Claim.claimant, func.count())
        .join(Ruling, Ruling.verdict_id == SchemeVerdict.id)
        .join(Claim, Claim.id == Ruling.claim_id)
        .join(FactCheck, FactCheck.id == Claim.check_id)
        .where(
            Ruling.id == ruling_in_force(),
            Claim.state == ClaimState.SIGNED,
            period.holds(Ruling.ruled_at),
        )
        .group_by(*verdict, FactCheck.outlet, Claim.claimant)
        .order_by(SchemeVerdict.position, SchemeVerdict.label)
    )
    verdicts: dict[str, str] = {}
    by_outlet: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_claimant: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for _, label, key, outlet, claimant, number in session.execute(rows):
        verdicts[label] = key
        by_outlet[outlet or "no outlet"][label] += number
        by_claimant[claimant or "no claimant"][label] += number
    return verdicts, dict(by_outlet), dict(by_claimant)


def _most_first(counts: Mapping[str, Count]) -> dict[str, Count]:
    return dict(sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0])))


def _reports(session: Session, period: Period) -> dict[ReportState, int]:
    rows = select(Report.state, func.count()).where(period.holds(Report.received_at))
    found = session.execute(rows.group_by(Report.state))
    return dict.fromkeys(ReportState, 0) | dict(found.all())
