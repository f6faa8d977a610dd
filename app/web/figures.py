"""The desk's figures: plots with the tables behind them, and each table as CSV."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Refused
from app.domain.policy import Permission, require
from app.publishing.claims import style_of
from app.publishing.table import written
from app.queries.figures import STEPS, Figures, Period, figures
from app.web import db, house
from app.web.plots import Plot, Series, bars, lines
from app.web.work import current_actor

bp = Blueprint("figures", __name__)

#: Days outside of these years are a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: Without a choice, the last year is shown.
USUAL = timedelta(days=365)
MEDIAN, P90 = Series("median", "median"), Series("nine of ten within", "p90")


@dataclass(frozen=True, slots=True)
class Table:
    """A table behind a plot."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    plots: Sequence[Plot]
    #: What is counted, in a sentence.
    counts: str


@bp.get("/figures")
def show() -> ResponseReturnValue:
    """The figures of the period that the address names."""
    require(current_actor(), Permission.FIGURES_READ)
    period, problem = _usual(), ""
    try:
        period = _asked()
    except Refused as refused:
        problem = str(refused)
    page = render_template(
        "figures.html",
        period=period,
        typed=request.args,
        problems=[problem] if problem else [],
        tables=[] if problem else tables(figures(db.reading(), period)),
    )
    return page, 422 if problem else 200


@bp.get("/figures/<what>.csv")
def download(what: str) -> ResponseReturnValue:
    """One table as CSV."""
    require(current_actor(), Permission.FIGURES_READ)
    period = _asked()
    for table in tables(figures(db.reading(), period)):
        if table.name == what:
            name = f"{what}-{period.first}-{period.last}.csv"
            return Response(
                written(table.columns, table.rows),
                content_type="text/csv; charset=utf-8",
                headers={"Content-Disposition": f'attachment; filename="{name}"'},
            )
    abort(404)


def tables(found: Figures) -> list[Table]:
    """Every table of the page, with its plots."""
    return [_minutes(found), _people(found), *_balance(found), _reports(found)]


def _minutes(found: Figures) -> Table:
    plots = []
    for step in STEPS:
        columns: dict[str, Mapping[str, int]] = {
            row.month: {MEDIAN.label: row.median, P90.label: row.p90}
            for row in found.minutes
            if row.step == step
        }
        if columns:
            title = f"Minutes from paste to {step}"
            plots.append(lines(title, "Month of the paste", columns, (MEDIAN, P90)))
    return Table(
        "minutes",
        "How long the work takes",
        ("step", "month of the paste", "fact-checks", "median minutes", "nine of ten within"),
        [(row.step, row.month, row.checks, row.median, row.p90) for row in found.minutes],
        plots,
        "Fact-checks pasted in the period, from the paste to the first time that they came there.",
    )


def _people(found: Figures) -> Table:
    plots = [
        bars(title, "Claims", rows, (Series("claims", style),))
        for title, style, rows in (
            ("Claims ruled", "oth", {p.name: {"claims": p.ruled} for p in found.people}),
            ("Claims signed off", "sup", {p.name: {"claims": p.signed} for p in found.people}),
        )
        if rows
    ]
    return Table(
        "people",
        "Claims by reviewer",
        ("person", "claims ruled", "claims signed off"),
        [(person.name, person.ruled, person.signed) for person in found.people],
        plots,
        "Claims on which somebody gave or approved a ruling in the period, each once.",
    )


def _balance(found: Figures) -> list[Table]:
    series = [Series(label, style_of(key)) for label, key in found.verdicts.items()]
    labels = list(found.verdicts)
    return [
        Table(
            f"{noun}s",
            f"Verdicts by {noun}",
            (noun, *(label.lower() for label in labels), "all"),
            [
                (name, *(row.get(label, 0) for label in labels), sum(row.values()))
                for name, row in counts.items()
            ],
            [bars(f"Verdicts by {noun}", "Claims", counts, series)] if counts else [],
            "Verdicts given in the period that are signed off and in force now.",
        )
        for noun, counts in (("outlet", found.outlets), ("claimant", found.claimants))
    ]


def _reports(found: Figures) -> Table:
    rows = {state.value: {"reports": number} for state, number in found.reports.items()}
    some = any(found.reports.values())
    return Table(
        "reports",
        "Reports of errors",
        ("state", "reports"),
        [(state.value, number) for state, number in found.reports.items()] if some else [],
        [bars("Reports of errors", "Reports", rows, (Series("reports", "unp"),))] if some else [],
        "Reports received in the period, by where they stand now.",
    )


def _usual() -> Period:
    return Period(house.today() - USUAL, house.today(), house.config().zone)


def _asked() -> Period:
    usual = _usual()
    first, last = _day("from", usual.first), _day("to", usual.last)
    if first > last:
        raise Refused("The period ends before it begins: change “From” or “To”.")
    return Period(first, last, usual.zone)


def _day(name: str, usual: date) -> date:
    typed = request.args.get(name, "").strip()
    if not typed:
        return usual
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise Refused(f"“{typed[:40]}” is not a date: write it as 2024-05-31.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"Choose days from {FIRST_YEAR} to {LAST_YEAR}.")
    return day
