"""Taking a step back: what was there before is written anew, and the record goes on.

Nothing is taken out of the record. The journal tells the undoing like any other act, and a step
that was taken back leaves one by which it is done again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app import checked, dossier
from app.domain.claims import DismissReason
from app.domain.errors import NotFound
from app.domain.ids import CheckId, ClaimId, StepId
from app.domain.journal import Act
from app.domain.undoing import INVERSES, LINKING, Kind, Needs, label
from app.domain.workflow import ClaimAction, ClaimState, require_open, require_workable
from app.models import (
    Anchor,
    Citation,
    Claim,
    ClaimLink,
    Comment,
    CommentWording,
    Contact,
    FactCheck,
    FollowUp,
    Ruling,
    SignOff,
    Source,
    Statement,
    ToldApart,
    UndoneRuling,
    UndoStep,
)
from app.services import comments, evidence, places, relinking, rulings, statements
from app.services.noting import Change
from app.services.stepping import DECIDED, Stepping, refuse_overtaken, require_leave
from app.services.work import Work

#: The fields of a claim that the journal tells value by value.
TOLD = ("wording", "claimant", "claimant_role")

#: Nobody has worked on a claim by giving it a priority, or by saying which other one is the same.
NO_WORK = LINKING | {Act.CLAIM_PRIORITISED, Act.FOLLOW_UP_ANSWERED}


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was undone, or done again, and where to look at it."""

    again: bool
    what: str
    check_id: CheckId
    claim_id: ClaimId | None
    #: Was it done to the contact log?
    on_contacts: bool


def take_back(work: Work, step_id: StepId) -> TakenBack:
    """Undo one of one's own steps, or do again what one has undone.

    Raise Refused where it was published or is not possible any more, Conflict where somebody else
    changed the same since: undoing it would lose that.
    """
    step = work.session.get(UndoStep, step_id) if 0 < step_id < 2**31 else None
    if step is None or step.person_id != work.actor.user_id:
        raise NotFound("This step was taken back already, or is too long ago to be undone.")
    stepping = Stepping(work, step)
    require_leave(stepping)
    relinking.hold(stepping)
    refuse_overtaken(stepping)
    work.taking_back = step
    linked = relinking.together(stepping)
    _move(stepping)
    _require_states(stepping)
    _write(stepping)
    relinking.check(stepping, linked)
    _tell(stepping)
    work.session.delete(step)
    return TakenBack(
        again=step.kind is Kind.UNDONE,
        what=label(stepping.acts),
        check_id=stepping.check.id,
        claim_id=next((ClaimId(d.claim_id) for d in stepping.acts if d.claim_id), None),
        on_contacts=any(True for _ in stepping.of(Contact)),
    )


def _move(stepping: Stepping) -> None:
    """Bring every claim back to the state that it had."""
    for change, claim in stepping.of(Claim):
        if change.made:
            claim.dismissed_because = DismissReason.MISTAKE
            stepping.work.move_claim(claim, ClaimAction.DISMISS)
        elif "state" in change.before:
            stepping.work.move_claim_back(claim, ClaimState(change.before["state"]))


def _require_states(stepping: Stepping) -> None:
    """Ask of each claim what the acts on it ask."""
    made = {row.id for change, row in stepping.of(Claim) if change.made}
    for done in stepping.acts:
        if done.claim_id is None or done.claim_id in made:
            continue
        claim, needs = stepping.work.get(Claim, done.claim_id), INVERSES[done.act].needs
        if needs is Needs.OPEN:
            require_open(claim.state, "undo this")
        elif needs is not Needs.NOTHING:
            require_workable(claim.state, "undo this")
        if needs is Needs.OWN and claim.id not in stepping.ruled:
            rulings.require_own(stepping.work, claim)


def _write(stepping: Stepping) -> None:
    """Write what was there before."""
    for change, row in stepping.rows:
        if isinstance(row, Citation) and "claim_id" not in change.before:
            _tell_citation(stepping, change, row)
        if change.gone:
            stepping.work.session.add(row)
        elif change.made:
            _take_away(stepping, row)
        else:
            _set(stepping, change, row)
    for _, row in stepping.of(Statement):
        statements.take_back(stepping.work, row)
    _say_again(stepping)
    _put_rulings_back(stepping)
    stepping.work.session.flush()
    for claim in _placed_anew(stepping):
        places.refuse_twin(stepping.work, claim)


def _take_away(stepping: Stepping, row: Any) -> None:
    """Take away what the step made; of the record, nothing goes."""
    if isinstance(row, Citation | Contact):
        row.removed_at = stepping.work.now
    elif isinstance(row, Comment):
        row.taken_back_at = stepping.work.now
    elif isinstance(row, ClaimLink | ToldApart) or (
        isinstance(row, Anchor) and row.claim_id in stepping.placed
    ):
        stepping.work.session.delete(row)


def _set(stepping: Stepping, change: Change, row: Any) -> None:
    if isinstance(row, Source):
        told = {name: (getattr(row, name), old) for name, old in change.earlier()}
        evidence.tell_others(stepping.work, row, told, but=set(stepping.claims))
    if isinstance(row, Anchor):
        _tell_place(stepping, change, row)
    for name, value in change.earlier():
        if (type(row), name) != (Claim, "state"):
            setattr(row, name, value)


