"""What lists are made of: entries, names with lasting addresses, and the search over both."""

from dataclasses import replace

import pytest

from app.publishing.edition import Edition
from app.publishing.listing import KINDS, Entry, Index, entry
from app.publishing.naming import folded, key_of, slug_of
from app.publishing.query import Query

from . import factories

CLAIMANTS, OUTLETS, TOPICS = KINDS


def check(slug: str, day: str, **changes: object) -> Edition:
    """Another published fact-check."""
    return factories.edition(slug=slug, issued_at=f"{day}T09:30:00Z", **changes)


def told(**changes: object) -> Entry:
    return entry(factories.edition(**changes))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ines Okafor", "ines-okafor"),
        ("INES  okafor", "ines-okafor"),
        ("Okafor, Ines (Dr.)", "okafor-ines-dr"),
        ("", ""),
        ("—", ""),
    ],
)
def test_a_name_that_ascii_can_tell_is_its_own_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_names_that_would_read_the_same_are_kept_apart() -> None:
    names = ["Jose Ruiz", "José Ruiz", "Josè Ruiz", "Йосе Руиз", "x" * 80, "x" * 81, "🐟", "中文"]
    slugs = [slug_of(name) for name in names]
    assert len({slug for slug in slugs if slug}) == len(names) - 1
    assert slugs[0] == "jose-ruiz" and slugs[1].startswith("jose-ruiz-")
    assert slug_of("🐟") == ""
    assert all(slug.isascii() and len(slug) <= 80 for slug in slugs)


def test_spellings_of_one_name_are_one_name() -> None:
    assert key_of("The  Halvorsen Courier") == key_of("the halvorsen courier.")
    assert key_of("José") == key_of("Jose\u0301") != key_of("Jose")
    assert slug_of("José") == slug_of("Jose\u0301")


def test_an_entry_holds_what_lists_tell() -> None:
    found = told()
    assert (found.slug, found.outlet, found.day) == (
        "harbour-oil-spill", "The Halvorsen Courier", "2024-06-04",
    )  # fmt: skip
    assert [(tally.label, tally.claims) for tally in found.verdicts] == [
        ("Supported", 3), ("Denied", 2), ("Unproven", 1), ("Retracted", 1), ("Not yet checked", 2),
    ]  # fmt: skip
    assert found.claims[0].words == "The tanker lost at most forty litres of fuel"
    assert not found.claims[0].is_quote and found.claims[3].is_quote


def test_names_gather_their_claims_with_verdicts() -> None:
    older = check("older", "2024-05-01", article=factories.article(outlet="the halvorsen courier"))
    index = Index([entry(older), told()])
    assert [one.slug for one in index.entries] == ["harbour-oil-spill", "older"]
    okafor = index.names(CLAIMANTS)["ines-okafor"]
    assert (okafor.name, okafor.role) == ("Ines Okafor", "harbour master")
    assert (okafor.claims, len(okafor.found)) == (16, 2)
    assert {claim.claimant for one in okafor.found for claim in one.claims} == {"Ines Okafor"}
    assert list(index.names(CLAIMANTS)) == ["halvorsen-fishing-cooperative", "ines-okafor"]
    # The newest spelling is the one shown, and every claim belongs to the outlet.
    courier = index.names(OUTLETS)["the-halvorsen-courier"]
    assert (courier.name, courier.claims, courier.role) == ("The Halvorsen Courier", 18, "")
    assert list(index.names(TOPICS)) == ["harbour"]


def test_who_is_not_named_has_no_page() -> None:
    nobody = tuple(replace(claim, claimant="") for claim in factories.claims())
    index = Index([told(claims=nobody, topics=(), article=factories.article(outlet=""))])
    assert [dict(index.names(kind)) for kind in KINDS] == [{}, {}, {}]


FOUND = [
    ("the headline's words", {"q": "oil backtracks"}, True),
    ("beginnings of words, in any case", {"q": "OIL backtr"}, True),
    ("not the middle of words", {"q": "tracks"}, False),
    ("all words, not some", {"q": "oil whale"}, False),
    ("a wording", {"q": "forty litres"}, True),
    ("a quote of the article", {"q": "sign of fuel beyond the breakwater"}, True),
    ("without accents and marks", {"q": "رائحة بقيت"}, False),
    ("Arabic as it begins", {"q": "الرائحة بقيت"}, True),
    ("the outlet among the words", {"q": "courier tanker"}, True),
    ("only marks ask for nothing", {"q": "?!"}, True),
    ("a verdict", {"verdict": "Denied"}, True),
    ("a verdict that nobody gave", {"verdict": "Mixed"}, False),
    ("a claimant by part of the name", {"claimant": "okafor"}, True),
    ("the claimant of such a verdict", {"claimant": "Okafor", "verdict": "Retracted"}, True),
    ("not the verdict of another", {"claimant": "Cooperative", "verdict": "Denied"}, False),
    ("the outlet", {"outlet": "halvorsen"}, True),
    ("another outlet", {"outlet": "gazette"}, False),
    ("a topic", {"topic": "harb"}, True),
    ("another topic", {"topic": "whales"}, False),
    ("from its day", {"since": "2024-06-04"}, True),
    ("from the day after", {"since": "2024-06-05"}, False),
    ("to its day", {"until": "2024-06-04"}, True),
    ("to the day before", {"until": "2024-06-03"}, False),
    ("all at once", {"q": "fuel", "verdict": "Denied", "outlet": "cour", "topic": "harb"}, True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "is_found"), [row[1:] for row in FOUND], ids=[r[0] for r in FOUND]
)
def test_the_search_finds(asked: dict[str, str], is_found: bool) -> None:
    assert bool(Query.read(asked).search([told()])) is is_found


def test_the_claims_that_are_asked_for_are_shown() -> None:
    def numbers(**asked: str) -> list[int]:
        (found,) = Query(**asked).search([told()])
        return [claim.number for claim in found.claims]

    assert numbers(verdict="Denied") == [3, 5]
    assert numbers(q="divers") == [1, 3]
    assert numbers(q="divers", verdict="Denied") == [3]
    assert numbers(q="backtracks") == []
    # The headline has the words, a claim the verdict.
    assert numbers(q="backtracks", verdict="Retracted") == [1]
    assert numbers(outlet="courier") == []


def test_a_query_is_read_from_an_address_and_written_back() -> None:
    query = Query.read({"q": "  oil   spill ", "verdict": "", "since": "2024-13-01", "junk": "x"})
    assert query == Query(q="oil spill")
    assert query.address() == "/?q=oil%20spill"
    assert query.address(3) == "/?q=oil%20spill&page=3"
    assert Query().address() == "/"
    assert len(Query.read({"q": "x" * 500}).q) == 120
    assert Query.read({"until": "20240604"}).until == ""


def test_hostile_names_and_words_take_no_time() -> None:
    long = "a\u0301" * 50_000
    assert folded(long).strip() == "a" * 50_000
    assert slug_of(long)
    Query.read({"q": long, "claimant": "((((" * 1000}).search([told()])
