"""Integrity: whatever is rewritten behind the application's back is found and named."""

import pytest
from sqlalchemy import text

from app.queries.integrity import faults
from tests.factories import Newsroom

TAMPERED = {
    "an anchor": (
        "UPDATE anchors SET start = start + 1 WHERE id = 1",
        "Claim 1: its anchor in revision 1",
    ),
    "the text": (
        "UPDATE revisions SET text = text || '!' WHERE id = 1",
        "Revision 1: the text is not the one that was frozen.",
    ),
    "the text and its digest": (
        "UPDATE revisions SET text = 'forged', text_sha256 ="
        " '30b3ac6a1e63d5afdd7b54e19f0cc9466d1bd0cdee67ff0ce8e5b25ea5dd1f9c'",
        "Claim 1: its anchor in revision 1",
    ),
    "a journal entry": (
        "UPDATE journal SET subject_id = 99 WHERE seq = 7",
        "Journal: entry 7 is not what was written.",
    ),
    "who acted": (
        "UPDATE journal SET actor_id = 2 WHERE seq = 6",
        "Journal: entry 6 is not what was written.",
    ),
    "a removed entry": (
        "DELETE FROM journal WHERE seq = 7",
        "Journal: entry 7 is missing before entry 8.",
    ),
    "an act there never was": (
        "UPDATE journal SET act = 'forged' WHERE seq = 7",
        "Journal: an entry cannot be read",
    ),
    "an edition": (
        "UPDATE publications SET document = replace(document, 'Retracted', 'Supported')",
        "Edition 1 of fact-check 1: the document is not the one that was issued.",
    ),
    "a rationale": (
        "UPDATE rulings SET rationale = 'Because.' WHERE id = 1",
        "Ruling 1: the journal does not know it as it stands.",
    ),
    "a state": (
        "UPDATE claims SET state = 'signed' WHERE state = 'open'",
        "Claim 2: the journal does not know how it came to be signed.",
    ),
    "the end of the journal": (
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "Edition 1 of fact-check 1: not in the journal.",
    ),
}


@pytest.fixture
def published(newsroom: Newsroom) -> Newsroom:
    newsroom.publication()
    return newsroom


def found(newsroom: Newsroom) -> list[str]:
    with newsroom.database.reading() as session:
        return faults(session)


def test_a_record_as_it_was_written_holds(published: Newsroom) -> None:
    assert found(published) == []


@pytest.mark.parametrize("what", TAMPERED)
def test_it_is_found_that_somebody_rewrote(published: Newsroom, what: str) -> None:
    statement, sentence = TAMPERED[what]
    with published.database.engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount >= 1
    assert any(fault.startswith(sentence) for fault in found(published)), found(published)
