"""An edition: there and back through JSON, and the words it has for itself."""

import json
from dataclasses import replace

import pytest

from app.domain.dates import Precision
from app.domain.verdicts import Scope, Stance, StatementKind
from app.publishing.claims import Claim, VerdictShown
from app.publishing.document import digest, from_json, to_json
from app.publishing.edition import ChangeKind, Coverage

from . import factories
from .factories import LIND, OKAFOR, citation, claim, on, statement

DENIED, RETRACTED = StatementKind.DENIED, StatementKind.RETRACTED


def test_an_edition_comes_back_from_json_as_it_was() -> None:
    edition = factories.edition(kind=ChangeKind.UPDATE, number=2, note="Più 🐟 & <b>more</b>")
    document = to_json(edition)
    assert from_json(document) == edition
    assert to_json(from_json(document)) == document


def test_the_document_is_canonical() -> None:
    document = to_json(factories.edition())
    again = json.dumps(
        json.loads(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert document == again
    assert "🐟" in document and "قال" in document
    assert len(digest(document)) == 64
    assert digest(document) != digest(document + " ")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"schema":2', '"schema":3'),
        ('"four_eyes":true', '"four_eyes":"yes"'),
        ('"four_eyes":true', '"four_eyes":true,"extra":1'),
        ('"passed_over":7', '"passed_over":true'),
        ('"kind":"first"', '"kind":"whim"'),
        ('"note":"",', ""),
    ],
)
def test_a_document_that_does_not_fit_is_refused(was: str, becomes: str) -> None:
    document = to_json(factories.edition())
    assert was in document
    with pytest.raises(ValueError):
        from_json(document.replace(was, becomes))


def test_a_document_of_the_first_schema_can_still_be_read() -> None:
    edition = factories.edition()
    plain = json.loads(to_json(edition)) | {"schema": 1}
    for name in ("retired", "changes", "contacts", "topics", "licence"):
        del plain[name]
    for name in ("rights", "accessed", "chosen_because"):
        del plain["article"][name]
    for claim_ in plain["claims"]:
        del claim_["uid"]
    for source_ in plain["sources"]:
        del source_["origin"], source_["interest"], source_["secondary_reason"]
    first = from_json(json.dumps(plain))
    assert (first.schema, first.topics, first.licence) == (2, (), "")
    assert first.article.accessed == edition.issued_at
    assert [claim_.quote for claim_ in first.claims] == [c.quote for c in edition.claims]
    del plain["claims"][0]["quote"]
    with pytest.raises(ValueError):
        from_json(json.dumps(plain))


@pytest.mark.parametrize("document", ["[]", "{}", "nothing", "null"])
def test_what_is_no_edition_is_refused(document: str) -> None:
    with pytest.raises(ValueError):
        from_json(document)


@pytest.mark.parametrize(
    ("checked", "unproven", "unchecked", "words"),
    [
        (9, 1, 2, "12 claims: 9 checked, 1 unproven, 2 not yet checked"),
        (1, 0, 0, "1 claim: 1 checked"),
        (0, 0, 3, "3 claims: 3 not yet checked"),
        (0, 0, 0, "No claims"),
    ],
)
def test_coverage_words(checked: int, unproven: int, unchecked: int, words: str) -> None:
    coverage = Coverage(
        claims=checked + unproven + unchecked,
        checked=checked,
        unproven=unproven,
        unchecked=unchecked,
        passed_over=0,
    )
    assert coverage.words == words


def test_coverage_adds_up() -> None:
    coverage = factories.edition().coverage
    assert (coverage.claims, coverage.checked) == (9, 6)
    assert (coverage.unproven, coverage.unchecked) == (1, 2)
    assert coverage.checked + coverage.unproven + coverage.unchecked == coverage.claims
    assert coverage.passed_over == 7 + 2 + 1


def ruled(verdict: str | None, **changes: object) -> Claim:
    return claim(1, "forty litres", verdict, as_of="2024-05-02", **changes)


RETRACTIONS = (
    statement(RETRACTED, OKAFOR, dated=on("2024-05-01")),
    statement(RETRACTED, LIND, dated=on("2024-05-28")),
    statement(RETRACTED, ("Nobody", ""), dated=on("2024-06-30"), source=None),
    statement(RETRACTED, ("", ""), dated=on("2024-06-30")),
    statement(RETRACTED, ("Undated", ""), dated=None),
)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (ruled(None), "Not yet checked"),
        (ruled("supported"), "Supported, as of 2 May 2024"),
        (ruled("unproven"), "Unproven, as of 2 May 2024"),
        (ruled("retracted", statements=RETRACTIONS), "Retracted by Tomas Lind, 28 May 2024"),
        (
            ruled("retracted", statements=(statement(RETRACTED, scope=Scope.PART),)),
            "Retracted in part by Ines Okafor, 18 April 2024",
        ),
        (
            ruled(
                "denied",
                statements=(
                    statement(DENIED, LIND, dated=on("2024-04-01", Precision.MONTH)),
                    *RETRACTIONS,
                ),
            ),
            "Denied by Tomas Lind, April 2024",
        ),
        (
            ruled("denied", citations=(citation(Stance.CONTRADICTS),)),
            "Denied: evidence contradicts it, as of 2 May 2024",
        ),
        (
            ruled("supported", statements=RETRACTIONS),
            "Supported, as of 2 May 2024",
        ),
    ],
)
def test_badge_words(shown: Claim, words: str) -> None:
    assert shown.badge == words
    assert words.startswith(shown.label)


def test_a_newsrooms_own_word_has_a_style_and_a_badge() -> None:
    shown = VerdictShown(key="murky", label="Murky", definition="Hard to say.", rating=2)
    own = replace(ruled("supported"), verdict=shown)
    assert own.style == "oth"
    assert own.badge == "Murky, as of 2 May 2024"


def test_the_timeline_runs_from_old_to_new_with_the_undated_last() -> None:
    acts = (
        statement(DENIED, dated=None),
        statement(DENIED, dated=on("2024-05-02")),
        statement(DENIED, dated=on("2024-05-02", Precision.BEFORE)),
        statement(DENIED, dated=on("2024-01-01", Precision.YEAR)),
    )
    ordered = ruled("denied", statements=acts).timeline
    assert ordered == (acts[3], acts[2], acts[1], acts[0])


def test_segments_know_claims_by_their_numbers() -> None:
    edition = factories.edition()
    text = edition.article.text
    pieces = [text[s.start : s.end] for s in edition.segments() if 3 in s.covering]
    assert pieces == ["divers had closed the leak within an hour", ". The shipping line"]
