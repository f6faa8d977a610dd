"""Every setting of Stet, in one frozen dataclass, read once from the environment.

`docs/OPERATING.md` lists the same settings; a test compares the two.
"""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

INSTANCE = Path(__file__).resolve().parent / "instance"
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
#: Settings that count something without which nothing works.
AT_LEAST_ONE = ("port", "threads", "idle_minutes", "session_hours")


class BadSetting(ValueError):
    """A setting cannot be used; the message names it and says how to mend it."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """What the people who run Stet may decide; each field is an environment variable."""

    secret_key: Annotated[
        str, "Signs sessions. When empty, a key is made once and kept in instance/secret_key."
    ] = ""
    secret_key_fallbacks: Annotated[
        tuple[str, ...], "Earlier keys, separated by commas: what they signed stays valid."
    ] = ()
    database_url: Annotated[
        str, "SQLAlchemy address of the database: an SQLite file or PostgreSQL."
    ] = f"sqlite:///{INSTANCE / 'stet.sqlite3'}"
    host: Annotated[str, "Address to listen on."] = "127.0.0.1"
    port: Annotated[int, "Port to listen on."] = 8000
    threads: Annotated[int, "Requests served at the same time by the one process."] = 8
    newsroom: Annotated[
        str, "Name of the house, as readers see it, until an admin saves settings."
    ] = "The Stet desk"
    public_url: Annotated[
        str, "Address under which readers reach this server; permalinks begin with it."
    ] = ""
    feed_authority: Annotated[
        str,
        "Host name in the ids of feeds; empty for that of `PUBLIC_URL`. "
        "Keep the old name here if the site moves.",
    ] = ""
    licence: Annotated[
        str,
        "Address of the licence under which readers may use fact-checks, until an admin saves "
        "settings.",
    ] = "https://creativecommons.org/licenses/by/4.0/"
    publish_to: Annotated[
        str, "Folder or bucket (s3://BUCKET/PREFIX) into which publishing writes; empty for none."
    ] = ""
    s3_endpoint: Annotated[str, "Address of the object store; empty for Amazon's own."] = ""
    s3_region: Annotated[str, "Region of the bucket; many object stores want none."] = ""
    s3_access_key: Annotated[str, "Name of the key to the bucket; empty reads AWS_ variables."] = ""
    s3_secret_key: Annotated[str, "The key to the bucket itself."] = ""
    smtp_url: Annotated[
        str,
        "Mail server: smtp://HOST, smtp+starttls://USER:PASSWORD@HOST:587 or "
        "smtps://USER:PASSWORD@HOST; empty sends no mail. Write %40 for an @ in a password.",
    ] = ""
    mail_from: Annotated[str, "Sender of messages, such as desk@example.org."] = ""
    fetch_sources: Annotated[
        bool,
        "The server may fetch the page at a source's address, to propose its title, publisher and "
        "date. Off, it asks no stranger's server anything.",
    ] = False
    fetch_proxy: Annotated[
        str, "Proxy through which such pages are fetched: http://[USER:PASSWORD@]HOST:PORT."
    ] = ""
    time_zone: Annotated[str, "Time zone of the newsroom, for times shown on the desk."] = "UTC"
    four_eyes: Annotated[
        bool, "Whoever ruled does not sign off. Off for a one-person desk; public pages say so."
    ] = True
    open_sources: Annotated[
        bool, "Whoever signs off has opened every source that the claim cites."
    ] = False
    https: Annotated[bool, "Served over HTTPS: cookies become Secure and HSTS is sent."] = False
    trusted_hosts: Annotated[
        tuple[str, ...], "Host names that requests may carry, separated by commas; empty is any."
    ] = ()
    proxies: Annotated[int, "How many reverse proxies stand in front and set X-Forwarded-*."] = 0
    idle_minutes: Annotated[int, "A session unused for so long must log in again."] = 240
    session_hours: Annotated[int, "A session ends after so many hours, used or not."] = 24 * 7
    max_request_bytes: Annotated[
        int, "The largest request that is read at all, but for an article that is taken in."
    ] = 6_000_000
    max_article_bytes: Annotated[int, "The longest text of an article, in UTF-8."] = 5_000_000
    max_file_bytes: Annotated[
        int, "The largest file, or HTML of the clipboard, that an article may come in."
    ] = 20_000_000

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read the settings that the environment names; raise BadSetting on an unusable one."""
        hints = get_type_hints(cls, include_extras=True)
        given = {
            f.name: _parse(f.name, get_args(hints[f.name])[0], environ[f.name.upper()])
            for f in fields(cls)
            if environ.get(f.name.upper(), "").strip()
        }
        return cls(**given)._checked()

    @classmethod
    def documented(cls) -> dict[str, str]:
        """Every setting's environment variable and the sentence that explains it."""
        hints = get_type_hints(cls, include_extras=True)
        return {f.name.upper(): get_args(hints[f.name])[1] for f in fields(cls)}

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def base_url(self) -> str:
        """Where readers find this server, without a final slash."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def max_intake_bytes(self) -> int:
        """The largest request by which an article is taken in: a file, or a text with its HTML."""
        return self.max_request_bytes + self.max_article_bytes + self.max_file_bytes

    @property
    def max_kept_bytes(self) -> int:
        """The largest request that tells what is typed: an article, with every line end escaped."""
        return self.max_request_bytes + self.max_article_bytes

    def with_secret_key(self) -> "Config":
        """This configuration with a secret key, made and kept in the instance folder if need be."""
        return self if self.secret_key else replace(self, secret_key=_kept_key())

    def _checked(self) -> "Config":
        try:
            _ = self.zone
        except (ZoneInfoNotFoundError, ValueError):
            raise BadSetting(
                f"TIME_ZONE={self.time_zone!r} is not a known zone; write one like Europe/Vienna."
            ) from None
        for name in AT_LEAST_ONE:
            if getattr(self, name) < 1:
                raise BadSetting(f"{name.upper()}=0 cannot work: it must be 1 or more.")
        if self.public_url and not self.public_url.startswith(("http://", "https://")):
            raise BadSetting(f"PUBLIC_URL={self.public_url!r} must begin with http:// or https://.")
        _check_place(self.publish_to)
        _check_mail(self.smtp_url, self.mail_from)
        _check_proxy(self.fetch_proxy)
        # Hosting platforms hand out the short form, which SQLAlchemy reads as another driver.
        url = self.database_url
        for short in ("postgres://", "postgresql://"):
            if url.startswith(short):
                url = "postgresql+psycopg://" + url.removeprefix(short)
        return replace(self, database_url=url)


def _check_place(address: str) -> None:
    """A folder must be absolute: commands and servers start in different ones."""
    bucket = re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+[a-z0-9](/[\w./-]*)?", address, re.ASCII)
    if address and not bucket and not Path(address).is_absolute():
        raise BadSetting(
            f"PUBLISH_TO={address!r} must be a whole path such as /srv/site, or s3://bucket/prefix."
        )


def _parse(name: str, kind: Any, value: str) -> Any:
    value = value.strip()
    if kind is bool:
        return _parse_switch(name, value)
    if kind is int:
        if not value.isascii() or not value.isdigit():
            raise BadSetting(f"{name.upper()}={value!r} must be a whole number, such as 8000.")
        return int(value)
    if kind is str:
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _parse_switch(name: str, value: str) -> bool:
    if value.lower() in TRUE | FALSE:
        return value.lower() in TRUE
    raise BadSetting(f"{name.upper()}={value!r} must be on or off.")


def _kept_key() -> str:
    path = INSTANCE / "secret_key"
    if not path.exists():
        _make_key(path)
    key = path.read_text().strip()
    if not key:
        raise BadSetting(f"{path} is empty: delete it, so that a new key is made, or restore it.")
    return key


def _make_key(path: Path) -> None:
    """Write a key under another name and link it: nobody ever reads a file that is half written."""
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # readable by us alone
    try:
        with open(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        # Of two processes that start together, one makes the key, both use it.
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        os.unlink(name)


def _check_mail(url: str, sender: str) -> None:
    if not url:
        return
    try:
        to = urlsplit(url)
        known = to.scheme in {"smtp", "smtp+starttls", "smtps"} and to.hostname and to.port != 0
    except ValueError:  # a port that is none
        known = False
    if not known:
        # Not the address itself: it may hold a password.
        raise BadSetting(
            "SMTP_URL must be such as smtp://localhost:25, smtp+starttls://user:password@host:587 "
            "or smtps://user:password@host."
        )
    if "@" not in sender:
        raise BadSetting(
            f"MAIL_FROM={sender!r} must be the address that messages come from, "
            "such as desk@example.org."
        )


def _check_proxy(url: str) -> None:
    if not url:
        return
    try:
        to = urlsplit(url)
        known = to.scheme == "http" and to.hostname and to.port and to.path in ("", "/")
    except ValueError:  # a port that is none
        known = False
    if not known:
        # Not the address itself: it may hold a password.
        raise BadSetting(
            "FETCH_PROXY must be such as http://proxy.example.org:3128 or "
            "http://user:password@proxy.example.org:3128."
        )
