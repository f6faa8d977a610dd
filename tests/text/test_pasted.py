"""The one door for pastes: what each kind of file gives, and what is refused in words."""

from datetime import date

import pytest

from app.text.paste import docx
from app.text.paste.pasted import Kind, TooLong, from_file, from_html, from_text
from app.text.paste.unreadable import Unreadable
from tests.text.test_boilerplate import ABOVE, ARTICLE, BELOW
from tests.word import ITEM, NOTE, REFUSED, document, paragraph, table, word_file


def test_plain_text_is_kept_as_it_came_and_marked_in_its_canonical_form() -> None:
    found = from_text("Ferry stops\r\n\r\nShare this story\r\n")
    assert (found.kind, found.text) == (Kind.TEXT, "Ferry stops\r\n\r\nShare this story\r\n")
    assert [span.bounds for span in found.site] == [(13, 29)]


def test_a_text_over_the_limit_is_measured_in_bytes_before_it_is_read() -> None:
    for read in (from_text, from_html):
        with pytest.raises(TooLong, match="22 bytes"):
            read("ü" * 11, longest=21)
    assert from_file("ü".encode() * 11, longest=22).text == "ü" * 11


def test_the_headline_of_a_whole_page_is_not_its_menu() -> None:
    about = from_text("\n".join((ABOVE, ARTICLE, BELOW))).about
    assert about.headline == "Ferry to Lund island stops for the winter"
    assert about.byline == "Ines Okafor"
    assert about.published == date(2021, 5, 3)


def test_a_word_file_gives_paragraphs_rows_items_and_notes() -> None:
    items = ITEM.format("Alma") + ITEM.format("Berta")
    found = from_file(
        word_file(
            paragraph("Ferry stops"),
            table(("Boat", "Year"), ("Alma", "1911")),
            paragraph("Five &lt; six &amp; 🐟 é."),
            items,
            NOTE,
        )
    )
    assert found.kind is Kind.WORD
    assert found.text.startswith(
        "Ferry stops\n\nBoat\tYear\nAlma\t1911\n\nFive < six & 🐟 é.\n\nAlma\n\nBerta\n\n"
        "It took 41,000 people."
    )
    assert "Counted by the harbour office." in found.text
    assert found.about.headline == "Ferry stops"


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_with_what_to_do(name: str) -> None:
    data, words = REFUSED[name]
    with pytest.raises(Unreadable, match=words):
        from_file(data)


