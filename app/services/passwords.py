"""Hashing and choosing passwords (OWASP: Argon2id, 19 MiB, 2 passes, 1 lane)."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.errors import Refused

SHORTEST, LONGEST = 12, 128
#: A hash takes 19 MiB and a core: no more than this many at a time, whoever knocks.
_AT_ONCE = BoundedSemaphore(3)
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: Hash of nothing anyone can type: an unknown log-in takes as long as a wrong password.
_DUMMY = _HASHER.hash("\x00 nobody")

#: Stems of the most common passwords; what begins with one of them and adds little is refused.
COMMON = tuple(
    (
        "password passwort motdepasse qwertyuiop qwerty 1234567890 123456789 123123123 111111111 "
        "letmein iloveyou welcome administrator admin changeme football baseball superman trustno1 "
        "sunshine princess monkey dragon abc123 1q2w3e4r5t6y qazwsxedc zxcvbnm asdfghjkl"
    ).split()
)


def one_time() -> str:
    """A password to be typed once: five groups of letters without look-alikes, 90 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(5))


def hashed(password: str) -> str:
    """The Argon2id hash of a password, with its parameters and salt."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Is this the password? None stands for an unknown person and takes just as long."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return _HASHER.verify(stored or _DUMMY, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def check_length(password: str) -> None:
    """Raise Refused, in words, for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(
            f"A password has {SHORTEST} to {LONGEST} characters, any of them; "
            f"this one has {len(password)}."
        )


def check_choice(password: str, *, login: str) -> None:
    """Raise Refused, in words, for a password that should not be chosen."""
    check_length(password)
    plain = password.lower()
    if len(set(plain)) < 5:
        raise Refused("This password repeats too few characters: choose a longer phrase.")
    for stem in (*COMMON, login.split("@")[0]):
        if stem in plain and len(plain) - len(stem) < SHORTEST - 4:
            raise Refused(
                "This password is too easy to guess: it is built around a common word or your "
                "log-in name. A phrase of four or five unrelated words is good."
            )
