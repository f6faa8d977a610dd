"""The front: lists that page, pages for names, a search that says how to widen it."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from app.publishing import front, paper
from app.publishing.file import File
from app.publishing.listing import KINDS, Index, entry
from app.publishing.query import Query

from . import factories
from .factories import IMPRINT

CLAIMANTS, OUTLETS, TOPICS = KINDS
ONE = Index([entry(factories.edition())])


def many(number: int) -> Index:
    """So many fact-checks, one a day."""
    return Index(
        entry(
            factories.edition(
                slug=f"check-{n}",
                issued_at=f"2024-{1 + n // 28:02}-{1 + n % 28:02}T09:30:00Z",
                claims=factories.claims()[:1],
            )
        )
        for n in range(number)
    )


def html(file: File | None) -> str:
    assert file
    return file.body.decode()


def test_the_front_page_lists_checks_with_their_verdicts() -> None:
    page = html(front.home(ONE, IMPRINT))
    assert '<a href="/f/harbour-oil-spill" dir="auto">Harbour office backtracks' in page
    assert "9 claims: 6 checked, 1 unproven, 2 not yet checked" in page
    assert "<b>3 supported</b>" in page and "<b>1 retracted</b>" in page
    assert "1 fact-check, newest first" in page
    assert "No fact-check stands published" in html(front.home(Index([]), IMPRINT))


def test_where_nothing_can_search_there_is_no_form() -> None:
    assert "<form" in html(front.home(ONE, IMPRINT))
    assert "<form" not in html(front.home(ONE, IMPRINT, searchable=False))


def test_a_long_list_goes_on_page_after_page() -> None:
    index = many(60)
    first, third = html(front.home(index, IMPRINT)), html(front.home(index, IMPRINT, number=3))
    assert first.count("<h2>") == 25 and third.count("<h2>") == 10
    assert 'href="/page/2" rel="next"' in first and "Newer" not in first
    assert 'href="/page/2" rel="prev"' in third and "Older" not in third
    assert "Page 3 of 3" in third
    assert front.home(index, IMPRINT, number=4) is None
    assert front.home(index, IMPRINT, number=0) is None


def test_the_files_of_the_front_are_each_there_once() -> None:
    files = list(front.files(many(60), IMPRINT, searchable=False))
    paths = [file.path for file in files]
    assert len(paths) == len(set(paths))
    assert {"/", "/page/3", "/claimants", "/claimants/ines-okafor", "/topics/harbour"} <= set(paths)
    assert "/outlets/the-halvorsen-courier/page/3" in paths
    for file in files:
        links = re.findall(r'href="(/(?:claimants|outlets|topics|page)[^"#]*)"', html(file))
        assert set(links) <= set(paths), file.path


def test_a_search_keeps_what_was_asked_and_shows_the_claims() -> None:
    query = Query(q="divers", verdict="Denied", since="2024-01-01")
    page = html(front.results(ONE, IMPRINT, query))
    assert 'value="divers"' in page and '<option value="Denied" selected>' in page
    assert 'value="2024-01-01"' in page and "<details open>" in page
    assert 'href="/f/harbour-oil-spill#claim-3"' in page
    assert 'href="/f/harbour-oil-spill#claim-1"' not in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<strong>1 fact-check</strong>" in page


def test_pages_of_a_search_carry_it_along() -> None:
    query, index = Query(claimant="Okafor"), many(30)
    assert "/?claimant=Okafor&amp;page=2" in html(front.results(index, IMPRINT, query))
    beyond = front.results(index, IMPRINT, query, number=99)
    assert "Page 2 of 2" in html(beyond)
    assert beyond.path == "/?claimant=Okafor&page=2"


def test_nothing_found_says_how_to_widen() -> None:
    page = html(front.results(ONE, IMPRINT, Query(q="tanker", verdict="Mixed", topic="harbour")))
    assert "<strong>Nothing found</strong>" in page
    assert '<a href="/?q=tanker&amp;topic=harbour">leave out the verdict' in page
    assert re.search(r"leave out the verdict.*?</a>: 1 fact-check", page)
    # Without the words there is nothing either: that is no help.
    assert "leave out the words" not in page
    # What was asked for stays chosen, although no claim has it.
    assert '<option value="Mixed" selected>' in page


def test_many_claims_of_one_check_are_cut() -> None:
    page = html(front.results(ONE, IMPRINT, Query(claimant="Okafor")))
    assert page.count("#claim-") == front.CLAIMS_SHOWN
    assert "And 3 claims more." in page


def test_a_claimants_page_tells_verdicts_and_links_every_claim() -> None:
    page = html(front.named(ONE, IMPRINT, CLAIMANTS, "ines-okafor"))
    assert '<h1 dir="auto">Ines Okafor</h1>' in page and "harbour master" in page
    assert "8 claims by this claimant, in 1 fact-check of ours." in page
    assert "they are no grade" in page
    assert page.count('href="/f/harbour-oil-spill#claim-') == 8
    assert "<b>2 denied</b>" in page
    assert front.named(ONE, IMPRINT, CLAIMANTS, "nobody") is None
    assert front.named(ONE, IMPRINT, CLAIMANTS, "ines-okafor", number=2) is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
def test_every_kind_of_name_has_its_list(kind: object) -> None:
    page = html(front.names(ONE, IMPRINT, kind))  # type: ignore[arg-type]
    for slug in ONE.names(kind):  # type: ignore[arg-type]
        assert f'href="/{kind.path}/{slug}"' in page  # type: ignore[attr-defined]
    empty = html(front.names(Index([]), IMPRINT, kind))  # type: ignore[arg-type]
    assert "No published fact-check names any" in empty


@pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', "<img src=x onerror=y>'"])
def test_nothing_that_was_typed_reaches_a_list_raw(hostile: str) -> None:
    claim = replace(
        factories.claims()[0], wording=hostile, claimant=hostile + "a", claimant_role=hostile,
        verdict=replace(factories.VERDICTS["denied"], label=hostile),
    )  # fmt: skip
    article = factories.article(headline=hostile, outlet=hostile)
    edition = factories.edition(claims=(claim,), article=article, topics=(hostile,))
    index, imprint = Index([entry(edition)]), replace(IMPRINT, name=hostile)
    query = Query(q=hostile, verdict=hostile, claimant=hostile, outlet=hostile, topic=hostile)
    pages = [*front.files(index, imprint), front.results(index, imprint, query)]
    pages.append(front.results(index, imprint, replace(query, q="nothing at all")))
    assert len(pages) == 9
    for file in pages:
        assert hostile not in html(file), file.path
        assert "<img" not in html(file)
        assert html(file).count("<script") == 1 == html(file).count("</script>")


@pytest.mark.parametrize("path", ["/", "/claimants", "/claimants/ines-okafor"])
def test_the_policy_names_what_is_inlined_and_nothing_else_is(path: str) -> None:
    page = next(html(file) for file in front.files(ONE, IMPRINT) if file.path == path)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{hashed}'" in paper.policy_of(page)
    assert not re.search(r'\s(style|on\w+)="', page)
    assert len(paper.style("front.css").encode()) <= 2_200
