"""Who is meant: full names for short ones, for "the spokesman", for "he"."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.text.spans import lines
from app.text.words import Word

_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*\.?(?: (?:(?:de|van|von|al|bin|der|la|el|of) ){0,2}[A-ZÀ-Þ][\w’'-]*\.?){0,5}"
)
_ARTICLE = re.compile(r"(?:the|a|an|his|her|its|their|our|my) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")

#: What people are called by their work. Those that give an order of rank also lead a name.
_ROLES = frozenset(
    (
        "president minister secretary adviser advisor spokesman spokeswoman spokesperson senator "
        "sen rep representative governor gov mayor chancellor director chief chairman chairwoman "
        "chair general gen admiral colonel col captain capt sergeant sgt lieutenant lt judge "
        "justice professor prof doctor dr mr mrs ms miss sir lord lady king queen prince "
        "princess pope bishop rev reverend ambassador commissioner premier official officer "
        "leader candidate congressman congresswoman lawmaker analyst expert author economist "
        "scientist lawyer attorney executive ceo founder owner coach player actor singer farmer "
        "envoy diplomat deputy aide coordinator detective inspector sheriff manager "
        "president-elect prosecutor researcher"
    ).split()
)
_BODIES = frozenset(
    (
        "authority house department ministry office agency council committee commission court bank "
        "company corp inc university institute party group union army navy force police pentagon "
        "kremlin senate congress parliament government association organization organisation times "
        "post news guardian reuters journal tribune foundation center centre board bureau service "
        "states nations kingdom city county state street airlines"
    ).split()
)
#: Words that begin sentences with a capital and name nobody.
_COMMON = frozenset(
    (
        "the a an this that these those in on at by for from with after before when while since "
        "though although if but and so as however meanwhile still what who why how where is are "
        "was were do did does has have had both some many most more other another each every all "
        "one two even only not no yes according monday tuesday wednesday thursday friday "
        "saturday sunday january february march april may june july august september october "
        "november december"
    ).split()
)
_TAILS = frozenset("of for from at in with on to who".split())
_HE = frozenset({"he", "she", "him", "her"})
_IT = frozenset({"it", "they", "them"})
_PLACES_TO_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    roles: frozenset[str]


@dataclass(slots=True)
class Cast:
    """The names of one text, and who spoke last; to be read from front to back."""

    by_surname: dict[str, Person] = field(default_factory=dict)
    speakers: deque[str] = field(default_factory=lambda: deque(maxlen=_PLACES_TO_LOOK_BACK))

    @classmethod
    def of(cls, text: str) -> "Cast":
        """Collect the full names of a text with the roles that stand beside them."""
        cast = cls()
        prose = (line for line in lines(text) if not _is_title_case(line.of(text)))
        for match in (found for line in prose for found in _NAME.finditer(text, *line.bounds)):
            name = _without_roles(match[0].split())
            if not 2 <= len(name) <= 4 or _is_body(name):
                continue
            roles = _roles(text[max(0, match.start() - 40) : match.end() + 60])
            surname = _POSSESSIVE.sub("", name[-1]).lower()
            full = " ".join([*name[:-1], _POSSESSIVE.sub("", name[-1])])
            cast.by_surname.setdefault(surname, Person(full, roles))
        return cast

    def resolve(self, shown: str, *, words: Sequence[Word]) -> str | None:
        """Name the one whom a noun phrase means, given as text and words; None if not clear."""
        if len(words) == 1 and words[0].low in _HE:
            return self._last(person=True)
        if len(words) == 1 and words[0].low in _IT:
            return self._last(person=False)
        if len(words) == 1 and words[0].low in {"i", "we", "you", "who"}:
            return None
        capitals = _last_name(words)
        if not capitals:
            return self._by_role(words) or _ARTICLE.sub("", shown, count=1)
        return self._by_surname(capitals)

    def spoke(self, name: str) -> None:
        self.speakers.append(name)

    @property
    def last_speaker(self) -> str | None:
        return self.speakers[-1] if self.speakers else None

    def _by_surname(self, capitals: list[str]) -> str:
        surname = _POSSESSIVE.sub("", capitals[-1])
        person = self.by_surname.get(surname.lower())
        if person and (len(capitals) == 1 or person.name.endswith(" ".join(capitals))):
            return person.name
        return " ".join([*capitals[:-1], surname])

    def _by_role(self, words: Sequence[Word]) -> str | None:
        """Find the last speaker whom the text calls by the role of "the spokesman"."""
        if words[0].low != "the" or len(words) > 4:
            return None
        wanted = _roles(words[-1].low)
        for name in reversed(self.speakers):
            person = self.by_surname.get(name.split()[-1].lower())
            if person and wanted & person.roles:
                return person.name
        return None

    def _last(self, *, person: bool) -> str | None:
        return next((n for n in reversed(self.speakers) if self._is_person(n) is person), None)

    def _is_person(self, name: str) -> bool:
        return name.split()[-1].lower() in self.by_surname or _roles(name) != frozenset()


def _roles(text: str) -> frozenset[str]:
    """Give the roles named in a text, every spokesman and spokeswoman as one."""
    found = set(re.findall(r"[a-z-]+", text.lower())) & _ROLES
    return frozenset("spokesperson" if role.startswith("spokes") else role for role in found)


def _without_roles(parts: list[str]) -> list[str]:
    """Take "National Security Adviser" off the name that it leads."""
    leads = [at for at, part in enumerate(parts) if part.lower().strip(".,") in _ROLES | _COMMON]
    return parts[leads[-1] + 1 :] if leads and leads[-1] + 1 < len(parts) else parts


def _head(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out what hangs on the head of a noun phrase: "for the port", "in Paris"."""
    tails = (at for at, word in enumerate(words) if at and word.low in _TAILS)
    return words[: next(tails, len(words))]


def _is_title_case(line: str) -> bool:
    """Do most words of a line begin with a capital, so that capitals name nobody?"""
    shown = [word for word in line[:400].split() if word[0].isalpha()]
    return len(shown) > 3 and sum(word[0].isupper() for word in shown) > 0.65 * len(shown)


def _last_name(words: Sequence[Word]) -> list[str]:
    """Give the capitalised words of a noun phrase that name its head.

    A common noun at the head ("a spokesman for the port", "Britain’s ministry") names nobody.
    """
    words = _head(words)
    if not (words[-1].is_capital or words[-1].text[0].isdigit()):
        return []
    last_role = max((at for at, w in enumerate(words) if w.low.strip(".") in _ROLES), default=-1)
    named = [
        word.text for word in words[last_role + 1 :] if word.is_capital or word.text[0].isdigit()
    ]
    if last_role + 1 == len(words):
        return []
    if named and words[0].low in {"the", "a", "an"} and named[0].lower() == words[0].low:
        named = named[1:]
    return named


def _is_body(name: list[str]) -> bool:
    return any(part.lower() in _BODIES for part in name)
