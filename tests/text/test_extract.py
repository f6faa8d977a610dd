"""The whole engine: golden texts, properties that always hold, hostile texts, the seed article."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text.extract import Extraction, extract
from app.text.paste import canonical
from app.text.quotes import quotations
from app.text.snapping import snap
from app.text.spans import Span, inside_word

GOLDEN = Path(__file__).parent / "golden"


def summary(text: str) -> dict[str, list[list[str | None]]]:
    """Show an extraction as a person would judge it."""
    found = extract(text)
    return {
        "boilerplate": [[span.of(text)] for span in found.boilerplate],
        "claims": [
            [claim.claimant, claim.mode and claim.mode.value, claim.type.value, claim.quote]
            for claim in found.claims
        ],
        "passed_over": [[left.quote] for left in found.passed_over],
        "statements": [
            [told.kind.value, told.actor, told.scope.value, found.claims[told.about].quote]
            for told in found.statements
        ],
    }


@pytest.mark.parametrize("name", ["harbour", "council", "plain"])
def test_golden(name: str) -> None:
    text = canonical((GOLDEN / f"{name}.txt").read_text(encoding="utf-8")).text
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert summary(text) == expected


def claims(text: str) -> list[tuple[str | None, str]]:
    return [(claim.claimant, claim.quote) for claim in extract(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of two who say the same words, the inner one
        (
            "Anna Weiss said the port claimed that nine men died in Oslo.",
            [("port", "nine men died in Oslo")],
        ),
        # of two who say more and less, the outer one
        (
            "Anna Weiss said nine men had died in Oslo in a fire that the port called an accident.",
            [
                (
                    "Anna Weiss",
                    "nine men had died in Oslo in a fire that the port called an accident",
                )
            ],
        ),
        # and if the inner one only tells what something is called
        (
            "Anna Weiss said 40 men had died in what the port called “a very sad accident”.",
            [("Anna Weiss", "40 men had died in what the port called “a very sad accident”")],
        ),
        # what somebody wants is told by the writer; what somebody says of it, by that person
        (
            "Anna Weiss wants to close 40 ports in Norway by 2030.",
            [(None, "Anna Weiss wants to close 40 ports in Norway by 2030")],
        ),
        (
            "Tom Hill said Anna Weiss wants to close 40 ports in Norway.",
            [("Tom Hill", "Anna Weiss wants to close 40 ports in Norway")],
        ),
        # the time before an inserted clause is no claim
        (
            "In the long and cold winter of 2009, Anna Weiss said, nine men died in Oslo.",
            [("Anna Weiss", "nine men died in Oslo")],
        ),
    ],
)
def test_whose_claim_it_is(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert claims(text) == expected


# ------------------------------------------------------------------------------ always true

WORDS = st.sampled_from(
    [
        "The minister", "John Smith", "said", "that", "denied", "those claims", "told reporters",
        "according to", "it", "He", "and that", "“it rained,”", "“no", "”", "“hundreds”Drones",
        '"yes"', "‘nested’", "don’t", "9,000", "in 2019", "will", ".", ".", ",", "–", "(", ")",
        "\n\n", "\n", "Related Articles", "🙂", "e\u0301t", "سلام", "insisting", "no evidence of",
        "doubled down", "?", "the sale of drones to Russia", "U.S.", "Smith", "has withdrawn",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=60).map(" ".join).map(lambda raw: canonical(raw).text)


def assert_sound(text: str, found: Extraction) -> None:
    cut_by, lone = quotations(text).cut_by, quotations(text).lone
    for claim in found.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote == claim.quote.strip()
        assert not inside_word(text, claim.start) and not inside_word(text, claim.end)
        assert not list(cut_by(claim.span)), claim.quote
        assert not lone.intersection((claim.start, claim.end - 1))
        assert not any(claim.span.overlaps(span) for span in found.boilerplate)
        assert 0.5 <= claim.score <= 1
        if claim.cue_span:
            assert claim.cue_span.of(text) == claim.cue
    for left in found.passed_over:
        assert text[left.start : left.end] == left.quote
    for told in found.statements:
        assert 0 <= told.about < len(found.claims)
        assert told.span.end <= len(text)
    assert [claim.span for claim in found.claims] == sorted(claim.span for claim in found.claims)


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


@settings(deadline=None)
@given(TEXTS.filter(bool), st.data())
def test_what_is_snapped_is_whole_and_stays_so(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = snap(text, Span(start, data.draw(st.integers(start, len(text)))))
    assert not inside_word(text, span.start) and not inside_word(text, span.end)
    assert not list(quotations(text).cut_by(span))
    assert snap(text, span) == span


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("He said it rained, then left.", "t rain", "it rained"),
        ("He said it rained, then left.", " it rained, ", "it rained"),
        ("He saw “many boats” there.", "boats” there.", "“many boats” there"),
        ("He saw “many boats” there.", "any boat", "many boats"),
        ("He left the U.S. today.", "left the U.S.", "left the U.S."),
        ("“hundreds”Boats came.", "Boat", "Boats"),
        # two words in the midst of a quotation stay two words: they hold neither of its marks
        ("He saw “many old boats and nets” there.", "ld boat", "old boats"),
        ("He saw “many boats” there, “some of them” old.", "boats” there", "“many boats” there"),
        ("It cost $5,300 or 3.5% more.", "300 or 3", "$5,300 or 3.5%"),
        ("It left at 12:30 today.", "30 to", "12:30 today"),
        ("In 1999, 300 left.", "1999, 300", "1999, 300"),
    ],
)
def test_snap(text: str, chosen: str, expected: str) -> None:
    start = text.index(chosen)
    assert snap(text, Span(start, start + len(chosen))).of(text) == expected


def test_a_choice_over_two_paragraphs_of_one_speech_takes_both_whole() -> None:
    text = "He said: “It rained all day.\n\n“It rained for days.”"
    start, end = text.index("all"), text.index(" for")
    assert snap(text, Span(start, end)).of(text) == "“It rained all day.\n\n“It rained for days.”"


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError):
        snap("short", Span(2, 9))


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
    "two apostrophes": "''" * 100_000,
    "cues in cues": ("He said that " * 220 + "it rained. ") * 40,
    "verbs in a row": ("He left " + "and said " * 300 + "it rained. ") * 40,
    "questions": "“Will it rain?” " * 20_000,
    "turns": "HILL: it rained.\n" * 10_000,
    "names and colons": "Anna Weiss Anna Weiss: it.\n" * 5_000,
    "signatures": "“It.” – A" * 10_000,
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


# ------------------------------------------------------------------------------ as JSON


def test_json_has_the_agreed_shape() -> None:
    text = (
        "Nine men died in Oslo. Tom Hill said two died.\n\nThe port rejected those claims.\n\nIt."
    )
    shown = extract(text).as_json(text)
    assert list(shown) == [
        "text_sha256", "length", "boilerplate", "sentences", "claims", "passed_over", "statements",
    ]  # fmt: skip
    assert shown["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert shown["length"] == len(text)
    assert list(shown["claims"][0]) == [
        "start", "end", "quote", "claimant", "claimant_start", "claimant_end", "cue", "cue_start",
        "cue_end", "mode", "type", "score", "reasons",
    ]  # fmt: skip
    assert list(shown["statements"][0]) == [
        "kind", "actor", "actor_start", "actor_end", "about", "start", "end", "scope",
    ]  # fmt: skip
    assert list(shown["passed_over"][0]) == ["start", "end", "quote", "score", "reasons"]
    assert shown["passed_over"][0]["reasons"] == ["proposed as a statement"]
    narrated = next(claim for claim in shown["claims"] if claim["claimant"] is None)
    assert narrated["claimant_start"] is narrated["cue"] is narrated["mode"] is None
    assert json.loads(json.dumps(shown)) == shown


# ------------------------------------------------------------------------------ the seed article

#: Where the assertions of the seed stand, in code points, and whose they are.
MUST_FIND = {
    (181, 248, "Pentagon"),
    (269, 357, "Pentagon"),
    (359, 413, "Pentagon"),
    (466, 529, "John Kirby"),
    (531, 565, "John Kirby"),
    (567, 695, "John Kirby"),
    (810, 943, "Jake Sullivan"),
    (952, 997, "Jake Sullivan"),
    (1018, 1067, "Jake Sullivan"),
    (1096, 1127, "Jake Sullivan"),
    (1263, 1330, "Tehran"),
    (1381, 1464, "White House"),
    (1488, 1512, "John Kirby"),
    (1550, 1605, "Washington"),
    (1630, 1665, "John Kirby"),
    (1667, 1775, "John Kirby"),
    (1827, 1992, "Dmitry Peskov"),
    (2026, 2093, "Dmitry Peskov"),
    (2102, 2130, None),
    (2149, 2284, "Dmitry Peskov"),
}


GARBLED = [359, 531, 1667, 2149]
#: Headline, and two phrases that only tell of an act.
RETOLD = [
    (0, "headline: told more fully below"),
    (1214, "proposed as a statement"),
    (1333, "proposed as a statement"),
]


def test_every_assertion_of_the_seed_is_a_claim(seed: str) -> None:
    claims = extract(seed).claims
    standfirst = (51, 154, None)
    assert {(c.start, c.end, c.claimant) for c in claims} == MUST_FIND | {standfirst}


def test_what_the_seed_tells_twice_is_passed_over(seed: str) -> None:
    left = extract(seed).passed_over
    assert [(part.start, part.reasons[0]) for part in left] == RETOLD


def test_the_extraction_of_the_seed_is_sound(seed: str) -> None:
    found = extract(seed)
    assert_sound(seed, found)
    assert len(found.sentences) == 21
    assert [claim.start for claim in found.claims if claim.garbled] == GARBLED
