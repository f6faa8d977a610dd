"""docs/GLOSSARY.md has an entry, with what it is not, for every word that the rules use."""

import re

from app.domain.verdicts import HOUSE_SCHEME, Stance, StatementKind
from app.domain.workflow import CheckState, ClaimState, ReportState
from app.publishing.edition import ChangeKind
from tests.docs.pages import page, rows

ENTRIES = rows(page("docs/GLOSSARY.md"))
TABLED = {re.sub(r"\*\*", "", word) for word, _, _ in ENTRIES}


def test_every_entry_is_whole_and_there_once() -> None:
    assert all(word.startswith("**") and meaning and other for word, meaning, other in ENTRIES)
    assert len(TABLED) == len(ENTRIES)


def test_every_word_of_the_rules_is_explained() -> None:
    words = {*StatementKind, *ClaimState, *CheckState, *ReportState, *Stance, *ChangeKind} - {
        ChangeKind.FIRST
    }
    assert {word.value for word in words} - TABLED == set()


def test_every_verdict_is_explained_as_a_verdict() -> None:
    explained = {
        word.strip("*").split("**")[0]
        for word, meaning, _ in ENTRIES
        if meaning.startswith("verdict:")
    }
    assert explained == {verdict.key for verdict in HOUSE_SCHEME}
