"""The state machines of claim, fact-check and report: tables of moves, as data.

A state is stored only if it cannot be derived. `docs/WORKFLOW.md` is generated from these tables.
"""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.errors import IllegalMove, Refused


class ClaimState(StrEnum):
    """Where the work on one claim stands."""

    OPEN = "open"
    RULED = "ruled"
    AWAITING = "awaiting"
    DISPUTED = "disputed"
    SIGNED = "signed"
    DISMISSED = "dismissed"


class ClaimAction(StrEnum):
    """What can be done to a claim that changes its state."""

    RULE = "rule"
    SIGN_OFF = "sign off"
    RETURN = "return"
    RULE_BLIND = "rule blind"
    AGREE = "agree"
    DISAGREE = "disagree"
    DECIDE = "decide"
    RETURN_BOTH = "return both"
    UNSEAL = "unseal"
    REOPEN = "reopen"
    DISMISS = "dismiss"
    RESTORE = "restore"


class CheckState(StrEnum):
    """Where a fact-check stands towards its readers."""

    REVIEWING = "reviewing"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ReportState(StrEnum):
    """Where a reader's report of an error stands."""

    RECEIVED = "received"
    LOOKED_INTO = "looked into"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ReportAction(StrEnum):
    """What can be done to a report that changes its state."""

    LOOK_INTO = "look into"
    ACCEPT = "accept"
    DECLINE = "decline"
    REOPEN = "take up again"


class CheckAction(StrEnum):
    """What can be done to a fact-check that changes its state."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"


CLAIM_MOVES: Mapping[tuple[ClaimState, ClaimAction], ClaimState] = {
    (ClaimState.OPEN, ClaimAction.RULE): ClaimState.RULED,
    (ClaimState.OPEN, ClaimAction.DISMISS): ClaimState.DISMISSED,
    (ClaimState.RULED, ClaimAction.RULE): ClaimState.RULED,
    (ClaimState.RULED, ClaimAction.SIGN_OFF): ClaimState.SIGNED,
    (ClaimState.RULED, ClaimAction.RETURN): ClaimState.OPEN,
    (ClaimState.OPEN, ClaimAction.RULE_BLIND): ClaimState.AWAITING,
    (ClaimState.AWAITING, ClaimAction.AGREE): ClaimState.SIGNED,
    (ClaimState.AWAITING, ClaimAction.DISAGREE): ClaimState.DISPUTED,
    (ClaimState.AWAITING, ClaimAction.UNSEAL): ClaimState.RULED,
    (ClaimState.DISPUTED, ClaimAction.DECIDE): ClaimState.SIGNED,
    (ClaimState.DISPUTED, ClaimAction.RETURN_BOTH): ClaimState.OPEN,
    (ClaimState.SIGNED, ClaimAction.REOPEN): ClaimState.OPEN,
    (ClaimState.DISMISSED, ClaimAction.RESTORE): ClaimState.OPEN,
}

#: Where work on a claim goes on: its evidence may change, and it may be taken.
WORKABLE = (ClaimState.OPEN, ClaimState.RULED, ClaimState.AWAITING)

#: What lets the evidence of a claim change again, where it may not change now.
_FREES: Mapping[ClaimState, str] = {
    ClaimState.SIGNED: "reopen",
    ClaimState.DISMISSED: "restore",
    ClaimState.DISPUTED: "return",
}

CHECK_MOVES: Mapping[tuple[CheckState, CheckAction], CheckState] = {
    (CheckState.REVIEWING, CheckAction.PUBLISH): CheckState.PUBLISHED,
    (CheckState.PUBLISHED, CheckAction.PUBLISH): CheckState.PUBLISHED,
    (CheckState.PUBLISHED, CheckAction.WITHDRAW): CheckState.WITHDRAWN,
    (CheckState.WITHDRAWN, CheckAction.PUBLISH): CheckState.PUBLISHED,
}

REPORT_MOVES: Mapping[tuple[ReportState, ReportAction], ReportState] = {
    (ReportState.RECEIVED, ReportAction.LOOK_INTO): ReportState.LOOKED_INTO,
    (ReportState.LOOKED_INTO, ReportAction.ACCEPT): ReportState.ACCEPTED,
    (ReportState.LOOKED_INTO, ReportAction.DECLINE): ReportState.DECLINED,
    (ReportState.ACCEPTED, ReportAction.REOPEN): ReportState.LOOKED_INTO,
    (ReportState.DECLINED, ReportAction.REOPEN): ReportState.LOOKED_INTO,
}


def move_claim(state: ClaimState, action: ClaimAction) -> ClaimState:
    """The state that `action` leads to from `state`; raise IllegalMove if the table has none."""
    try:
        return CLAIM_MOVES[state, action]
    except KeyError:
        raise IllegalMove(
            f"This claim is {state.value}: to {action.value} it is not possible now."
        ) from None


def move_claim_back(state: ClaimState, to: ClaimState) -> ClaimState:
    """The state `to` that one move led away from; raise IllegalMove if no move joins the two.

    Undoing goes back along a move, doing again goes forth along it.
    """
    joined = {(old, new) for (old, _), new in CLAIM_MOVES.items()}
    if {(to, state), (state, to)} & joined:
        return to
    raise IllegalMove(f"This claim is {state.value}: it cannot be {to.value} again by undoing.")


def move_check(state: CheckState, action: CheckAction) -> CheckState:
    """The state that `action` leads to from `state`; raise IllegalMove if the table has none."""
    try:
        return CHECK_MOVES[state, action]
    except KeyError:
        raise IllegalMove(
            f"This fact-check is {state.value}: to {action.value} it is not possible now."
        ) from None


def move_report(state: ReportState, action: ReportAction) -> ReportState:
    """The state that `action` leads to from `state`; raise IllegalMove if the table has none."""
    try:
        return REPORT_MOVES[state, action]
    except KeyError:
        raise IllegalMove(
            f"This report is {state.value}: to {action.value} it is not possible now."
        ) from None


def require_workable(state: ClaimState, what: str) -> None:
    """Raise Refused unless a claim's evidence may still change: signed work is reopened first."""
    if how := _FREES.get(state):
        raise Refused(f"This claim is {state.value}: {how} it first to {what}.")


def require_own_ruling(state: ClaimState, *, by_actor: bool, four_eyes: bool) -> None:
    """Raise Refused if somebody would change the evidence of another's ruling and then sign it.

    Whoever ruled may still complete what the ruling rests on: who signs it off then sees it. While
    a second opinion is awaited the evidence is that of both: neither signs the other's ruling off.
    """
    if state is ClaimState.DISPUTED:
        raise Refused("This claim was ruled on twice: return both rulings first.")
    if four_eyes and state is ClaimState.RULED and not by_actor:
        raise Refused("This claim is ruled: return it first, with what is missing.")


def require_open(state: ClaimState, what: str) -> None:
    """Raise Refused unless a claim is open: what was ruled on keeps its place in the text."""
    if state is not ClaimState.OPEN:
        raise Refused(f"This claim is {state.value}: only an open one lets you {what}.")
