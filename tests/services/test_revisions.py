"""A new revision: what is carried over, what is left for a person, what a ruling is worth then."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.claims import DismissReason
from app.domain.errors import Conflict, Incomplete, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.verdicts import StatementKind
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile
from app.models import Draft
from app.models.rulings import Decision
from app.publishing import pack as packed
from app.publishing.document import from_json
from app.publishing.edition import Difference, Edition
from app.queries import pack as packing
from app.queries.desk import desk
from app.queries.integrity import faults
from app.queries.queue import QueueList, Viewer, counts
from app.revised import compare, near_places, rewrites
from app.services import claims, intake, lost, revisions, shaping, statements, texts
from app.services import rewrites as recording
from app.text.finding.anchors import Status
from app.text.finding.edits import Edit
from app.text.paste.canonical import canonical
from app.text.spans import Span
from tests.factories import ARTICLE, REVISED, Newsroom


def holding(newsroom: Newsroom, check_id: CheckId, words: str) -> ClaimFile:
    """The claim, lost or not, whose last place holds these words."""
    (found,) = [f for f in newsroom.dossier(check_id).everything if words in f.anchor.exact]
    return found


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    assert REVISED.count("900 trout") == 1 and "12 percent" not in REVISED
    return newsroom.pasted()


def test_the_first_text_is_never_changed_and_the_second_stands_beside_it(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    before = newsroom.dossier(check_id).revision
    newsroom.revised(check_id)
    whole = newsroom.dossier(check_id)
    assert [r.number for r in whole.revisions] == [1, 2]
    assert whole.revisions[0].text == before.text
    assert "900 trout" in whole.revision.text and "Share this story" not in whole.revision.text
    with newsroom.database.reading() as session:
        assert faults(session) == []


def test_only_claims_in_just_their_words_are_carried_over(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    before = newsroom.dossier(check_id)
    found = compare(before, texts.kept(REVISED, []))
    fates = {one.file.anchor.exact: one.found.status for one in found.shown}
    assert Status.GONE in fates.values() and Status.MOVED in fates.values()
    (changed,) = [words for words, status in fates.items() if "9,000 trout" in words]
    assert fates[changed] is Status.CHANGED
    newsroom.revised(check_id)
    whole = newsroom.dossier(check_id)
    carried = {
        f.anchor.exact for f in whole.files if f.claim.id in {b.claim.id for b in before.files}
    }
    assert carried == {w for w, status in fates.items() if status in (Status.SAME, Status.MOVED)}
    assert {f.anchor.exact for f in whole.lost} == fates.keys() - carried
    for file in whole.files:
        assert whole.revision.text[file.anchor.start : file.anchor.end] == file.anchor.exact


def test_what_the_engine_finds_in_new_words_is_proposed_and_nothing_else(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    before = {file.claim.id for file in newsroom.dossier(check_id).everything}
    newsroom.revised(check_id)
    whole = newsroom.dossier(check_id)
    (fresh,) = [file for file in whole.everything if file.claim.id not in before]
    assert "17 people" in fresh.anchor.exact
    assert {proposal.revision for proposal in fresh.proposals} == {2}


def test_proposals_move_with_what_reports_them_or_stay_in_the_text_that_did(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    before = newsroom.dossier(check_id)
    told = {p.id: before.passage(p) for file in before.files for p in file.proposals}
    newsroom.revised(check_id)
    whole = newsroom.dossier(check_id)
    proposals = [p for file in whole.everything for p in file.proposals if p.id in told]
    assert {p.id: whole.passage(p) for p in proposals} == told
    assert {p.revision for p in proposals} == {1, 2}
    assert all((whole.place(p) is None) is (p.revision == 1) for p in proposals)


def test_a_statement_keeps_the_revision_that_its_place_is_in(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    files = newsroom.dossier(check_id).files
    gone = next(
        p for f in files for p in f.proposals if "club quickly" in _words(newsroom, check_id, p)
    )
    with newsroom.work("reviewer") as work:
        version = newsroom.version(check_id, gone.claim_id)
        row = statements.confirm(work, gone.id, version=version).id
    newsroom.revised(check_id)
    whole = newsroom.dossier(check_id)
    (statement,) = [s for f in whole.everything for s in f.statements if s.id == row]
    assert statement.revision == 1
    assert whole.passage(statement) == statement.words
    assert whole.place(statement) is None
    with newsroom.work("reviewer") as work:
        # Struck: the copy that strikes it tells of the same place, in the same revision.
        statements.strike(work, row, version=newsroom.version(check_id, gone.claim_id))
    with newsroom.database.reading() as session:
        assert faults(session) == []


def _words(newsroom: Newsroom, check_id: CheckId, row: object) -> str:
    return newsroom.dossier(check_id).passage(row)  # type: ignore[arg-type]


@pytest.mark.parametrize("login", ["reviewer", "admin"])
def test_only_editors_paste_freeze_and_place(
    newsroom: Newsroom, check_id: CheckId, login: str
) -> None:
    with pytest.raises(NotAllowed), newsroom.work(login) as work:
        revisions.start(work, check_id, intake.read(work.house, text=REVISED))
    draft_id = newsroom.pasted_again(check_id)
    for other in (login, "both"):  # a paste belongs to whoever pasted it
        with pytest.raises(NotAllowed), newsroom.work(other) as work:
            revisions.keep_lines(work, draft_id, version=1, dropped=[])
        with pytest.raises(NotAllowed), newsroom.work(other) as work:
            prepared = texts.prepare(REVISED, [])
            revisions.freeze(work, draft_id, dropped=[], looked_at="", prepared=prepared)
    newsroom.revised(check_id)
    claim = holding(newsroom, check_id, "9,000 trout").claim
    for act in (_here(newsroom, check_id, "900 trout"), _gone()):
        with pytest.raises(NotAllowed), newsroom.work(login) as work:
            act(work, claim.id, claim.version)


def test_a_comparison_that_is_out_of_date_is_not_frozen(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    draft_id = newsroom.pasted_again(check_id)
    prepared = texts.prepare(REVISED, [])
    stale = revisions.seen(1, prepared.text)
    for looked_at in ("", revisions.seen(1, "another text")):
        with (
            pytest.raises(Conflict, match="not what you looked at"),
            newsroom.work("editor") as work,
        ):
            revisions.freeze(work, draft_id, dropped=[], looked_at=looked_at, prepared=prepared)
    newsroom.revised(check_id, REVISED.replace("900", "90"))
    with pytest.raises(Conflict, match="revision 2 was frozen"), newsroom.work("editor") as work:
        revisions.freeze(work, draft_id, dropped=[], looked_at=stale, prepared=prepared)


def test_the_same_text_or_none_is_refused(newsroom: Newsroom, check_id: CheckId) -> None:
    with pytest.raises(Refused, match="revision 1 to the letter"):
        newsroom.revised(check_id, ARTICLE)
    draft_id = newsroom.pasted_again(check_id)
    with pytest.raises(Refused, match="Every line is struck out"), newsroom.work("editor") as work:
        prepared = texts.prepare("", [])
        looked_at = revisions.seen(1, "")
        revisions.freeze(work, draft_id, dropped=[], looked_at=looked_at, prepared=prepared)


def test_a_second_press_freezes_nothing(newsroom: Newsroom, check_id: CheckId) -> None:
    draft_id = newsroom.pasted_again(check_id)
    prepared = texts.prepare(REVISED, [])
    for _ in range(2):
        with newsroom.work("editor") as work:
            looked_at = revisions.seen(1, prepared.text)
            revisions.freeze(work, draft_id, dropped=[], looked_at=looked_at, prepared=prepared)
    assert len(newsroom.dossier(check_id).revisions) == 2


def test_a_paste_of_a_known_article_is_not_frozen_as_a_new_one(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    draft_id = newsroom.pasted_again(check_id)
    particulars = intake.Particulars(headline="A headline")
    with pytest.raises(Refused, match="compare it first"), newsroom.work("editor") as work:
        intake.freeze(work, draft_id, version=1, particulars=particulars, dropped=[])
    with newsroom.work("editor") as work:
        fresh = intake.start_draft(work, intake.read(work.house, text=REVISED)).id
    with pytest.raises(Refused, match="new article"), newsroom.work("editor") as work:
        prepared = texts.prepare(REVISED, [])
        revisions.freeze(work, fresh, dropped=[], looked_at="", prepared=prepared)


def test_lines_go_as_they_went_before(newsroom: Newsroom) -> None:
    with newsroom.work("editor") as work:
        draft = intake.start_draft(
            work, intake.read(work.house, text=ARTICLE + "\n\nOur own advert.")
        )
        text = canonical(draft.pasted).text
        # "Share this story" is kept, against the engine's proposal.
        kept = text.index("Share this story")
        dropped = [at for at in [*draft.dropped, text.index("Our own advert.")] if at != kept]
        particulars = intake.Particulars(headline="Mill")
        check = intake.freeze(
            work, draft.id, version=draft.version, particulars=particulars, dropped=dropped
        ).id
    draft_id = newsroom.pasted_again(check, REVISED + "\n\nOur own advert.")
    with newsroom.work("editor") as work:
        draft = work.get(Draft, draft_id)
        text = texts.kept(draft.pasted, draft.dropped)
    assert "Our own advert" not in text and "Share this story" in text


# ------------------------------------------------------------------------------------ lost claims


def _here(newsroom: Newsroom, check_id: CheckId, words: str) -> Callable[..., object]:
    start = newsroom.dossier(check_id).revision.text.index(words)

    def act(work: object, claim_id: ClaimId, version: int) -> object:
        return lost.place(work, claim_id, version=version, start=start, end=start + len(words))  # type: ignore[arg-type]

    return act


def _gone() -> Callable[..., object]:
    return lambda work, claim_id, version: lost.let_go(work, claim_id, version=version)


def do(newsroom: Newsroom, check_id: CheckId, file: ClaimFile, act: Callable[..., object]) -> None:
    with newsroom.work("editor") as work:
        act(work, file.claim.id, newsroom.version(check_id, file.claim.id))


def test_a_lost_claim_is_found_near_where_it_was(newsroom: Newsroom, check_id: CheckId) -> None:
    newsroom.revised(check_id)
    whole = newsroom.dossier(check_id)
    near = near_places(whole, holding(newsroom, check_id, "9,000 trout"))
    assert any("900 trout" in span.of(whole.revision.text) for span in near)


@pytest.mark.parametrize("state", ["open", "ruled", "signed"])
def test_in_other_words_a_ruling_does_not_stand(
    newsroom: Newsroom, check_id: CheckId, state: str
) -> None:
    file = holding(newsroom, check_id, "9,000 trout")
    if state != "open":
        getattr(newsroom, state)(check_id, file.claim.id)
    newsroom.revised(check_id)
    assert holding(newsroom, check_id, "9,000 trout").claim.state.value == state
    do(newsroom, check_id, file, _here(newsroom, check_id, "900 trout had died"))
    now = newsroom.dossier(check_id).file(file.claim.id)
    assert not now.lost and now.anchor.exact == "900 trout had died"
    assert now.claim.state is ClaimState.OPEN
    if state == "ruled":
        assert now.sign_off and now.sign_off.decision is Decision.RETURNED
        assert "Revision 2" in now.sign_off.reason
    with newsroom.database.reading() as session:
        assert faults(session) == []


@pytest.mark.parametrize("state", [ClaimState.AWAITING, ClaimState.DISPUTED])
def test_in_other_words_blind_rulings_are_opened_and_returned(
    newsroom: Newsroom, state: ClaimState
) -> None:
    check_id = newsroom.blind()
    file = holding(newsroom, check_id, "9,000 trout")
    newsroom.sealed(check_id, file.claim.id)
    if state is ClaimState.DISPUTED:
        newsroom.opined(file.claim.id, "both", verdict="denied")
    newsroom.revised(check_id)
    assert holding(newsroom, check_id, "9,000 trout").claim.state is state
    do(newsroom, check_id, file, _here(newsroom, check_id, "900 trout had died"))
    now = newsroom.dossier(check_id).file(file.claim.id)
    assert now.claim.state is ClaimState.OPEN
    answers = [now.sign_offs[ruling.id] for ruling in now.rulings]
    assert {answer.decision for answer in answers} == {Decision.RETURNED}
    with newsroom.database.reading() as session:
        assert faults(session) == []


def test_in_the_same_words_a_ruling_stands_unless_what_is_beside_turns_them(
    newsroom: Newsroom,
) -> None:
    check_id = newsroom.pasted("The harbour.\n\nKarl Munk said that 400 fish died in the lake.")
    file = holding(newsroom, check_id, "400 fish died")
    newsroom.signed(check_id, file.claim.id)
    twice = (
        "The harbour.\n\nIlse Brandt denied that 400 fish died in the lake.\n\n"
        "The mayor repeated that 400 fish died in the lake."
    )
    newsroom.revised(check_id, twice)
    assert holding(newsroom, check_id, "400 fish died").is_missing
    whole = newsroom.dossier(check_id)
    text, words = whole.revision.text, whole.lost[0].anchor.exact
    second = text.rindex(words)
    with newsroom.work("editor") as work:
        version = newsroom.version(check_id, file.claim.id)
        lost.place(work, file.claim.id, version=version, start=second, end=second + len(words))
    assert newsroom.dossier(check_id).file(file.claim.id).claim.state is ClaimState.OPEN


def test_a_claim_put_back_to_the_letter_keeps_its_ruling(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    file = holding(newsroom, check_id, "12 percent")
    newsroom.signed(check_id, file.claim.id)
    newsroom.revised(check_id)
    assert newsroom.dossier(check_id).file(file.claim.id).is_missing
    newsroom.revised(check_id, ARTICLE)
    back = newsroom.dossier(check_id).file(file.claim.id)
    assert not back.lost and back.claim.state is ClaimState.SIGNED


def test_a_claim_that_is_gone_leaves_the_work_and_can_come_back(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    file = holding(newsroom, check_id, "12 percent")
    newsroom.revised(check_id)
    do(newsroom, check_id, file, _gone())
    gone = newsroom.dossier(check_id).file(file.claim.id)
    assert gone.is_gone and not gone.is_missing and gone.claim.gone_from == 2
    newsroom.revised(check_id, REVISED.replace("17 people", "18 people"))
    assert newsroom.dossier(check_id).file(file.claim.id).is_gone
    newsroom.revised(check_id, ARTICLE)  # the publisher has put it back
    back = newsroom.dossier(check_id).file(file.claim.id)
    assert not back.lost and back.claim.gone_from is None


def test_what_cannot_be_done_to_a_lost_claim_is_said_in_words(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    there = newsroom.dossier(check_id).shown[0]
    newsroom.revised(check_id)
    file = holding(newsroom, check_id, "9,000 trout")
    for act in (
        lambda work, key, version: shaping.cut(work, key, version=version, start=0, end=9),
        lambda work, key, version: shaping.split(work, key, version=version, at=5),
        lambda work, key, version: shaping.merge(
            work, key, version=version, other_id=there.claim.id
        ),
    ):
        with pytest.raises(Refused, match="say first where it stands now"):
            do(newsroom, check_id, file, act)
    with pytest.raises(Refused, match="nothing of it is lost"):
        do(newsroom, check_id, there, _gone())
    with pytest.raises(Refused, match="not in the article"):
        do(
            newsroom,
            check_id,
            file,
            lambda w, k, v: lost.place(w, k, version=v, start=5, end=10**6),
        )
    with pytest.raises(Refused, match="exactly these words already"):
        words = newsroom.dossier(check_id).shown[0].anchor.exact
        do(newsroom, check_id, file, _here(newsroom, check_id, words))
    with pytest.raises(Conflict), newsroom.work("editor") as work:
        lost.let_go(work, file.claim.id, version=file.claim.version - 1)


def test_a_lost_claim_is_dismissed_and_restored_and_still_lost(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    newsroom.revised(check_id)
    file = holding(newsroom, check_id, "9,000 trout")
    do(
        newsroom,
        check_id,
        file,
        lambda w, k, v: claims.dismiss(w, k, version=v, reason=DismissReason.TRIVIAL),
    )
    aside = newsroom.dossier(check_id).file(file.claim.id)
    assert aside.lost and not aside.is_missing
    with pytest.raises(Refused, match="restore it first"):
        do(newsroom, check_id, file, _gone())
    do(newsroom, check_id, file, lambda w, k, v: claims.restore(w, k, version=v))
    assert newsroom.dossier(check_id).file(file.claim.id).is_missing


def test_an_open_form_on_a_claim_that_was_lost_meanwhile_is_stale(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    lost_one, kept = holding(newsroom, check_id, "9,000 trout"), newsroom.dossier(check_id).shown[0]
    newsroom.revised(check_id)
    assert newsroom.version(check_id, lost_one.claim.id) > lost_one.claim.version
    assert newsroom.version(check_id, kept.claim.id) == kept.claim.version


def test_the_desk_lists_a_claim_once_whatever_the_number_of_revisions(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = newsroom.first_claim(check_id)
    with newsroom.work("reviewer") as work:
        claims.take(work, claim_id, version=newsroom.version(check_id, claim_id))
    newsroom.revised(check_id)
    with newsroom.database.reading() as session:
        mine = desk(session, newsroom.people["reviewer"]).mine
        assert [item.claim.id for item in mine] == [claim_id]


def test_a_claim_that_is_gone_is_no_work_for_anybody(newsroom: Newsroom, check_id: CheckId) -> None:
    file = holding(newsroom, check_id, "12 percent")
    newsroom.revised(check_id)
    before = _to_do(newsroom)
    do(newsroom, check_id, file, _gone())
    assert _to_do(newsroom) == tuple(number - 1 for number in before)


def _to_do(newsroom: Newsroom) -> tuple[int, int]:
    viewer = Viewer(user_id=newsroom.people["editor"], now=newsroom.clock, four_eyes=True)
    with newsroom.database.reading() as session:
        (progress,) = desk(session, viewer.user_id).checks
        return progress.claims, counts(session, viewer)[QueueList.ALL]


# ------------------------------------------------------------------------------------- publishing


def test_lost_claims_keep_the_next_edition_back_and_gone_ones_leave_it(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    signed = newsroom.first_claim(check_id)
    newsroom.signed(check_id, signed, "retracted")
    other = holding(newsroom, check_id, "12 percent")
    newsroom.signed(check_id, other.claim.id)
    newsroom.published(check_id)
    newsroom.revised(check_id)
    with pytest.raises(Incomplete) as refused:
        newsroom.published(check_id, note="The publisher changed the article.")
    codes = [blocker.code for blocker in refused.value.blockers]
    missing = [file for file in newsroom.dossier(check_id).lost if file.is_missing]
    assert codes.count("lost") == len(missing) > 1
    assert any(
        "12 percent" in b.message or b.claim_id == other.claim.id for b in refused.value.blockers
    )
    for file in missing:
        do(newsroom, check_id, file, _gone())
    newsroom.published(check_id, note="The publisher changed the article.")
    first, second = (from_json(row.document) for row in newsroom.issued(check_id))
    assert "9,000 trout" in first.article.text and "900 trout" in second.article.text
    assert all(_stands(edition) for edition in (first, second))
    removed = {c.number for c in second.changes if c.what is Difference.REMOVED}
    assert (
        removed
        == {past.number for past in second.retired}
        == {c.number for c in first.claims} - {c.number for c in second.claims}
    )
    # What is told of the others has not changed, though it stands elsewhere.
    others = {c.number for c in first.claims} & {c.number for c in second.claims}
    assert others and not others & {c.number for c in second.changes}


def _stands(edition: Edition) -> bool:
    return all(edition.article.text[c.start : c.end] == c.quote for c in edition.claims)


def test_an_edition_places_a_statement_in_its_own_text_or_nowhere(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    kept = holding(newsroom, check_id, "no proof").claim.id
    text = newsroom.dossier(check_id).revision.text
    stays, leaves = "no trace of any poison", "The club quickly rejected"
    for words in (stays, leaves):
        start = text.index(words)
        details = statements.StatementDetails(
            kind=StatementKind.REPEATED,
            actor="Ilse Brandt",
            words=words,
            start=start,
            end=start + len(words),
        )
        with newsroom.work("reviewer") as work:
            statements.record(work, kept, version=None, details=details)
    newsroom.signed(check_id, kept)
    newsroom.published(check_id)
    newsroom.revised(check_id)
    for file in newsroom.dossier(check_id).lost:
        do(newsroom, check_id, file, _gone())
    newsroom.published(check_id, note="The publisher changed the article.")
    first, second = (from_json(row.document) for row in newsroom.issued(check_id))
    assert _reported(first) == {stays: stays, leaves: leaves}
    assert _reported(second) == {stays: stays, leaves: ""}


def _reported(edition: Edition) -> dict[str, str]:
    """The statements of an edition, each with what stands at its place."""
    acts = [act for claim in edition.claims for act in claim.statements]
    text = edition.article.text
    return {a.words: "" if a.start is None else text[a.start : a.end] for a in acts}


def test_nothing_but_a_new_text_is_reason_enough_for_an_edition(newsroom: Newsroom) -> None:
    check_id, _, _ = newsroom.publication()
    newsroom.revised(check_id, ARTICLE.replace("Share this story", "The mill is old."))
    newsroom.published(check_id, note="The publisher added a line.")
    assert len(newsroom.issued(check_id)) == 2


def test_the_pack_holds_both_texts_and_the_lost_claims(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    newsroom.revised(check_id)
    with newsroom.database.reading() as session:
        made = packing.pack(session, check_id, confidential=False)
    assert [revision["number"] for revision in made["revisions"]] == [1, 2]
    by_revision = {claim["revision"] for claim in made["claims"]}
    assert by_revision == {1, 2}
    assert b"9,000 trout" in packed.page(made)


# --------------------------------------------------------------------------------------- rewrites


def test_what_the_publisher_changed_is_told_on_a_timeline_with_before_and_after(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    newsroom.revised(check_id)
    whole = newsroom.dossier(check_id)
    changes = rewrites(whole, 2)
    before, after = (revision.text for revision in whole.revisions)
    (figure,) = [edit for edit in changes if edit.new.of(after) == "900"]
    assert figure.old.of(before) == "9,000"
    assert (
        {bool(edit.old) for edit in changes}
        == {bool(edit.new) for edit in changes}
        == {True, False}
    )
    claim = holding(newsroom, check_id, "9,000 trout").claim
    for edit in changes:
        with newsroom.work("reviewer") as work:
            version = newsroom.version(check_id, claim.id)
            recording.record(
                work, claim.id, version=version, number=2, edit=edit, on=date(2024, 5, 2)
            )
    told = newsroom.dossier(check_id).file(claim.id).statements
    assert {s.kind for s in told} == {StatementKind.CLARIFIED}
    assert {s.actor for s in told} == {"The publisher"}
    words = " ".join(statement.words for statement in told)
    assert (
        "Before: “the Alm and that 9,000 trout had died.” After: “the Alm and that 900 trout"
        in words
    )
    assert "Put in: “The police" in words and "Taken out: “The club" in words
    (row,) = [s for s in told if "Before" in s.words]
    assert (row.start, row.end, row.revision) == (*figure.new.bounds, 2)
    with newsroom.database.reading() as session:
        assert faults(session) == []


def test_what_was_not_changed_is_not_told(newsroom: Newsroom, check_id: CheckId) -> None:
    claim_id = newsroom.first_claim(check_id)
    day, edit = date(2024, 5, 2), Edit(Span(0, 4), Span(0, 4))
    for number in (1, 2):
        with pytest.raises(NotFound), newsroom.work("reviewer") as work:
            version = newsroom.version(check_id, claim_id)
            recording.record(work, claim_id, version=version, number=number, edit=edit, on=day)
    newsroom.revised(check_id)
    with pytest.raises(Refused, match="not changed there"), newsroom.work("reviewer") as work:
        version = newsroom.version(check_id, claim_id)
        recording.record(work, claim_id, version=version, number=2, edit=edit, on=day)
    with pytest.raises(NotAllowed), newsroom.work("editor") as work:
        edit = rewrites(newsroom.dossier(check_id), 2)[0]
        version = newsroom.version(check_id, claim_id)
        recording.record(work, claim_id, version=version, number=2, edit=edit, on=day)
