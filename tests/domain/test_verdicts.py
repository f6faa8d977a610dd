"""What a verdict must rest on, and what keeps a claim or a page from its readers."""

import pytest

from app.domain.ids import ClaimId
from app.domain.verdicts import (
    FOOTING_SENTENCES,
    HOUSE_SCHEME,
    WORDING_LIMIT,
    CitationFact,
    ClaimFact,
    Evidence,
    Footing,
    Stance,
    StatementFact,
    StatementKind,
    Verdict,
    note_blockers,
    publication_blockers,
    ruling_blockers,
    stands,
    wording_blockers,
)
from app.domain.workflow import ClaimState

CLAIM = ClaimId(7)
VERDICTS = {verdict.key: verdict for verdict in HOUSE_SCHEME}


def cites(stance: Stance, *, has_excerpt: bool = True, kept: bool = True) -> Evidence:
    return Evidence(citations=[CitationFact(stance, has_excerpt, kept, title="Minutes")])


def says(
    kind: StatementKind, *, actor: str = "Ilse", dated: bool = True, sourced: bool = True
) -> Evidence:
    return Evidence(statements=[StatementFact(kind, actor, dated=dated, sourced=sourced)])


#: Which footings stand on it, by the first letters: supporting, retraction, denial, any citation.
FOOTINGS = {
    "nothing": (Evidence(), ""),
    "supporting citation": (cites(Stance.SUPPORTS), "S A"),
    "contradicting citation": (cites(Stance.CONTRADICTS), "D A"),
    "citation for context": (cites(Stance.CONTEXT), "A"),
    "retraction": (says(StatementKind.RETRACTED), "R"),
    "retraction by nobody": (says(StatementKind.RETRACTED, actor=""), ""),
    "retraction without date": (says(StatementKind.RETRACTED, dated=False), ""),
    "retraction without source": (says(StatementKind.RETRACTED, sourced=False), ""),
    "denial": (says(StatementKind.DENIED), "D"),
    "denial by nobody": (says(StatementKind.DENIED, actor=""), ""),
    "denial without date": (says(StatementKind.DENIED, dated=False), ""),
    "denial without source": (says(StatementKind.DENIED, sourced=False), ""),
    "assertion": (says(StatementKind.ASSERTED), ""),
    "repetition": (says(StatementKind.REPEATED), ""),
    "clarification": (says(StatementKind.CLARIFIED), ""),
    "confirmation": (says(StatementKind.CONFIRMED), ""),
}
LETTERS = {
    "S": Footing.SUPPORTING_CITATION,
    "R": Footing.RETRACTION,
    "D": Footing.DENIAL_OR_CONTRADICTION,
    "A": Footing.ANY_CITATION,
}


@pytest.mark.parametrize("name", FOOTINGS)
def test_a_footing_stands_on_exactly_this_evidence(name: str) -> None:
    evidence, expected = FOOTINGS[name]
    found = {footing for footing in Footing if stands(footing, evidence)}
    assert found == {LETTERS[letter] for letter in expected.split()}


def test_two_halves_of_a_denial_do_not_make_a_whole_one() -> None:
    halves = Evidence(
        statements=[
            StatementFact(StatementKind.DENIED, "Ilse", dated=True, sourced=False),
            StatementFact(StatementKind.DENIED, "Ilse", dated=False, sourced=True),
        ]
    )
    assert not stands(Footing.DENIAL_OR_CONTRADICTION, halves)


def test_every_footing_has_its_sentence() -> None:
    assert set(FOOTING_SENTENCES) == set(Footing) == set(LETTERS.values())


def test_the_house_gives_four_verdicts_on_a_scale_of_five() -> None:
    assert {(v.key, v.rests_on, v.rating) for v in HOUSE_SCHEME} == {
        ("supported", Footing.SUPPORTING_CITATION, 5),
        ("retracted", Footing.RETRACTION, 1),
        ("denied", Footing.DENIAL_OR_CONTRADICTION, 3),
        ("unproven", Footing.ANY_CITATION, 2),
    }


@pytest.mark.parametrize(
    ("evidence", "finding", "codes"),
    [
        pytest.param(cites(Stance.SUPPORTS), "Because.", [], id="whole"),
        pytest.param(Evidence(), "Because.", ["footing"], id="no footing"),
        pytest.param(cites(Stance.SUPPORTS), "", ["rationale"], id="no finding"),
        pytest.param(Evidence(), "", ["footing", "rationale"], id="neither, told at once"),
    ],
)
def test_a_ruling_is_blocked_by(evidence: Evidence, finding: str, codes: list[str]) -> None:
    blockers = ruling_blockers(
        VERDICTS["supported"], evidence=evidence, finding=finding, claim_id=CLAIM
    )
    assert [blocker.code for blocker in blockers] == codes
    assert {blocker.claim_id for blocker in blockers} <= {CLAIM}