def _tell_place(stepping: Stepping, change: Change, anchor: Anchor) -> None:
    old = [anchor.start, anchor.end]
    new = [change.before.get("start", anchor.start), change.before.get("end", anchor.end)]
    claim = stepping.work.get(Claim, anchor.claim_id)
    stepping.work.record(Act.CLAIM_CUT, claim, check_id=claim.check_id, old=old, new=new)


def _tell_citation(stepping: Stepping, change: Change, row: Citation) -> None:
    """Tell of a citation as if a person had attached, removed or changed it."""
    claim = stepping.work.get(Claim, row.claim_id)
    told: dict[str, Any] = {"citation": row.id, "source": row.source_id}
    if change.made or change.before.get("removed_at") is not None:
        act = Act.CITATION_REMOVED
    elif "removed_at" in change.before:
        act, told["stance"] = Act.SOURCE_CITED, row.stance.value
    else:
        act, told["changed"] = Act.CITATION_CHANGED, _from_to(change, change.before)
    stepping.work.record(act, claim, check_id=claim.check_id, **told)


def _say_again(stepping: Stepping) -> None:
    """Say what a comment said before it was reworded; one that was new is taken back as it is."""
    new = {row.id for change, row in stepping.of(Comment) if change.made}
    for _, row in stepping.of(CommentWording):
        if row.comment_id not in new:
            comments.say_again(stepping.work, row)


def _put_rulings_back(stepping: Stepping) -> None:
    """Let what the step gave stand no more, and what stood before it stand again."""
    work = stepping.work
    given = {row.id: row for _, row in stepping.of(Ruling)}
    undone = sorted(row.ruling_id for _, row in stepping.of(UndoneRuling))
    for ruling in given.values():
        rulings.undo(work, ruling)
    for ruling in [work.get(Ruling, key) for key in undone] or _before(work, given.values()):
        answers = select(SignOff).where(SignOff.ruling_id == ruling.id)
        rulings.put_back(work, ruling, answer=work.session.scalars(answers).first())
    for _, answer in stepping.of(SignOff):
        if answer.ruling_id not in given:
            rulings.put_back(work, stepping.ruling_of(answer), answer=None)


def _before(work: Work, given: Iterable[Ruling]) -> list[Ruling]:
    """The newest rulings that stood before these, of each claim."""
    found = (dossier.newest_ruling(work.session, ruling.claim_id) for ruling in given)
    return [ruling for ruling in found if ruling is not None]


def _placed_anew(stepping: Stepping) -> list[Claim]:
    """The claims that stand somewhere again where another might stand by now."""
    placed = {row.claim_id for change, row in stepping.of(Anchor) if not change.made}
    found = [stepping.work.get(Claim, key) for key in sorted(placed | stepping.moved)]
    return [claim for claim in found if claim.state is not ClaimState.DISMISSED]


def _tell(stepping: Stepping) -> None:
    """Write into the journal what was undone, on everything that it was done to."""
    work, told = stepping.work, _told(stepping)
    is_work = not {done.act for done in stepping.acts} <= NO_WORK
    for claim_id in stepping.claims:
        claim = work.get(Claim, claim_id)
        if is_work and claim.check_id == stepping.check.id:
            work.touch(claim)
        _record(stepping, claim, changed=told.get(claim_id, {}))
    for comment in _comments(stepping):
        _record(stepping, comment, claim=comment.claim_id)
        work.touch(comment)
    for _, follow_up in stepping.of(FollowUp):
        _record(stepping, follow_up, claim=follow_up.claim_id)
    for change, contact in stepping.of(Contact):
        # What was noted on a contact is for the desk alone: only the fields are told.
        _record(stepping, contact, party=contact.party, changed=sorted(change.before))
        work.touch(stepping.check)
    for change, check in stepping.of(FactCheck):
        _record(stepping, check, changed=sorted(change.before))
        work.touch(check)
        if "headline" in change.before:
            checked.keep(work.session, checked.of_check(check.id))
    about = [work.get(Claim, key) for key in stepping.claims]
    checked.keep(work.session, [claim.id for claim in about if claim.state in DECIDED])


def _comments(stepping: Stepping) -> list[Comment]:
    found = {
        key for _, row in stepping.rows for kind, key in (stepping.subject(row),) if kind is Comment
    }
    return [stepping.work.get(Comment, key) for key in sorted(found)]


def _record(stepping: Stepping, subject: Any, **data: Any) -> None:
    act = Act.REDONE if stepping.step.kind is Kind.UNDONE else Act.UNDONE
    # A claim that is linked may be one of another article.
    check_id = subject.check_id if isinstance(subject, Claim) else stepping.check.id
    what = label(stepping.acts)
    stepping.work.record(act, subject, check_id=check_id, what=what, **data)


def _told(stepping: Stepping) -> dict[int, dict[str, list[Any]]]:
    """How each claim is told otherwise, by field: from, to."""
    return {
        row.id: _from_to(change, [name for name in TOLD if name in change.before])
        for change, row in stepping.of(Claim)
    }


def _from_to(change: Change, names: Iterable[str]) -> dict[str, list[Any]]:
    def shown(value: Any) -> Any:
        return "" if value is None else value

    return {name: [shown(change.after[name]), shown(change.before[name])] for name in names}
