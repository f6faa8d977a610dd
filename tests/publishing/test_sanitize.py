"""Whatever is typed into a rationale, readers get a few harmless elements."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.publishing import sanitize
from app.publishing.sanitize import (
    first_paragraph,
    inline,
    opening,
    plain_text,
    rationale_html,
    safe_url,
)

ALLOWED = re.compile(
    r"</?(p|em|strong|ul|ol|li|blockquote|code)>|</a>|"
    r'<a href="https?://[^"<>\s]+" rel="nofollow noopener">'
)

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example.org)",
    "[x](/relative)",
    "[x](https://user:secret@evil.example.org/)",
    '[x](https://e.example.org/" onmouseover="alert(1))',
    '[x](https://e.example.org "t\\" onclick=\\"alert(1)")',
    "![x](https://e.example.org/pixel.png)",
    "<a href='https://e.example.org' style='position:fixed'>x</a>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "<https://e.example.org/><javascript:alert(1)>",
    "# Heading\n\n```html\n<script>\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


def harmless(html: str) -> bool:
    return "<" not in ALLOWED.sub("", html)


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markdown_is_harmless(markdown: str) -> None:
    html = rationale_html(markdown)
    assert harmless(html), html


@given(
    st.text(
        st.sampled_from("<>/\"'=&;#[]()!*_`> \n-a1:jh") | st.characters(exclude_categories=["Cs"])
    )
)
@settings(max_examples=300, deadline=None)
def test_any_markdown_is_harmless(markdown: str) -> None:
    assert harmless(rationale_html(markdown))


def test_the_few_elements_are_kept() -> None:
    html = rationale_html("One *two* **three** `four`\n\n- five\n\n> six\n\n1. seven")
    for name in ("p", "em", "strong", "code", "ul", "ol", "li", "blockquote"):
        assert f"<{name}>" in html


def test_links_are_not_followed_by_search_engines() -> None:
    html = rationale_html("[the log](https://log.example.org/a?b=1&c=2)")
    assert html == (
        '<p><a href="https://log.example.org/a?b=1&amp;c=2" rel="nofollow noopener">the log</a></p>'
    )


def test_raw_html_is_shown_as_the_text_that_it_is() -> None:
    assert rationale_html("a <b>c</b>") == "<p>a &lt;b&gt;c&lt;/b&gt;</p>"


def test_too_deep_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    # mistune stops nesting near 20 levels by itself: the limit is for the day when it does not.
    monkeypatch.setattr(sanitize, "NESTING_LIMIT", 3)
    assert rationale_html("> > a")
    with pytest.raises(ValueError, match="nested too deeply: 100 levels"):
        rationale_html("> > > a")


def test_too_long_is_refused_in_words() -> None:
    assert rationale_html("a" * 50_000)
    with pytest.raises(ValueError, match="too long: 50 kB"):
        rationale_html("é" * 25_001)


@pytest.mark.parametrize(
    "bomb",
    [
        "> " * 20_000 + "a",
        "- " * 20_000 + "a",
        "[" * 40_000,
        "*a **a " * 6_000,
        "_" * 40_000 + "a" + "_" * 40_000,
        "<b>" * 15_000,
        "`" * 40_000,
        "[a](" * 12_000,
        "![" * 20_000,
        "\n".join("  " * n + "- a" for n in range(200)),
    ],
)
def test_a_bomb_is_refused_or_shown_in_good_time(bomb: str) -> None:
    before = time.perf_counter()
    try:
        assert harmless(rationale_html(bomb[:49_999]))
    except ValueError as refusal:
        assert "nested too deeply" in str(refusal)
    assert time.perf_counter() - before < 10


def test_plain_text_is_all_the_words_on_one_line() -> None:
    words = plain_text("The **log** says so.\n\n- one\n- two\n\n> [Three](https://a.example.org)")
    assert words == "The log says so. one two Three"
    assert plain_text("") == ""


def test_the_first_paragraph() -> None:
    assert first_paragraph(
        "The *log* says\n“so” & more. [See](https://a.example.org)\n\nNext."
    ) == ("The log says “so” & more. See")
    assert first_paragraph("# A title\n\nText") == "A title"
    assert first_paragraph("") == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example.org/b?c=d#e", "https://a.example.org/b?c=d#e"),
        (" http://a.example.org ", "http://a.example.org"),
        ("HTTPS://A.example.org/", "HTTPS://A.example.org/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://a.example.org", None),
        ("//a.example.org", None),
        ("/a", None),
        ("", None),
        ("https://", None),
        ("https://user@a.example.org", None),
        ("https://user:pw@a.example.org", None),
        ("https://[::1", None),
        ("https://a.example.org\\@b.example.org", None),
        ("https://a.example.org/\nb", None),
        ('https://a.example.org/"x', None),
    ],
)
def test_safe_url(url: str, expected: str | None) -> None:
    assert safe_url(url) == expected


def test_attributes_are_escaped() -> None:
    assert opening("a", {"title": '"><script>', "id": None}) == (
        '<a title="&#34;&gt;&lt;script&gt;">'
    )


@pytest.mark.parametrize("own", ["a{}</style>", "x <!-- y"])
def test_what_would_end_its_element_is_not_inlined(own: str) -> None:
    with pytest.raises(ValueError, match="end the element"):
        inline(own)
