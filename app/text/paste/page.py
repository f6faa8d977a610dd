"""The lines of a pasted page, and what each of them looks like."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.text.paste import furniture
from app.text.paste.metadata import is_particular
from app.text.spans import Span, lines
from app.text.structure.transcript import Turn

_SENTENCE_END = re.compile(r"[.!?…:;。！？][)\]\"'”’»」]*$")
_FULL_STOP = re.compile(r"[.!。！][)\]\"'”’»」]*$")
#: Scripts that put no spaces between words: about three characters stand for one word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
#: No more of a line is looked at.
LOOKED_AT = 2_000

_AGO = re.compile(r"\b\d{1,3} ?(?:h|hrs?|hours?|mins?|minutes?|days?|weeks?|months?) ago\b")
_LONGEST_STAMP = 80

_FEWEST_WORDS = 7
_FEWEST_WORDS_BEFORE_A_STOP = 5
#: So many words are prose even without a full stop; a headline has fewer.
_LONG = 20


class Kind(Enum):
    """What a line of a page looks like."""

    PROSE = auto()
    #: Prose that stands there twice: a caption in a gallery, a pull quote, a recipe.
    TWICE = auto()
    SHORT = auto()
    #: The name of a section of the site, or a heading of the article.
    SECTION = auto()
    #: Who or when, alone on a line: "By Ann Lee", "May 3, 2021", "3 hours ago".
    STAMP = auto()
    FURNITURE = auto()
    NOTICE = auto()
    CREDIT = auto()
    #: The heading of a list of other articles, and what stands in that list.
    RELATED = auto()
    TEASER = auto()


#: What an article is made of.
ARTICLE = frozenset({Kind.PROSE, Kind.TWICE, Kind.SHORT, Kind.SECTION, Kind.STAMP})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `words` is its beginning, `size` about how many words that has."""

    span: Span
    words: str
    size: int
    kind: Kind


def read(text: str, *, said: Sequence[Turn] = ()) -> list[Line]:
    """Give each line of a canonical text its kind; a line that begins a turn is prose."""
    found = list(lines(text))
    begins = {turn.start for turn in said}
    shown = [text[span.start : min(span.end, span.start + LOOKED_AT)] for span in found]
    often = Counter(shown)
    return [
        _line(span, words, twice=often[words] > 1, spoken=span.start in begins)
        for span, words in zip(found, shown, strict=True)
    ]


def _line(span: Span, words: str, *, twice: bool, spoken: bool) -> Line:
    size = len(words.split()) + len(_UNSPACED.findall(words)) // 3
    return Line(span, words, size, Kind.PROSE if spoken else _kind(words, size, twice=twice))


def _kind(words: str, size: int, *, twice: bool) -> Kind:
    if furniture.is_furniture(words):
        return Kind.FURNITURE
    if furniture.is_credit(words) or furniture.is_caption(words):
        return Kind.CREDIT
    if furniture.is_house_notice(words):
        return Kind.NOTICE
    if furniture.is_section(words):
        return Kind.SECTION
    if not _is_prose(words, size):
        is_stamp = len(words) < _LONGEST_STAMP and (_AGO.search(words) or is_particular(words))
        return Kind.STAMP if is_stamp else Kind.SHORT
    return Kind.TWICE if twice and size >= _LONG else Kind.PROSE


def _is_prose(words: str, size: int) -> bool:
    if size >= _LONG:
        return True
    if size >= _FEWEST_WORDS and _SENTENCE_END.search(words[-8:]):
        return True
    return size >= _FEWEST_WORDS_BEFORE_A_STOP and bool(_FULL_STOP.search(words[-8:]))
