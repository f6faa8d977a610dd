"""The search over published fact-checks: plain words, verdict, claimant, outlet, topic and days.

Words match at their beginning, without regard to case and accents; all of them have to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlencode

from app.publishing.listing import Entry, Found, ListedClaim
from app.publishing.naming import folded

_FIELDS: Final = ("q", "verdict", "claimant", "outlet", "topic", "since", "until")
_DAYS: Final = ("since", "until")
_LONGEST: Final = 120


@dataclass(frozen=True, kw_only=True)
class Query:
    """What a reader looks for. Empty fields ask for nothing; days are ISO 8601."""

    q: str = ""
    verdict: str = ""
    """The word of a verdict."""
    claimant: str = ""
    outlet: str = ""
    topic: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Query":
        """Take a query as it came in an address; what is no day asks for nothing."""
        given = {name: " ".join(asked.get(name, "").split())[:_LONGEST] for name in _FIELDS}
        days = {
            name: value if _is_day(value) else "" for name, value in given.items() if name in _DAYS
        }
        return cls(**(given | days))

    def address(self, page: int = 1) -> str:
        """Where the answer stands: what is not asked for is not in it."""
        numbered = {"page": str(page)} if page > 1 else {}
        asked = urlencode({**self.given, **numbered}, quote_via=quote)
        return f"/?{asked}" if asked else "/"

    def search(self, entries: Iterable[Entry]) -> list[Found]:
        """What is found, in the order of the entries."""
        return [found for entry in entries if (found := self.found_in(entry))]

    @property
    def given(self) -> dict[str, str]:
        """The fields that ask for something."""
        return {name: value for name, value in vars(self).items() if value}

    def without(self, name: str) -> "Query":
        """The same query, but for one field."""
        return replace(self, **{name: ""})

    @property
    def is_about_claims(self) -> bool:
        """Does it ask for single claims?"""
        return bool(self.q or self.verdict or self.claimant)

    def found_in(self, entry: Entry) -> Found | None:
        """The entry, if it is what is looked for, with the claims that are."""
        if not (
            (not self.since or self.since <= entry.day)
            and (not self.until or entry.day <= self.until)
            and _names(self.outlet, [entry.outlet])
            and _names(self.topic, entry.topics)
        ):
            return None
        if not self.is_about_claims:
            return Found(entry=entry)
        claims = [claim for claim in entry.claims if self._fits(claim)]
        if not claims and (self.verdict or self.claimant):
            return None
        words = _words(self.q)
        telling = [claim for claim in claims if _all_in(words, claim.searched)]
        if not telling and not _all_in(words, _together(entry, claims)):
            return None
        # What the headline has is told by the headline.
        asked = claims if self.verdict or self.claimant else ()
        return Found(entry=entry, claims=tuple(telling or asked))

    def _fits(self, claim: ListedClaim) -> bool:
        verdict = not self.verdict or claim.label == self.verdict
        return verdict and _names(self.claimant, [claim.claimant])


def _names(asked: str, names: Sequence[str]) -> bool:
    """Does one of the names hold all words that are asked for?"""
    return not asked or any(_all_in(_words(asked), _folded(name)) for name in names)


#: Names come again and again: each is folded once.
_folded = lru_cache(maxsize=16_384)(folded)


def _words(asked: str) -> list[str]:
    return _folded(asked).split()


def _together(entry: Entry, claims: Sequence[ListedClaim]) -> str:
    return entry.searched + "".join(claim.searched for claim in claims)


def _all_in(words: Sequence[str], searched: str) -> bool:
    return all(f" {word}" in searched for word in words)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
