import pytest

from app.text.quotes import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("“hundreds”Ships", ["“hundreds”"]),
        ('said,"It rained."She left', ['"It rained."']),
        ("Don’t touch the workers’ tools, it’s theirs.", []),
        ("the '90s and rock 'n' roll of '68", ["'n'"]),
        ('a 6" pipe', []),
        ("„Nein“, sagte er. «Non», dit-il.", ["„Nein“", "«Non»"]),
        ("He said “we go. Then he left.", []),  # an orphan quotes nothing
        ("no mark opened this” at all", []),
        # two apostrophes for a mark, and a mark the wrong way round where a line begins
        ("''It rained,'' he said, ''all day.''", ["''It rained,''", "''all day.''"]),
        ("the ''rule'' of six, the workers' tools", ["''rule''"]),
        ("”It rained all day,” he said.", ["”It rained all day,”"]),
    ],
)
def test_outer_quotations(text: str, expected: list[str]) -> None:
    assert [found.span.of(text) for found in quotations(text).outer] == expected


def test_a_nested_quotation_is_kept_apart() -> None:
    text = "“She told me ‘never again’ twice,” he said."
    found = quotations(text)
    assert [q.span.of(text) for q in found.outer] == ["“She told me ‘never again’ twice,”"]
    assert [q.span.of(text) for q in found.nested] == ["‘never again’"]


def test_an_open_quotation_is_carried_into_the_next_line() -> None:
    text = "“We lost the maps.\n\n“They were old,” she said."
    first, second = quotations(text).outer
    assert first.inner.of(text) == "We lost the maps." and not first.closed
    assert second.span.of(text) == "“They were old,”" and second.closed


def test_a_quotation_may_be_closed_on_the_next_line() -> None:
    text = "He said: “We lost the maps.\nThey were old,” and wept."
    first, second = quotations(text).outer
    assert not first.closed and not second.opened
    assert second.span.of(text) == "They were old,”"


def test_two_apostrophes_are_one_mark() -> None:
    text = "''We lost the maps.\n\n''They were old,'' she said."
    first, second = quotations(text).outer
    assert first.inner.of(text) == "We lost the maps." and not first.closed
    assert second.inner.of(text) == "They were old,"


def test_lone_marks_are_told() -> None:
    assert quotations("“a “b” c”").lone == {0, 8}
