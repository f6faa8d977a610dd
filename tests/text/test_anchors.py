import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.anchors import CONTEXT_UNITS, Status, describe, find
from app.text.paste import canonical
from app.text.spans import Span

TEXT = "The port saw no sale of several hundred boats in 2021.\n\nThe mayor saw no sale either."


def spot(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


SALE = spot(TEXT, "no sale of several hundred boats")


def test_context_stays_in_the_paragraph() -> None:
    quote = describe(TEXT, spot(TEXT, "The mayor saw no sale"))
    assert (quote.prefix, quote.suffix) == ("", " either.")


def test_context_is_counted_in_utf_16_and_cuts_no_character() -> None:
    text = "👩\u200d🚒" * 20 + "x" + "e\u0301" * 40
    quote = describe(text, spot(text, "x"))
    for context in (quote.prefix, quote.suffix):
        assert len(context.encode("utf-16-le")) // 2 <= CONTEXT_UNITS
    assert quote.prefix.startswith("👩")
    assert quote.suffix.endswith("\u0301")


def test_nothing_cannot_be_quoted() -> None:
    with pytest.raises(ValueError):
        describe(TEXT, Span(3, 3))
    with pytest.raises(ValueError):
        describe(TEXT, Span(0, 10_000))


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        (TEXT, Status.SAME),
        ("A new line.\n\n" + TEXT, Status.MOVED),
        (TEXT.replace("several hundred", "several thousand"), Status.CHANGED),
        (TEXT.replace("no sale of", "a sale of"), Status.CHANGED),
        (TEXT.replace("hundred boats", "“hundred” boats"), Status.CHANGED),
        (
            TEXT.replace("The port saw no sale of several hundred boats in 2021.", "Gone."),
            Status.GONE,
        ),
        (TEXT.replace("boats in", "boatsmen in"), Status.CHANGED),
        ("", Status.GONE),
    ],
)
def test_a_claim_is_found_exactly_or_not_at_all(changed: str, status: Status) -> None:
    assert find(changed, describe(TEXT, SALE), hint=SALE).status is status


def test_the_same_words_twice_are_told_apart_by_their_context() -> None:
    text = "He saw a sale. She saw a sale."
    quote = describe(text, Span(23, 29))
    assert quote.exact == "a sale"
    assert find("Now: " + text, quote, hint=Span(23, 29)).span == Span(28, 34)


def test_the_same_words_twice_without_context_are_ambiguous() -> None:
    quote = describe("a sale", Span(0, 6))
    assert find("It was a sale.\nIt was a sale.", quote).status is Status.AMBIGUOUS


@given(st.text(min_size=1, alphabet="ab é🙂e\u0301\n“”."), st.data())
def test_what_is_described_is_found_again(raw: str, data: st.DataObject) -> None:
    text = canonical("x" + raw + "x").text
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = find(text, describe(text, span), hint=span)
    assert (
        found.span is None or found.span.of(text) == span.of(text) or found.status is Status.CHANGED
    )
