import pytest

from app.text.extract import extract
from app.text.paste.canonical import canonical
from app.text.structure.transcript import turns

HEARING = """\
Hearing of the harbour board, May 3

CHAIR: The board has sold 14 boats since 2019.

MS HOLM (the Courier): It has sold 40 boats.

The mayor said that the pier had cost 9 million euros.

CHAIR: How do you know?

[00:12:01] BEN ROTH: Nine men lost their work in March.
Two of them live in Malmö.

The board heard 200 witnesses in June."""


def shown(text: str) -> list[tuple[str, str]]:
    return [(turn.name.of(text), turn.speech.of(text)) for turn in turns(text)]


def test_every_turn_has_its_name_and_runs_to_the_next() -> None:
    assert shown(HEARING) == [
        ("CHAIR", "The board has sold 14 boats since 2019."),
        (
            "MS HOLM",
            "It has sold 40 boats.\n\nThe mayor said that the pier had cost 9 million euros.",
        ),
        ("CHAIR", "How do you know?"),
        ("BEN ROTH", "Nine men lost their work in March.\nTwo of them live in Malmö."),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Q: Why?\nA: Because.\nQ: And now?\nA: Wait.", ["Q", "A", "Q", "A"]),
        (
            "Anna Lee: No.\nBen van Dam: Yes.\nAnna Lee: No.",
            ["Anna Lee", "Ben van Dam", "Anna Lee"],
        ),
        ("ÅSA: No.\nDR. O’NEIL: Yes.\nÅSA: No.", ["ÅSA", "DR. O’NEIL", "ÅSA"]),
        ("A [by phone]: No.\nB: Yes.\nA: No.", ["A", "B", "A"]),
    ],
)
def test_names_come_in_many_forms(text: str, names: list[str]) -> None:
    assert [name for name, _ in shown(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CHAIR: One turn.\n\nBOARD: And another.",
        "Name: Ann\nAge: 40\nHome: Lund\nWork: none",
        "PHOTO: A boat.\nNOTE: It sank.\nPHOTO: A pier.\nNOTE: It stands.",
        "Anna Lee: suspended.\n\nIt rained.\n\nIt snowed.\n\nBen Roth: fined.\n\nIt froze.\n\n"
        "Anna Lee: back.\n\nIt thawed.",
        "he said: no\nshe said: yes\nhe said: no",
        "UPDATE: One\nUPDATE: Two\nUPDATE: Three",
        "12: one\n13: two\n12: three",
    ],
)
def test_an_article_is_no_transcript(text: str) -> None:
    assert turns(text) == ()


def test_in_an_article_a_turn_ends_with_its_line() -> None:
    text = "Ann Holm met Ben Roth in May.\n\nBen Roth: No comment.\n\nAnn Holm left."
    (turn,) = turns(text, is_known=lambda name: name == "Ben Roth")
    assert (turn.name.of(text), turn.speech.of(text)) == ("Ben Roth", "No comment.")
    assert turns(text) == ()


def test_who_has_the_floor_claims_what_is_said() -> None:
    text = canonical(HEARING).text
    claims = {claim.quote: claim for claim in extract(text).claims}
    said = {quote: claim.claimant for quote, claim in claims.items()}
    assert said["The board has sold 14 boats since 2019"] == "CHAIR"
    assert said["It has sold 40 boats"] == "MS HOLM"
    assert said["Nine men lost their work in March"] == "BEN ROTH"
    assert said["The board heard 200 witnesses in June"] is None
    first = claims["The board has sold 14 boats since 2019"]
    assert first.mode == "direct"
    assert first.claimant_span and first.claimant_span.of(text) == "CHAIR"


def test_whom_a_speaker_quotes_keeps_the_words() -> None:
    claims = {claim.quote: claim.claimant for claim in extract(HEARING).claims}
    assert "mayor" in str(claims["the pier had cost 9 million euros"])
