"""The whole engine on any text: what always holds, texts made to stop it.

Bounds are on work done, not on the clock: how many calls a text costs, against one half as long.
What a pattern does within one call cannot be counted from outside, so patterns are held simple by
a rule of their own; a limit on seconds, far above what is needed, is there to end a bad day.
"""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterable, Iterator
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app.text
from app.text.extract import Extraction, extract
from app.text.paste.canonical import canonical
from tests.text.soundness import TEXTS, assert_sound

# ------------------------------------------------------------------------------ always true


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


def test_a_claim_goes_over_two_paragraphs_only_with_its_quotation() -> None:
    speech = "“We lost 20 boats in 2019.\n\n“We lost 9 more in 2020,” said Ann Holm."
    assert_sound(speech, extract(speech))
    broken = "Ann Holm said “we lost 20 boats in 2019.\n\nTom Reed said they lost 9 in 2020.”"
    assert_sound(broken, extract(broken))


def test_the_empty_text_has_nothing() -> None:
    assert extract("") == Extraction((), (), (), (), ())


# ------------------------------------------------------------------------------ hostile texts

UNITS = {
    "opening quotes": "“",
    "straight quotes": '"',
    "single quotes": "‘",
    "straight single quotes": "'",
    "double marks of two": "''a ",
    "apostrophes": "’",
    "doubtful marks": "‘a s’ ",
    "inches": '"5" a ',
    "no white space": "a",
    "white space": "a" + " " * 5_000,
    "tabs": "\t",
    "hard blanks": "\xa0",
    "digits": "1",
    "thousands": "1,",
    "one long line": "The minister said it rained and ",
    "a long line of sentences": "The minister said that nine men died in 2019. ",
    "opening brackets": "(",
    "bracketed words": "(a ",
    "angle brackets": "<a@",
    "stops": ".",
    "spaced stops": ". ",
    "marks": "?! ",
    "faces": ":) ",
    "commas": ", ",
    "one cue": "said ",
    "one name": "John Smith ",
    "quotations": "“We go,” he said. ",
    "open paragraphs": "“The minister said it rained.\n\n",
    "right to left": "قال الوزير إن السلام قريب. ",
    "Chinese": "他说今天下雨。",
    "capitals": "THE MINISTER SAID THAT IT RAINED. ",
    "small letters": "the minister said that it rained. ",
    "denials": "The minister, John Smith, denied those claims. ",
    "passive denials": "The claim was denied by the minister. ",
    "false claims": "The minister said the claim was false. It is a lie, he said. ",
    "owners": "The mayor’s the mayor’s the mayor’s claim was denied by by by by ",
    "contradictions": (
        "Tom Smith said there was no evidence of a sale of boats by Iran to Russia. "
        "Ann Jones said Iran sold many boats to Russia. "
    ),
    "turns": "MODERATOR: It rained. Did it?\n",
    "two apostrophes": "''",
    "cues in cues": "He said that " * 22 + "it rained. ",
    "verbs in a row": "He left " + "and said " * 30 + "it rained. ",
    "questions": "“Will it rain?” ",
    "names and colons": "Anna Weiss Anna Weiss: it.\n",
    "signatures": "“It.” – A",
    "links": "Might of the boats in harbour\n\n",
    "addresses": "https://a.example/b ",
    "list": "- one two three four five\n",
    "table": "2019\t120\t3\n",
    "item numbers": "1. A ",
    "hours": "5 p.m. Tom ",
    "joiners": "e\u0301\u200d",
    "emoji": "🙂",
    "hyphens": "a-",
    "dashes": "– which ",
    "according": "according to ",
    "newsletters": "newsletter ",
    "initials": "A.",
}
HOSTILE = [*UNITS, "nested brackets"]
LENGTH = 100_000
#: A text of this length takes a second or two; one that is read over and over takes many minutes.
SECONDS = 60


def hostile(name: str, length: int) -> str:
    if name == "nested brackets":
        return canonical("(" * (length // 2) + "He left." + ")" * (length // 2)).text
    unit = UNITS[name]
    return canonical((unit * (length // len(unit) + 1))[:length]).text


def calls(text: str) -> int:
    """Count the functions called, Python's own included, while a text is read."""
    count = 0

    def tally(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        extract(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_is_at_most_twice_the_work(name: str) -> None:
    extract(hostile(name, 1_000))  # patterns and caches are made once
    once, twice = calls(hostile(name, 10_000)), calls(hostile(name, 20_000))
    assert twice <= 2.2 * once + 100


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_stops_the_engine(name: str) -> None:
    text = hostile(name, LENGTH)
    started = time.process_time()
    found = extract(text)
    assert time.process_time() - started < SECONDS
    assert_sound(text, Extraction(found.boilerplate, found.sentences, (), (), found.statements[:0]))
    assert all(text[c.start : c.end] == c.quote for c in found.claims)


def test_a_line_of_five_megabytes_is_read() -> None:
    text = hostile("one long line", 5_000_000)
    found = extract(text)
    assert [span.bounds for span in found.sentences] == [(0, len(text))]
    assert [left.reasons for left in found.passed_over] == [("too long for a sentence",)]


# ------------------------------------------------------------------------------ patterns


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(app.text.__path__, "app.text."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def parts(node: Any) -> Iterator[Any]:
    """Yield the parsed patterns within one piece of a parsed pattern."""
    if isinstance(node, parser.SubPattern):
        yield node
    elif isinstance(node, Iterable) and not isinstance(node, str):
        for inner in node:
            yield from parts(inner)


def endless(pattern: Any, *, within: bool = False) -> bool:
    """Does a repetition that can give back stand in another one, neither with a bound?"""
    for kind, argument in pattern:
        repeats = kind in {kinds.MAX_REPEAT, kinds.MIN_REPEAT} and argument[1] == kinds.MAXREPEAT
        if repeats and within:
            return True
        keeps = kind in {kinds.POSSESSIVE_REPEAT, kinds.ATOMIC_GROUP}
        inside = repeats or (within and not keeps)
        if any(endless(part, within=inside) for part in parts(argument)):
            return True
    return False


@pytest.mark.parametrize("made", ["(?:a+b?)+", "((a*|b)c?)*", "(?:x(?:y|z+))*?"])
def test_a_pattern_that_can_blow_up_is_known(made: str) -> None:
    assert endless(parser.parse(made))


@pytest.mark.parametrize("made", ["a+b*", "(?:a++b)*", "(?:ab{1,9})+", "(?:a{2,5}){1,3}"])
def test_a_pattern_that_cannot_is_known_too(made: str) -> None:
    assert not endless(parser.parse(made))


def test_no_pattern_repeats_what_repeats() -> None:
    """Write the inner one as `a++`, which gives nothing back, or give it a bound."""
    found = dict(patterns())
    assert "app.text.structure.sentences._STOP" in found
    assert [name for name, made in found.items() if endless(parser.parse(made.pattern))] == []
