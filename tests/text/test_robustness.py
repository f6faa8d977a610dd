"""The whole engine on any text: what always holds, and texts made to stop it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text.extract import Extraction, extract
from app.text.paste import canonical
from tests.text.soundness import TEXTS, assert_sound


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_holds_for_every_text(text: str) -> None:
    found = extract(text)
    assert_sound(text, found)
    assert extract(text) == found
    assert extract(canonical("\n\n " + text).text) == found


@settings(deadline=None)
@given(st.text().map(lambda raw: canonical(raw).text))
def test_what_holds_for_any_characters(text: str) -> None:
    assert_sound(text, extract(text))


# ------------------------------------------------------------------------------ hostile texts

HOSTILE = {
    "opening quotes": "“" * 100_000,
    "straight quotes": '"' * 100_000,
    "single quotes": "‘" * 100_000,
    "no white space": "a" * 1_000_000,
    "one long line": "The minister said it rained and " * 32_000,
    "brackets": "(" * 100_000 + ")" * 100_000,
    "stops": "." * 300_000,
    "spaced stops": ". " * 200_000,
    "commas": ", " * 200_000,
    "one cue": "said " * 200_000,
    "one name": "John Smith " * 90_000,
    "quotations": "“We go,” he said. " * 10_000,
    "open paragraphs": "“The minister said it rained.\n\n" * 5_000,
    "right to left": "قال الوزير إن السلام قريب. " * 10_000,
    "Chinese": "他说今天下雨。" * 50_000,
    "capitals": "THE MINISTER SAID THAT IT RAINED. " * 5_000,
    "denials": "The minister, John Smith, denied those claims. " * 5_000,
    "contradictions": (
        "Tom Smith said there was no evidence of a sale of boats by Iran to Russia. "
        "Ann Jones said Iran sold many boats to Russia. "
    )
    * 2_000,
    "links": "Might of the boats in harbour\n\n" * 10_000,
    "list": "- one two three four five\n" * 10_000,
    "item numbers": "1. A " * 50_000,
    "joiners": "e\u0301\u200d" * 100_000,
    "hyphens": "a-" * 200_000,
    "dashes": "– which " * 50_000,
    "according": "according to " * 50_000,
    "newsletters": "newsletter " * 50_000,
    "initials": "A." * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_stops_the_engine(name: str) -> None:
    text = canonical(HOSTILE[name]).text
    found = extract(text)
    assert_sound(text, Extraction(found.boilerplate, found.sentences, (), (), found.statements[:0]))
    assert all(text[c.start : c.end] == c.quote for c in found.claims)


def test_capitals_are_read_like_any_text() -> None:
    (claim,) = extract("THE MINISTER SAID THAT NINE MEN DIED IN THE FIRE AT THE PORT.").claims
    assert claim.quote == "NINE MEN DIED IN THE FIRE AT THE PORT"
    assert claim.claimant == "MINISTER"


def test_what_is_not_english_is_split_and_no_more() -> None:
    text = (
        "Le ministre a dit que la vente des navires n’aurait pas lieu avant la fin de cette année. "
        "Les ports restent fermés et personne ne sait quand ils seront ouverts de nouveau."
    )
    found = extract(text)
    assert len(found.sentences) == 2
    assert (found.claims, found.passed_over, found.statements) == ((), (), ())
    assert found.notes == ("Not English: split into sentences only.",)


def test_the_empty_text_has_nothing() -> None:
    assert extract("") == Extraction((), (), (), (), ())
