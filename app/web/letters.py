"""Messages to people of the desk, in plain text."""

from email.message import EmailMessage
from email.utils import formataddr
from urllib.parse import urlsplit

from flask import current_app, render_template, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.told import GuestLetter, Letter
from app.web import house, notifications
from app.web.presenting import quantity

#: A link that shows that messages reach somebody works for a week.
SECONDS = 7 * 24 * 3600
#: So many things are told in one message; the desk shows the rest.
MOST = 50


def written(letter: Letter, number: int) -> EmailMessage:
    """The message to one person; the same job writes it under the same number again."""
    config = house.config()
    count = quantity(len(letter.told), "thing")
    subject = f"{count} for you" if letter.told else "Do messages reach you here?"
    message = _addressed(letter.name, letter.address, subject, number)
    with current_app.test_request_context(base_url=config.base_url):
        text = render_template(
            "letter.txt",
            letter=letter,
            most=MOST,
            told=notifications.TOLD,
            link=lambda row: config.base_url + notifications.place(row),
            desk=config.base_url + url_for("notifications.listed"),
            choices=config.base_url + url_for("notifications.choices"),
            confirm=config.base_url
            + url_for("notifications.confirm", token=_signer().dumps(_mark(letter))),
        )
    message.set_content(text)
    return message


def written_to_guest(letter: GuestLetter, number: int) -> EmailMessage:
    """The message to a guest. It leads to the guest's page, which opens to whoever is in there."""
    config = house.config()
    subject = f"{quantity(letter.answers, 'answer')} for you"
    message = _addressed(letter.name, letter.address, subject, number)
    with current_app.test_request_context(base_url=config.base_url):
        page = config.base_url + url_for("visiting.home")
        text = render_template("guest_letter.txt", letter=letter, page=page)
    message.set_content(text)
    return message


def _addressed(name: str, address: str, subject: str, number: int) -> EmailMessage:
    config, newsroom = house.config(), house.name()
    message = EmailMessage()
    message["From"] = formataddr((newsroom, config.mail_from))
    message["To"] = formataddr((name, address))
    message["Subject"] = f"{newsroom}: {subject}"
    message["Message-ID"] = f"<stet-{number}@{urlsplit(config.base_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes, please
    return message


def address_in(token: str, user_id: int) -> str | None:
    """The address that a link was sent to, if it was sent to this person of late."""
    try:
        found = _signer().loads(token, max_age=SECONDS)
    except BadSignature:
        return None
    is_theirs = isinstance(found, list) and len(found) == 2 and found[0] == user_id
    return str(found[1]) if is_theirs else None


def _mark(letter: Letter) -> list[object]:
    return [letter.user_id, letter.address]


def _signer() -> URLSafeTimedSerializer:
    config = house.config()
    keys = [*config.secret_key_fallbacks, config.secret_key]
    return URLSafeTimedSerializer(keys, salt="stet-mail")
