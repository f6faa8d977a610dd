"""The contact log: whom we asked, and how much of it readers learn."""

from datetime import date

import pytest

from app.domain.claims import DismissReason
from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ContactId
from app.models import Contact
from app.publishing.edition import Edition
from app.services import claims, contacts, publications
from app.services.contacts import ContactDetails
from tests.factories import Newsroom

ASKED = ContactDetails(
    party="The fishing club",
    role="press office",
    channel="e-mail",
    asked_on=date(2024, 5, 2),
    deadline=date(2024, 5, 4),
    note="Spoke to the treasurer, who is afraid.",
    line="The club did not answer by 4 May.",
)


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    return newsroom.pasted()


def logged(newsroom: Newsroom, check_id: CheckId, **changes: object) -> ContactId:
    with newsroom.work("reviewer") as work:
        details = ContactDetails(**{**vars_of(ASKED), **changes})  # type: ignore[arg-type]
        return contacts.log(work, check_id, details=details).id


def vars_of(details: ContactDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in details.__dataclass_fields__}


def preview(newsroom: Newsroom, check_id: CheckId) -> Edition:
    with newsroom.work("editor") as work:
        return publications.preview(work, check_id).edition


def test_readers_learn_the_sentence_and_never_the_note(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = newsroom.first_claim(check_id)
    logged(newsroom, check_id, claim_id=claim_id)
    logged(newsroom, check_id, party="The mill", line="", asked_on=date(2024, 5, 1))
    assert [row.party for row in newsroom.contacts(check_id)] == [
        "The mill",
        "The fishing club",
    ]
    (shown,) = preview(newsroom, check_id).contacts
    assert (shown.party, shown.claim, shown.line) == ("The fishing club", 1, ASKED.line)
    assert "afraid" not in repr(preview(newsroom, check_id))


def test_what_came_of_it_is_written_down(newsroom: Newsroom, check_id: CheckId) -> None:
    key = logged(newsroom, check_id)
    answered = {**vars_of(ASKED), "replied_on": date(2024, 5, 3), "line": "The club denies it."}
    with newsroom.work("editor") as work:
        details = ContactDetails(**answered)  # type: ignore[arg-type]
        contacts.change(work, key, version=1, details=details)
    (shown,) = preview(newsroom, check_id).contacts
    assert (shown.replied_on, shown.line) == ("2024-05-03", "The club denies it.")
    with pytest.raises(Conflict), newsroom.work("editor") as work:
        contacts.change(work, key, version=1, details=ASKED)


def test_what_was_taken_off_stays_in_the_table_alone(newsroom: Newsroom, check_id: CheckId) -> None:
    key = logged(newsroom, check_id)
    with newsroom.work("editor") as work:
        contacts.remove(work, key, version=1)
    assert newsroom.contacts(check_id) == []
    assert preview(newsroom, check_id).contacts == ()
    with newsroom.database.reading() as session:
        assert session.get_one(Contact, key).note == ASKED.note
    for act in (contacts.remove, contacts.change):
        more = {"details": ASKED} if act is contacts.change else {}
        with pytest.raises(NotFound), newsroom.work("editor") as work:
            act(work, key, version=2, **more)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"party": " "}, "the name is empty"),
        ({"deadline": date(2024, 5, 1)}, "The deadline is dated before the question"),
        ({"replied_on": date(2024, 5, 1)}, "The answer is dated before the question"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    newsroom: Newsroom, check_id: CheckId, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        logged(newsroom, check_id, **changes)


def test_a_claim_of_another_article_is_refused(newsroom: Newsroom, check_id: CheckId) -> None:
    other = newsroom.first_claim(newsroom.pasted())
    with pytest.raises(NotFound):
        logged(newsroom, check_id, claim_id=other)


def test_an_editor_is_told_on_what_nobody_was_asked(newsroom: Newsroom, check_id: CheckId) -> None:
    claim_id = newsroom.first_claim(check_id)
    newsroom.signed(check_id, claim_id)

    def unasked() -> list[int]:
        with newsroom.work("editor") as work:
            return list(publications.preview(work, check_id).unasked)

    assert unasked() == [claim_id]
    key = logged(newsroom, check_id, claim_id=claim_id)
    assert unasked() == []
    with newsroom.work("editor") as work:
        contacts.remove(work, key, version=1)
    assert unasked() == [claim_id]
    logged(newsroom, check_id)
    assert unasked() == [], "who was asked about the article was asked about each claim"


def test_only_the_desk_keeps_the_log(newsroom: Newsroom, check_id: CheckId) -> None:
    for login, may in (("editor", True), ("reviewer", True), ("admin", False)):
        try:
            with newsroom.work(login) as work:
                contacts.log(work, check_id, details=ASKED)
            assert may
        except NotAllowed:
            assert not may


def test_a_contact_about_a_dismissed_claim_stays_inside(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = newsroom.first_claim(check_id)
    logged(newsroom, check_id, claim_id=claim_id)
    with newsroom.work("editor") as work:
        version = newsroom.version(check_id, claim_id)
        claims.dismiss(work, claim_id, version=version, reason=DismissReason.OPINION)
    assert preview(newsroom, check_id).contacts == ()
