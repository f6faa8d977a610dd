import pytest

from app.text.claims.checkable import GIVEN, LINE, WEIGHTS, Reason, Type, addends, squeeze, weigh
from app.text.claims.features import features
from app.text.spans import Span


def weighed(text: str, *given: Reason) -> tuple[float, tuple[Reason, ...], Type]:
    worth = weigh(text, Span(0, len(text)), given=given)
    return worth.score, worth.reasons, worth.type


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Volunteers filled 8,000 sandbags", Reason.FIGURE),
        ("They have paid nothing since 1998", Reason.DATE),
        ("It was the highest level of all", Reason.COMPARISON),
        ("The council has sold the boats", Reason.ACT),
        ("There was no evidence of a sale by the port", Reason.ABSENCE),
        ("The police and Ann Hill closed Elm Street", Reason.NAMED),
        ("The state raised taxes on families", Reason.SUBJECT),
        ("She supports and he opposes the law", Reason.POSITION),
    ],
)
def test_a_claim_shows_what_speaks_for_it(text: str, reason: Reason) -> None:
    score, reasons, _ = weighed(text)
    assert score >= LINE and reason in reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("What a wonderful, wonderful room", Reason.OPINION),
        ("Is that how it was?", Reason.QUESTION),
        ("Good evening, and thank you", Reason.ADDRESS),
        ("It rained", Reason.SHORT),
        ("It will perhaps rain", Reason.PREDICTION),
        ("I like my old house", Reason.PERSONAL),
    ],
)
def test_what_is_passed_over_shows_what_speaks_against_it(text: str, reason: Reason) -> None:
    score, reasons, _ = weighed(text)
    assert score < LINE and reason in reasons


def test_the_strongest_reason_comes_first() -> None:
    _, reasons, _ = weighed("Prices rose by 7 percent and 40 shops closed")
    assert reasons[0] is Reason.FIGURE


def test_wording_is_a_reason_only_where_nothing_else_decided() -> None:
    assert Reason.WORDING not in weighed("The council sold the boats in 1998")[1]


def test_the_score_is_the_sum_of_its_addends() -> None:
    text, given = "The council sold nine boats to Oslo", (Reason.REPORTED, Reason.QUOTED)
    found = list(addends(features(text, Span(0, len(text))), given))
    total = WEIGHTS.base + sum(weight for _, _, weight in found)
    assert weighed(text, *given)[0] == round(squeeze(total), 3)


def test_a_figure_is_worth_more_than_an_opinion() -> None:
    figure, opinion = weighed("He paid nine million euros"), weighed("He is a wonderful man")
    assert figure[0] >= LINE > opinion[0]


# ------------------------------------------------------------------------------ in an article


@pytest.mark.parametrize("reason", [Reason.REPORTED, Reason.STATEMENT, Reason.ACT, Reason.QUOTED])
def test_what_is_known_from_outside_adds_to_the_score(reason: Reason) -> None:
    bare, known = weighed("the pier is unsafe"), weighed("the pier is unsafe", reason)
    assert known[0] > bare[0]
    assert reason in weighed("the pier is unsafe and closed", Reason.REPORTED, reason)[1]


def test_reasons_known_from_outside_count_once() -> None:
    once = weighed("He sold the boat", Reason.ACT, Reason.REPORTED)
    assert once == weighed("He sold the boat", Reason.ACT, Reason.REPORTED, Reason.ACT)
    assert once[1].count(Reason.ACT) == 1


@pytest.mark.parametrize(
    "text",
    [
        "the pier is unsafe",
        "nobody had been told",
        "the harbour bridge could close in 2027",
        "the town wants a new road",
        "the boats belong to the club",
    ],
)
def test_a_reported_assertion_is_a_claim(text: str) -> None:
    assert weighed(text, Reason.REPORTED)[0] >= LINE


@pytest.mark.parametrize(
    "text",
    [
        "“Thank you so much,”",
        "“Are we ready? I hope so,”",
        "“What a lovely, lovely evening,”",
        "“We should all try to be better people.”",
    ],
)
def test_a_greeting_a_question_a_wish_is_no_claim_even_in_quotation_marks(text: str) -> None:
    assert weighed(text, Reason.REPORTED, Reason.QUOTED)[0] < LINE


#: Told and judged by the same paper: sentences of news, and sentences of its opinion page.
TOLD = (
    "Two people were killed when a bus left the road near Linz.",
    "Police arrested a man at the airport on Friday night.",
    "The court ordered the ministry to release the documents.",
    "The bridge has been closed to lorries since 2019.",
    "Prosecutors dropped the charges against the mayor last week.",
    "The party holds 41 of the 99 seats in parliament.",
    "The hospital treated 18 people for smoke inhalation.",
    "The union represents workers at the two largest ports.",
    "The report was published by the university's school of medicine.",
    "A spokesman for the airline confirmed that three flights had been cancelled.",
)
JUDGED = (
    "The council's decision is a disgrace, and everybody knows it.",
    "It is hard to imagine a more cynical way to run a hospital.",
    "Of course, the elites will never admit it.",
    "We should all be deeply worried about where this is heading.",
    "What could possibly go wrong?",
    "Her speech was a masterpiece of empty phrases.",
    "Sadly, common sense is in short supply in this town.",
    "The plan is a reckless gamble with our children's future.",
    "Surely we can do better than this.",
    "Such arrogance deserves nothing but scorn.",
)


def test_news_is_told_from_opinion() -> None:
    assert min(weighed(text)[0] for text in TOLD) > max(weighed(text)[0] for text in JUDGED)


# ------------------------------------------------------------------------------ types


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Volunteers filled 8,000 sandbags", Type.FIGURE),
        ("It cost $4", Type.FIGURE),
        ("Prices rose by 3%", Type.FIGURE),
        ("A dozen boats sank", Type.FIGURE),
        ("Half of the boats sank", Type.FIGURE),
        ("Almost a third sank", Type.FIGURE),
        ("It sank in the second half", Type.EVENT),
        ("He came for the third time", Type.EVENT),
        ("It closed on 3 May in 1998", Type.EVENT),
        ("The boats left at 5 p.m. on Sunday", Type.EVENT),
        ("It was higher than ever", Type.EVENT),
        ("There was no evidence of 40 boats", Type.ABSENCE),
        ("They have not seen any sign of rain", Type.ABSENCE),
        ("She left without proof", Type.ABSENCE),
        ("The town wants a new road", Type.POSITION),
        ("The club opposes the sale", Type.POSITION),
        ("It will rain all week", Type.PREDICTION),
        ("The pier could close soon", Type.PREDICTION),
        ("The pier is expected to close", Type.PREDICTION),
        ("It could have rained", Type.EVENT),
        ("What a wonderful room that is", Type.OPINION),
        ("The town should be ashamed", Type.OPINION),
        ("The terrible storm killed the fish", Type.EVENT),
        ("Is that how it was?", Type.EVENT),
    ],
)
def test_each_type_is_told(text: str, type_: Type) -> None:
    assert weighed(text)[2] is type_


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("“The roof leaks,”", Type.QUOTATION),  # did they say so?
        ("“What a wonderful room,”", Type.QUOTATION),
        ("“The roof cost 300 euros,”", Type.FIGURE),  # did it?
        ("“They will never come back,”", Type.PREDICTION),
    ],
)
def test_a_quotation_is_what_nobody_could_look_up(text: str, type_: Type) -> None:
    assert weighed(text, Reason.REPORTED, Reason.QUOTED)[2] is type_


def test_what_is_given_has_a_weight_under_its_own_reason() -> None:
    assert all(weight.reason is reason for reason, weight in GIVEN.items())
