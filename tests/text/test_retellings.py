"""What is told twice is a claim once: headlines, and phrases that only report an act."""

from pathlib import Path

import pytest

from app.text.claims.retellings import ONLY_AN_ACT, TOLD_BELOW
from app.text.extract import extract
from app.text.paste.canonical import canonical

DEMO = Path(__file__).parents[2] / "app" / "cli" / "demo_article.txt"
BODY = "The fire at the port killed nine men, Tom Hill said. The union rejected those claims.\n\n"


def passed_over(text: str) -> list[tuple[str, str]]:
    return [(left.quote, left.reasons[0]) for left in extract(text).passed_over]


def test_a_phrase_that_only_tells_an_act_is_passed_over() -> None:
    assert passed_over(BODY.strip()) == [("The union rejected those claims", ONLY_AN_ACT)]


def test_an_act_that_is_no_statement_stays_a_claim() -> None:
    assert passed_over("Nine men died in Oslo. The union rejected those claims.") == []


def test_an_act_that_says_more_stays_a_claim() -> None:
    text = BODY.strip()[:-1] + " in May after forty lorries burned in the harbour."
    assert passed_over(text) == []


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Fire at the Oslo port killed many men", True),
        ("Fire at the Oslo port killed 12 men", False),  # the figure is told nowhere else
        ("The new bridge opened in May 2019", False),
    ],
)
def test_a_headline_is_passed_over_where_a_claim_below_makes_it(headline: str, told: bool) -> None:
    assert ((headline, TOLD_BELOW) in passed_over(f"{headline}\n\n{BODY.strip()}")) is told


def test_the_demo_article() -> None:
    text = canonical(DEMO.read_text(encoding="utf-8")).text
    found = extract(text)
    quotes = {claim.quote[:34]: claim for claim in found.claims}
    voss = quotes["the city had found no evidence tha"]
    assert (voss.claimant, voss.cue, voss.quote[-19:]) == (
        "Lena Voss",
        "said",
        "outside the harbour",
    )
    assert [c.quote for c in found.claims if c.garbled] == [
        "“thousands of fish”had already died",
        "“that was never in question.”",
    ]
    told = [(s.kind.value, s.actor, found.claims[s.about].claimant) for s in found.statements]
    assert told == [
        ("retracted", "deputy mayor", "Piet Alder"),
        ("denied", "Lena Voss", "Piet Alder"),
        ("denied", "port company", "Piet Alder"),
        ("denied", "port company", "Piet Alder"),
        ("denied", "port company", "Piet Alder"),
        ("repeated", "mayor’s office", "Piet Alder"),
    ]
    assert [reason for _, reason in passed_over(text)].count(TOLD_BELOW) == 1
    assert "The port company quickly rejected those claims" in dict(passed_over(text))
