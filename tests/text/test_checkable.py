import pytest

from app.text.checkable import WEIGHTS, Reason, Type, weigh
from app.text.spans import Span


@pytest.mark.parametrize(
    ("text", "reasons", "type_"),
    [
        ("Volunteers filled 8,000 sandbags", {Reason.FIGURE}, Type.FIGURE),
        ("It closed on 3 May in 1998", {Reason.DATE, Reason.ACT}, Type.EVENT),
        ("It was higher than ever", {Reason.COMPARISON}, Type.EVENT),
        ("There was no evidence of it", {Reason.ABSENCE}, Type.ABSENCE),
        ("It will rain all week", {Reason.PREDICTION}, Type.PREDICTION),
        ("The town wants a new road", {Reason.POSITION}, Type.POSITION),
        ("What a wonderful room that is", {Reason.OPINION}, Type.OPINION),
        ("Is that how it was?", {Reason.QUESTION}, Type.EVENT),
        ("It rained", {Reason.SHORT}, Type.EVENT),
    ],
)
def test_each_reason_is_given(text: str, reasons: set[Reason], type_: Type) -> None:
    worth = weigh(text, Span(0, len(text)))
    assert reasons <= set(worth.reasons)
    assert worth.type is type_


def test_a_figure_is_worth_more_than_an_opinion() -> None:
    figure = weigh("He paid nine million euros", Span(0, 26))
    opinion = weigh("He is a wonderful man", Span(0, 21))
    assert figure.is_claim and not opinion.is_claim


def test_reasons_known_from_outside_are_kept_once() -> None:
    text = "He sold the boat"
    worth = weigh(text, Span(0, len(text)), given=[Reason.ACT, Reason.REPORTED])
    assert worth.reasons.count(Reason.ACT) == 1 and Reason.REPORTED in worth.reasons


def test_every_reason_has_a_weight() -> None:
    assert set(WEIGHTS) == set(Reason)
