"""Names that run from right to left, among words that do not."""

import pytest

from app.publishing.bidi import isolated


@pytest.mark.parametrize("name", ["وزارة الخارجية", "דובר הצבא", "Al-Jazeera الجزيرة"])
def test_a_name_from_right_to_left_keeps_to_itself(name: str) -> None:
    assert isolated(name) == f"\u2068{name}\u2069"


@pytest.mark.parametrize("name", ["", "Ines Okafor", "Łódź 24", "外務省"])
def test_any_other_name_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name
