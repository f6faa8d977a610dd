"""The whole engine: golden texts, its JSON, the seed article."""

import hashlib
import json
from pathlib import Path

import pytest

from app.text.extract import extract
from app.text.paste.canonical import canonical
from tests.text.soundness import assert_sound

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
