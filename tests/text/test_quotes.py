import pytest

from app.text.structure.quotes import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("“hundreds”Ships", ["“hundreds”"]),
        ('said,"It rained."She left', ['"It rained."']),
        ("Don’t touch the workers’ tools, it’s theirs.", []),
        ("the '90s and rock 'n' roll of '68", []),
        ("In the ‘90s the workers’ club was ‘full’, so get ’em all.", ["‘full’"]),
        ('a 6" pipe, 5\'10" tall', []),
        ('He said "a 6" pipe burst" and left.', ['"a 6" pipe burst"']),
        ("“A 6” pipe burst,” he said.", ["“A 6” pipe burst,”"]),
        ('It was "in 2010" and "in 2011" there.', ['"in 2010"', '"in 2011"']),
        # single marks: a possessive closes only what nothing better closes
        ("‘We don’t own the workers’ club,’ he said.", ["‘We don’t own the workers’ club,’"]),
        ("'It's the boys' turn,' he said. 'No.'", ["'It's the boys' turn,'", "'No.'"]),
        ("He saw ‘boats’ at the fishermen’s and sailors’ clubs.", ["‘boats’"]),
        ("He saw ‘boats’ and the crews’ ‘nets’.", ["‘boats’", "‘nets’"]),
        ("He kept ‘workin’ hard’ all day.", ["‘workin’ hard’"]),
        ('He said "...and then" and "—no" there.', ['"...and then"', '"—no"']),
        # a double mark as old wires write it
        ("''We go,'' he said, ''at the boss' wish.''", ["''We go,''", "''at the boss' wish.''"]),
        ("the ''boss''", ["''boss''"]),
        # marks typed the wrong way round
        ("“We go“ he said. “Yes.”", ["“We go“", "“Yes.”"]),
        ("”We go,” he said. “Yes.”", ["”We go,”", "“Yes.”"]),
        ('the “boss”’s car and the "boss"\'s car', ["“boss”", '"boss"']),
        ("(“yes”)—“no”…“maybe”", ["“yes”", "“no”", "“maybe”"]),
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


def test_a_quotation_in_double_marks_may_stand_in_single_ones() -> None:
    text = "‘He told me “no” twice,’ she said. “So ‘no’ it is.”"
    found = quotations(text)
    assert [q.span.of(text) for q in found.outer] == [
        "‘He told me “no” twice,’",
        "“So ‘no’ it is.”",
    ]
    assert [q.span.of(text) for q in found.nested] == ["“no”", "‘no’"]


def test_single_marks_stand_in_double_ones_made_of_two() -> None:
    text = "''He told me 'no' twice,'' she said. ''So he said 'no.'''"
    found = quotations(text)
    assert [q.inner.of(text) for q in found.outer] == [
        "He told me 'no' twice,",
        "So he said 'no.'",
    ]
    assert [q.span.of(text) for q in found.nested] == ["'no'", "'no.'"]
    assert quotations("He said ''we go.").lone == {8, 9}


def test_of_three_levels_the_two_outer_ones_are_kept() -> None:
    text = "‘He read: “She said ‘no’ to me,” and wept,’ she said."
    found = quotations(text)
    assert [q.span.of(text) for q in found.outer] == ["‘He read: “She said ‘no’ to me,” and wept,’"]
    assert [q.span.of(text) for q in found.nested] == ["“She said ‘no’ to me,”"]


def test_a_lost_single_mark_does_not_hide_the_double_ones() -> None:
    text = "‘Tis late, “we go,” he said to the workers. “Yes.”"
    assert [q.span.of(text) for q in quotations(text).outer] == ["“we go,”", "“Yes.”"]


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


def test_a_speech_over_three_lines_nests_and_ends() -> None:
    text = "“We lost ‘the maps.’\n“They were old.\n“They were ours,” she said. “Nobody’s.”"
    found = quotations(text)
    assert [q.span.of(text) for q in found.outer] == [
        "“We lost ‘the maps.’",
        "“They were old.",
        "“They were ours,”",
        "“Nobody’s.”",
    ]
    assert [q.closed for q in found.outer] == [False, False, True, True]


def test_an_orphan_is_not_carried_into_a_line_without_marks() -> None:
    text = "He said “we go. Then he left.\n\nShe stayed.\n\n“Yes,” she said."
    assert [q.span.of(text) for q in quotations(text).outer] == ["“Yes,”"]


def test_an_inch_sign_is_a_lone_mark() -> None:
    assert quotations('He said "a 6" pipe burst" and left.').lone == {12}


def test_two_apostrophes_are_one_mark() -> None:
    text = "''We lost the maps.\n\n''They were old,'' she said."
    first, second = quotations(text).outer
    assert first.inner.of(text) == "We lost the maps." and not first.closed
    assert second.inner.of(text) == "They were old,"


def test_lone_marks_are_told() -> None:
    assert quotations("“a “b” c”").lone == {0, 8}
