"""Who is there: log-in, sessions that can be ended, and the gate before every view."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select

from app.domain.ids import UserId
from app.domain.policy import Actor, Belongs, Permission, Role, RulingBy, RulingsBy, allowed
from app.domain.workflow import ClaimState
from app.models import Ruling, User
from app.queries.people import who_asks
from app.services import accounts, passwords
from app.web import db, house, timeouts, visitor
from app.web.work import begin_as, begin_work

#: Views that a stranger may see. Everything else is behind the gate; a test pins this set.
PUBLIC_VIEWS = frozenset(
    {
        "accounts.log_in",
        "front.home",
        "front.logo",
        "front.named",
        "front.names",
        "front.older",
        "front.policy",
        "health.healthz",
        "health.readyz",
        "oembed.ask",
        "paper.static",
        "public.data",
        "public.embed",
        "public.form",
        "public.listing",
        "public.page",
        "public.slashed",
        "reporting.report",
        "reporting.thanks",
        "static",
        "visiting.door",
    }
)

#: Views that read and write no session: caches may keep their answers for everybody.
COOKIELESS = PUBLIC_VIEWS - {"accounts.log_in", "visiting.door"}


@dataclass(frozen=True)
class Person(UserMixin):
    """The person logged in, as read at the beginning of the request."""

    user_id: UserId
    epoch: int
    name: str
    login: str
    roles: frozenset[Role]
    must_change_password: bool
    #: How many notifications they have not read.
    unread: int = 0

    def get_id(self) -> str:
        """What the session keeps: ending all sessions of a person is counting the epoch up."""
        return f"{self.user_id}:{self.epoch}"

    @property
    def actor(self) -> Actor:
        """The person as services know them."""
        return Actor(user_id=self.user_id, roles=self.roles)

    def may(self, permission: str, subject: object = None) -> bool:
        """For templates, as a courtesy: hide what the service would refuse anyway."""
        return allowed(self.actor, Permission[permission], subject)

    def may_release(self, assignee: UserId | None) -> bool:
        """May this person put back a claim that somebody has taken?"""
        return self.may("CLAIM_RELEASE", Belongs(assignee))

    def may_sign_off(self, reviewer: UserId) -> bool:
        """May this person approve a ruling that this reviewer gave?"""
        subject = RulingBy(reviewer, house.config().four_eyes)
        return self.may("RULING_SIGN_OFF", subject)

    def may_gather(self, state: ClaimState, ruling: Ruling | None) -> bool:
        """May this person add to the evidence on a claim as it stands?

        Under a ruling only whoever gave it, where a second person looks at it.
        """
        ruled_by = ruling.ruled_by_id if ruling else None
        is_theirs = not house.config().four_eyes or ruled_by == self.user_id
        is_open = state in (ClaimState.OPEN, ClaimState.AWAITING)
        return self.may("EVIDENCE_EDIT") and (is_open or (state is ClaimState.RULED and is_theirs))

    def may_decide(self, pair: Iterable[Ruling]) -> bool:
        """May this person decide between two blind rulings?"""
        return self.may("RULING_DECIDE", RulingsBy(frozenset(r.ruled_by_id for r in pair)))


class DeskSessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie, for the desk alone."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Leave public pages without a cookie, and without `Vary: Cookie`."""
        if request.endpoint not in COOKIELESS:
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Close the application to strangers but for the public views."""
    app.session_interface = DeskSessions()
    manager = LoginManager(app)
    manager.session_protection = "strong"
    manager.user_loader(_load)
    app.before_request(_gate)


def log_in(login: str, password: str, *, address: str) -> str | None:
    """Log a person in, or say why not: the same words and time for unknown and wrong."""
    login = login.strip().lower()
    with begin_as(Actor.nobody()) as work:
        if not accounts.may_try(work, login=login, address=address):
            return "Too many attempts: wait a quarter of an hour, or ask an admin."
    user = db.reading().scalars(select(User).where(User.login == login)).first()
    known = user if user and user.disabled_at is None else None
    stored, who = (known.password_hash, person(known)) if known else (None, None)
    db.close()  # no transaction is held open while a password is hashed
    if not passwords.matches(stored, password) or who is None:
        with begin_as(Actor.nobody()) as work:
            accounts.remember_failure(work, login=login, address=address)
        return "This name and password do not go together."
    session.clear()
    login_user(who)
    timeouts.begin()
    return None


def log_out() -> None:
    """End this person's sessions everywhere."""
    with begin_work() as work:
        accounts.end_sessions(work, current_user.user_id)
    logout_user()
    session.clear()


def own_path(target: str | None) -> str | None:
    """The address to go on to after logging in, if it is a path of ours."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(char) < 0x21 for char in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def _path(address: str) -> str | None:
    try:
        return urlsplit(address).path
    except ValueError:
        return None


def _load(key: str) -> Person | None:
    if db.gave_up():
        return None
    user_id, _, epoch = key.partition(":")
    if not user_id.isdecimal():
        return None
    found = who_asks(db.reading(), int(user_id))
    if found is None:
        return None
    house.noted(found.settings_number)
    user = found.user
    if user.disabled_at is not None or str(user.session_epoch) != epoch:
        return None
    return person(user, unread=found.unread)


def person(user: User, *, unread: int = 0) -> Person:
    """The row as the request carries it."""
    return Person(
        user_id=user.id,
        epoch=user.session_epoch,
        name=user.name,
        login=user.login,
        roles=frozenset(row.role for row in user.roles),
        must_change_password=user.must_change_password,
        unread=unread,
    )


def _gate() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in PUBLIC_VIEWS:
        return None
    visitor.gate(request.endpoint)
    if request.endpoint in visitor.GUEST_VIEWS:
        return None
    if not current_user.is_authenticated or _is_over():
        return _ask_to_log_in()
    if current_user.must_change_password and request.endpoint not in (
        "accounts.password",
        "accounts.leave",
    ):
        return redirect(url_for("accounts.password"))
    return None


def _is_over() -> bool:
    """Has the session lasted too long? Then it ends here."""
    over = timeouts.is_over()
    if over:
        logout_user()
        session.clear()
    return over


def _ask_to_log_in() -> ResponseReturnValue:
    if request.method in ("GET", "HEAD"):
        onward = own_path(request.full_path.rstrip("?"))
        return redirect(url_for("accounts.log_in", next=onward))
    # The words are on the page itself: a message in the session would be spent by a script that
    # follows the redirect before the person sees it.
    back = own_path(_path(request.referrer or ""))
    return redirect(url_for("accounts.log_in", next=back, kept=1))
