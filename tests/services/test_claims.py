"""The split: where claims stand, how they are joined and parted, and who works on them."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.claims import DismissReason
from app.domain.errors import Conflict, IllegalMove, Incomplete, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile
from app.models import Claim, FactCheck
from app.models.claims import Origin
from app.queries import journal
from app.services import claims, evidence, shaping, statements
from app.services.claims import Wording
from app.services.work import Work
from tests.factories import Newsroom

#: Nothing in here is a claim to the engine: every claim is put there by hand.
TEXT = "Alpha beta gamma delta epsilon. “Zeta eta theta” iota kappa."


@pytest.fixture
def check_id(small_newsroom: Newsroom) -> CheckId:
    found = small_newsroom.pasted(TEXT)
    for file in small_newsroom.dossier(found).files:
        with small_newsroom.work("editor") as work:
            version = small_newsroom.version(found, file.claim.id)
            claims.dismiss(work, file.claim.id, version=version, reason=DismissReason.NOT_A_CLAIM)
    return found


def do(newsroom: Newsroom, act: Callable[..., Any], claim_id: ClaimId, **given: Any) -> ClaimId:
    """An act on a claim as it stands now, by the editor unless `who` says otherwise."""
    who = given.pop("who", "editor")
    with newsroom.work(who) as work:
        version = work.get(Claim, claim_id).version
        return act(work, claim_id, version=version, **given).id


def file(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> ClaimFile:
    return newsroom.dossier(check_id).file(claim_id)


def words(newsroom: Newsroom, check_id: CheckId) -> list[str]:
    """The words of every claim shown, in reading order."""
    return [shown.anchor.exact for shown in newsroom.dossier(check_id).shown]


def add(newsroom: Newsroom, check_id: CheckId, selected: str) -> ClaimId:
    start = TEXT.index(selected)
    with newsroom.work("editor") as work:
        return shaping.add(work, check_id, start=start, end=start + len(selected)).id


@pytest.mark.parametrize(
    ("selected", "claimed"),
    [
        ("beta gamma", "beta gamma"),
        ("eta gam", "beta gamma"),  # whole words
        (" beta gamma ", "beta gamma"),  # without blanks
        ("delta epsilon.", "delta epsilon"),  # without the full stop
        ("eta theta” iota", "“Zeta eta theta” iota"),  # whole quotations
    ],
)
def test_a_selection_snaps_to_words_and_quotations(
    small_newsroom: Newsroom, check_id: CheckId, selected: str, claimed: str
) -> None:
    claim_id = add(small_newsroom, check_id, selected)
    found = file(small_newsroom, check_id, claim_id)
    assert found.anchor.exact == claimed == TEXT[found.anchor.start : found.anchor.end]
    assert found.claim.origin is Origin.EDITOR


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-1, 4), (0, 10_000)])
def test_a_place_outside_the_text_is_refused(
    small_newsroom: Newsroom, check_id: CheckId, start: int, end: int
) -> None:
    with pytest.raises(Refused, match="not in the article"), small_newsroom.work("editor") as work:
        shaping.add(work, check_id, start=start, end=end)
    assert words(small_newsroom, check_id) == []


def test_claims_nest_and_cross_but_two_never_stand_on_the_same_words(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    for selected in ("beta gamma delta", "gamma", "Alpha beta"):
        add(small_newsroom, check_id, selected)
    with pytest.raises(Refused, match="exactly these words"):
        add(small_newsroom, check_id, "beta gamma delta")
    assert words(small_newsroom, check_id) == ["Alpha beta", "beta gamma delta", "gamma"]


def test_an_open_claim_is_cut_anew_and_its_context_with_it(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma")
    do(small_newsroom, shaping.cut, claim_id, start=0, end=10)
    anchor = file(small_newsroom, check_id, claim_id).anchor
    assert (anchor.exact, anchor.prefix, anchor.suffix[:6]) == ("Alpha beta", "", " gamma")


def test_an_end_put_to_the_letter_stays_while_the_other_moves_by_words(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma")
    start, end = TEXT.index("eta gamma"), TEXT.index(" delta")
    do(small_newsroom, shaping.cut, claim_id, start=start, end=end + 1, by_character=True)
    assert words(small_newsroom, check_id) == ["eta gamma"]
    do(small_newsroom, shaping.cut, claim_id, start=start, end=TEXT.index(" epsilon"))
    assert words(small_newsroom, check_id) == ["eta gamma delta"]
    do(small_newsroom, shaping.cut, claim_id, start=start + 1, end=end)
    assert words(small_newsroom, check_id) == ["beta gamma"]


def test_a_place_of_blanks_alone_is_refused_to_the_letter_too(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma")
    for start, end in ((5, 5), (0, 10_000)):
        with pytest.raises(Refused, match="not in the article"):
            do(small_newsroom, shaping.cut, claim_id, start=start, end=end, by_character=True)


def test_a_claim_may_be_cut_to_where_it_stands_but_not_onto_another(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma")
    add(small_newsroom, check_id, "beta")
    do(small_newsroom, shaping.cut, claim_id, start=6, end=16)
    with pytest.raises(Refused, match="exactly these words"):
        do(small_newsroom, shaping.cut, claim_id, start=6, end=10)


def test_a_claim_is_split_between_two_words(small_newsroom: Newsroom, check_id: CheckId) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma delta")
    told = Wording(wording="Letters come in order", claimant="Ilse", claimant_role="mayor")
    do(small_newsroom, claims.word, claim_id, wording=told)
    small_newsroom.cited(check_id, claim_id)
    rest = do(small_newsroom, shaping.split, claim_id, at=TEXT.index("gamma"))
    first, second = (file(small_newsroom, check_id, c) for c in (claim_id, rest))
    assert (first.anchor.exact, second.anchor.exact) == ("beta", "gamma delta")
    assert (len(first.citations), len(second.citations)) == (1, 0)
    assert (second.claim.claimant, second.claim.claimant_role) == ("Ilse", "mayor")
    assert second.claim.wording == ""


@pytest.mark.parametrize(
    ("selected", "at"),
    [
        pytest.param("beta gamma", "beta", id="at its start"),
        pytest.param("beta gamma", "amma", id="inside a word"),
        pytest.param("beta gamma", "epsilon", id="behind it"),
        pytest.param("“Zeta eta theta” iota", "theta", id="inside a quotation"),
    ],
)
def test_a_claim_is_not_split_elsewhere(
    small_newsroom: Newsroom, check_id: CheckId, selected: str, at: str
) -> None:
    claim_id = add(small_newsroom, check_id, selected)
    with pytest.raises(Refused):
        do(small_newsroom, shaping.split, claim_id, at=TEXT.index(at))
    assert words(small_newsroom, check_id) == [selected]


def test_a_part_may_not_stand_where_another_claim_does(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma")
    add(small_newsroom, check_id, "gamma")
    with pytest.raises(Refused, match="exactly these words"):
        do(small_newsroom, shaping.split, claim_id, at=TEXT.index("gamma"))
    assert words(small_newsroom, check_id) == ["beta gamma", "gamma"]


def test_merging_joins_places_and_evidence_and_leaves_the_other_dismissed(
    newsroom: Newsroom,
) -> None:
    check_id = newsroom.pasted(TEXT)
    one, other = newsroom.claim_on(check_id, "beta"), newsroom.claim_on(check_id, "delta epsilon")
    newsroom.cited(check_id, one)
    source = newsroom.cited(check_id, other, Stance.CONTRADICTS)
    newsroom.stated(check_id, other, StatementKind.DENIED, source)
    do(newsroom, shaping.merge, one, other_id=other)
    merged, gone = file(newsroom, check_id, one), file(newsroom, check_id, other)
    assert merged.anchor.exact == "beta gamma delta epsilon"
    assert [c.stance for c in merged.citations] == [Stance.SUPPORTS, Stance.CONTRADICTS]
    assert [(s.kind, s.source_id) for s in merged.statements] == [(StatementKind.DENIED, source)]
    assert gone.claim.state is ClaimState.DISMISSED
    assert gone.claim.dismissed_because is DismissReason.MERGED
    # The row on the other claim stays in the record.
    assert [s.kind for s in gone.statements] == [StatementKind.DENIED]


def test_merging_looks_at_both_claims_as_they_were_read(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted(TEXT)
    one, other = newsroom.claim_on(check_id, "beta"), newsroom.claim_on(check_id, "delta epsilon")
    seen = newsroom.version(check_id, other)
    newsroom.cited(check_id, other)
    with pytest.raises(Conflict):
        do(newsroom, shaping.merge, one, other_id=other, other_version=seen)
    (before,) = file(newsroom, check_id, other).citations
    do(newsroom, shaping.merge, one, other_id=other, other_version=seen + 1)
    (after,) = file(newsroom, check_id, one).citations
    # Whoever has the citation open finds that it went elsewhere.
    assert (after.id, after.version) == (before.id, before.version + 1)


@pytest.mark.parametrize(
    ("own", "others", "told"),
    [
        (("", "", ""), ("B", "Karl", "owner"), ("B", "Karl", "owner")),
        (("A", "Ilse", ""), ("B", "Karl", "owner"), ("A", "Ilse", "")),
        (("", "Karl", ""), ("B", "Karl", "owner"), ("B", "Karl", "owner")),
        (("A", "Ilse", "mayor"), ("", "", ""), ("A", "Ilse", "mayor")),
    ],
)
def test_merging_keeps_how_either_claim_was_told(
    small_newsroom: Newsroom,
    check_id: CheckId,
    own: tuple[str, ...],
    others: tuple[str, ...],
    told: tuple[str, ...],
) -> None:
    one, other = (add(small_newsroom, check_id, w) for w in ("beta", "delta"))
    names = ("wording", "claimant", "claimant_role")
    for claim_id, words in ((one, own), (other, others)):
        given = Wording(**dict(zip(names, words, strict=True)))
        do(small_newsroom, claims.word, claim_id, wording=given)
    do(small_newsroom, shaping.merge, one, other_id=other)
    merged = file(small_newsroom, check_id, one).claim
    assert (merged.wording, merged.claimant, merged.claimant_role) == told
    with small_newsroom.database.reading() as session:
        lines = journal.of_check(session, check_id)
        (entry,) = (line.entry for line in lines if line.entry.act is Act.CLAIM_MERGED)
    changed = {n: [o, t] for n, o, t in zip(names, own, told, strict=True) if o != t}
    assert entry.data["changed"] == changed


def test_merging_carries_corrected_statements_as_they_stand(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    one, other = (add(small_newsroom, check_id, w) for w in ("beta", "delta"))
    wrong = small_newsroom.stated(check_id, other, StatementKind.DENIED, None)
    struck = small_newsroom.stated(check_id, other, StatementKind.REPEATED, None)
    details = statements.StatementDetails(kind=StatementKind.RETRACTED, actor="Karl Munk")
    with small_newsroom.work("reviewer") as work:
        version = small_newsroom.version(check_id, other)
        statements.correct(work, wrong, version=version, details=details)  # type: ignore[arg-type]
    with small_newsroom.work("reviewer") as work:
        version = small_newsroom.version(check_id, other)
        statements.strike(work, struck, version=version)  # type: ignore[arg-type]
    do(small_newsroom, shaping.merge, one, other_id=other)
    carried = file(small_newsroom, check_id, one).statements
    assert [(s.kind, s.actor) for s in carried] == [(StatementKind.RETRACTED, "Karl Munk")]


def test_a_claim_is_merged_with_another_of_its_article_only(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    elsewhere = small_newsroom.claim_on(small_newsroom.pasted(TEXT), "beta")
    claim_id = add(small_newsroom, check_id, "beta")
    for other in (claim_id, elsewhere):
        with pytest.raises(Refused, match="two different claims of the same article"):
            do(small_newsroom, shaping.merge, claim_id, other_id=other)
    with pytest.raises(NotFound):
        do(small_newsroom, shaping.merge, claim_id, other_id=999)


def test_merged_claims_may_take_one_of_their_places_but_not_a_third_claims(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    outer = add(small_newsroom, check_id, "beta gamma delta")
    one, other = (add(small_newsroom, check_id, w) for w in ("beta", "delta"))
    with pytest.raises(Refused, match="exactly these words"):
        do(small_newsroom, shaping.merge, one, other_id=other)
    assert words(small_newsroom, check_id) == ["beta gamma delta", "beta", "delta"]
    do(small_newsroom, shaping.merge, one, other_id=outer)
    assert words(small_newsroom, check_id) == ["beta gamma delta", "delta"]


def test_a_dismissed_claim_keeps_its_reason_until_it_is_restored(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta")
    do(small_newsroom, claims.dismiss, claim_id, reason=DismissReason.OPINION, note="Taste.")
    dismissed = file(small_newsroom, check_id, claim_id)
    assert (dismissed.claim.dismissed_because, dismissed.claim.dismiss_note) == (
        DismissReason.OPINION,
        "Taste.",
    )
    assert dismissed.number is None
    do(small_newsroom, claims.restore, claim_id)
    restored = file(small_newsroom, check_id, claim_id)
    assert (restored.claim.state, restored.claim.dismissed_because) == (ClaimState.OPEN, None)
    assert (restored.claim.dismiss_note, restored.number) == ("", 1)


def test_a_claim_is_not_restored_onto_one_that_took_its_place(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta")
    do(small_newsroom, claims.dismiss, claim_id, reason=DismissReason.TRIVIAL)
    add(small_newsroom, check_id, "beta")
    with pytest.raises(Refused, match="exactly these words"):
        do(small_newsroom, claims.restore, claim_id)
    assert words(small_newsroom, check_id) == ["beta"]


@pytest.mark.parametrize("state", ["ruled", "signed", "dismissed"])
def test_only_an_open_claim_is_shaped(
    small_newsroom: Newsroom, check_id: CheckId, state: str
) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma")
    other = add(small_newsroom, check_id, "delta epsilon")
    if state == "dismissed":
        do(small_newsroom, claims.dismiss, claim_id, reason=DismissReason.OPINION)
    else:
        {"ruled": small_newsroom.ruled, "signed": small_newsroom.signed}[state](check_id, claim_id)
    acts: list[tuple[Callable[..., Any], ClaimId, dict[str, Any]]] = [
        (shaping.cut, claim_id, {"start": 0, "end": 5}),
        (shaping.split, claim_id, {"at": TEXT.index("gamma")}),
        (shaping.merge, claim_id, {"other_id": other}),
        (shaping.merge, other, {"other_id": claim_id}),
    ]
    for act, subject, given in acts:
        with pytest.raises(Refused, match=f"This claim is {state}: only an open one"):
            do(small_newsroom, act, subject, **given)
    with pytest.raises(IllegalMove):
        do(small_newsroom, claims.dismiss, claim_id, reason=DismissReason.OPINION)
    assert file(small_newsroom, check_id, claim_id).claim.state == state


@pytest.mark.parametrize("state", ["signed", "dismissed"])
def test_a_settled_claim_is_neither_worded_nor_given_evidence(
    small_newsroom: Newsroom, check_id: CheckId, state: str
) -> None:
    claim_id = add(small_newsroom, check_id, "beta gamma")
    if state == "signed":
        small_newsroom.signed(check_id, claim_id)
    else:
        do(small_newsroom, claims.dismiss, claim_id, reason=DismissReason.OPINION)
    told = Wording(wording="Another", claimant="", claimant_role="")
    with pytest.raises(Refused, match=f"This claim is {state}"):
        do(small_newsroom, claims.word, claim_id, wording=told)
    with pytest.raises(Refused, match=f"This claim is {state}"):
        small_newsroom.cited(check_id, claim_id)
    with pytest.raises(Refused, match=f"This claim is {state}"):
        small_newsroom.stated(check_id, claim_id, StatementKind.DENIED, None)


def test_a_claim_is_taken_by_one_person_and_put_back(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta")

    def holder() -> int | None:
        return file(small_newsroom, check_id, claim_id).claim.assignee_id

    do(small_newsroom, claims.take, claim_id, who="reviewer")
    with pytest.raises(Refused, match="Somebody else works on this claim"):
        do(small_newsroom, claims.take, claim_id, who="second")
    with pytest.raises(NotAllowed):
        do(small_newsroom, claims.release, claim_id, who="second")
    assert holder() == small_newsroom.people["reviewer"]
    do(small_newsroom, claims.release, claim_id, who="reviewer")
    do(small_newsroom, claims.take, claim_id, who="second")
    assert holder() == small_newsroom.people["second"]
    do(small_newsroom, claims.release, claim_id, who="editor")
    assert holder() is None
    with pytest.raises(Refused, match="Nobody has taken this claim"):
        do(small_newsroom, claims.release, claim_id, who="editor")


def test_letting_a_claim_out_unchecked_can_be_taken_back(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta")
    for choice in (True, False):
        do(small_newsroom, claims.defer, claim_id, publish_unchecked=choice)
        assert file(small_newsroom, check_id, claim_id).claim.publish_unchecked is choice


def test_all_open_claims_are_let_out_unchecked_in_one_pass(
    small_newsroom: Newsroom, check_id: CheckId, monkeypatch: pytest.MonkeyPatch
) -> None:
    for word in TEXT.split()[:5]:
        add(small_newsroom, check_id, word.strip("."))
    get, asked = Work.get, []

    def counted(work: Work, kind: Any, key: int, **given: Any) -> Any:
        asked.append(kind)
        return get(work, kind, key, **given)

    version = small_newsroom.dossier(check_id).check.version
    with monkeypatch.context() as patched, small_newsroom.work("editor") as work:
        patched.setattr(Work, "get", counted)
        assert claims.defer_open(work, check_id, version=version) == 5
    assert asked == [FactCheck]
    assert all(f.claim.publish_unchecked for f in small_newsroom.dossier(check_id).shown)
    with small_newsroom.database.reading() as session:
        lines = journal.of_check(session, check_id)
    assert sum(line.entry.act is Act.CLAIM_DEFERRED for line in lines) == 5


def test_a_wording_is_told_once_and_writes_down_what_it_changed(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta")
    told = Wording(wording="Beta comes second", claimant="Ilse", claimant_role="")
    for _ in range(2):
        do(small_newsroom, claims.word, claim_id, wording=told)
    with small_newsroom.database.reading() as session:
        entries = [line.entry for line in journal.of_check(session, check_id)]
    changes = [e.data["changed"] for e in entries if e.act is Act.CLAIM_WORDED]
    assert changes == [{"wording": ["", "Beta comes second"], "claimant": ["", "Ilse"]}]


def test_a_wording_holds_no_verdict(small_newsroom: Newsroom, check_id: CheckId) -> None:
    claim_id = add(small_newsroom, check_id, "beta")
    told = Wording(wording="It was denied " + "x" * 90, claimant="", claimant_role="")
    with pytest.raises(Incomplete) as refused:
        do(small_newsroom, claims.word, claim_id, wording=told)
    assert [b.code for b in refused.value.blockers] == ["wording-long", "wording-verdict"]


def test_an_older_page_changes_nothing(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    seen = newsroom.version(check_id, claim_id)
    do(newsroom, claims.take, claim_id, who="reviewer")
    acts: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (shaping.cut, {"start": 0, "end": 4}),
        (shaping.split, {"at": 4}),
        (shaping.merge, {"other_id": 2}),
        (claims.dismiss, {"reason": DismissReason.OPINION}),
        (claims.restore, {}),
        (claims.take, {}),
        (claims.release, {}),
        (claims.defer, {"publish_unchecked": True}),
        (claims.word, {"wording": Wording(wording="x", claimant="", claimant_role="")}),
    ]
    for act, given in acts:
        with pytest.raises(Conflict), newsroom.work("editor") as work:
            act(work, claim_id, version=seen, **given)
    assert newsroom.version(check_id, claim_id) == seen + 1


def test_evidence_counts_as_a_change_of_its_claim(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = add(small_newsroom, check_id, "beta")
    seen = small_newsroom.version(check_id, claim_id)
    small_newsroom.cited(check_id, claim_id)
    with pytest.raises(Conflict), small_newsroom.work("reviewer") as work:
        evidence.cite(
            work,
            claim_id,
            version=seen,
            source=evidence.SourceDetails(title="Minutes"),
            use=evidence.Use(stance=Stance.SUPPORTS, excerpt="So it is."),
        )
