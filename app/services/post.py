"""The way to a mail server (SMTP, RFC 5321), as one address says it."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

#: Far below the lease of a job, also where a server answers each of its commands late.
SECONDS = 5
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class PostError(Exception):
    """The message was not sent; it may be tried again. Says why, in words for the desk."""


class AddressRefused(PostError):
    """The server takes nothing for this address, now or later."""


@dataclass(frozen=True, slots=True)
class Post:
    """A mail server: `smtp://host`, `smtp+starttls://user:password@host:587`, `smtps://...`."""

    address: str = field(repr=False)

    def send(self, message: EmailMessage) -> None:
        """Hand a message to the server; raise PostError or AddressRefused."""
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            said = f"The mail server refuses this address: {code} {_text(words)}"
            raise (AddressRefused if code >= 500 else PostError)(said) from None
        except smtplib.SMTPResponseException as error:
            said = f"{error.smtp_code} {_text(error.smtp_error)}"
            raise PostError(f"The mail server answers: {said}") from None
        except (OSError, smtplib.SMTPException) as error:
            raise PostError(f"The mail server cannot be reached: {error}") from None

    def _connected(self) -> smtplib.SMTP:
        to = urlsplit(self.address)
        host, port = to.hostname or "", to.port or PORTS[to.scheme]
        safe = ssl.create_default_context()
        server: smtplib.SMTP
        if to.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=safe)
        else:
            server = smtplib.SMTP(host, port, timeout=SECONDS)
        try:
            if to.scheme == "smtp+starttls":
                server.starttls(context=safe)
            if to.username:
                server.login(unquote(to.username), unquote(to.password or ""))
        except BaseException:
            server.close()
            raise
        return server


def _text(words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(said.split())[:300]
