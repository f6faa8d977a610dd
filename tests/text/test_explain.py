"""Why the engine chose as it did."""

import pytest

from app.text.claims.checkable import Reason
from app.text.explain import BOILERPLATE, explain, explained
from app.text.extract import extract
from app.text.paste.canonical import canonical


def rules(text: str) -> list[str]:
    return [explain(text, claim).rule for claim in extract(text).claims]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Nine men died in the fire at the port of Oslo.", "told by the article itself"),
        (
            "The port said that nine men had died in the fire.",
            "the cue “said” reports it; before the cue stands who said it: “The port”",
        ),
        (
            "“Nine men died in the fire,” said Tom Hill.",
            "the cue “said” reports it; after the cue stands who said it: “Tom Hill”",
        ),
        (
            "According to the port, nine men died in the fire.",
            "the cue “According to” reports it; after the cue stands who said it: “the port”",
        ),
    ],
)
def test_a_claim_names_the_rule_that_made_it(text: str, rule: str) -> None:
    assert rules(text) == [rule]


def test_a_quotation_by_itself_goes_on_with_the_speaker() -> None:
    text = "“Nine men died,” said Tom Hill. “Two of them worked at the old port.”"
    assert rules(text)[1] == "a quotation by itself goes on with whoever spoke last: Tom Hill"


def test_a_garbled_quotation_is_called_a_guess() -> None:
    text = "Tom Hill said nine men had died. “and that forty boats had sunk.”"
    claim = extract(text).claims[1]
    assert claim.garbled
    assert explain(text, claim).rule == (
        "a quotation that lost its sentence: a guess gives it to Tom Hill"
    )


def test_weights_make_the_score() -> None:
    text = "The port said that nine men had died in the fire."
    (claim,) = extract(text).claims
    found = explain(text, claim)
    assert found.score == claim.score
    assert found.total == pytest.approx(found.base + sum(w.weight for w in found.weights))
    assert Reason.REPORTED in {weight.reason for weight in found.weights}
    sizes = [abs(weight.weight) for weight in found.weights]
    assert sizes == sorted(sizes, reverse=True)


def test_weights_are_parted_by_reason_and_none_is_lost() -> None:
    text = "Nine men died in the fire at the port of Oslo on Sunday."
    (claim,) = extract(text).claims
    found = explain(text, claim)
    parted = found.by_reason()
    assert sorted(w for held in parted.values() for w in held) == sorted(found.weights)
    assert all(weight.reason is reason for reason, held in parted.items() for weight in held)


def test_a_low_score_is_the_reason_why_a_sentence_is_passed_over() -> None:
    text = "Nine men died in the fire at the port of Oslo. What a lovely evening it was!"
    (left,) = extract(text).passed_over
    found = explain(text, left)
    assert found.rule == "it scores less than 0.5"
    assert found.score == left.score < 0.5


def test_a_rule_that_passed_words_over_is_named() -> None:
    text = (
        "Nine men died in Oslo. Tom Hill said two died.\n\nThe port rejected those claims.\n\nIt."
    )
    left = extract(text).passed_over[0]
    assert explain(text, left).rule == "proposed as a statement"


def test_a_whole_extraction_is_explained_in_its_order() -> None:
    text = canonical(
        "Nine men died in the fire at the port of Oslo.\n\nShare this story\n\nIs that so?"
    ).text
    extraction = extract(text)
    told = explained(text, extraction)
    assert [found["score"] for found in told["claims"]] == [c.score for c in extraction.claims]
    assert len(told["passed_over"]) == len(extraction.passed_over)
    assert told["boilerplate"] == [BOILERPLATE] * len(extraction.boilerplate) != []
    assert set(told["claims"][0]) == {"rule", "base", "weights", "total", "score"}
    assert set(told["claims"][0]["weights"][0]) == {"what", "reason", "weight"}