@pytest.mark.parametrize("limit", ["_MOST_XML", "_MOST_BYTES"])
def test_however_loosely_packed_a_file_has_its_limits(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = word_file(paragraph("Ferry stops"))
    monkeypatch.setattr(docx, limit, 500)
    with pytest.raises(Unreadable, match="far more than a text"):
        from_file(data)


def test_only_what_was_checked_is_read() -> None:
    # A relationship may name any part; one whose name is not that of XML was never looked at.
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.bin" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    other = document(paragraph("Never looked at."))
    data = word_file(paragraph("Looked at."), **{"_rels/.rels": rels, "word/document.bin": other})
    assert from_file(data).text == "Looked at."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Ferry stops", Kind.TEXT),
        (b"a < b, and <p> is a tag", Kind.TEXT),
        (b"<3 is a heart", Kind.TEXT),
        (b"<p>Ferry stops", Kind.HTML),
        (b"\xef\xbb\xbf\n<!-- saved --> <!DOCTYPE html><p>Ferry stops</p>", Kind.HTML),
        (b"<?xml version='1.0' encoding='utf-8'?><html><body>Ferry stops</body>", Kind.HTML),
        ("<html>Ferry stops".encode("utf-16"), Kind.HTML),
        (word_file(paragraph("Ferry stops")), Kind.WORD),
    ],
)
def test_a_file_is_known_by_what_it_holds(data: bytes, kind: Kind) -> None:
    found = from_file(data)
    assert found.kind is kind
    assert kind is Kind.TEXT or found.text == "Ferry stops"


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        ("Fähre für 3 €".encode(), "Fähre für 3 €", 0),
        ("Fähre für 3 €".encode("utf-16"), "Fähre für 3 €", 0),
        ("Fähre für 3 €".encode("utf-8-sig"), "Fähre für 3 €", 0),
        ("Fähre für 3 €".encode("cp1252"), "Fähre für 3 €", 1),
        ("<meta charset=iso-8859-1><p>Fähre “3”".encode("cp1252"), "Fähre “3”", 0),
        ("<meta charset='windows-1251'><p>Паром".encode("cp1251"), "Паром", 0),
        ("<meta charset=hex><p>Fähre".encode(), "Fähre", 0),
        ("<meta charset=nonsense><p>Fähre".encode(), "Fähre", 0),
        ("<meta charset=idna><p>Fähre".encode(), "Fähre", 0),
        ("<meta charset=punycode><p>Fähre".encode(), "Fähre", 0),
        ("<meta charset=undefined><p>Fähre".encode(), "Fähre", 0),
        ("<meta charset=unicode_escape><p>Fähre".encode(), "Fähre", 0),
        ("<meta charset=utf-7><p>Fähre".encode(), "Fähre", 0),
        ("<meta charset=shift_jis><p>渡し船".encode("shift_jis"), "渡し船", 0),
        ("<meta charset=utf-16><p>Fähre".encode(), "Fähre", 0),
        (b"<meta charset=utf-8><p>F\xe4hre f\xfcr", "F\ufffdhre f\ufffdr", 1),
    ],
)
def test_bytes_become_text_and_what_was_lost_is_told(data: bytes, text: str, notes: int) -> None:
    found = from_file(data)
    assert found.text.removeprefix("\ufeff") == text
    assert len(found.notes) == notes
    if "\ufffd" in text:
        assert found.notes[0].startswith("2 characters could not be read")


PAGE = """\
<!doctype html><html><head><title>Ferry stops | The Island Post</title>
<meta property="og:title" content="Ferry stops on Sunday">
<meta property="og:site_name" content="The Island Post">
<meta name="author" content="Ines Okafor">
<meta property="article:published_time" content="2021-05-03T08:00:00Z">
<link rel="canonical" href="https://post.example/ferry"></head><body>{}</body></html>"""
LD = '<script type="application/ld+json">{}</script>'


def test_a_page_says_what_it_is_about() -> None:
    about = from_html(PAGE.format("<p>The ferry will stop, the office said.")).about
    assert about.headline == "Ferry stops on Sunday"
    assert (about.byline, about.outlet) == ("Ines Okafor", "The Island Post")
    assert about.published == date(2021, 5, 3)
    assert about.url == "https://post.example/ferry"


def test_the_heading_and_the_data_of_the_page_come_first() -> None:
    told = (
        '{"@graph": [{"@type": "Person"}, {"@type": ["NewsArticle"], "datePublished": "2020-02-29",'
        ' "author": [{"name": "Ann Lee"}, "Ben Roth"], "publisher": {"name": "Other"}}]}'
    )
    about = from_html(PAGE.format(f"<h1>Ferry <i>stops</i></h1>{LD.format(told)}<p>So.")).about
    assert about.headline == "Ferry stops"
    assert about.byline == "Ann Lee, Ben Roth"
    assert (about.outlet, about.published) == ("The Island Post", date(2020, 2, 29))


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="May 3">',
        '<meta name="date" content="2021">',
        '<meta name="date" content="2021-02-30">',
        '<meta name="author" content="https://post.example/ines">',
        '<link rel="canonical" href="/ferry">',
        '<link rel="canonical" href="javascript:alert(1)">',
        LD.format("{"),
        LD.format("[" * 50_000),
        LD.format('{"@type": "NewsArticle", "author": 7, "datePublished": {"a": 1}}'),
        LD.format('{"@type": {"NewsArticle": 1}}'),
        '<meta content="x"><meta name="author"><meta property="" content="y">',
    ],
)
def test_nothing_about_a_page_is_invented(head: str) -> None:
    about = from_html(f"{head}<p>The ferry will stop on Sunday, the office said.").about
    assert (about.headline, about.byline, about.published, about.url) == (None, None, None, None)
