"""The feeds, read as their consumers read them, and by the rules of their specifications."""

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import feedparser
import pytest

from app.publishing import catalogue, sitemap
from app.publishing.edition import ChangeKind
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.sitemap import Place

from . import factories
from .factories import IMPRINT

BASE = IMPRINT.base_url
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ONE = factories.history()
CORRECTED = factories.three_editions()
WITHDRAWN = replace(CORRECTED, withdrawals=(factories.withdrawn(3),))


def text(histories: list[History], path: str, imprint: Imprint = IMPRINT) -> str:
    found = catalogue.find(histories, imprint, path)
    assert found, path
    assert found.path == path
    return found.body.decode()


def atom(histories: list[History], path: str = "/feed.atom") -> Element:
    return ElementTree.fromstring(text(histories, path))


def node(histories: list[History], path: str = "/feed.json") -> dict[str, Any]:
    found = json.loads(text(histories, path))
    assert isinstance(found, dict)
    return found


def links(feed: Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}


def many(count: int) -> list[History]:
    """As many fact-checks, the newest first."""
    issued = {n: f"2024-06-04T{n // 60:02}:{n % 60:02}:00Z" for n in reversed(range(count))}
    return [
        factories.history(factories.edition(slug=f"check-{n}", issued_at=moment))
        for n, moment in issued.items()
    ]


@pytest.mark.parametrize("path", ["/feed.atom", "/corrections.atom"])
@pytest.mark.parametrize("histories", [[], [ONE], [CORRECTED], [WITHDRAWN], many(3)])
def test_atom_keeps_its_rules(path: str, histories: list[History]) -> None:
    """RFC 4287, 4.1.1 and 4.1.2."""
    feed = atom(histories, path)
    assert feed.tag == f"{ATOM}feed"
    assert links(feed)["self"] == BASE + path
    names = []
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated", ""))
        names.append(element.findtext(f"{ATOM}id", ""))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}-\d\d-\d\d:[!-~]+", name) for name in names)
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}summary")
        assert entry.find(f"{ATOM}content[@type='html']") is not None


def test_an_entry_keeps_its_id_and_moves_its_date() -> None:
    seen = []
    for number in (1, 2, 3):
        (entry,) = atom([CORRECTED.up_to(number)]).findall(f"{ATOM}entry")
        seen.append((entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated", "")))
        assert entry.findtext(f"{ATOM}published") == "2024-06-04T09:30:00Z"
    assert len({name for name, _ in seen}) == 1
    assert [moment[:10] for _, moment in seen] == ["2024-06-04", "2024-06-08", "2024-06-11"]
    (deleted,) = atom([WITHDRAWN]).findall(GONE)
    assert deleted.attrib == {"ref": seen[0][0], "when": "2024-07-01T00:00:00Z"}
    assert atom([WITHDRAWN]).findall(f"{ATOM}entry") == []


def test_an_id_outlives_the_domain() -> None:
    moved = Imprint(name="X", base_url="https://new.example", authority="check.example.org")
    old, new = text([ONE], "/feed.atom"), text([ONE], "/feed.atom", moved)
    ids = re.compile("<id>(.*?)</id>")
    assert ids.findall(old) == ids.findall(new)
    assert "https://check.example.org/" not in new


def test_what_an_entry_tells() -> None:
    (entry,) = atom([CORRECTED]).findall(f"{ATOM}entry")
    terms = [category.attrib["term"] for category in entry.findall(f"{ATOM}category")]
    assert terms == ["Retracted", "Unproven", "Denied", "Supported", "Harbour"]
    content = entry.findtext(f"{ATOM}content", "")
    assert "<strong>Correction.</strong> Claim 1 was shown as denied." in content
    assert f'href="{BASE}/f/harbour-oil-spill#claim-1"' in content
    assert "Not yet checked" in content
    assert not re.search(r'(href|src)="(?!https)', content), "addresses are whole"


def test_a_reader_of_feeds_understands_it() -> None:
    parsed = feedparser.parse(text([CORRECTED], "/feed.atom").encode())
    assert not parsed.bozo and parsed.version == "atom10"
    (entry,) = parsed.entries
    assert entry.link == f"{BASE}/f/harbour-oil-spill"
    assert entry.updated_parsed[:3] == (2024, 6, 11)
    assert "forty days after giving it" in entry.content[0].value


def test_feeds_go_on_in_pages_and_lose_nothing() -> None:
    """RFC 5005, section 3; JSON Feed, next_url."""
    histories = many(2 * catalogue.PER_PAGE + 1)
    path: str | None = f"{BASE}/feed.atom"
    seen: list[str] = []
    while path:
        feed = atom(histories, path.removeprefix(BASE))
        seen += [e.findtext(f"{ATOM}id", "") for e in feed.findall(f"{ATOM}entry")]
        assert links(feed)["first"] == f"{BASE}/feed.atom"
        assert links(feed)["last"] == f"{BASE}/feed-3.atom"
        path = links(feed).get("next")
    assert len(seen) == len(set(seen)) == len(histories)
    address, items = f"{BASE}/feed.json", []
    while address:
        page = node(histories, address.removeprefix(BASE))
        assert page["feed_url"] == address
        items += [item["id"] for item in page["items"]]
        address = page.get("next_url")
    assert items == seen
    assert "next" not in links(atom([ONE])) and "next_url" not in node([ONE])
    assert catalogue.find(histories, IMPRINT, "/feed-4.atom") is None


def test_json_feed_keeps_its_rules() -> None:
    """JSON Feed 1.1."""
    feed = node([CORRECTED, factories.history(factories.edition(slug="other"))])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "language", "authors", "items"} <= feed.keys()
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["url"].startswith("https://")
        assert item["content_html"] and item["summary"]
        assert MOMENT.fullmatch(item["date_published"]) and MOMENT.fullmatch(item["date_modified"])
        assert {key for key in item if key.startswith("_")} == {"_claimreview"}
        reviews = item["_claimreview"]["reviews"]
        assert len(reviews) == 7, "two of nine claims are not yet checked"
        assert reviews[0]["reviewRating"]["alternateName"] == "Retracted"
    assert node([WITHDRAWN])["items"] == []


def test_the_data_feed_holds_every_review_and_says_what_was_deleted() -> None:
    feed = node([CORRECTED, factories.history(factories.edition(slug="other"))],
                "/claimreview-feed.json")  # fmt: skip
    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    assert [len(element["item"]) for element in feed["dataFeedElement"]] == [7, 7]
    for element in feed["dataFeedElement"]:
        assert {"url", "dateCreated", "dateModified"} <= element.keys()
        for review in element["item"]:
            assert review["@type"] == "ClaimReview" and review["url"].startswith(element["url"])
    (gone,) = node([WITHDRAWN], "/claimreview-feed.json")["dataFeedElement"]
    assert (gone["item"], gone["dateDeleted"]) == ([], "2024-07-01T00:00:00Z")


def test_the_data_feed_names_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "PER_DATA_FEED", 2)
    first, second = (node(many(3), f"/claimreview-feed{n}.json") for n in ("", "-2"))
    assert [part["@id"] for part in first["hasPart"]] == [second["@id"]]
    assert second["isPartOf"] == {"@id": first["@id"]}
    assert len(first["dataFeedElement"] + second["dataFeedElement"]) == 3


