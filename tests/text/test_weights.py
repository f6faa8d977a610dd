"""The weights that the engine ships with: small, readable, and what the script makes."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from app.text.claims.features import MEASURES, Features
from app.text.claims.reasons import Reason
from app.text.claims.weights import Weights, damping, shown
from benchmarks import train_worth

SHIPPED = files("app.text.claims").joinpath("worth.json")
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / train_worth.DATA


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return dict(json.loads(SHIPPED.read_text("utf-8")))


def test_the_file_is_small_and_says_where_it_comes_from(document: dict[str, Any]) -> None:
    assert len(SHIPPED.read_bytes()) < 20_000
    assert list(document) == ["origin", "data_sha256", "base", "unit", "measures", "terms"]
    assert "CC BY 4.0" in document["origin"] and "Arslan" in document["origin"]
    assert document["origin"] == train_worth.ORIGIN


def test_every_weight_is_one_byte_and_belongs_to_a_known_reason(document: dict[str, Any]) -> None:
    measured = [n for held in document["measures"].values() for n in held.values()]
    assert set(document["measures"]) | set(document["terms"]) <= {reason.value for reason in Reason}
    weights = measured + [int(n) for held in document["terms"].values() for n in held]
    assert all(-127 <= weight <= 127 and weight for weight in weights)


def test_every_weight_stands_under_the_reason_that_it_is(document: dict[str, Any]) -> None:
    weights = Weights.of(document)
    assert {name: weight.reason for name, weight in weights.measures.items()}.items() <= (
        MEASURES.items()
    )
    for term, weight in weights.terms.items():
        assert weight.reason is train_worth.reason_of(term), term


def test_weights_have_the_sign_that_an_editor_expects(document: dict[str, Any]) -> None:
    measures = Weights.of(document).measures
    speak_for = ["figures", "percent", "acts", "superlatives", "names", "past forms"]
    speak_against = ["question mark", "density of opinion", "words of the future", "you", "I"]
    assert all(measures[name].weight > 0 for name in speak_for)
    assert all(measures[name].weight < 0 for name in speak_against)


def test_the_data_is_the_one_that_was_learnt_from(document: dict[str, Any]) -> None:
    if not DATA.exists():
        pytest.skip("the public data is not beside the project")
    assert hashlib.sha256(DATA.read_bytes()).hexdigest() == document["data_sha256"]


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("going to", "“going to”"),
        ("<first> we", "“we” at the beginning"),
        ("years <last>", "“years” at the end"),
    ],
)
def test_a_term_is_shown_in_words(term: str, words: str) -> None:
    assert shown(term) == words


def test_one_of_many_terms_says_less() -> None:
    few, many = Features((), ("a",) * 4, {}), Features((), ("a",) * 16, {})
    assert (damping(few), damping(many)) == (1.0, 0.5)


# ------------------------------------------------------------------------------ the training

TABLE = "Sentence_id\tText\tclass_label\n" + "".join(
    f"{number}\t{text}\t{label}\n"
    for number in range(1, 9_000, 100)
    for text, label in [
        (f"They sold {number} boats to Oslo.", "Yes"),
        ("You should all be happy.", "No"),
        ("Is that so?", "No"),
    ]
)


def test_training_learns_the_same_twice() -> None:
    made = [
        train_worth.packed(train_worth.learn(train_worth.read(TABLE), keep=20), digest="")
        for _ in range(2)
    ]
    assert json.dumps(made[0]) == json.dumps(made[1])
    weights = Weights.of(made[0])
    assert weights.measures["figures"].weight > 0 > weights.measures["question mark"].weight


def test_training_reads_sentences_in_the_order_of_the_debates() -> None:
    table = "Sentence_id\tText\tclass_label\n20\tb\tYes\n3\ta\tNo\n7\t\tNo\nx\tc\tNo\n"
    assert [(e.number, e.text, e.worth) for e in train_worth.read(table)] == [
        (3, "a", False),
        (20, "b", True),
    ]


def test_names_and_words_of_few_debates_are_not_learnt() -> None:
    learnt = train_worth.terms(train_worth.read(TABLE))
    assert "boats" in learnt and "they sold" in learnt
    assert "oslo" not in learnt and "boats to" in learnt
    few = train_worth.read("\n".join(TABLE.split("\n")[:60]))
    assert train_worth.terms(few) == frozenset()


def test_the_newest_debates_count_twice() -> None:
    table = "Sentence_id\tText\tclass_label\n1\told\tNo\n30000\tnew\tYes\n"
    counted = train_worth.counted(train_worth.read(table))
    assert [example.text for example in counted] == ["old", "new", "new"]


def test_the_line_is_where_f1_is_best() -> None:
    judged = [(2.0, True), (1.0, True), (0.5, False), (-1.0, False)]
    assert train_worth.f1(judged, 1.0) == 1.0
    assert train_worth.f1(judged, 2.0) == pytest.approx(2 / 3)
    assert train_worth.f1(judged, 3.0) == 0.0
