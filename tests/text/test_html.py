"""HTML as a reader sees it, and which of its lines are the site's."""

import subprocess
import sys
from contextlib import suppress

import pytest

from app.text.paste import html
from app.text.paste.canonical import canonical, drop
from app.text.paste.unreadable import Unreadable
from tests.text.test_boilerplate import ABOVE, ARTICLE, BELOW


def shown(markup: str) -> str:
    document = html.load(markup)
    assert document is not None
    assert canonical(document.text).text == document.text
    return document.text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One <b>bold</b>\nword<i>s</i></p>", "One bold words"),
        ("<b>One</b>\n<i>two</i>", "One two"),
        ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<ul><li>One<li>Two</ul>", "One\nTwo"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "A\tB\n1\t2"),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", "One\n\nTwo"),
        ("<h1>Head</h1>text<blockquote>Quote</blockquote>tail", "Head\n\ntext\n\nQuote\n\ntail"),
        ("<p>One<script>alert(1)</script> two<!-- three --><?x?> four", "One two four"),
        ("<p>One</p><div hidden>x</div><p style='display : NONE'>y</p><nav>z</nav>", "One\n\nz"),
        ("<p>a&nbsp;b &amp; &lt;c&gt; &#128031; &eacute;", "a b & <c> 🐟 é"),
        ("<title>Not shown</title><p>Shown", "Shown"),
        ("plain words", "plain words"),
        ("<p>no end <b>of <i>tags", "no end of tags"),
        ("</div></p>one<p/>two", "one\n\ntwo"),
        ("<p>nul\x00l, \ud800 and \u202eover\u202c", "null, ? and over"),
        ("<?xml version='1.0' encoding='latin-1'?><p>é", "é"),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><p>a&e;b", "]>\n\na&e;b"),
        ("<p>a\t\tb\u2028c\x85d", "a b c d"),
    ],
)
def test_what_a_reader_sees(markup: str, text: str) -> None:
    assert shown(markup) == text


@pytest.mark.parametrize("markup", ["", "   ", "\x00", "<!-- nothing -->", "<script>x()</script>"])
def test_nothing_shows_nothing(markup: str) -> None:
    document = html.load(markup)
    assert document is None or document.text == ""


def page(*lines: str) -> str:
    """A web page as sites write it, with the article in its own element."""
    menu = "".join(f"<li><a href='/'>{line}</a></li>" for line in ABOVE.split("\n"))
    rest = "".join(f"<div><a href='/'>{line}</a></div>" for line in BELOW.split("\n"))
    title, *others = lines
    story = f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in others)
    return (
        f"<!doctype html><html><body><nav><ul>{menu}</ul></nav><main><article>{story}</article>"
        f"</main><footer>{rest}</footer></body></html>"
    )


def test_of_a_web_page_the_article_is_left_with_its_headline() -> None:
    document = html.load(page(*ARTICLE.split("\n")))
    assert document is not None
    left = drop(document.text, html.site(document)).split("\n\n")
    assert left == ARTICLE.split("\n")
    assert html.body(document).split("\n") == ARTICLE.split("\n")[4:]


def test_what_trafilatura_leaves_out_of_the_article_is_marked_and_not_lost() -> None:
    box = "<aside class='related'><a href='/x'>Old lighthouse gets a coat of paint</a></aside>"
    markup = page(*ARTICLE.split("\n")).replace(
        "<p>What the islanders", f"{box}<p>What the islanders"
    )
    document = html.load(markup)
    assert document is not None
    assert "Old lighthouse" in document.text.split("The ferry to Lund")[1]
    assert drop(document.text, html.site(document)).split("\n\n") == ARTICLE.split("\n")


def test_of_what_was_cut_out_nothing_is_lost() -> None:
    document = html.load("<p>Ferry stops</p><p>It will stop on Sunday.</p><p>Share this story</p>")
    assert document is not None
    assert [span.of(document.text) for span in html.site(document)] == ["Share this story"]
    assert "Ferry stops" in html.body(document)


HOSTILE = {
    "deep": "<div>" * 100_000 + "text",
    "deep to the limit": "<div>" * 1_900 + "text" + "</div>" * 1_900 + "<p>after",
    "deep lists": "<ul><li>" * 900 + "text",
    "deep tables": "<table><tr><td>" * 400 + "text",
    "never closed": "<p>text " * 20_000,
    "attributes": "<p " + "a=b " * 50_000 + ">text",
    "blanks": "<p>text" + " " * 500_000,
    "breaks": "<br>" * 100_000 + "text",
    "spaced breaks": "<p> \t" * 60_000 + "text",
    "open tag": "<a" * 200_000,
    "entities": "&amp;" * 200_000,
    "styles": "<p style='" + "display " * 50_000 + "'>text",
    "long word": "<p>" + "a" * 3_000_000,
    "menus": "<nav>"
    + "<a href=x>World</a><br>" * 20_000
    + "</nav><p>"
    + "It rained all day. " * 50,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_markup_stops_the_engine(name: str) -> None:
    with suppress(Unreadable):
        document = html.load(HOSTILE[name])
        if document is not None:
            html.site(document)
            html.body(document)


def test_a_page_that_is_too_deep_is_refused_and_not_cut_short() -> None:
    with pytest.raises(Unreadable, match="nested too deep"):
        html.load("<p>Before</p>" + "<div>" * 5_000 + "inside" + "</div>" * 5_000 + "<p>After</p>")


def test_a_fault_of_the_library_leaves_our_own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr(html.trafilatura, "extract", broken)
    document = html.load(page(*ARTICLE.split("\n")))
    assert document is not None
    assert drop(document.text, html.site(document)).split("\n\n") == ARTICLE.split("\n")


def test_the_engine_itself_loads_no_library_for_pages_or_word_files() -> None:
    program = (
        "import sys, app.text.extract; "
        "print({'trafilatura', 'lxml', 'mammoth', 'urllib3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr
