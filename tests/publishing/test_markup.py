"""The words of the article, all of them and nothing else, with every claim where it stands."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.publishing import render
from app.publishing.edition import Edition
from app.publishing.markup import Block, Mark, article_rows, paragraphs, segments

from . import factories
from .reading import Reading, read


def mark(number: int, start: int, end: int) -> Mark:
    return Mark(
        number=number,
        start=start,
        end=end,
        style=str(number),  # the reader below knows marks by their class
        href=f"#claim-{number}",
        described_by=f"v{number}",
        label="",
    )


def draw(text: str, *marks: Mark) -> Reading:
    rows = article_rows(text, marks)
    return read('<div id="article-text">' + "".join(r.html + r.after for r in rows) + "</div>")


def in_separator(text: str) -> list[bool]:
    blocks = paragraphs(text)
    return [not any(b.start <= i < b.end for b in blocks) for i in range(len(text))]


# Canonical text has no control characters but LF and TAB, and no surrogates.
characters = st.one_of(
    st.sampled_from("ab \n\n\n<&>\"'\t🐟é́قל\u200d"),
    st.characters(exclude_categories=["Cc", "Cs"]),
)
texts = st.text(characters, min_size=1, max_size=120)


@st.composite
def marked(draw_: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw_(texts)
    place = st.integers(0, len(text))
    pairs = draw_(st.lists(st.tuples(place, place), max_size=9))
    spans = [(min(pair), max(pair)) for pair in pairs]
    gaps = in_separator(text)
    spans = [(start, end) for start, end in spans if not all(gaps[start:end])]
    return text, [mark(number, *span) for number, span in enumerate(spans, 1)]


@given(marked())
@settings(max_examples=400, deadline=None)
def test_any_text_and_any_spans_come_back_to_the_code_point(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    reading = draw(text, *marks)
    assert reading.text == text
    gaps = in_separator(text)
    for one in marks:
        words = "".join(text[i] for i in range(one.start, one.end) if not gaps[i])
        assert reading.of(str(one.number)) == words
        assert reading.ids.count(f"q{one.number}") == 1
        ends = [link for link in reading.links if str(one.number) in link.get("data-n", "").split()]
        assert len(ends) == 1
        stops = [link for link in reading.links if link["href"] == one.href]
        assert ["tabindex" in link for link in stops] == [False, True, True, *[True] * 99][
            : len(stops)
        ]


@given(marked())
@settings(deadline=None)
def test_each_claim_has_its_card_after_exactly_one_row(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    rows = article_rows(text, marks)
    carded = [number for row in rows for number in row.claims]
    assert sorted(carded) == [one.number for one in marks]
    for row in rows:
        for number in row.claims:
            one = marks[number - 1]
            touched = [b for b in paragraphs(text) if b.start < one.end and one.start < b.end]
            assert set(touched) <= set(row.paragraphs)


@given(marked())
@settings(deadline=None)
def test_segments_cover_the_text_without_gap(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    found = segments(text, marks)
    assert "".join(text[s.start : s.end] for s in found) == text
    for segment in found:
        expected = {m.number for m in marks if m.start <= segment.start and segment.end <= m.end}
        assert set(segment.covering) == expected


def test_paragraphs_part_at_two_line_feeds_and_keep_a_single_one() -> None:
    assert paragraphs("a\nb\n\nc\n\n\nd") == [Block(0, 3), Block(5, 6), Block(9, 10)]
    assert paragraphs("") == []


def test_nested_marks_nest_and_the_fragment_leads_to_the_inner_claim() -> None:
    (row,) = article_rows("one two three", [mark(1, 0, 13), mark(2, 4, 7)])
    assert row.html == (
        '<p class="t" id="p1" dir="auto"><mark class="1" id="q1">'
        '<a href="#claim-1" aria-describedby="v1">one </a>'
        '<mark class="2" id="q2"><a href="#claim-2" aria-describedby="v2" data-n="2">two</a></mark>'
        '<a href="#claim-1" aria-describedby="v1" data-n="1" tabindex="-1"> three</a></mark></p>'
    )


def test_the_later_of_two_crossing_marks_is_closed_and_opened_again() -> None:
    (row,) = article_rows("abcdef", [mark(1, 0, 4), mark(2, 2, 6)])
    assert row.html.count("<mark") == 3
    assert '</mark></mark><mark class="2"><a href="#claim-2"' in row.html


def test_an_outer_claim_that_begins_with_an_inner_one_keeps_a_tab_stop() -> None:
    reading = draw("inner and outer", mark(1, 0, 15), mark(2, 0, 5))
    assert [("tabindex" in link, link["href"]) for link in reading.links] == [
        (False, "#claim-2"),
        (False, "#claim-1"),
    ]


def test_of_two_claims_on_the_same_words_the_inner_one_is_linked() -> None:
    assert [link["href"] for link in draw("twins", mark(1, 0, 5), mark(2, 0, 5)).links] == [
        "#claim-2"
    ]


def test_a_claim_over_two_paragraphs_puts_them_in_one_row() -> None:
    rows = article_rows("one\n\ntwo\n\nthree", [mark(1, 2, 6)])
    assert [len(row.paragraphs) for row in rows] == [2, 1]
    assert [row.claims for row in rows] == [(1,), ()]
    assert rows[0].html.count("</p>\n\n<p") == 1
    assert [row.after for row in rows] == ["\n\n", ""]


def test_a_mark_that_nothing_describes_has_a_tooltip() -> None:
    lone = Mark(number=1, start=0, end=2, style="x", href="/c/1", described_by=None, label="Open")
    (row,) = article_rows("ab", [lone])
    assert '<a href="/c/1" title="Open" data-n="1">ab</a>' in row.html


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (2, 99), (5, 2)])
def test_a_claim_without_a_place_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="has no place"):
        article_rows("some text", [mark(1, start, end)])


def test_a_mark_that_leads_nowhere_is_no_tab_stop() -> None:
    lone = Mark(number=1, start=0, end=6, style="x", href=None, described_by=None, label="Open")
    (row,) = article_rows("ab\n\ncd", [lone])
    assert "href" not in row.html
    assert "tabindex" not in row.html


def test_a_claim_of_nothing_but_a_separator_is_refused() -> None:
    with pytest.raises(ValueError, match="covers no words"):
        article_rows("a\n\nb", [mark(1, 1, 3)])


def test_two_claims_of_one_number_are_refused() -> None:
    with pytest.raises(ValueError, match="same number"):
        article_rows("a b", [mark(1, 0, 1), mark(1, 2, 3)])


def test_a_text_without_words_has_no_rows() -> None:
    assert article_rows("", []) == []


def test_every_character_of_the_invented_article_is_there() -> None:
    edition = factories.edition()
    marks = [mark(claim.number, claim.start, claim.end) for claim in edition.claims]
    reading = draw(edition.article.text, *marks)
    assert reading.text == edition.article.text
    for claim in edition.claims:
        assert reading.of(str(claim.number)).replace("\n", "") == claim.quote.replace("\n", "")


def test_three_hundred_claims_in_a_long_article_are_drawn_at_once() -> None:
    text = ("A sentence of some length, repeated. " * 9 + "\n\n") * 300
    marks = [mark(n, n * 300, n * 300 + 250) for n in range(1, 301)]
    before = time.perf_counter()
    article_rows(text, marks)
    assert time.perf_counter() - before < 2, "far above what it takes; quadratic would exceed it"


def drawn_edition(text: str, marks: list[Mark]) -> Edition:
    """An edition on this text with a claim on each of these spans."""
    verdicts = ("supported", "denied", "unproven", None)
    claims = tuple(
        factories.claim(
            one.number,
            text[one.start : one.end],
            verdicts[one.number % 4],
            text=text,
            start=one.start,
            end=one.end,
        )
        for one in marks
    )
    return factories.edition(article=factories.article(text), claims=claims, sources=())


@given(marked())
@settings(max_examples=150, deadline=None)
def test_a_whole_page_holds_the_text_and_each_claim_to_the_code_point(
    case: tuple[str, list[Mark]],
) -> None:
    text, marks = case
    page = render.page(factories.history(drawn_edition(text, marks)), factories.IMPRINT)
    reading = read(page)
    assert reading.text == text
    gaps = in_separator(text)
    for one in marks:
        spoken = [i for i in range(one.start, one.end) if not gaps[i]]
        begin, end = reading.begins[f"q{one.number}"], reading.ends[str(one.number)]
        assert (begin, end) == (spoken[0], spoken[-1] + 1)
        assert all(reading.covering[i] for i in spoken), "every word of a claim is marked"
        assert reading.ids.count(f"claim-{one.number}") == 1