@pytest.mark.parametrize("hostile", ["</content>]]><x>&amp;", "\x00\x0b\x1f\ufffe\uffff", "🐟 ‏"])
def test_nothing_that_was_typed_breaks_the_feeds(hostile: str) -> None:
    edition = factories.edition(
        number=1, article=factories.article(headline=hostile), topics=(hostile,), newsroom=hostile
    )
    second = replace(edition, number=2, kind=ChangeKind.CORRECTION, note=hostile)
    gone = factories.withdrawn(reason=hostile, withdrawn_by=hostile)
    histories = [factories.history(edition, second, withdrawals=(gone,)), WITHDRAWN]
    imprint = replace(IMPRINT, name=hostile)
    for file in catalogue.files(histories, imprint):
        if file.path.endswith((".atom", ".xml")):
            ElementTree.fromstring(file.body)
        elif file.path.endswith(".json"):
            json.loads(file.body)
    told = text(histories, "/corrections.atom", imprint)
    assert "<x>" not in told


# Corrections


def test_the_feed_of_corrections_tells_corrections_and_withdrawals() -> None:
    (entry,) = atom([CORRECTED], "/corrections.atom").findall(f"{ATOM}entry")
    assert (
        entry.findtext(f"{ATOM}title")
        == "Correction: Harbour office backtracks on spring oil spill"
    )
    assert entry.findtext(f"{ATOM}summary") == "Claim 1 was shown as denied."
    assert "v2/changes" in entry.findtext(f"{ATOM}content", "")
    feed = atom([WITHDRAWN], "/corrections.atom")
    (withdrawal,) = feed.findall(f"{ATOM}entry")
    assert withdrawal.findtext(f"{ATOM}summary") == "The dive log was not authentic."
    (deleted,) = feed.findall(GONE)
    assert deleted.attrib["ref"] == entry.findtext(f"{ATOM}id") != withdrawal.findtext(f"{ATOM}id")