@pytest.mark.parametrize(
    ("wording", "codes"),
    [
        pytest.param("", [], id="none: the quote stands in"),
        pytest.param("x" * WORDING_LIMIT, [], id="as long as may be"),
        pytest.param("x" * (WORDING_LIMIT + 1), ["wording-long"], id="one too long"),
        pytest.param("🐟" * WORDING_LIMIT, [], id="code points are counted, not bytes"),
        pytest.param("The club DENIED it", ["wording-verdict"], id="verdict word, in any case"),
        pytest.param("The law is undeniedly old", [], id="inside a longer word"),
        pytest.param(
            "Denied and retracted " + "x" * 60,
            ["wording-long", "wording-verdict", "wording-verdict"],
            id="all at once",
        ),
    ],
)
def test_a_wording_is_blocked_by(wording: str, codes: list[str]) -> None:
    blockers = wording_blockers(wording, scheme=HOUSE_SCHEME, claim_id=CLAIM)
    assert [blocker.code for blocker in blockers] == codes


def fact(
    state: ClaimState = ClaimState.SIGNED,
    *,
    evidence: Evidence | None = None,
    wording: str = "",
    unchecked: bool = False,
    verdict: Verdict | None = VERDICTS["supported"],
) -> ClaimFact:
    return ClaimFact(
        claim_id=CLAIM,
        name="Claim 1",
        state=state,
        wording=wording,
        publish_unchecked=unchecked,
        verdict=verdict if state in (ClaimState.RULED, ClaimState.SIGNED) else None,
        evidence=evidence or cites(Stance.SUPPORTS),
    )


@pytest.mark.parametrize(
    ("claim", "codes"),
    [
        pytest.param(fact(), [], id="signed and whole"),
        pytest.param(fact(ClaimState.OPEN), ["claim-open"], id="open"),
        pytest.param(fact(ClaimState.RULED), ["claim-ruled"], id="ruled"),
        pytest.param(fact(ClaimState.OPEN, unchecked=True), [], id="open, let out unchecked"),
        pytest.param(fact(ClaimState.RULED, unchecked=True), [], id="ruled, let out unchecked"),
        pytest.param(fact(evidence=Evidence()), ["footing"], id="footing gone"),
        pytest.param(
            fact(evidence=Evidence(), unchecked=True), ["footing"], id="signed is never unchecked"
        ),
        pytest.param(
            fact(evidence=cites(Stance.SUPPORTS, has_excerpt=False, kept=False)),
            ["excerpt", "saved-copy"],
            id="source without excerpt or copy",
        ),
        pytest.param(fact(wording="It was denied"), ["wording-verdict"], id="verdict in wording"),
        pytest.param(
            fact(ClaimState.OPEN, wording="It was denied"),
            ["wording-verdict", "claim-open"],
            id="all at once",
        ),
    ],
)
def test_a_claim_keeps_a_page_from_its_readers(claim: ClaimFact, codes: list[str]) -> None:
    blockers = publication_blockers([claim], scheme=HOUSE_SCHEME)
    assert [blocker.code for blocker in blockers] == codes


@pytest.mark.parametrize("claims", [[], [fact(ClaimState.DISMISSED)]], ids=["none", "dismissed"])
def test_a_page_without_claims_is_not_published(claims: list[ClaimFact]) -> None:
    assert [b.code for b in publication_blockers(claims, scheme=HOUSE_SCHEME)] == ["no-claims"]


def test_every_claim_is_heard_and_dismissed_ones_are_not() -> None:
    claims = [fact(ClaimState.OPEN), fact(ClaimState.DISMISSED), fact(ClaimState.RULED)]
    codes = [blocker.code for blocker in publication_blockers(claims, scheme=HOUSE_SCHEME)]
    assert codes == ["claim-open", "claim-ruled"]


@pytest.mark.parametrize(
    ("note", "is_first", "verdict_changed", "begins"),
    [
        ("", True, False, None),
        ("It is set right.", False, True, None),
        (" \n", False, False, "This page was read"),
        ("", False, True, "A verdict that readers were told has changed"),
    ],
)
def test_every_edition_but_the_first_needs_a_note(
    note: str, is_first: bool, verdict_changed: bool, begins: str | None
) -> None:
    blockers = note_blockers(note, is_first=is_first, verdict_changed=verdict_changed)
    assert [blocker.code for blocker in blockers] == (["note"] if begins else [])
    assert all(blocker.message.startswith(begins or "") for blocker in blockers)
