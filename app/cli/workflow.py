"""`flask --app wsgi workflow`: docs/WORKFLOW.md, written from the tables that the code obeys."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import click
from flask.cli import AppGroup

from app.domain.ids import CheckId, GuestLinkId, UserId
from app.domain.policy import (
    Actor,
    Admitted,
    Belongs,
    Permission,
    Place,
    Role,
    RulingBy,
    RulingsBy,
    allowed,
)
from app.domain.undoing import INVERSES, NOT_UNDONE, STEPS_KEPT
from app.domain.verdicts import FOOTING_SENTENCES, HOUSE_SCHEME
from app.domain.workflow import (
    CHECK_MOVES,
    CLAIM_MOVES,
    REPORT_MOVES,
    CheckAction,
    CheckState,
    ClaimAction,
    ClaimState,
    ReportAction,
    ReportState,
)

#: What each action asks leave for; the services ask for the same.
ASKS: Mapping[ClaimAction | CheckAction | ReportAction, Permission] = {
    ClaimAction.RULE: Permission.CLAIM_RULE,
    ClaimAction.SIGN_OFF: Permission.RULING_SIGN_OFF,
    ClaimAction.RETURN: Permission.RULING_RETURN,
    ClaimAction.RULE_BLIND: Permission.CLAIM_RULE,
    ClaimAction.AGREE: Permission.RULING_SECOND,
    ClaimAction.DISAGREE: Permission.RULING_SECOND,
    ClaimAction.UNSEAL: Permission.CHECK_BLIND,
    ClaimAction.DECIDE: Permission.RULING_DECIDE,
    ClaimAction.RETURN_BOTH: Permission.RULING_DECIDE,
    ClaimAction.REOPEN: Permission.CLAIM_REOPEN,
    ClaimAction.DISMISS: Permission.CLAIM_SHAPE,
    ClaimAction.RESTORE: Permission.CLAIM_SHAPE,
    CheckAction.PUBLISH: Permission.CHECK_PUBLISH,
    CheckAction.WITHDRAW: Permission.CHECK_WITHDRAW,
    **dict.fromkeys(ReportAction, Permission.REPORT_ANSWER),
}
ME, ANOTHER, A_THIRD = UserId(1), UserId(2), UserId(3)
GUEST = Admitted(GuestLinkId(1), CheckId(1), None)

INTRODUCTION = """\
# Workflow

This page is generated: `make docs` writes it from `app/domain/workflow.py`, `app/domain/policy.py`,
`app/domain/verdicts.py` and `app/domain/undoing.py`. Change those, not this file; a test compares
the two.

A move that is not in a table is refused. Every move is written into the journal.
"""
FOUR_EYES = """\
A fact-check can have its claims ruled on twice, blind: then “rule” is “rule blind”. The first
ruling is sealed: but for whoever gave it, nobody sees it before a second person has ruled. If both
gave the same verdict, the second ruling signs the first one off. If not, an editor who gave neither
decides between them. Both stay on record.

With the setting `FOUR_EYES` off, whoever ruled may sign off too, and the public page says so.
"""
UNDOING = f"""\
Each person can take back the last {STEPS_KEPT} steps on each fact-check, and do again what was
taken back. To undo asks for the leave that the act asked for, moves a claim back along the move
that led it there, and is refused where somebody else has built upon the step, or where an edition
went out since. The moves of a blind second opinion are not undone: what is sealed would be open.
"""


def register(group: AppGroup) -> None:
    """Add the command."""
    group.add_command(workflow)


@click.command("workflow")
def workflow() -> None:
    """Print docs/WORKFLOW.md, as the state tables, permissions and verdicts have it."""
    click.echo(workflow_page(), nl=False)


def workflow_page() -> str:
    """The page on both state machines, who may do what, and what verdicts rest on: Markdown."""
    parts = (
        INTRODUCTION,
        _machine("The claim", CLAIM_MOVES, first=ClaimState.OPEN),
        _machine("The fact-check", CHECK_MOVES, first=CheckState.REVIEWING),
        _machine("The report of an error", REPORT_MOVES, first=ReportState.RECEIVED),
        "## Who may do what\n",
        _table(
            ("Permission", "What it allows", "Who has it"),
            ((f"`{p.code}`", p.doc, _who(p)) for p in Permission),
        ),
        FOUR_EYES,
        "## What a verdict must rest on\n",
        _table(
            ("Verdict", "Means", "Rests on", "Standing, 1 to 5"),
            (
                (v.label, v.definition, f"It {FOOTING_SENTENCES[v.rests_on]}", str(v.rating))
                for v in HOUSE_SCHEME
            ),
        ),
        "## What can be undone\n",
        UNDOING,
        _table(
            ("Act", "Undone by", "The claim must be"),
            ((act.value, inverse.how, inverse.needs.value) for act, inverse in INVERSES.items()),
        ),
        _table(("Not undone", "Because"), ((a.value, why) for a, why in NOT_UNDONE.items())),
    )
    return "\n".join(parts)


def _machine(
    title: str,
    moves: Mapping[tuple[ClaimState, ClaimAction], ClaimState]
    | Mapping[tuple[CheckState, CheckAction], CheckState]
    | Mapping[tuple[ReportState, ReportAction], ReportState],
    *,
    first: StrEnum,
) -> str:
    steps = [(before, action, after) for (before, action), after in moves.items()]
    arrows = [f"    {_id(before)} --> {_id(after)}: {action}" for before, action, after in steps]
    rows = [(before, action, after, _who(ASKS[action])) for before, action, after in steps]
    drawn = "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {first}", *arrows, "```"])
    return f"## {title}\n\n{drawn}\n\n{_table(('From', 'Move', 'To', 'Who may'), rows)}"


def _id(state: StrEnum) -> str:
    """The state as the drawing names it: there, a name has no space."""
    return state.value.replace(" ", "_")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _who(permission: Permission) -> str:
    """The roles that hold a permission, each with its limit, as the rules themselves answer."""
    found = [words for role in Role if (words := _as_far(role, permission))]
    if allowed(Actor.admitted(GUEST), permission, Place(GUEST.check_id)):
        found.append("guest (where the link leads)")
    return ", ".join(found)


def _as_far(role: Role, permission: Permission) -> str:
    actor = Actor(user_id=ME, roles=frozenset({role}))
    if allowed(actor, permission):
        return role.value
    if allowed(actor, permission, Belongs(ME)):
        return f"{role.value} (their own)"
    if allowed(actor, permission, RulingBy(ANOTHER, four_eyes=True)):
        return f"{role.value} (another person’s ruling)"
    if allowed(actor, permission, RulingsBy(frozenset({ANOTHER, A_THIRD}))):
        return f"{role.value} (who gave neither ruling)"
    return ""
