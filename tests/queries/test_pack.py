"""The assessor pack: everything is in it, and nothing confidential unless asked for."""

import json
import re
from datetime import date

import pytest
from sqlalchemy import select

from app.domain.errors import NotAllowed, NotFound
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.domain.verdicts import Stance, StatementKind
from app.models import JournalEntry
from app.publishing import pack as packing
from app.queries.pack import REDACTED, pack
from app.services import evidence, packs, rulings, statements
from tests.factories import Newsroom

SECRET = "Karin Falk of the water board"


@pytest.fixture
def checked(newsroom: Newsroom) -> tuple[CheckId, ClaimId]:
    """A published fact-check with a confidential source, a contact and two rulings."""
    check_id, claim_id, _ = newsroom.publication()
    newsroom.contacted(check_id, note=f"Ask {SECRET} first.", line="It did not answer.")
    other = newsroom.dossier(check_id).shown[1].claim.id
    with newsroom.work("reviewer") as work:
        told = evidence.SourceDetails(title=SECRET, url="https://leak.example/1", confidential=True)
        use = evidence.Use(stance=Stance.SUPPORTS, excerpt=f"{SECRET} saw it.")
        source_id = evidence.cite(work, other, version=None, source=told, use=use).source_id
    with newsroom.work("reviewer") as work:
        details = statements.StatementDetails(
            kind=StatementKind.CONFIRMED, actor=SECRET, dated_on=date(2024, 4, 1),
            source_id=source_id, words=f"I am {SECRET}.",
        )  # fmt: skip
        statements.record(work, other, version=None, details=details)
    with newsroom.work("second") as work:
        rulings.reopen(work, claim_id, version=newsroom.version(check_id, claim_id))
    newsroom.ruled(check_id, claim_id, "denied")
    return check_id, claim_id


def made(newsroom: Newsroom, check_id: int, *, confidential: bool = False) -> dict[str, object]:
    with newsroom.database.reading() as session:
        return pack(session, check_id, confidential=confidential)


def test_everything_is_in_it(newsroom: Newsroom, checked: tuple[CheckId, ClaimId]) -> None:
    check_id, _ = checked
    whole = made(newsroom, check_id)
    text = whole["revisions"][0]["text"]  # type: ignore[index]
    claims = whole["claims"]
    assert all(text[c["start"] : c["end"]] == c["exact"] for c in claims)  # type: ignore[attr-defined]
    ruled = next(c for c in claims if len(c["rulings"]) == 2)  # type: ignore[attr-defined]
    assert [r["key"] for r in ruled["rulings"]] == ["retracted", "denied"]
    assert [bool(r["sign_off"]) for r in ruled["rulings"]] == [True, False]
    assert {line["act"] for line in whole["journal"]} >= {"ruled", "signed off", "cited a source"}  # type: ignore[attr-defined]
    assert len(whole["editions"]) == 1 and len(whole["contacts"]) == 1  # type: ignore[arg-type]
    page = packing.page(whole).decode()
    assert packing.sha256(packing.to_json(whole)) in page
    for words in ("It did not answer.", "Ilse Brandt", "Second Person", "Minutes of the council"):
        assert words in page
    assert not re.search(r'(?:src|href)="(?!#|data:,)', page.replace("https://council", "#"))


def test_confidential_sources_and_notes_are_blacked_out(
    newsroom: Newsroom, checked: tuple[CheckId, ClaimId]
) -> None:
    check_id, _ = checked
    for data in (packing.to_json(made(newsroom, check_id)), packing.page(made(newsroom, check_id))):
        assert SECRET.encode() not in data and b"leak.example" not in data
        assert REDACTED.encode() in data
    open_ = packing.to_json(made(newsroom, check_id, confidential=True)).decode()
    assert open_.count(SECRET) >= 4 and REDACTED not in open_


def test_the_same_record_gives_the_same_bytes(
    newsroom: Newsroom, checked: tuple[CheckId, ClaimId]
) -> None:
    check_id, _ = checked
    before = packing.to_json(made(newsroom, check_id))
    with newsroom.work("editor") as work:
        packs.hand_out(work, check_id, confidential=False, sha256=packing.sha256(before))
    assert packing.to_json(made(newsroom, check_id)) == before
    assert json.loads(before)["format"] == "stet-assessor-pack-1"
    with newsroom.database.reading() as session:
        told = select(JournalEntry).where(JournalEntry.act == Act.PACK_MADE)
        assert session.scalars(told).one().data["sha256"] == packing.sha256(before)


def test_only_an_admin_takes_out_what_is_confidential(
    newsroom: Newsroom, checked: tuple[CheckId, ClaimId]
) -> None:
    check_id, _ = checked
    for login, confidential in (("reviewer", False), ("editor", True)):
        with pytest.raises(NotAllowed), newsroom.work(login) as work:
            packs.hand_out(work, check_id, confidential=confidential, sha256="0")
    with newsroom.work("admin") as work:
        packs.hand_out(work, check_id, confidential=True, sha256="0")


def test_there_is_no_pack_of_nothing(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound):
        made(newsroom, 99)
