"""Integrity: whatever is rewritten behind the application's back is found and named."""

import pytest
from sqlalchemy import func, select, text

from app.domain.ids import StatementId
from app.domain.verdicts import StatementKind
from app.models import Claim, Statement
from app.queries.integrity import faults
from app.services import publications, rulings, shaping, statements
from tests.factories import Newsroom

GONE = "in the journal, but gone from the record."

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
        "Claim 3: the journal does not know how it came to be signed.",
    ),
    "the end of the journal": (
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "A withdrawal of fact-check 1: not in the journal.",
    ),
    "who ruled": (
        "UPDATE rulings SET ruled_by_id = 3",
        "Ruling 1: the journal does not know it as it stands.",
    ),
    "when it was ruled": (
        "UPDATE rulings SET ruled_at = '2024-05-02 08:00:00+00:00'",
        "Ruling 1: the journal does not know it as it stands.",
    ),
    "which claim it was about": (
        "UPDATE rulings SET claim_id = 2",
        "Ruling 1: the journal does not know it as it stands.",
    ),
    "who signed": (
        "UPDATE sign_offs SET signed_by_id = 1",
        "Answer 1 to a ruling: the journal does not know it as it stands.",
    ),
    "what was said": (
        "UPDATE statements SET words = 'We insist.'",
        "Statement 1: the journal does not know it as it stands.",
    ),
    "who issued": (
        "UPDATE publications SET issued_by_id = 5",
        "Edition 1 of fact-check 1: the journal does not know it as it stands.",
    ),
    "why it was withdrawn": (
        "UPDATE withdrawals SET reason = 'No reason.'",
        "A withdrawal of fact-check 1: the journal does not know it as it stands.",
    ),
    "where an entry is filed": (
        "UPDATE journal SET check_id = NULL WHERE seq = 8",
        "Journal: entry 8 is filed under another fact-check than it tells of.",
    ),
    "the edition's document and digest": (
        "UPDATE publications SET document = '{}', document_sha256 ="
        " '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'",
        "Edition 1 of fact-check 1: an entry cannot be read",
    ),
    "edition": ("DELETE FROM publications", f"Edition 1 of fact-check 1: {GONE}"),
    "answer": ("DELETE FROM sign_offs", f"Answer 1 to a ruling: {GONE}"),
    "withdrawal": ("DELETE FROM withdrawals", f"A withdrawal of fact-check 1: {GONE}"),
    "the settings of the house": (
        "UPDATE house_settings SET contact = 'other@desk.example'",
        "Version 1 of the settings: the journal does not know it as it stands.",
    ),
    "where a report stands": (
        "UPDATE reports SET state = 'declined'",
        "Report 1: the journal does not know how it came to be declined.",
    ),
    "ruling": ("DELETE FROM rulings WHERE id = 2", f"Ruling 2: {GONE}"),
    "statement": ("DELETE FROM statements WHERE id = 1", f"Statement 1: {GONE}"),
    "an entry's data": (
        "UPDATE journal SET data = '{}' WHERE act = 'ruled'",
        "does not say what it is about.",
    ),
    "an entry's data, to a list": (
        "UPDATE journal SET data = '[1]'",
        "does not say what it is about.",
    ),
    "an entry's data, to nothing that can be compared": (
        """UPDATE journal SET data = '{"ruling": {"a": 1}, "check_id": []}' WHERE act = 'ruled'""",
        "does not say what it is about.",
    ),
}


@pytest.fixture
def published(newsroom: Newsroom) -> Newsroom:
    """A record with every kind of act in it; a ruling and a statement to which nothing refers."""
    check_id, _, _ = newsroom.publication()
    newsroom.ruled(check_id, newsroom.dossier(check_id).shown[1].claim.id)
    newsroom.settled(contact="desk@desk.example", texts={"ethics": "We check."})
    newsroom.reported()
    with newsroom.work("editor") as work:
        version = newsroom.dossier(check_id).check.version
        publications.withdraw(work, check_id, version=version, reason="It was wrong.")
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
        assert connection.exec_driver_sql(statement).rowcount >= 1
    assert any(sentence in fault for fault in found(published)), found(published)


def test_every_kind_of_statement_is_sealed(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    one, other = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    newsroom.ruled(check_id, one)
    with newsroom.work("second") as work:
        rulings.send_back(work, one, version=work.get(Claim, one).version, reason="Which?")
    wrong, mistaken, good = (
        newsroom.stated(check_id, one, StatementKind.DENIED, None) for _ in range(3)
    )
    details = statements.StatementDetails(kind=StatementKind.REPEATED, actor="Karl Munk")
    with newsroom.work("reviewer") as work:
        version = work.get(Claim, one).version
        statements.correct(work, StatementId(wrong), version=version, details=details)
    with newsroom.work("reviewer") as work:
        version = work.get(Claim, one).version
        statements.strike(work, StatementId(mistaken), version=version)
    with newsroom.work("editor") as work:
        shaping.merge(work, other, version=work.get(Claim, other).version, other_id=one)
    assert found(newsroom) == []
    with newsroom.database.reading() as session:
        count = session.scalars(select(func.count(Statement.id))).one()
    assert (good, count) == (3, 3 + 1 + 1 + 2)
    with newsroom.database.engine.begin() as connection:
        connection.execute(text("UPDATE statements SET actor = 'Nobody'"))
    assert [fault.partition(":")[0] for fault in found(newsroom)] == [
        f"Statement {n}" for n in range(1, count + 1)
    ]
