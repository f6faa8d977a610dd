"""People: adding, roles, passwords, ending access, and logging in."""

import re
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select

from app.domain.errors import NotFound, Refused
from app.domain.ids import UserId
from app.domain.journal import Act
from app.domain.policy import Belongs, Permission, Role
from app.models import LoginAttempt, User, UserRole
from app.services import claims, guests, passwords
from app.services.work import Work

LOGIN = re.compile(r"[a-z0-9][a-z0-9._+@-]{1,99}")
NAME_LENGTH = 120
ADDRESS_LENGTH = 64
WINDOW = timedelta(minutes=15)
FAILURES_PER_LOGIN = 8
FAILURES_PER_ADDRESS = 40


def add_person(
    work: Work, *, login: str, name: str, roles: Iterable[Role], password: str, one_time: bool
) -> User:
    """Add a person with roles and a first password; `one_time` makes them choose another."""
    work.require(Permission.PEOPLE_MANAGE)
    login = login.strip().lower()
    passwords.check_choice(password, login=login)
    # Before the first query: no transaction is held open while a password is hashed.
    password_hash = passwords.hashed(password)
    if not LOGIN.fullmatch(login):
        raise Refused(
            f"“{login}” cannot be a log-in name: use 2 to 100 letters, digits and . _ + @ -"
        )
    if find_person(work, login) is not None:
        raise Refused(f"Somebody already logs in as “{login}”: choose another name.")
    user = User(
        login=login,
        name=_checked_name(name),
        password_hash=password_hash,
        must_change_password=one_time,
        created_at=work.now,
        roles=[UserRole(role=role) for role in sorted(set(roles))],
    )
    work.add(user)
    work.record(Act.PERSON_ADDED, user, roles=[r.role.value for r in user.roles])
    return user


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name:
        raise Refused("A person needs a name: it stands under what they publish.")
    if len(name) > NAME_LENGTH:
        raise Refused(f"This name has {len(name)} characters; {NAME_LENGTH} at most.")
    return name


def set_password(work: Work, login: str, password: str) -> User:
    """Give a person a new one-time password, ending every session of theirs."""
    work.require(Permission.PEOPLE_MANAGE)
    passwords.check_choice(password, login=login)
    # Before the first query: no transaction is held open while a password is hashed.
    password_hash = passwords.hashed(password)
    user = get_person(work, login)
    _replace_password(work, user, password_hash, one_time=True)
    return user


def change_password(work: Work, *, user_id: UserId, current: str, new: str) -> User:
    """Let a person choose another password, ending every other session of theirs."""
    work.require(Permission.PASSWORD_CHANGE, Belongs(user_id))
    passwords.check_length(new)
    # Before the first query: no transaction is held open while a password is hashed.
    password_hash = passwords.hashed(new)
    user = work.get(User, user_id)
    if not passwords.matches(user.password_hash, current):
        raise Refused("The current password is not right.")
    if current == new:
        raise Refused("The new password must differ from the current one.")
    passwords.check_choice(new, login=user.login)
    _replace_password(work, user, password_hash, one_time=False)
    return user


def _replace_password(work: Work, user: User, password_hash: str, *, one_time: bool) -> None:
    user.password_hash = password_hash
    user.must_change_password = one_time
    user.session_epoch += 1
    work.record(Act.PASSWORD_SET, user)


def set_roles(work: Work, login: str, roles: Iterable[Role]) -> User:
    """Replace a person's roles."""
    work.require(Permission.PEOPLE_MANAGE)
    roles = set(roles)
    if not roles:
        raise Refused("Give at least one role, or end the person's access.")
    user = get_person(work, login)
    if Role.ADMIN not in roles:
        _refuse_last_admin(work, user)
    user.roles = [UserRole(role=role) for role in sorted(roles)]
    work.record(Act.PERSON_CHANGED, user, roles=[r.role.value for r in user.roles])
    return user


def disable(work: Work, login: str) -> User:
    """End a person's access at once; the record keeps their name."""
    work.require(Permission.PEOPLE_MANAGE)
    user = get_person(work, login)
    _refuse_last_admin(work, user)
    if user.disabled_at is None:
        user.disabled_at = work.now
        user.session_epoch += 1
        work.record(Act.PERSON_DISABLED, user)
        claims.release_all(work, user.id)
        guests.end_all(work, user.id)
    return user


def _refuse_last_admin(work: Work, user: User) -> None:
    admins = (
        select(User.id)
        .join(UserRole)
        .where(UserRole.role == Role.ADMIN, User.disabled_at.is_(None))
        .order_by(User.id)
        # Of two admins who end each other's access at once, the later waits here, and is refused.
        .with_for_update(key_share=True)
    )
    if set(work.session.scalars(admins)) == {user.id}:
        raise Refused("This is the last admin: make somebody else admin first.")


def end_sessions(work: Work, user_id: UserId) -> None:
    """Log a person out everywhere."""
    user = work.get(User, user_id)
    work.require(Permission.PASSWORD_CHANGE, Belongs(user.id))
    user.session_epoch += 1


def find_person(work: Work, login: str) -> User | None:
    """The person who logs in by this name, if any."""
    return work.session.scalars(select(User).where(User.login == login.strip().lower())).first()


def get_person(work: Work, login: str) -> User:
    """The person who logs in by this name; raise NotFound."""
    user = find_person(work, login)
    if user is None:
        raise NotFound(f"Nobody logs in as “{login}”.")
    return user


def may_try(work: Work, *, login: str, address: str) -> bool:
    """Have account and address failed seldom enough of late to be allowed another attempt?"""
    here = LoginAttempt.login == login[:254]
    return _failures(work, here) < FAILURES_PER_LOGIN and may_knock(work, address=address)


def may_knock(work: Work, *, address: str) -> bool:
    """Has the address failed seldom enough of late, at log-in and at guest links together?"""
    here = LoginAttempt.address == address[:ADDRESS_LENGTH]
    return _failures(work, here) < FAILURES_PER_ADDRESS


def _failures(work: Work, same: ColumnElement[bool]) -> int:
    rows = select(func.count(LoginAttempt.id)).where(same, LoginAttempt.at > work.now - WINDOW)
    return work.session.scalars(rows).one()


def remember_failure(work: Work, *, login: str, address: str) -> None:
    """Count a failed attempt, forgetting those that no longer matter.

    A guest link that does not exist counts under no log-in: nobody is to lock guests out.
    """
    work.session.execute(delete(LoginAttempt).where(LoginAttempt.at <= work.now - WINDOW))
    work.add(LoginAttempt(login=login[:254], address=address[:ADDRESS_LENGTH], at=work.now))
