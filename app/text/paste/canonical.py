"""Pasted text: its canonical form, and what is left of it without some of its lines."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.text.spans import Span, overlapping

_CARRIAGE_RETURN = re.compile(r"\r\n?")
_LINE_FEEDS = re.compile(r"\n{3,}")
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_JOINERS = frozenset("\u200c\u200d")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2060\ufeff") | _JOINERS


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of change made to pasted text, and how often, to be told to the editor."""

    kind: str
    count: int

    def __str__(self) -> str:
        return f"{self.count} × {self.kind}"


@dataclass(frozen=True, slots=True)
class Canonical:
    """Text in which offsets may be counted, and every repair that made it so."""

    text: str
    repairs: tuple[Repair, ...]

    @property
    def removals(self) -> tuple[Repair, ...]:
        """The repairs that took characters away: line endings and blanks differ in every paste."""
        return tuple(repair for repair in self.repairs if repair.kind.endswith("removed"))


def canonical(raw: str) -> Canonical:
    """Give pasted text the one form in which offsets are counted; doing so twice changes nothing.

    CRLF and CR become LF; control characters (but LF and TAB), lone surrogates, zero-width and
    bidi-override characters go; three or more LF become two; the ends are trimmed. A joiner
    (U+200C, U+200D) stays behind an emoji or a letter beyond Latin, where it makes the word.
    Nothing else changes: no normal form, no quotation mark, no spelling.
    """
    made: Counter[str] = Counter()
    text, made["line ending made a line feed"] = _CARRIAGE_RETURN.subn("\n", raw)

    def remove(match: re.Match[str]) -> str:
        if match[0] in _JOINERS and match.start() and _is_joined(text[match.start() - 1]):
            return match[0]
        made[_kind(match[0])] += 1
        return ""

    kept = _SUSPECT.sub(remove, text)
    kept, made["run of empty lines made one"] = _LINE_FEEDS.subn("\n\n", kept)
    trimmed = kept.strip()
    made["blank trimmed at the ends"] = len(kept) - len(trimmed)
    return Canonical(trimmed, tuple(Repair(kind, count) for kind, count in made.items() if count))


def _is_joined(before: str) -> bool:
    """May a joiner follow: an emoji, or a letter or mark of Arabic, Indic and other scripts?"""
    category = unicodedata.category(before)
    return before >= "\u0370" and category[0] in "LMS"


def _kind(char: str) -> str:
    if char in _INVISIBLE:
        return "zero-width character removed"
    if char in _BIDI:
        return "text-direction override removed"
    if "\ud800" <= char <= "\udfff":
        return "broken character (lone surrogate) removed"
    return "control character removed"


def storable(raw: str) -> str:
    """Leave out what no database keeps: PostgreSQL refuses NUL, lone surrogates have no UTF-8."""
    return _UNSTORABLE.sub("", raw)


def drop(text: str, spans: Iterable[Span]) -> str:
    """Remove every line that one of `spans` touches; the result is canonical again."""
    dropped = sorted(spans)
    kept: list[str] = []
    at = 0
    for line in text.split("\n"):
        place = Span(at, at + len(line))
        if not any(overlapping(dropped, place)):
            kept.append(line)
        at = place.end + 1
    return canonical("\n".join(kept)).text
