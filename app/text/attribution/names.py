"""Who is meant: full names for short ones, for "the spokesman", "he"; and who speaks for whom."""

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.text.spans import lines
from app.text.words import Word

_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*\.?(?: (?:(?:de|van|von|al|bin|der|la|el|of) ){0,2}[A-ZÀ-Þ][\w’'-]*\.?){0,5}"
)
_ARTICLE = re.compile(r"\A(?:the|a|an|his|her|its|their|our|my) ", re.IGNORECASE)
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
_LEADS = _ROLES | _COMMON
_TAILS = frozenset("of for from at in with on to who".split())
_IT = frozenset("it its they them their".split())
_NOBODY = frozenset({"i", "we", "you", "who"})
#: Which pronoun stands for a person, told by a pronoun, or by a title before the name.
_PRONOUNS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_TITLED = {
    **dict.fromkeys(["mr", "sir", "lord", "king", "prince"], "he"),
    **dict.fromkeys(
        "mrs ms miss lady queen princess spokeswoman chairwoman congresswoman".split(), "she"
    ),
}
# "Weiss said she had ...": nobody else is spoken of between the name and the pronoun.
_TAKEN_UP = re.compile(r"(?:(?! the | an? )[a-z,’' ]){1,40}? (?P<pronoun>he|she)\b")
#: Those who speak for whoever they belong to: "the mayor’s office", "a spokesman for the port".
_VOICES = frozenset(
    (
        "office government administration ministry spokesman spokeswoman spokesperson "
        "representative team campaign camp lawyer lawyers attorney aide aides staff"
    ).split()
)
#: A deputy mayor is no mayor.
_LESSER = frozenset("deputy vice former ex assistant acting".split())
# Behind a name: ", head of the port," or " (Kremlin spokesperson)".
_ASIDE = re.compile(r"(?:, (?:the |a |an )?| \()(?P<words>[^,.;()\n]{3,60})[,.)]")
_PLACES_TO_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a full name; `roles` stand near it, the `office` right beside it."""

    name: str
    roles: frozenset[str]
    office: str | None


@dataclass(slots=True)
class Cast:
    """The names of one text, and who spoke last; to be read from front to back."""

    by_surname: dict[str, Person] = field(default_factory=dict)
    speakers: deque[str] = field(default_factory=lambda: deque(maxlen=_PLACES_TO_LOOK_BACK))
    #: By surname, the pronouns which the text uses for somebody.
    pronouns: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "Cast":
        """Collect the full names of a text with the roles that stand beside them."""
        cast = cls()
        prose = (line for line in lines(text) if not _is_title_case(line.of(text)))
        for match in (found for line in prose for found in _NAME.finditer(text, *line.bounds)):
            cast._meet(text, match)
        return cast

    def full_name(self, name: str) -> str | None:
        """Give the full name that the text has for this one, or for this last part of it."""
        person = self.by_surname.get(_surname(name))
        return person.name if person and person.name.lower().endswith(name.lower()) else None

    def resolve(self, shown: str, *, words: Sequence[Word]) -> str | None:
        """Name the one whom a noun phrase means, given as text and words; None if not clear."""
        if len(words) == 1:
            low = words[0].low.partition("'")[0]  # "she’s"
            if low in _PRONOUNS:
                return self._last_person(_PRONOUNS[low])
            if low in _IT:
                return self._last_body()
            if low in _NOBODY:
                return None
        capitals = _last_name(words)
        if not capitals:
            return self._by_role(words) or _ARTICLE.sub("", _POSSESSIVE.sub("", shown))
        return self._by_surname(capitals)

    def speaks_for(self, words: Sequence[Word]) -> str | None:
        """Name the one for whom an office, a spokesman or a government speaks."""
        whose = _principal(words)
        if not whose:
            return None
        plain = [_POSSESSIVE.sub("", word.low) for word in whose]
        if plain[-1] in _ROLES:
            return self._in_office(_office(plain))
        capitals = _last_name(whose)
        return self._by_surname(capitals) if capitals else _ARTICLE.sub("", " ".join(plain))

    def spoke(self, name: str) -> None:
        self.speakers.append(name)

    def _meet(self, text: str, match: re.Match[str]) -> None:
        """Take note of a name where it stands."""
        parts = match[0].split()
        name = _without_roles(parts)
        surname = _POSSESSIVE.sub("", name[-1]).lower()
        if surname not in self.by_surname:
            if not 2 <= len(name) <= 4 or _is_body(name):
                return
            self.by_surname[surname] = _person(text, match, name)
        pronouns = self.pronouns.setdefault(surname, set())
        if title := _TITLED.get(_before(text, match, name)[-1]):
            pronouns.add(title)
        if taken_up := _TAKEN_UP.match(text, match.end()):
            pronouns.add(taken_up["pronoun"])

    def _by_surname(self, capitals: list[str]) -> str:
        surname = _POSSESSIVE.sub("", capitals[-1])
        person = self.by_surname.get(surname.lower())
        name = " ".join([*capitals[:-1], surname])
        if person and (person.name.endswith(name) or name.endswith(f" {person.name}")):
            return person.name
        return name

    def _by_role(self, words: Sequence[Word]) -> str | None:
        """Find the last speaker whom the text calls by the role of "the spokesman"."""
        if words[0].low != "the" or len(words) > 4:
            return None
        if name := self._in_office(_office([word.low for word in words])):
            return name
        wanted = _roles(words[-1].low)
        return self._last(lambda person: bool(wanted & person.roles))

    def _in_office(self, office: str | None) -> str | None:
        return self._last(lambda person: person.office == office) if office else None

    def _last(self, fits: Callable[[Person], bool]) -> str | None:
        """Name the last speaker who is known by full name and fits."""
        known = (self.by_surname.get(_surname(name)) for name in reversed(self.speakers))
        return next((person.name for person in known if person and fits(person)), None)

    def _last_person(self, pronoun: str) -> str | None:
        """Name the last person to speak whom the text does not call by the other pronoun only."""
        people = (name for name in reversed(self.speakers) if self._is_person(name))
        return next((n for n in people if self._may_be(n, pronoun)), None)

    def _may_be(self, name: str, pronoun: str) -> bool:
        used = self.pronouns.get(_surname(name))
        return not used or pronoun in used

    def _last_body(self) -> str | None:
        return next((name for name in reversed(self.speakers) if not self._is_person(name)), None)

    def _is_person(self, name: str) -> bool:
        return _surname(name) in self.by_surname or _roles(name) != frozenset()


def _person(text: str, match: re.Match[str], name: Sequence[str]) -> Person:
    lead = _before(text, match, name)
    aside = _ASIDE.match(text, match.end())
    office = _office(lead) if lead[-1] in _ROLES else None
    return Person(
        name=" ".join([*name[:-1], _POSSESSIVE.sub("", name[-1])]),
        roles=_roles(text[max(0, match.start() - 40) : match.end() + 60]),
        office=office or (_office(aside["words"].lower().split()) if aside else None),
    )


def _before(text: str, match: re.Match[str], name: Sequence[str]) -> list[str]:
    """Give the two words in front of a name, in lower case: "deputy", "mayor"."""
    led = ("", *text[max(0, match.start() - 40) : match.start()].split())
    titles = (word.strip(".") for word in match[0].split()[: -len(name)])
    return [word.lower().strip(",") for word in (*led, *titles)][-2:]


def _roles(text: str) -> frozenset[str]:
    """Give the roles named in a text, every spokesman and spokeswoman as one."""
    found = set(re.findall(r"[a-z-]+", text.lower())) & _ROLES
    return frozenset("spokesperson" if role.startswith("spokes") else role for role in found)


def _office(words: Sequence[str]) -> str | None:
    """Give the first role of a title: "secretary" of "press secretary", "deputy mayor" whole."""
    for before, word in pairwise(["", *words]):
        if word in _ROLES - _LESSER:
            (role,) = _roles(word)
            return f"{before} {role}" if before in _LESSER else role
    return None


def _principal(words: Sequence[Word]) -> Sequence[Word]:
    """Give the noun phrase of whoever "the mayor’s office" or "a spokesman for X" speaks for."""
    for at, word in enumerate(words):
        if word.low in _VOICES and at + 2 < len(words) and words[at + 1].low in {"of", "for"}:
            return words[at + 2 :]
        if word.low.endswith(("'s", "s'")) and _VOICES.intersection(w.low for w in words[at + 1 :]):
            return words[: at + 1]
    return ()


def _surname(name: str) -> str:
    return name.split()[-1].lower()


def _without_roles(parts: list[str]) -> list[str]:
    """Take "National Security Adviser", or "Norway’s", off the name that it leads."""
    leads = [at for at, part in enumerate(parts[:-1]) if _leads_a_name(part)]
    return parts[leads[-1] + 1 :] if leads else parts


def _leads_a_name(part: str) -> bool:
    return part.lower().strip(".,") in _LEADS or part.endswith(("’s", "'s"))


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
