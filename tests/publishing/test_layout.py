"""Names of files and keys for addresses, and the order in which they are brought out."""

import pytest

from app.publishing import layout, site, whole
from app.publishing.layout import UnsafePath
from app.publishing.media import ACTIVITY, TEXT
from app.publishing.site import File

from . import factories
from .factories import IMPRINT


def a_file(path: str, type: str = site.HTML, **options: bool) -> File:
    return File(path=path, body=b"x", type=type, **options)


@pytest.mark.parametrize(
    ("path", "type", "name", "key"),
    [
        ("/", site.HTML, "index.html", "index.html"),
        ("/method", site.HTML, "method.html", "method"),
        ("/feed.atom", "application/atom+xml", "feed.atom", "feed.atom"),
        ("/f/a-slug", site.HTML, "f/a-slug/index.html", "f/a-slug"),
        ("/f/a-slug.json", site.JSON, "f/a-slug.json", "f/a-slug.json"),
        ("/f/a-slug/v12", site.HTML, "f/a-slug/v12.html", "f/a-slug/v12"),
        ("/f/a-slug/embed", site.HTML, "f/a-slug/embed.html", "f/a-slug/embed"),
        ("/f/a-slug/claim/1", site.HTML, "f/a-slug/claim/1.html", "f/a-slug/claim/1"),
        ("/f/a-slug/claims.csv", site.CSV, "f/a-slug/claims.csv", "f/a-slug/claims.csv"),
        (
            "/f/a-slug/annotations/1",
            site.ANNOTATION,
            "f/a-slug/annotations/1.jsonld",
            "f/a-slug/annotations/1",
        ),
    ],
)
def test_every_address_has_its_name(path: str, type: str, name: str, key: str) -> None:
    file = a_file(path, type)
    assert (layout.file_name(file), layout.object_name(file)) == (name, key)


def test_a_tombstone_keeps_the_name_and_is_marked_beside_it() -> None:
    page, data = a_file("/f/s", gone=True), a_file("/f/s.json", site.JSON, gone=True)
    annotation = a_file("/f/s/annotations/1", ACTIVITY, gone=True)
    assert layout.file_name(page) == "f/s/index.html"
    assert layout.tombstone_name(page) == "f/s.gone.html"
    assert layout.tombstone_name(data) == "f/s.json.gone.json"
    assert layout.file_name(annotation) == "f/s/annotations/1.jsonld"
    assert layout.tombstone_name(annotation) == "f/s/annotations/1.gone.jsonld"
    assert (
        layout.tombstone_name(a_file("/f/s/card.png", TEXT, gone=True)) == "f/s/card.png.gone.txt"
    )


@pytest.mark.parametrize(
    "path",
    [
        *("f/s", "", "/f//s", "/f/s/", "/..", "/../etc/passwd", "/f/../../x", "/f/./x", "/.stet/x"),
        *("/f/s\\..\\x", "/f/s\0", "/f/s\n", "/f/s?x", "/f/é", "/-rf", "/f/a b", "//host/x"),
    ],
)
def test_what_is_no_address_of_ours_gets_no_name(path: str) -> None:
    for name in (layout.file_name, layout.object_name, layout.tombstone_name):
        with pytest.raises(UnsafePath):
            name(a_file(path))


def test_no_two_files_of_a_site_share_a_name() -> None:
    other = factories.history(factories.edition(slug="another"))
    files = list(whole.whole_site([factories.three_editions(), other], IMPRINT))
    for name in (layout.file_name, layout.object_name):
        names = [name(file) for file in files]
        assert len(set(names)) == len(names) == len({file.path for file in files})


def test_what_a_page_links_to_comes_before_it_and_lists_come_last() -> None:
    files = list(whole.whole_site([factories.three_editions()], IMPRINT))
    groups = [[file.path for file in group] for group in layout.in_order(files)]
    slug = f"/f/{factories.edition().slug}"
    frozen = ("v1", "v2", "v2/changes", "v3", "v3/changes")
    assert sorted(groups[0]) == [f"{slug}/{name}" for name in frozen]
    assert f"{slug}.json" in groups[1]
    assert groups[2] == [slug]
    assert {"/", "/feed.atom", "/sitemap.xml"} <= set(groups[3])
    assert len(groups) == 4


def test_parts_of_a_site() -> None:
    assert layout.part_of("/f/lists/v1") == layout.part_of("/f/lists.json") == "f/lists"
    assert {layout.part_of(path) for path in ("/", "/feed.atom", "/corrections")} == {"lists"}
