"""Messages to people, sent to a real mail server by the jobs that the desk's work notes."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.domain.errors import Refused
from app.domain.ids import ClaimId, CommentId
from app.domain.journal import Act
from app.domain.notifications import MailRhythm, NotificationKind
from app.models import GuestLink, Job, JournalEntry, NotificationChoice
from app.queries.jobs import undone
from app.queries.notifications import told
from app.services import accounts, assigning, comments, guests, notifications, visits
from app.services.delivery import Delivery, deliver_next
from app.services.post import Post, PostError
from app.web import db, delivery, letters
from config import Config
from tests.factories import Newsroom
from tests.mailbox import Mailbox, mail_server


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.house = replace(newsroom.house, sends_mail=True)
    return newsroom


@pytest.fixture
def app(room: Newsroom, box: Mailbox) -> Iterator[Flask]:
    url = room.database.engine.url.render_as_string(hide_password=False)
    app = create_app(
        Config(
            database_url=url,
            secret_key="for tests alone",
            newsroom="The Test Desk",
            public_url="https://checks.example.org",
            smtp_url=box.address,
            mail_from="desk@example.org",
        )
    )
    yield app
    app.extensions[db.KEY].engine.dispose()


@pytest.fixture
def to(app: Flask, room: Newsroom) -> Delivery:
    return replace(delivery.of(app), clock=lambda: room.clock)


@pytest.fixture
def claim_id(room: Newsroom) -> ClaimId:
    return room.first_claim(room.pasted())


def deliver(to: Delivery, room: Newsroom, *, after: timedelta = timedelta()) -> int:
    """Do what is due when some time has passed; gives how many jobs that were."""
    room.clock += after
    done = 0
    while deliver_next(to):
        done += 1
    return done


def left(room: Newsroom) -> list[Job]:
    with room.database.reading() as session:
        found = list(undone(session))
        session.expunge_all()
        return found


def choice(room: Newsroom, login: str) -> NotificationChoice:
    with room.database.reading() as session:
        return session.get_one(NotificationChoice, room.people[login])


def test_a_new_address_is_asked_first_and_told_nothing_before_it_answers(
    app: Flask, to: Delivery, room: Newsroom, claim_id: ClaimId, box: Mailbox
) -> None:
    room.choosing("editor", confirmed=False)
    room.commented(claim_id, "@editor, quagga?")
    assert deliver(to, room) == 1
    assert deliver(to, room, after=timedelta(days=2)) == 0
    (asked,) = box.messages
    assert asked["To"] == "Editor Person <editor@example.org>"
    assert asked["From"] == "The Test Desk <desk@example.org>"
    assert asked["Auto-Submitted"] == "auto-generated"
    assert "quagga" not in asked.get_content()
    (link,) = [line for line in asked.get_content().splitlines() if "https://" in line]
    token = link.rpartition("/")[2]
    with app.app_context():
        editor, reviewer = room.people["editor"], room.people["reviewer"]
        assert letters.address_in(token, editor) == "editor@example.org"
        assert letters.address_in(token, reviewer) is None
        assert letters.address_in(token[:-1], editor) is None
    with room.work("editor") as work:
        notifications.confirm(work, address="editor@example.org")
    assert deliver(to, room, after=timedelta(hours=1)) == 1
    assert "Reviewer Person mentioned you in a comment" in box.messages[1].get_content()


def test_many_things_are_one_message_with_links(
    to: Delivery, room: Newsroom, claim_id: ClaimId, box: Mailbox
) -> None:
    room.choosing("reviewer")
    box.messages.clear()
    deliver(to, room, after=timedelta(days=1))
    with room.work("editor") as work:
        assigning.assign(work, claim_id, version=1, to=room.people["reviewer"])
    with room.work("editor") as work:
        comment = comments.on_claim(work, claim_id, words="@reviewer, by noon?").id
    assert deliver(to, room) == 0
    assert deliver(to, room, after=timedelta(minutes=11)) == 1
    (message,) = box.messages
    assert message["Subject"] == "The Test Desk: 2 things for you"
    text = message.get_content()
    assert "Editor Person assigned a claim to you" in text
    assert f"https://checks.example.org/claims/{claim_id}#comment-{comment}" in text
    assert "by noon" not in text
    assert deliver(to, room, after=timedelta(days=3)) == 0


def test_what_was_read_on_the_desk_meanwhile_is_not_told_again(
    to: Delivery, room: Newsroom, claim_id: ClaimId, box: Mailbox
) -> None:
    room.choosing("editor", rhythm=MailRhythm.DAILY)
    deliver(to, room, after=timedelta(days=1))
    box.messages.clear()
    room.commented(claim_id, "@editor?")
    with room.work("editor") as work:
        notifications.mark_all_read(work, up_to=2**31 - 1)  # type: ignore[arg-type]
    assert deliver(to, room, after=timedelta(days=1)) == 1
    assert box.messages == []
    assert left(room) == []


def test_a_server_that_is_down_is_tried_again_and_nothing_is_lost(
    to: Delivery, room: Newsroom, claim_id: ClaimId, box: Mailbox
) -> None:
    room.choosing("editor")
    deliver(to, room, after=timedelta(days=1))
    box.messages.clear()
    room.commented(claim_id, "@editor?")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        down = replace(to, post=Post(f"smtp://127.0.0.1:{taken.getsockname()[1]}"))
        assert deliver(down, room, after=timedelta(minutes=11)) == 1
    (job,) = left(room)
    assert "cannot be reached" in job.error
    box.answer = "451 Try again later"
    assert deliver(to, room, after=timedelta(minutes=1)) == 1
    assert "451 Try again later" in left(room)[0].error
    box.answer = ""
    assert deliver(to, room, after=timedelta(minutes=2)) == 1
    assert len(box.messages) == 1
    assert left(room) == []


def test_a_refused_address_is_told_to_its_owner_and_tried_no_more(
    to: Delivery, room: Newsroom, claim_id: ClaimId, box: Mailbox
) -> None:
    room.choosing("editor")
    deliver(to, room, after=timedelta(days=1))
    room.commented(claim_id, "@editor?")
    box.answer = "550 No such person"
    deliver(to, room, after=timedelta(minutes=11))
    assert "550 No such person" in choice(room, "editor").trouble
    room.commented(claim_id, "@editor, again?")
    assert left(room) == []
    box.answer = ""
    box.messages.clear()
    with room.work("editor") as work:
        notifications.choose(
            work, also=set(), address="editor@example.org", rhythm=MailRhythm.HOURLY
        )
    deliver(to, room, after=timedelta(hours=1))
    assert box.messages[0]["Subject"] == "The Test Desk: 2 things for you"


def test_who_has_left_or_wants_nothing_is_not_written_to(
    to: Delivery, room: Newsroom, claim_id: ClaimId, box: Mailbox
) -> None:
    room.choosing("second", rhythm=MailRhythm.NEVER)
    room.choosing("editor")
    room.commented(claim_id, "@second and @editor?")
    with room.work_as(room.actor("admin")) as work:
        accounts.disable(work, "editor")
    deliver(to, room, after=timedelta(days=1))
    assert [m for m in box.messages if "mentioned" in m.get_content()] == []


def test_more_is_told_to_who_asked_for_it_alone(room: Newsroom) -> None:
    for login in ("reviewer", "second"):
        also = {NotificationKind.COMMENTED, NotificationKind.PUBLISHED}
        room.choosing(login, also=also if login == "reviewer" else ())
    check_id = room.pasted()
    claim = room.first_claim(check_id)
    room.signed(check_id, claim)
    room.commented(claim, "Well done.", by="editor")
    room.published(check_id)
    with room.database.reading() as session:
        kinds = [row.notification.kind for row in told(session, room.people["reviewer"])]
        others = told(session, room.people["second"])
    assert {NotificationKind.COMMENTED, NotificationKind.PUBLISHED} <= set(kinds)
    assert others == []


def test_the_journal_says_that_somebody_chose_and_not_where_they_read_mail(room: Newsroom) -> None:
    room.choosing("editor")
    with room.database.reading() as session:
        entry = session.scalars(
            select(JournalEntry).where(JournalEntry.act == Act.NOTIFICATIONS_CHOSEN)
        ).one()
        assert entry.data == {"rhythm": "hourly", "also": []}
    with room.work("editor") as work, pytest.raises(Refused, match="Write the address"):
        notifications.choose(work, also=set(), address="", rhythm=MailRhythm.DAILY)
    with room.work("editor") as work, pytest.raises(Refused, match="no longer the one"):
        notifications.confirm(work, address="other@example.org")


@pytest.mark.filterwarnings("ignore:Requiring AUTH while")
def test_user_and_password_are_given_to_the_server(to: Delivery, room: Newsroom) -> None:
    given = []

    def check(_server: object, _session: object, _env: object, how: str, who: object) -> AuthResult:
        assert isinstance(who, LoginPassword)
        given.append((who.login, who.password))
        right = who.password == b"p@ss/word"
        return AuthResult(success=right, handled=right)

    with mail_server(authenticator=check, auth_require_tls=False, auth_required=True) as box:
        address = box.address.replace("smtp://", "smtp://desk:p%40ss%2Fword@")
        room.choosing("editor", confirmed=False)
        deliver(replace(to, post=Post(address)), room)
        assert len(box.messages) == 1
        assert given[0] == (b"desk", b"p@ss/word")
        room.choosing("second", confirmed=False)
        wrong = box.address.replace("smtp://", "smtp://desk:guessed@")
        deliver(replace(to, post=Post(wrong)), room)
        (job,) = left(room)
        assert "535" in job.error
        assert "guessed" not in job.error


def test_a_server_that_cannot_prove_its_name_gets_nothing(
    to: Delivery, room: Newsroom, tmp_path: Path
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(_self_signed(tmp_path))
    with mail_server(tls_context=context) as box:
        room.choosing("editor", confirmed=False)
        starttls = Post(box.address.replace("smtp://", "smtp+starttls://"))
        deliver(replace(to, post=starttls), room)
        (job,) = left(room)
        assert "CERTIFICATE_VERIFY_FAILED" in job.error
        assert box.messages == []


def test_what_is_no_mail_server_is_an_error_in_words(box: Mailbox) -> None:
    with pytest.raises(PostError, match="cannot be reached"):
        Post(box.address.replace("smtp://", "smtps://")).send(None)  # type: ignore[arg-type]


def _self_signed(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


class TestGuests:
    """They are told that they were answered: not what, nor about which article."""

    ADDRESS = "ada@example.org"

    def answered(self, room: Newsroom, comment: int, words: str = "By quagga.") -> None:
        with room.work("editor") as work:
            comments.answer(work, CommentId(comment), words=words)

    def test_answers_are_one_message_that_gives_nothing_away(
        self, to: Delivery, room: Newsroom, box: Mailbox
    ) -> None:
        check = room.pasted()
        link, token = room.invited_with_token(check, address=self.ADDRESS)
        comment = room.guest_commented(link)
        self.answered(room, comment)
        self.answered(room, comment, "And by zebra.")
        assert deliver(to, room) == 0
        assert deliver(to, room, after=timedelta(minutes=11)) == 1
        (message,) = box.messages
        assert message["To"] == f"Ada Roe <{self.ADDRESS}>"
        assert message["Subject"] == "The Test Desk: 2 answers for you"
        text = message.get_content()
        assert "https://checks.example.org/guest" in text.splitlines()
        headline = room.dossier(check).check.headline
        for secret in (token, link.token_sha256, headline, "quagga", "/checks/", "/visit/"):
            assert secret not in str(message)
        assert left(room) == []
        assert deliver(to, room, after=timedelta(days=1)) == 0

    def test_what_the_guest_has_seen_or_nobody_may_read_any_more_is_not_told(
        self, to: Delivery, room: Newsroom, box: Mailbox
    ) -> None:
        link = room.invited(room.pasted(), address=self.ADDRESS)
        comment = room.guest_commented(link)
        self.answered(room, comment)
        room.guest_commented(link, "One thing more.")
        deliver(to, room, after=timedelta(minutes=11))
        self.answered(room, comment)
        with room.work("editor") as work:
            guests.end(work, link.id)
        deliver(to, room, after=timedelta(hours=2))
        self.answered(room, comment)
        assert (box.messages, left(room)) == ([], [])

    def test_the_guest_chooses_and_ends_it(
        self, to: Delivery, room: Newsroom, box: Mailbox
    ) -> None:
        link = room.invited(room.pasted())
        comment = room.guest_commented(link)
        self.answered(room, comment)
        assert left(room) == []
        for address, messages in ((self.ADDRESS, 1), ("", 1)):
            with room.work_as(link.actor) as work:
                visits.choose_mail(work, address=address)
            self.answered(room, comment)
            deliver(to, room, after=timedelta(hours=2))
            assert len(box.messages) == messages
        with room.database.reading() as session:
            told = session.scalars(
                select(JournalEntry).where(JournalEntry.act == Act.GUEST_MAIL_CHOSEN)
            ).all()
            assert len(told) == 2
            assert self.ADDRESS not in str([entry.data for entry in told])

    def test_a_refused_address_is_told_and_tried_no_more(
        self, to: Delivery, room: Newsroom, box: Mailbox
    ) -> None:
        link = room.invited(room.pasted(), address=self.ADDRESS)
        comment = room.guest_commented(link)
        box.answer = "550 No such person"
        self.answered(room, comment)
        deliver(to, room, after=timedelta(minutes=11))
        with room.database.reading() as session:
            assert "550 No such person" in session.get_one(GuestLink, link.id).trouble
        self.answered(room, comment)
        assert left(room) == []

    def test_messages_to_two_guests_do_not_make_each_other_needless(
        self, to: Delivery, room: Newsroom, box: Mailbox
    ) -> None:
        check = room.pasted()
        for name in ("Ada Roe", "Bo Hale"):
            link = room.invited(check, name=name, address=f"{name[:2]}@example.org")
            self.answered(room, room.guest_commented(link))
        assert deliver(to, room, after=timedelta(hours=1)) == 2
        assert {m["To"] for m in box.messages} == {
            "Ada Roe <Ad@example.org>",
            "Bo Hale <Bo@example.org>",
        }