def test_the_page_of_corrections_is_newest_first_and_keeps_withdrawals() -> None:
    other = factories.history(
        factories.edition(slug="other", article=factories.article(headline="Another check")),
        withdrawals=(factories.withdrawn(withdrawn_at="2024-06-09T00:00:00Z"),),
    )
    html = text([CORRECTED, other], "/corrections")
    assert html.index("Another check") < html.index("Harbour office backtracks")
    for words in (
        "Withdrawal, ", "by Ben Osei", "The dive log was not authentic.",
        "Do not cite or share it.",
        "Correction, ", "Claim 1 was shown as denied.",
        "Claim 1: the verdict was “Denied”, and is “Retracted” now.",
        'href="/f/harbour-oil-spill/v2"', 'href="/f/harbour-oil-spill/v2/changes"',
    ):  # fmt: skip
        assert words in html, words
    assert "Birds added." not in html, "an update is no correction"


def test_a_note_that_was_withdrawn_does_not_come_back_in_the_list() -> None:
    html = text([WITHDRAWN], "/corrections")
    assert "The dive log was not authentic." in html
    assert "Claim 1 was shown as denied." not in html and "/changes" not in html
    later = replace(CORRECTED, withdrawals=(factories.withdrawn(2),))
    assert "A later edition</a> was published." in text([later], "/corrections")


def test_a_house_without_corrections_says_so() -> None:
    assert "Nothing was corrected or withdrawn so far." in text([ONE], "/corrections")


def test_the_page_of_corrections_goes_on_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "PER_PAGE", 1)
    two = [CORRECTED, replace(WITHDRAWN, editions=(factories.edition(slug="other"),))]
    first, second = text(two, "/corrections"), text(two, "/corrections-2")
    assert '<a rel="next" href="/corrections-2">' in first and "Page 1 of 2" in first
    assert '<a rel="prev" href="/corrections">' in second
    assert f'<link rel="canonical" href="{BASE}/corrections-2">' in second


# The sitemap


def places(xml: str, name: str = "url") -> dict[str, str | None]:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(xml)
    return {
        entry.findtext(f"{space}loc", ""): entry.findtext(f"{space}lastmod")
        for entry in root.findall(space + name)
    }


def test_the_sitemap_lists_what_stands() -> None:
    found = places(text([CORRECTED], "/sitemap.xml"))
    assert found[f"{BASE}/f/harbour-oil-spill"] == "2024-06-11T09:30:00Z"
    assert found.keys() >= {f"{BASE}/", f"{BASE}/corrections"}
    assert not [address for address in found if "/v" in address], "only the canonical page"
    assert f"{BASE}/f/harbour-oil-spill" not in places(text([WITHDRAWN], "/sitemap.xml"))
    assert set(places(text([], "/sitemap.xml")).values()) == {None}


def test_a_sitemap_too_long_for_one_file_becomes_an_index() -> None:
    long = [Place(f"/f/check-{n}", f"2024-06-{n + 1:02}T00:00:00Z") for n in range(5)]
    drawn = [sitemap.sitemap(long, "/sitemap.xml", IMPRINT, number=n, limit=2) for n in range(1, 6)]
    assert drawn[4] is None
    index = places(drawn[0] or "", "sitemap")
    assert index == {
        f"{BASE}/sitemap-2.xml": "2024-06-02T00:00:00Z",
        f"{BASE}/sitemap-3.xml": "2024-06-04T00:00:00Z",
        f"{BASE}/sitemap-4.xml": "2024-06-05T00:00:00Z",
    }
    parts = [address for part in drawn[1:4] for address in places(part or "")]
    assert parts == [f"{BASE}/f/check-{n}" for n in range(5)]


def test_a_full_file_of_the_sitemap_is_small_enough() -> None:
    longest = Place("/f/" + "x" * 90, "2024-06-02T00:00:00Z")
    file = sitemap.sitemap([longest] * 100, "/sitemap.xml", IMPRINT, number=1) or ""
    assert len(file) / 100 * sitemap.LIMIT < 50 * 2**20 / 2


def test_robots_may_read_everything_and_are_told_of_the_sitemap() -> None:
    lines = text([ONE], "/robots.txt").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert lines[-1] == f"Sitemap: {BASE}/sitemap.xml"


def test_every_list_is_a_file_once_and_found_at_its_path() -> None:
    histories = many(catalogue.PER_PAGE + 1)
    made = {file.path: file for file in catalogue.files(histories, IMPRINT)}
    assert {"/feed.atom", "/feed-2.atom", "/feed-2.json", "/corrections"} <= made.keys()
    for path, file in made.items():
        assert catalogue.find(histories, IMPRINT, path) == file
        assert file.modified and datetime.fromisoformat(file.modified)
    for nothing in ("/feed-1.atom", "/feed-3.atom", "/robots-2.txt", "/-2", "/corrections-2"):
        assert catalogue.find(histories, IMPRINT, nothing) is None, nothing
