"""The lists of the whole site over HTTP, and what happens to them when readers are told more."""

from xml.etree import ElementTree

import pytest

from app import published
from app.models import FactCheck
from app.publishing.edition import ChangeKind
from app.services import publications
from tests.web.conftest import Site, Stage

ATOM = "{http://www.w3.org/2005/Atom}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
LISTS = {
    "/feed.atom": "application/atom+xml",
    "/corrections.atom": "application/atom+xml",
    "/feed.json": "application/feed+json",
    "/claimreview-feed.json": "application/ld+json",
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain",
    "/schema/factcheck-1.json": "application/schema+json",
}


@pytest.mark.parametrize("path", LISTS)
def test_programs_may_read_the_lists_from_anywhere(path: str, stage: Stage) -> None:
    stranger = stage.site.stranger()
    answer = stranger.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(LISTS[path])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public, max-age=60, stale-while")
    assert "Set-Cookie" not in answer.headers and answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Last-Modified"]
    known = stranger.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert known.headers[name] == answer.headers[name]
    head = stranger.client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == answer.headers["ETag"]


def test_other_sites_may_ask_on_conditions(stage: Stage) -> None:
    for path in ("/feed.atom", f"/f/{stage.scene.slug}/annotations/1"):
        answer = stage.site.stranger().client.options(path)
        assert answer.status_code == 200
        assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


def test_headers_of_a_page_its_editions_and_its_annotations(stage: Stage) -> None:
    page = f"/f/{stage.scene.slug}"
    stranger = stage.site.stranger()
    newest, first = stranger.get(page), stranger.get(f"{page}/v1")
    assert 'rel="canonical"' in str(newest.headers.getlist("Link"))
    assert "X-Robots-Tag" not in newest.headers
    assert first.headers["X-Robots-Tag"] == "noindex"
    assert 'rel="latest-version"' in str(first.headers.getlist("Link"))
    note = stranger.get(f"{page}/annotations/1")
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in note.headers.getlist("Link")
    assert note.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_pages_that_are_not_there(stage: Stage) -> None:
    for path in ("/feed-2.atom", "/feed-1.atom", "/corrections-2", "/sitemap-2.xml", "/feed.rss"):
        assert stage.site.stranger().get(path).status_code == 404, path


def test_histories_are_loaded_once_for_all_lists_until_something_changes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[bool] = []
    really = published.histories

    def counting(*args: object, **how: bool) -> object:
        loaded.append(True)
        return really(*args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(published, "histories", counting)
    site.newsroom.publication()
    for path in (*LISTS, "/", "/corrections", *LISTS):
        assert site.stranger().get(path).status_code == 200
    assert len(loaded) == 1
    site.newsroom.publication()
    site.stranger().get("/feed.atom")
    assert len(loaded) == 2


def entries(site: Site) -> dict[str, str]:
    """Each entry of the feed, and when it was updated."""
    feed = ElementTree.fromstring(site.stranger().get("/feed.atom").data)
    found = feed.findall(f"{ATOM}entry")
    return {e.findtext(f"{ATOM}id", ""): e.findtext(f"{ATOM}updated", "") for e in found}


FORMS = (
    "", "/print", ".json", "/claimreview.jsonld", "/annotations.jsonld", "/annotations/1",
    "/article.txt", "/claims.csv", "/v1", "/v2", "/v2/changes",
)  # fmt: skip


def test_published_corrected_withdrawn(site: Site) -> None:
    check, _, slug = site.newsroom.publication()
    stranger, address = site.stranger(), f"/f/{slug}"
    first, before = stranger.get(f"{address}/v1").data, entries(site)
    with site.newsroom.work("editor") as work:
        work.get(FactCheck, check).headline = "Another headline"
    issue(site, check)
    assert stranger.get(f"{address}/v1").data == first, "byte for byte"
    after = entries(site)
    assert after.keys() == before.keys() and after != before
    html = stranger.get("/corrections").text
    assert "The headline was wrong." in html and f"{address}/v2/changes" in html
    comparison = stranger.get(f"{address}/v2/changes")
    assert "Another" in comparison.text
    assert comparison.headers["Cache-Control"] == "public, max-age=31536000, immutable"

    version = site.newsroom.dossier(check).check.version
    with site.newsroom.work("editor") as work:
        publications.withdraw(work, check, version=version, reason="It was all wrong.")
    for form in FORMS:
        gone = stranger.get(address + form)
        assert gone.status_code == 410, form
        assert "It was all wrong." in gone.text, form
        assert gone.headers["X-Robots-Tag"] == "noindex"
        assert gone.headers["Cache-Control"] == "public, max-age=60"
        again = stranger.get(address + form, headers={"If-None-Match": gone.headers["ETag"]})
        assert again.status_code == 410, "a condition does not make it less gone"
    assert entries(site) == {}
    feed = ElementTree.fromstring(stranger.get("/feed.atom").data)
    assert [deleted.attrib["ref"] for deleted in feed.findall(DELETED)] == list(before)
    assert stranger.get("/feed.json").json["items"] == []  # type: ignore[index]
    assert slug not in stranger.get("/sitemap.xml").text
    assert "It was all wrong." in stranger.get("/corrections").text
    assert "The headline was wrong." not in stranger.get("/corrections").text


def issue(site: Site, check: int) -> None:
    version = site.newsroom.dossier(check).check.version  # type: ignore[arg-type]
    with site.newsroom.work("editor") as work:
        publications.issue(
            work,
            check,  # type: ignore[arg-type]
            version=version,
            kind=ChangeKind.CORRECTION,
            note="The headline was wrong.",
        )
