"""The whole engine on the kinds of prose that newsrooms paste, and on what is not English."""

import pytest

from app.text.extract import extract
from tests.text.soundness import assert_sound

PROSE = {
    "capitals": (
        "FERRY SINKS OFF VARDØ\n\n"
        "THE COAST GUARD SAID THAT NINE MEN DIED WHEN THE FERRY SANK. THE PORT WAS CLOSED IN 2019.",
        3,
        [
            ("COAST GUARD", "NINE MEN DIED WHEN THE FERRY SANK"),
            (None, "THE PORT WAS CLOSED IN 2019"),
        ],
    ),
    "small letters": (
        "the coast guard said that nine men died when the ferry sank. the harbour had closed 3 of "
        "its 4 gates in 2019. “we lost 20 boats,” said the harbour master.",
        3,
        [
            ("coast guard", "nine men died when the ferry sank"),
            (None, "the harbour had closed 3 of its 4 gates in 2019"),
            ("harbour master", "“we lost 20 boats,”"),
        ],
    ),
    "a transcript": (
        "MODERATOR: Good evening to you both.\n\n"
        "HOLM: We lost 20,000 jobs in 2019. That was a bad year.\n\n"
        "REED: Unemployment fell to 3.5 percent in 2020.\n\n"
        "MODERATOR: Thank you.",
        5,
        [(..., "We lost 20,000 jobs in 2019"), (..., "Unemployment fell to 3.5 percent in 2020")],
    ),
    "a wire story": (
        "OSLO, Norway, March 5 (Newswire) — A ferry with 90 people on board sank on Thursday, the "
        "coast guard said. It was the third such loss in 2 years.\n\n"
        "“The lights went out at 5 a.m.,” said Capt. Ann Holm. “Then 9 of us swam.”\n\n"
        "(Reporting by Tom Lee; editing by Ada Reed)",
        5,
        [
            ("coast guard", "A ferry with 90 people on board sank on Thursday"),
            (None, "It was the third such loss in 2 years"),
            ("Ann Holm", "“The lights went out at 5 a.m.,”"),
            ("Ann Holm", "“Then 9 of us swam.”"),
        ],
    ),
    "bullets": (
        "The mayor spoke to the council:\n\n"
        "• The city will build 400 flats by 2027.\n"
        "- Rents rose 12 percent last year, the mayor said.\n"
        "1. The old harbour closed in 2019 after 9 ships were lost",
        4,
        [
            (..., "The city will build 400 flats by 2027"),
            ("mayor", "Rents rose 12 percent last year"),
            (..., "The old harbour closed in 2019 after 9 ships were lost"),
        ],
    ),
    "captions": (
        "File photo of the St. Olaf, 2008\n\n"
        "Nine people died when the ferry sank in 2019, police said.\n\n"
        "Photo: Ann Hill/Newswire",
        3,
        [("police", "Nine people died when the ferry sank in 2019")],
    ),
    "a table": (
        "Year\tBoats\tLost\n2018\t120\t3\n2019\t110\t9\n\n"
        "The harbour lost 12 boats in 2020, the office said.",
        4,
        [("office", "The harbour lost 12 boats in 2020")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PROSE)
def test_prose_of_every_kind_gives_its_claims(kind: str) -> None:
    text, count, expected = PROSE[kind]
    found = extract(text)
    assert_sound(text, found)
    assert len(found.sentences) == count
    whose = {claim.quote: claim.claimant for claim in found.claims}
    for claimant, words in expected:
        (quote,) = (quote for quote in whose if words in quote)
        if claimant is not ...:
            assert (whose[quote], quote) == (claimant, words)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le ministre a dit que la vente des navires n’aurait pas lieu avant la fin de l’année. "
         "Les ports restent fermés et personne ne sait quand ils seront ouverts de nouveau.", 2),
        ("قال الوزير إن السلام قريب وإن الحرب ستنتهي. هل هذا صحيح؟ لا أحد يعرف.", 3),
        ("部长说今天下雨。他不信！谁知道？", 3),
    ],
)  # fmt: skip
def test_what_is_not_english_is_split_and_no_more(text: str, count: int) -> None:
    found = extract(text)
    assert len(found.sentences) == count
    assert (found.claims, found.passed_over, found.statements) == ((), (), ())
    assert found.notes == ("Not English: split into sentences only.",)
