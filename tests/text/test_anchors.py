import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.finding.anchors import CONTEXT_UNITS, Found, Quote, Status, describe, find
from app.text.paste.canonical import canonical
from app.text.spans import Span, inside_word

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


LAKE = (
    "The agency met on Monday. Its director, Ada Brink, said that the plant had let 40 tonnes of "
    "“harmless” lye into the lake in 2021.\n\n"
    "A second paragraph says little.\n\n"
    "The plant’s owner said nothing."
)
LYE = "the plant had let 40 tonnes of “harmless” lye into the lake"


def test_nothing_but_the_very_words_is_the_claim() -> None:
    """A table of edits: what was replaced by what, and the outcome."""
    table = [
        # the words themselves
        ("40 tonnes", "41 tonnes", Status.CHANGED),
        ("40 tonnes", "40.5 tonnes", Status.CHANGED),
        ("40 tonnes", "4 tonnes", Status.CHANGED),
        ("had let", "had not let", Status.CHANGED),
        ("had let", "hadn’t let", Status.CHANGED),
        ("“harmless”", "harmless", Status.CHANGED),
        ("“harmless”", "“harmless", Status.CHANGED),
        ("“harmless”", '"harmless"', Status.CHANGED),
        ("the plant had", "the Alm plant had", Status.CHANGED),
        ("the plant had let", "The plant had let", Status.CHANGED),
        ("lye into", "lye  into", Status.CHANGED),
        ("lye into", "lye\ninto", Status.CHANGED),
        ("lye into", "lye\u00a0into", Status.CHANGED),
        ("the lake in", "the lakeside in", Status.CHANGED),
        ("lye into", "ly\u0301e into", Status.CHANGED),
        (LYE, "it had rained", Status.CHANGED),
        # what stands beside them, in their sentence
        ("said that the", "denied that the", Status.CHANGED),
        ("said that the", "never said that the", Status.CHANGED),
        ("Ada Brink", "Ida Brink", Status.CHANGED),
        ("Brink, said", "Strand, said", Status.CHANGED),
        ("lake in 2021", "lake in 2012", Status.CHANGED),
        ("said that the", "said that “the", Status.CHANGED),
        ("said that", "told that", Status.SAME),
        ("said that", "stated that", Status.MOVED),
        # elsewhere
        ("The agency met on Monday. ", "", Status.MOVED),
        ("on Monday", "on Friday", Status.SAME),
        ("met on Monday", "sat on Monday", Status.SAME),
        ("A second paragraph", "Yet another paragraph", Status.SAME),
        ("said nothing", "denied it", Status.SAME),
        ("The agency", "🙂 The agency", Status.MOVED),
        ("The agency", "e\u0301 The agency", Status.MOVED),
        # taken out
        (LYE, "", Status.GONE),
        (LAKE[: LAKE.index("A second")], "", Status.GONE),
    ]
    for old, new, status in table:
        changed = LAKE.replace(old, new, 1)
        place = spot(LAKE, LYE)
        found = find(changed, describe(LAKE, place), hint=place)
        assert found.status is status, (old, new, found)
        if status in (Status.SAME, Status.MOVED):
            assert found.span is not None and found.span.of(changed) == LYE


def test_a_paragraph_that_moved_takes_its_claims_with_it() -> None:
    first, second, third = LAKE.split("\n\n")
    moved = "\n\n".join([second, third, first])
    place = spot(LAKE, LYE)
    assert find(moved, describe(LAKE, place), hint=place) == Found(Status.MOVED, spot(moved, LYE))


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        # twice in the same context, where nothing tells which
        (f"{LAKE}\n\n{LAKE}", Status.SAME),
        (f"Foreword.\n\n{LAKE}\n\n{LAKE}", Status.AMBIGUOUS),
        # told apart by one side of the context
        (f"Note: {LYE} again.\n\n" + LAKE.replace("lake in 2021", "lake last year"), Status.MOVED),
        (f"Note: {LYE} again.\n\nAnd {LYE} twice.", Status.AMBIGUOUS),
        # the words begin anew before they have ended
        ("", Status.GONE),
    ],
)
def test_words_that_stand_several_times(changed: str, status: Status) -> None:
    place = spot(LAKE, LYE)
    assert find(changed, describe(LAKE, place), hint=place).status is status


def test_words_that_overlap_themselves_stand_twice() -> None:
    quote = describe("no no", Span(0, 5))
    assert find("It was: no no no", quote).status is Status.AMBIGUOUS


def test_a_whole_paragraph_is_known_by_one_half() -> None:
    title = "Council sold 40 old boats"
    quote = describe(title, Span(0, len(title)))
    assert find("By Ada\n\nCouncil sold 41 old boats", quote).status is Status.CHANGED
    assert find("By Ada\n\nMayor bought 41 new cars", quote).status is Status.GONE


def test_a_claim_at_the_edge_of_its_paragraph_is_known_by_the_other_side() -> None:
    text = "Nine boats sank, the port said."
    quote = describe(text, spot(text, "Nine boats sank"))
    assert find("Ten boats sank, the port said.", quote).span == Span(0, 14)


EDITS = st.lists(
    st.tuples(
        st.integers(0, 400), st.integers(0, 30), st.sampled_from(["", "9", " not", "”", "é"])
    ),
    max_size=4,
)


@given(EDITS)
def test_no_edit_turns_a_claim_into_other_words_silently(edits: list[tuple[int, int, str]]) -> None:
    place = spot(LAKE, LYE)
    changed = LAKE
    for start, length, words in edits:
        changed = changed[:start] + words + changed[start + length :]
    found = find(changed, describe(LAKE, place), hint=place)
    if found.status in (Status.SAME, Status.MOVED):
        assert found.span is not None and found.span.of(changed) == LYE
        assert (found.status is Status.SAME) == (found.span == place)
    elif LYE in changed and changed.count(LYE) == 1 and found.status is Status.GONE:
        start = changed.index(LYE)
        assert inside_word(changed, start) or inside_word(changed, start + len(LYE))


@pytest.mark.parametrize("text", ["a" * 200_000, "a " * 100_000, "\n" * 200_000, "“" * 200_000])
def test_no_text_stops_the_search(text: str) -> None:
    assert find(text, Quote("a " * 200, "a ", " a")).status in Status
    assert find(text, Quote("b c", "a a a a", "a a a a")).status in Status


@given(st.text(min_size=1, alphabet="ab é🙂e\u0301\n“”."), st.data())
def test_what_is_described_is_found_again(raw: str, data: st.DataObject) -> None:
    text = canonical("x" + raw + "x").text
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = find(text, describe(text, span), hint=span)
    assert (
        found.span is None or found.span.of(text) == span.of(text) or found.status is Status.CHANGED
    )
