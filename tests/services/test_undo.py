"""Undo: every act and its inverse; what others changed, published or decided is not lost by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from app import dossier
from app.domain.claims import DismissReason
from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId, StepId
from app.domain.journal import Act, broken_links, details
from app.domain.queue import Priority
from app.domain.undoing import INVERSES, NOT_UNDONE, STEPS_KEPT, Done, Kind, label
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile
from app.models import (
    Claim,
    ClaimLink,
    Comment,
    FollowUp,
    JournalEntry,
    Proposal,
    Ruling,
    ToldApart,
    UndoStep,
)
from app.queries import integrity, journal
from app.queries import undoing as queries
from app.queries.since import since
from app.services import (
    assigning,
    claims,
    comments,
    contacts,
    evidence,
    follow_ups,
    intake,
    links,
    lost,
    reuse,
    review,
    rulings,
    shaping,
    statements,
)
from app.services.claims import Wording
from app.services.undo import TakenBack, take_back
from app.services.work import Work
from tests.factories import Newsroom

TOLD = Wording(wording="Lye was dumped", claimant="Karl Munk", claimant_role="owner")
USE = evidence.Use(stance=Stance.CONTRADICTS, excerpt="We measured no lye.", locator="p. 9")
DETAILS = evidence.SourceDetails(
    title="The water board’s report", archive_url="https://archive.example/water"
)
SAID = statements.StatementDetails(kind=StatementKind.DENIED, actor="The club")


class Scene:
    """A fact-check with what every act needs, and somebody who acts."""

    def __init__(self, newsroom: Newsroom, who: str = "both") -> None:
        self.newsroom, self.who = newsroom, who
        self.check: CheckId = newsroom.pasted()
        shown = newsroom.dossier(self.check).shown
        self.spoken = next(file for file in shown if file.proposals).claim.id
        self.claim, self.other = [f.claim.id for f in shown if f.claim.id != self.spoken][:2]
        self.pair: tuple[ClaimId, ...] = ()

    def version(self, claim_id: ClaimId | None = None) -> int:
        return self.newsroom.version(self.check, claim_id or self.claim)

    def file(self, claim_id: ClaimId | None = None) -> ClaimFile:
        return self.newsroom.dossier(self.check).file(claim_id or self.claim)

    def do(self, act: Callable[[Work], Any], who: str | None = None) -> Any:
        with self.newsroom.work(who or self.who) as work:
            return getattr(act(work), "id", None)

    def steps(self, who: str | None = None) -> queries.Steps:
        person = self.newsroom.people[who or self.who]
        with self.newsroom.database.reading() as session:
            found = queries.steps(session, person, self.check)
            session.expunge_all()
            return found

    def undo(self, who: str | None = None) -> TakenBack:
        step = self.steps(who).undo
        assert step is not None
        return self.take_back(step.id, who)

    def redo(self, who: str | None = None) -> TakenBack:
        step = self.steps(who).redo
        assert step is not None
        return self.take_back(step.id, who)

    def take_back(self, step: StepId, who: str | None = None) -> TakenBack:
        with self.newsroom.work(who or self.who) as work:
            return take_back(work, step)

    def rest(self) -> dict[str, Any]:
        """Everything that people see of the fact-check, field by field."""
        whole = self.newsroom.dossier(self.check)
        return {
            "article": fields(whole.check),
            "comments": self.said(),
            "claims": {
                file.claim.id: standing(file)
                for file in whole.everything
                if file.claim.dismissed_because is not DismissReason.MISTAKE
            },
            "same": self.same(),
            "sources": {key: fields(row) for key, row in whole.sources.items()},
            "contacts": [fields(row) for row in self.newsroom.contacts(self.check)],
        }

    def same(self) -> dict[str, Any]:
        """What is linked, told apart, and to be looked at again, anywhere."""
        with self.newsroom.database.reading() as session:
            return {
                kind.__name__: sorted((list(fields(row).values()) for row in rows), key=repr)
                for kind in (ClaimLink, ToldApart, FollowUp)
                for rows in (session.scalars(select(kind)).all(),)
            }

    def said(self) -> list[Any]:
        """Every comment that is not taken back, with what it says."""
        with self.newsroom.database.reading() as session:
            rows = session.scalars(select(Comment).order_by(Comment.id))
            return [
                (row.id, row.words, row.resolved_at, row.resolved_by_id)
                for row in rows
                if row.taken_back_at is None
            ]

    def comment(self) -> Comment:
        with self.newsroom.database.reading() as session:
            row = session.scalars(select(Comment)).one()
            session.expunge_all()
            return row


def fields(row: Any, *names: str) -> dict[str, Any]:
    columns = names or [column.key for column in row.__mapper__.column_attrs]
    return {name: getattr(row, name) for name in columns if name not in ("version", "changed_at")}


def standing(file: ClaimFile) -> dict[str, Any]:
    """A claim with all that was gathered on it; ids of rows that are written anew do not count."""
    anew = ("id", "recorded_by_id", "recorded_at", "supersedes_id")
    ruling, answer = file.ruling, file.sign_off
    return {
        "claim": fields(file.claim),
        "anchor": fields(file.anchor),
        "number": file.number,
        "rulings": [
            fields(row, "verdict_id", "rationale", "ruled_by_id", "ruled_at")
            for row in file.rulings
        ],
        "citations": [fields(row) for row in file.citations],
        "statements": sorted(
            repr({k: v for k, v in fields(row).items() if k not in anew}) for row in file.statements
        ),
        "proposals": [fields(row) for row in file.proposals],
        "ruling": ruling
        and fields(ruling, "verdict_id", "rationale", "as_of", "ruled_by_id", "ruled_at"),
        "answer": answer and fields(answer, "decision", "reason", "signed_by_id", "signed_at"),
    }


def cite(scene: Scene) -> None:
    scene.newsroom.cited(scene.check, scene.claim)


def state(scene: Scene) -> None:
    cite(scene)
    scene.newsroom.stated(scene.check, scene.claim, StatementKind.RETRACTED, None)


def rule_before(scene: Scene) -> None:
    scene.newsroom.ruled(scene.check, scene.claim)


def sign_before(scene: Scene) -> None:
    scene.newsroom.signed(scene.check, scene.claim)


def return_before(scene: Scene) -> None:
    rule_before(scene)
    send_back(scene, "second")


def send_back(scene: Scene, who: str | None = None) -> None:
    scene.do(lambda w: rulings.send_back(w, scene.claim, version=scene.version(), reason="?"), who)


def dismiss_before(scene: Scene) -> None:
    dismiss(scene, "editor")


def dismiss(scene: Scene, who: str | None = None) -> None:
    opinion = DismissReason.OPINION
    act = lambda w: claims.dismiss(w, scene.claim, version=scene.version(), reason=opinion)  # noqa: E731
    scene.do(act, who)


def take_before(scene: Scene) -> None:
    scene.do(lambda w: claims.take(w, scene.claim, version=scene.version()), "second")


def contact_before(scene: Scene) -> None:
    scene.newsroom.contacted(scene.check, note="Their press office.")


def gather_before(scene: Scene) -> None:
    """Two claims with evidence each, to be merged."""
    for claim in (scene.claim, scene.other):
        source = scene.newsroom.cited(scene.check, claim)
        scene.newsroom.stated(scene.check, claim, StatementKind.REPEATED, source)


def decide(scene: Scene, verdict: str = "denied") -> None:
    decided = rulings.Decided(verdict=verdict, rationale="So it is.", as_of=date(2024, 5, 2))
    scene.do(lambda w: rulings.rule(w, scene.claim, version=scene.version(), decided=decided))


def contradicted(scene: Scene) -> None:
    scene.newsroom.cited(scene.check, scene.claim, Stance.CONTRADICTS)


def contradicted_and_ruled(scene: Scene) -> None:
    contradicted(scene)
    rule_before(scene)


def contradicted_and_returned(scene: Scene) -> None:
    contradicted_and_ruled(scene)
    send_back(scene, "second")


def change_citation(scene: Scene) -> None:
    row = scene.file().citations[0]
    versions = {"version": row.version, "source_version": row.source.version}
    scene.do(lambda w: evidence.change(w, row.id, **versions, source=DETAILS, use=USE))


def merge(scene: Scene) -> None:
    both = {"version": scene.version(), "other_version": scene.version(scene.other)}
    scene.do(lambda w: shaping.merge(w, scene.claim, **both, other_id=scene.other))


def split(scene: Scene) -> None:
    place = scene.file().anchor
    at = place.start + place.exact.index(" ", len(place.exact) // 2) + 1
    scene.do(lambda w: shaping.split(w, scene.claim, version=scene.version(), at=at))


def cut(scene: Scene) -> None:
    place = scene.file().anchor
    end = place.start + place.exact.rindex(" ")
    scene.do(
        lambda w: shaping.cut(w, scene.claim, version=scene.version(), start=place.start, end=end)
    )


def copy(scene: Scene) -> None:
    newsroom = scene.newsroom
    elsewhere = newsroom.pasted()
    earlier = newsroom.first_claim(elsewhere)
    newsroom.ruled(elsewhere, earlier, "retracted")
    scene.do(
        lambda w: reuse.copy_evidence(w, scene.claim, version=scene.version(), earlier_id=earlier)
    )


def change_contact(scene: Scene) -> None:
    row = scene.newsroom.contacts(scene.check)[0]
    changed = contacts.ContactDetails(
        party="The club", asked_on=row.asked_on, replied_on=date(2024, 5, 3), line="It denies it."
    )
    scene.do(lambda w: contacts.change(w, row.id, version=row.version, details=changed))


def remove_contact(scene: Scene) -> None:
    row = scene.newsroom.contacts(scene.check)[0]
    scene.do(lambda w: contacts.remove(w, row.id, version=row.version))


def describe(scene: Scene) -> None:
    check = scene.newsroom.dossier(scene.check).check
    particulars = intake.Particulars(headline="Another", outlet="The Post", topics="rivers")
    scene.do(lambda w: intake.describe(w, check.id, version=check.version, particulars=particulars))


def proposal_of(scene: Scene) -> Proposal:
    return scene.file(scene.spoken).proposals[0]


def on_claim(act: Callable[..., Any], **given: Any) -> Callable[[Scene], None]:
    """An act that takes the claim and its version."""
    return lambda scene: scene.do(
        lambda work: act(work, scene.claim, version=scene.version(), **given)
    )


def statement_of(scene: Scene) -> Any:
    return scene.file().statements[0].id


def comment_before(scene: Scene) -> None:
    scene.do(lambda w: comments.on_claim(w, scene.claim, words="Ask the mill."))


def resolve_before(scene: Scene) -> None:
    comment_before(scene)
    scene.do(lambda w: comments.resolve(w, scene.comment().id, version=1), "second")


def on_comment(act: Callable[..., Any], **given: Any) -> Callable[[Scene], None]:
    return lambda scene: scene.do(
        lambda work: act(work, scene.comment().id, version=scene.comment().version, **given)
    )


def deadline(scene: Scene) -> None:
    check = scene.newsroom.dossier(scene.check).check
    at = datetime(2024, 6, 1, 12, tzinfo=UTC)
    scene.do(lambda w: assigning.set_deadline(w, check.id, version=check.version, deadline=at))


def assign(scene: Scene) -> None:
    to = scene.newsroom.people["reviewer"]
    scene.do(lambda w: assigning.assign(w, scene.claim, version=scene.version(), to=to))


def elsewhere(scene: Scene) -> ClaimId:
    """A claim of another article; the first of all if there are several."""
    with scene.newsroom.database.reading() as session:
        other = select(Claim.id).where(Claim.check_id != scene.check).order_by(Claim.id)
        found = session.scalars(other.limit(1)).first()
    return found or scene.newsroom.first_claim(scene.newsroom.pasted())


def link_before(scene: Scene) -> None:
    scene.newsroom.linked(scene.claim, elsewhere(scene))


def link_both_before(scene: Scene) -> None:
    """Two groups of two, to be joined."""
    link_before(scene)
    check_id = scene.newsroom.pasted()
    first, second = (file.claim.id for file in scene.newsroom.dossier(check_id).shown[:2])
    scene.newsroom.linked(first, second)
    scene.pair = (first, second)


def link_merged_before(scene: Scene) -> None:
    """Two claims to be merged: one with links, what differs and what is to be looked at."""
    follow_up_before(scene)
    scene.claim, scene.other = scene.other, scene.claim
    differs = scene.newsroom.first_claim(scene.newsroom.pasted())
    scene.do(lambda w: links.tell_apart(w, scene.other, version=None, other_id=differs))


def tell_apart_before(scene: Scene) -> None:
    on_other(links.tell_apart)(scene)


def on_other(act: Callable[..., Any], which: str = "other_id") -> Callable[[Scene], None]:
    """An act on the claim and one of another article."""
    return lambda scene: scene.do(
        lambda work: act(work, scene.claim, version=None, **{which: elsewhere(scene)})
    )


def follow_up_before(scene: Scene) -> None:
    """The verdict on a linked claim changed."""
    other = elsewhere(scene)
    link_before(scene)
    with scene.newsroom.database.reading() as session:
        check_id = session.get_one(Claim, other).check_id
    scene.newsroom.signed(check_id, other, "supported")
    scene.newsroom.signed_anew(check_id, other, "denied")


def lose_before(scene: Scene) -> None:
    """The claim is not in the newest text in its words."""
    scene.claim = next(
        f.claim.id for f in scene.newsroom.dossier(scene.check).shown if "9,000" in f.anchor.exact
    )
    scene.newsroom.revised(scene.check)


def lose_ruled_before(scene: Scene) -> None:
    scene.claim = next(
        f.claim.id for f in scene.newsroom.dossier(scene.check).shown if "9,000" in f.anchor.exact
    )
    rule_before(scene)
    scene.newsroom.revised(scene.check)


def lose_signed_before(scene: Scene) -> None:
    scene.claim = next(
        f.claim.id for f in scene.newsroom.dossier(scene.check).shown if "9,000" in f.anchor.exact
    )
    sign_before(scene)
    scene.newsroom.revised(scene.check)


def place(scene: Scene) -> None:
    start = scene.newsroom.dossier(scene.check).revision.text.index("900 trout")
    on_claim(lost.place, start=start, end=start + 9)(scene)


def nothing(_: Scene) -> None:
    """It needs nothing before."""


Prepared, Doing = Callable[[Scene], None], Callable[[Scene], None]
#: Everything that can be undone: what is there before, what is done, and which acts that is.
DEEDS: dict[str, tuple[Prepared, Doing, set[Act]]] = {
    "describe": (nothing, describe, {Act.ARTICLE_DESCRIBED}),
    "add": (
        nothing,
        lambda s: s.do(lambda w: shaping.add(w, s.check, start=0, end=10)),
        {Act.CLAIM_ADDED},
    ),
    "word": (nothing, on_claim(claims.word, wording=TOLD), {Act.CLAIM_WORDED}),
    "word what was ruled on": (
        rule_before,
        on_claim(claims.word, wording=TOLD),
        {Act.CLAIM_WORDED},
    ),
    "cut": (nothing, cut, {Act.CLAIM_CUT}),
    "merge": (
        gather_before,
        merge,
        {Act.CLAIM_MERGED, Act.CLAIM_CUT, Act.CLAIM_MOVED, Act.STATEMENT_RECORDED},
    ),
    "merge linked claims": (link_merged_before, merge, {Act.CLAIM_MERGED, Act.LINKS_CARRIED}),
    "split": (state, split, {Act.CLAIM_SPLIT, Act.CLAIM_CUT}),
    "dismiss": (nothing, dismiss, {Act.CLAIM_MOVED}),
    "restore": (dismiss_before, on_claim(claims.restore), {Act.CLAIM_MOVED}),
    "take": (nothing, on_claim(claims.take), {Act.CLAIM_TAKEN}),
    "release": (take_before, on_claim(claims.release), {Act.CLAIM_RELEASED}),
    "assign": (nothing, assign, {Act.CLAIM_ASSIGNED}),
    "assign anew": (take_before, assign, {Act.CLAIM_ASSIGNED}),
    "prioritise": (
        nothing,
        on_claim(assigning.prioritise, priority=Priority.HIGH),
        {Act.CLAIM_PRIORITISED},
    ),
    "set a deadline": (nothing, deadline, {Act.DEADLINE_SET}),
    "comment": (nothing, comment_before, {Act.COMMENTED}),
    "reword a comment": (
        comment_before,
        on_comment(comments.reword, words="Ask the mill again."),
        {Act.COMMENT_REWORDED},
    ),
    "take a comment back": (
        comment_before,
        on_comment(comments.take_back),
        {Act.COMMENT_TAKEN_BACK},
    ),
    "resolve": (comment_before, on_comment(comments.resolve), {Act.COMMENT_RESOLVED}),
    "reopen a comment": (resolve_before, on_comment(comments.reopen), {Act.COMMENT_REOPENED}),
    "defer": (nothing, on_claim(claims.defer, publish_unchecked=True), {Act.CLAIM_DEFERRED}),
    "cite": (
        nothing,
        on_claim(evidence.cite, source=DETAILS, use=USE),
        {Act.SOURCE_CITED},
    ),
    "change a citation": (cite, change_citation, {Act.CITATION_CHANGED}),
    "remove a citation": (
        cite,
        lambda s: s.do(lambda w: evidence.remove(w, s.file().citations[0].id, version=1)),
        {Act.CITATION_REMOVED},
    ),
    "copy": (nothing, copy, {Act.CITATION_COPIED, Act.STATEMENT_COPIED}),
    "state": (nothing, on_claim(statements.record, details=SAID), {Act.STATEMENT_RECORDED}),
    "correct": (
        state,
        lambda s: s.do(
            lambda w: statements.correct(w, statement_of(s), version=s.version(), details=SAID)
        ),
        {Act.STATEMENT_CORRECTED},
    ),
    "strike": (
        state,
        lambda s: s.do(lambda w: statements.strike(w, statement_of(s), version=s.version())),
        {Act.STATEMENT_STRUCK},
    ),
    "confirm a proposal": (
        nothing,
        lambda s: s.do(
            lambda w: statements.confirm(w, proposal_of(s).id, version=s.version(s.spoken))
        ),
        {Act.STATEMENT_RECORDED},
    ),
    "dismiss a proposal": (
        nothing,
        lambda s: s.do(
            lambda w: statements.dismiss_proposal(w, proposal_of(s).id, version=s.version(s.spoken))
        ),
        {Act.PROPOSAL_DISMISSED},
    ),
    "log": (
        nothing,
        lambda s: s.do(
            lambda w: contacts.log(
                w,
                s.check,
                details=contacts.ContactDetails(party="The mill", asked_on=date(2024, 5, 2)),
            )
        ),
        {Act.CONTACT_LOGGED},
    ),
    "change a contact": (contact_before, change_contact, {Act.CONTACT_CHANGED}),
    "remove a contact": (contact_before, remove_contact, {Act.CONTACT_REMOVED}),
    "link": (elsewhere, on_other(links.link), {Act.CLAIM_LINKED}),
    "link another": (
        link_before,
        lambda s: s.do(lambda w: links.link(w, s.claim, version=None, other_id=s.other)),
        {Act.CLAIM_LINKED},
    ),
    "join links": (
        link_both_before,
        lambda s: s.do(lambda w: links.link(w, s.claim, version=None, other_id=s.pair[1])),
        {Act.CLAIM_LINKED, Act.LINKS_MERGED},
    ),
    "unlink": (link_before, on_other(links.unlink, "out_id"), {Act.CLAIM_UNLINKED}),
    "unlink one of three": (
        lambda s: (link_before(s), s.newsroom.linked(s.claim, s.other))[0],
        on_other(links.unlink, "out_id"),
        {Act.CLAIM_UNLINKED},
    ),
    "tell apart": (elsewhere, on_other(links.tell_apart), {Act.CLAIMS_TOLD_APART}),
    "offer again": (tell_apart_before, on_other(links.offer_again), {Act.CLAIMS_OFFERED_AGAIN}),
    "look again": (
        follow_up_before,
        lambda s: s.do(lambda w: follow_ups.look(w, s.claim, newest=9, note="Another mill.")),
        {Act.FOLLOW_UP_ANSWERED},
    ),
    "place": (lose_before, place, {Act.CLAIM_PLACED}),
    "place what was ruled on": (lose_ruled_before, place, {Act.CLAIM_PLACED, Act.RETURNED}),
    "place what was signed": (lose_signed_before, place, {Act.CLAIM_PLACED, Act.CLAIM_MOVED}),
    "let go": (lose_before, on_claim(lost.let_go), {Act.CLAIM_GONE}),
    "rule": (contradicted, decide, {Act.RULED, Act.CLAIM_MOVED}),
    "rule anew": (contradicted_and_ruled, decide, {Act.RULED, Act.CLAIM_MOVED}),
    "rule after a return": (contradicted_and_returned, decide, {Act.RULED, Act.CLAIM_MOVED}),
    "sign off": (rule_before, on_claim(rulings.sign_off), {Act.SIGNED_OFF, Act.CLAIM_MOVED}),
    "return": (rule_before, send_back, {Act.RETURNED, Act.CLAIM_MOVED}),
    "reopen": (sign_before, on_claim(rulings.reopen), {Act.CLAIM_MOVED}),
}


def entries(newsroom: Newsroom) -> int:
    with newsroom.database.reading() as session:
        return session.scalar(select(func.count()).select_from(JournalEntry)) or 0


def acts_of(newsroom: Newsroom, after: int) -> set[Act]:
    with newsroom.database.reading() as session:
        return set(session.scalars(select(JournalEntry.act).where(JournalEntry.seq > after)))


def test_every_act_is_undone_or_has_a_reason_why_not() -> None:
    assert INVERSES.keys() | NOT_UNDONE.keys() == set(Act), (
        "name the inverse of the new act in app/domain/undoing.py, or why it has none"
    )
    assert INVERSES.keys() & NOT_UNDONE.keys() == set()
    assert all([*NOT_UNDONE.values(), *(inverse.how for inverse in INVERSES.values())])


def test_every_act_that_can_be_undone_is_undone_here() -> None:
    assert set().union(*(acts for _, _, acts in DEEDS.values())) == INVERSES.keys()


@pytest.mark.parametrize("deed", DEEDS)
def test_undone_all_is_as_it_was_and_done_again_as_it_was_then(
    newsroom: Newsroom, deed: str
) -> None:
    scene = Scene(newsroom)
    prepare, do, acts = DEEDS[deed]
    prepare(scene)
    before, seq, earlier = scene.rest(), entries(newsroom), len(scene.steps().done)
    do(scene)
    after = scene.rest()
    assert after != before
    assert acts <= acts_of(newsroom, seq)

    what = scene.steps().undo
    assert what is not None and what.words
    assert scene.undo().what == what.words
    assert scene.rest() == before
    assert scene.redo().again
    assert scene.rest() == after
    scene.undo()
    assert scene.rest() == before
    assert len(scene.steps().done) == earlier
    with newsroom.database.reading() as session:
        assert integrity.faults(session) == []
        assert broken_links(journal.chain(session)) == []
        told = [line.what for line in journal.of_check(session, scene.check)]
    assert f"undid: {what.words}" in " | ".join(told)


def test_everything_on_the_one_form_is_one_step(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    before = scene.rest()
    whole = review.Review(
        wording=TOLD,
        citing=review.Citing(source=DETAILS, use=USE),
        stating=review.Stating(details=SAID, from_new_source=True),
        decided=rulings.Decided(verdict="denied", rationale="So.", as_of=date(2024, 5, 2)),
    )
    scene.do(lambda w: review.save(w, scene.claim, version=scene.version(), review=whole))
    after = scene.rest()
    assert len(scene.steps().all) == 1
    assert scene.undo().what == "worded a claim, cited a source, recorded a statement, ruled"
    assert scene.rest() == before
    scene.redo()
    assert scene.rest() == after


def test_steps_go_back_one_by_one_and_forth_again_until_something_new_is_done(
    small_newsroom: Newsroom,
) -> None:
    scene = Scene(small_newsroom)
    states = [scene.rest()]
    for number in range(3):
        wording = replace(TOLD, wording=f"Wording {number}")
        on_claim(claims.word, wording=wording)(scene)
        states.append(scene.rest())
    for state in reversed(states[:-1]):
        scene.undo()
        assert scene.rest() == state
    assert scene.steps().undo is None
    for state in states[1:]:
        scene.redo()
        assert scene.rest() == state
    assert scene.steps().redo is None
    scene.undo()
    on_claim(claims.take)(scene)
    assert scene.steps().redo is None
    assert scene.undo().what == Act.CLAIM_TAKEN.value


def test_fifty_steps_are_kept_for_each_person_and_fact_check(small_newsroom: Newsroom) -> None:
    scene = Scene(small_newsroom)
    on_claim(claims.take)(scene)
    scene.do(lambda w: claims.take(w, scene.other, version=1), "reviewer")
    for number in range(STEPS_KEPT):
        on_claim(claims.defer, publish_unchecked=number % 2 == 0)(scene)
    assert len(scene.steps().all) == STEPS_KEPT
    assert {step.words for step in scene.steps().all} == {Act.CLAIM_DEFERRED.value}
    assert len(scene.steps("reviewer").all) == 1
    for _ in range(STEPS_KEPT):
        scene.undo()
    assert not scene.file().claim.publish_unchecked
    assert scene.steps().undo is None
    assert scene.file().claim.assignee_id == small_newsroom.people["both"]


def refused(scene: Scene, kind: type[Exception], match: str) -> None:
    """The next undo is refused, and nothing changes."""
    before, seq = scene.rest(), entries(scene.newsroom)
    steps = len(scene.steps().all)
    with pytest.raises(kind, match=match):
        scene.undo()
    assert (scene.rest(), entries(scene.newsroom)) == (before, seq)
    assert len(scene.steps().all) == steps


def by_another(act: Callable[..., Any], who: str = "second", **given: Any) -> Doing:
    return lambda s: s.do(lambda w: act(w, s.claim, version=s.version(), **given), who)


OVERTAKEN: dict[str, tuple[str, Doing, type[Exception], str]] = {
    "worded by another": (
        "word",
        by_another(claims.word, wording=replace(TOLD, wording="Another")),
        Conflict,
        "Second Person changed the wording after you: undo would lose that",
    ),
    "cut by another": (
        "cut",
        lambda s: s.do(
            lambda w: shaping.cut(w, s.claim, version=s.version(), start=0, end=10), "editor"
        ),
        Conflict,
        "Editor Person changed the place in the article after you",
    ),
    "worked on the new claim": (
        "split",
        lambda s: s.do(
            lambda w: claims.take(w, max(f.claim.id for f in newest(s)), version=1), "second"
        ),
        Conflict,
        "Second Person changed the claim after you",
    ),
    "a citation changed by another": (
        "cite",
        lambda s: s.do(
            lambda w: evidence.change(
                w,
                s.file().citations[0].id,
                version=1,
                source_version=1,
                source=DETAILS,
                use=replace(USE, locator="p. 1"),
            ),
            "second",
        ),
        Conflict,
        "Second Person changed the locator after you",
    ),
    "a statement corrected by another": (
        "state",
        lambda s: s.do(
            lambda w: statements.correct(w, statement_of(s), version=s.version(), details=SAID),
            "second",
        ),
        Conflict,
        "Second Person changed the statement after you",
    ),
    "a contact changed by another": (
        "log",
        lambda s: s.do(
            lambda w: contacts.change(
                w,
                s.newsroom.contacts(s.check)[0].id,
                version=1,
                details=contacts.ContactDetails(party="Other", asked_on=date(2024, 5, 2)),
            ),
            "second",
        ),
        Conflict,
        "Second Person changed the party after you",
    ),
    "ruled on by another since": (
        "cite",
        lambda s: s.do(
            lambda w: rulings.rule(
                w,
                s.claim,
                version=s.version(),
                decided=rulings.Decided(verdict="denied", rationale="So.", as_of=date(2024, 5, 1)),
            ),
            "second",
        ),
        Refused,
        "This claim is ruled: return it first",
    ),
    "answered by another": (
        "rule",
        by_another(rulings.sign_off),
        Conflict,
        "Second Person changed the state after you",
    ),
    "evidence changed after a return": (
        "return",
        by_another(evidence.cite, source=DETAILS, use=USE),
        Conflict,
        "Second Person changed the claim after you",
    ),
    "evidence changed after reopening": (
        "reopen",
        by_another(evidence.cite, source=DETAILS, use=USE),
        Conflict,
        "Second Person changed the claim after you",
    ),
    "dismissed by another": (
        "add",
        lambda s: s.do(
            lambda w: claims.dismiss(
                w,
                max(f.claim.id for f in newest(s)),
                version=1,
                reason=DismissReason.OPINION,
            ),
            "editor",
        ),
        Conflict,
        "Editor Person changed the claim after you",
    ),
    "another claim on the same words": (
        "dismiss",
        lambda s: s.do(
            lambda w: shaping.add(w, s.check, start=s.file().anchor.start, end=s.file().anchor.end),
            "editor",
        ),
        Refused,
        "There is a claim on exactly these words already",
    ),
}


def newest(scene: Scene) -> list[ClaimFile]:
    return list(scene.newsroom.dossier(scene.check).files)


@pytest.mark.parametrize("case", OVERTAKEN)
def test_undo_never_loses_what_others_did(newsroom: Newsroom, case: str) -> None:
    deed, then, kind, match = OVERTAKEN[case]
    scene = Scene(newsroom)
    prepare, do, _ = DEEDS[deed]
    prepare(scene)
    do(scene)
    then(scene)
    refused(scene, kind, match)


def test_what_went_out_with_an_edition_is_not_undone_in_words(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    on_claim(claims.word, wording=TOLD)(scene)
    step = scene.steps().undo
    assert step is not None
    newsroom.published(scene.check)
    assert scene.steps().all == []
    with pytest.raises(Refused, match="went out with edition 1: readers have seen it"):
        scene.take_back(step.id)
    assert scene.file().claim.wording == TOLD.wording
    on_claim(claims.word, wording=replace(TOLD, wording="Lye came later"))(scene)
    scene.undo()
    assert scene.file().claim.wording == TOLD.wording


def test_one_goes_on_oneself_and_has_to_undo_that_first(small_newsroom: Newsroom) -> None:
    scene = Scene(small_newsroom)
    rule_before(scene)
    send_back(scene)
    step = scene.steps().undo
    assert step is not None
    on_claim(evidence.cite, source=DETAILS, use=USE)(scene)
    with pytest.raises(Refused, match="You went on working on this claim since: undo that first"):
        scene.take_back(step.id)
    scene.undo()
    assert scene.undo().what == Act.RETURNED.value
    assert scene.file().claim.state is ClaimState.RULED


def test_an_earlier_step_is_taken_back_alone(small_newsroom: Newsroom) -> None:
    scene = Scene(small_newsroom)
    on_claim(claims.word, wording=TOLD)(scene)
    on_claim(claims.take)(scene)
    scene.take_back(scene.steps().all[-1].id)
    assert scene.file().claim.wording == ""
    assert scene.file().claim.assignee_id == small_newsroom.people["both"]
    assert [step.words for step in scene.steps().done] == [Act.CLAIM_TAKEN.value]
    again = replace(TOLD, wording="Once more")
    for wording in (TOLD, again):
        on_claim(claims.word, wording=wording)(scene)
    with pytest.raises(Refused, match="You changed the wording again since: undo that first"):
        scene.take_back(scene.steps().done[1].id)


def test_a_step_is_its_own_persons_alone_and_taken_back_once(small_newsroom: Newsroom) -> None:
    scene = Scene(small_newsroom)
    on_claim(claims.word, wording=TOLD)(scene)
    step = scene.steps().undo
    assert step is not None
    for who, key in (("editor", step.id), ("both", StepId(0)), ("both", StepId(2**31))):
        with pytest.raises(NotFound, match="taken back already, or is too long ago"):
            scene.take_back(key, who)
    scene.undo()
    with pytest.raises(NotFound):
        scene.take_back(step.id)


def test_leave_that_was_lost_since_is_needed_for_undo_too(
    small_newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(small_newsroom)
    scene.do(lambda w: claims.defer(w, scene.other, version=1, publish_unchecked=True))
    monkeypatch.setitem(Newsroom.ROLES, "both", Newsroom.ROLES["reviewer"])
    with pytest.raises(NotAllowed, match="let a claim be published"):
        scene.undo()


def test_a_source_is_not_put_back_under_a_ruling_that_another_gave(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    cite(scene)
    change_citation(scene)
    source = scene.file().citations[0].source_id
    with newsroom.work("reviewer") as work:
        evidence.cite(work, scene.other, version=1, source=source, use=USE)  # type: ignore[arg-type]
        decided = rulings.Decided(verdict="denied", rationale="So.", as_of=date(2024, 5, 1))
        rulings.rule(work, scene.other, version=None, decided=decided)
    refused(scene, Refused, "This claim is ruled: return it first")
    version = scene.version(scene.other)
    with newsroom.work("second") as work:
        rulings.sign_off(work, scene.other, version=version)
    refused(scene, Refused, "also bears a claim that is signed off")


def test_who_ruled_is_still_the_one_who_ruled(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    rule_before(scene)
    on_claim(rulings.sign_off)(scene)
    scene.undo()
    ruling = scene.file().ruling
    assert ruling is not None and ruling.ruled_by_id == newsroom.people["reviewer"]
    with pytest.raises(NotAllowed, match="second person"):
        scene.do(lambda w: rulings.sign_off(w, scene.claim, version=scene.version()), "reviewer")
    on_claim(rulings.sign_off)(scene)
    assert scene.file().claim.state is ClaimState.SIGNED


def test_acts_that_are_not_undone_leave_no_step(small_newsroom: Newsroom) -> None:
    scene = Scene(small_newsroom, "editor")
    assert scene.steps().all == []
    small_newsroom.published(scene.check)
    with small_newsroom.database.reading() as session:
        kinds = {row.kind for row in session.scalars(select(UndoStep))}
        assert all(
            row.acts[0][0] == Act.CLAIM_DEFERRED.value for row in session.scalars(select(UndoStep))
        )
    assert kinds == {Kind.DONE}
    assert scene.steps().all == []


def test_the_version_moves_with_an_undo(small_newsroom: Newsroom) -> None:
    scene = Scene(small_newsroom)
    on_claim(claims.word, wording=TOLD)(scene)
    seen = scene.version()
    scene.undo()
    assert scene.version() > seen
    with pytest.raises(Conflict), small_newsroom.work("second") as work:
        claims.take(work, scene.claim, version=seen)
    with small_newsroom.database.reading() as session:
        lines = journal.since(session, Claim, scene.claim, seen)
        (told,) = [line.what for line in lines]
    assert told.startswith("undid: worded a claim; ")
    assert "wording “Lye was dumped” was taken out" in told


def test_labels_tell_what_was_done() -> None:
    assert label([Done(Act.CLAIM_MOVED, 1, "dismiss")]) == "dismissed a claim"
    assert label([Done(Act.CLAIM_MOVED, 1, "rule"), Done(Act.RULED, 1)]) == "ruled"
    assert label([Done(Act.CLAIM_CUT, 1), Done(Act.CLAIM_SPLIT, 1)]) == "split a claim"
    assert details(Act.REDONE, {"what": "ruled", "changed": {}}) == "did again: ruled"


def test_one_press_on_several_fact_checks_is_a_step_on_each(small_newsroom: Newsroom) -> None:
    one, two = Scene(small_newsroom), Scene(small_newsroom)
    with small_newsroom.work("both") as work:
        picked = [(one.claim, one.version()), (two.claim, two.version())]
        high = lambda c, v: assigning.prioritise(work, c, version=v, priority=Priority.HIGH)  # noqa: E731
        assert assigning.each(work, picked, high).number == 2
    changed = one.file().claim.changed_at
    one.undo()
    assert one.file().claim.priority is Priority.NORMAL
    assert two.file().claim.priority is Priority.HIGH
    assert one.file().claim.changed_at == changed  # nobody has worked on it
    two.undo()
    assert two.file().claim.priority is Priority.NORMAL
    one.redo()
    assert one.file().claim.priority is Priority.HIGH


def test_what_was_ruled_blind_stays_sealed(newsroom: Newsroom) -> None:
    check_id = newsroom.blind()
    claim_id = newsroom.first_claim(check_id)
    newsroom.sealed(check_id, claim_id)

    def words(who: str) -> list[str]:
        with newsroom.database.reading() as session:
            return [s.words for s in queries.steps(session, newsroom.people[who], check_id).all]

    assert words("reviewer") == [Act.SOURCE_CITED.value] * 2
    newsroom.opined(claim_id, "both", verdict="denied")
    assert words("both") == []
    assert newsroom.dossier(check_id).file(claim_id).claim.state is ClaimState.DISPUTED


def test_what_a_second_person_is_shown_knows_of_undoing(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    rule_before(scene)
    on_claim(rulings.sign_off)(scene)
    scene.undo()
    for deed in (on_claim(claims.word, wording=TOLD), send_back):
        deed(scene)
        scene.undo()
    with newsroom.database.reading() as session:
        whole = dossier.load(session, scene.check)
        shown = since(session, whole, whole.file(scene.claim))
        assert shown is not None
        assert list(shown.changes) == []


def test_an_undone_first_ruling_is_not_the_ruling_before(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    contradicted(scene)
    decide(scene)
    scene.undo()
    file = scene.file()
    assert (file.last_ruling, list(file.rulings)) == (None, [])
    with newsroom.database.reading() as session:
        told = [line.what for line in journal.of_check(session, scene.check)]
        assert any(what.startswith("undid: ruled") for what in told)
        assert session.scalar(select(func.count()).select_from(Ruling)) == 1
        assert integrity.faults(session) == []


def test_a_verdict_that_was_undone_asks_nobody_to_look_again(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    newsroom.linked(scene.claim, elsewhere(scene))
    rule_before(scene)
    on_claim(rulings.sign_off)(scene)
    scene.undo()
    send_back(scene, "second")
    newsroom.signed(scene.check, scene.claim, "denied")
    assert scene.same()["FollowUp"] == []


def third(scene: Scene) -> ClaimId:
    """A claim of one more article."""
    return scene.newsroom.first_claim(scene.newsroom.pasted())


def unlink(scene: Scene, out: ClaimId) -> None:
    scene.do(lambda w: links.unlink(w, out, version=None, out_id=out), "second")


LINKED_SINCE: dict[str, tuple[str, Doing]] = {
    "another joined": ("link", lambda s: s.newsroom.linked(elsewhere(s), third(s))),
    "one left": ("link", lambda s: unlink(s, s.claim)),
    "linked again by another": ("unlink", link_before),
    "told apart by another": (
        "unlink",
        lambda s: s.do(
            lambda w: links.tell_apart(w, s.claim, version=None, other_id=elsewhere(s)), "second"
        ),
    ),
    "linked after it was forgotten": ("offer again", link_before),
}


@pytest.mark.parametrize("case", LINKED_SINCE)
def test_links_are_not_undone_where_others_linked_upon_them(newsroom: Newsroom, case: str) -> None:
    deed, then = LINKED_SINCE[case]
    scene = Scene(newsroom)
    prepare, do, _ = DEEDS[deed]
    prepare(scene)
    do(scene)
    then(scene)
    refused(scene, Conflict, "has changed since|changed the links after you")


def test_undoing_a_link_makes_no_open_form_stale_and_is_told_at_both_claims(
    newsroom: Newsroom,
) -> None:
    scene = Scene(newsroom)
    other = elsewhere(scene)
    on_other(links.link)(scene)
    version = scene.version()
    scene.undo()
    assert scene.version() == version
    with newsroom.database.reading() as session:
        for claim_id in (scene.claim, other):
            assert journal.of_claim(session, claim_id)[0].what.startswith("undid: linked a claim")
    assert scene.steps("both").redo is not None


def test_what_was_placed_stays_where_another_worked_on_it(newsroom: Newsroom) -> None:
    scene = Scene(newsroom)
    lose_before(scene)
    place(scene)
    by_another(claims.take)(scene)
    refused(scene, Conflict, "Second Person changed the claim after you")
