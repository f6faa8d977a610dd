"""The state machines: every pair of state and action either leads where it says or is refused."""

from itertools import product

import pytest

from app.domain.errors import IllegalMove, Refused
from app.domain.workflow import (
    CheckAction,
    CheckState,
    ClaimAction,
    ClaimState,
    ReportAction,
    ReportState,
    move_check,
    move_claim,
    move_report,
    require_open,
    require_own_ruling,
    require_workable,
)

CLAIM_MOVES = {
    ("open", "rule"): "ruled",
    ("open", "dismiss"): "dismissed",
    ("ruled", "rule"): "ruled",
    ("ruled", "sign off"): "signed",
    ("ruled", "return"): "open",
    ("open", "rule blind"): "awaiting",
    ("awaiting", "agree"): "signed",
    ("awaiting", "disagree"): "disputed",
    ("awaiting", "unseal"): "ruled",
    ("disputed", "decide"): "signed",
    ("disputed", "return both"): "open",
    ("signed", "reopen"): "open",
    ("dismissed", "restore"): "open",
}

CHECK_MOVES = {
    ("reviewing", "publish"): "published",
    ("published", "publish"): "published",
    ("published", "withdraw"): "withdrawn",
    ("withdrawn", "publish"): "published",
}


@pytest.mark.parametrize(("state", "action"), [*product(ClaimState, ClaimAction)])
def test_a_claim_moves_only_along_its_table(state: ClaimState, action: ClaimAction) -> None:
    leads_to = CLAIM_MOVES.get((state, action))
    if leads_to:
        assert move_claim(state, action) == leads_to
        return
    with pytest.raises(IllegalMove, match=f"This claim is {state}: to {action} it is not possible"):
        move_claim(state, action)


@pytest.mark.parametrize(("state", "action"), [*product(CheckState, CheckAction)])
def test_a_fact_check_moves_only_along_its_table(state: CheckState, action: CheckAction) -> None:
    leads_to = CHECK_MOVES.get((state, action))
    if leads_to:
        assert move_check(state, action) == leads_to
        return
    with pytest.raises(IllegalMove, match=f"This fact-check is {state}: to {action} it is not"):
        move_check(state, action)


REPORT_MOVES = {
    ("received", "look into"): "looked into",
    ("looked into", "accept"): "accepted",
    ("looked into", "decline"): "declined",
    ("accepted", "take up again"): "looked into",
    ("declined", "take up again"): "looked into",
}


@pytest.mark.parametrize(("state", "action"), [*product(ReportState, ReportAction)])
def test_a_report_moves_only_along_its_table(state: ReportState, action: ReportAction) -> None:
    leads_to = REPORT_MOVES.get((state, action))
    if leads_to:
        assert move_report(state, action) == leads_to
        return
    with pytest.raises(IllegalMove, match=f"This report is {state}: to {action} it is not"):
        move_report(state, action)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ClaimState.OPEN, None),
        (ClaimState.RULED, None),
        (ClaimState.AWAITING, None),
        (ClaimState.DISPUTED, "This claim is disputed: return it first to attach a source."),
        (ClaimState.SIGNED, "This claim is signed: reopen it first to attach a source."),
        (ClaimState.DISMISSED, "This claim is dismissed: restore it first to attach a source."),
    ],
)
def test_evidence_changes_until_a_claim_is_signed(state: ClaimState, words: str | None) -> None:
    if words is None:
        require_workable(state, "attach a source")
        return
    with pytest.raises(Refused) as refused:
        require_workable(state, "attach a source")
    assert str(refused.value) == words


@pytest.mark.parametrize("four_eyes", [True, False])
@pytest.mark.parametrize("by_actor", [True, False])
@pytest.mark.parametrize("state", ClaimState)
def test_the_evidence_of_anothers_ruling_is_not_changed_by_who_may_sign_it(
    state: ClaimState, by_actor: bool, four_eyes: bool
) -> None:
    refusals = {
        (ClaimState.RULED, False, True): "This claim is ruled: return it first, with what is miss",
        # What two have ruled on stays as it was for both.
        (ClaimState.DISPUTED, by_actor, four_eyes): "ruled on twice: return both rulings first",
    }
    why = refusals.get((state, by_actor, four_eyes))
    if why is None:
        require_own_ruling(state, by_actor=by_actor, four_eyes=four_eyes)
        return
    with pytest.raises(Refused, match=why):
        require_own_ruling(state, by_actor=by_actor, four_eyes=four_eyes)


@pytest.mark.parametrize("state", ClaimState)
def test_only_an_open_claim_changes_its_place(state: ClaimState) -> None:
    if state is ClaimState.OPEN:
        require_open(state, "split it")
        return
    with pytest.raises(Refused, match=f"This claim is {state}: only an open one lets you split it"):
        require_open(state, "split it")
