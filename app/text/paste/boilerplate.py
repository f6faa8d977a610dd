"""Boilerplate: which lines of a paste are the site's and not the article's.

Nothing is removed here: a line is marked, an editor decides (`paste.drop`). A paste is read in one
of two ways. A whole page, which shows by its menus and its furniture, is searched for the run of
lines that is the article (`app.text.paste.page`), and all else is marked. In anything else, which
somebody has most likely cut out by hand, only lines are marked that speak for themselves.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.text.paste import furniture
from app.text.paste.article import LONG_WORD, Run, find, first_of_body, headline
from app.text.paste.page import ARTICLE, Kind, Line, read
from app.text.spans import Span
from app.text.structure.language import is_english
from app.text.structure.transcript import Turn, turns

#: A whole page has so many different lines of furniture, and with the short lines around the
#: article so many; or, in a language whose furniture we do not know, menu above and footer below.
_SIGNS_OF_A_PAGE, _LINES_AROUND = 3, 12
_SHORT_LINES_OF_ANY_PAGE, _SHORT_LINES_EACH_SIDE = 20, 5
#: An article on a page has so many words.
_SHORTEST_ARTICLE = 40

_IN_MENUS = frozenset({Kind.SHORT, Kind.SECTION, Kind.STAMP, Kind.TEASER})

_SIGNS = frozenset({Kind.SECTION, Kind.FURNITURE, Kind.RELATED})

_BULLET = re.compile(r"[-–—•*⁃·>|#\d(\[]")
#: A line with such a mark is no headline but somebody's words, or an address.
_NOT_IN_LINKS = frozenset('“”"„«»@')
_SENTENCE_END = re.compile(r"[.!?…:;,。！？][)\]\"'”’»]*$")
#: A headline that stands alone is a link; a shorter line is a heading of the article itself.
_SHORTEST_LINK, _LONGEST_LINK = 5, 20
#: Headline, standfirst, byline, date: lines that end without a full stop and are the article's own.
_TITLE_LINES = 4


def boilerplate(text: str) -> tuple[Span, ...]:
    """Mark the lines that are the site's and not the article's: menus, share lines, teasers.

    Only whole lines of a canonical text are marked, and the text itself is not changed.
    """
    said = turns(text)
    run = find(read(text, said=said))
    if not is_whole_page(run):
        return tuple(_outspoken(text, run.lines, said))
    kept = range(headline(run), run.end)
    return tuple(
        line.span for at, line in enumerate(run.lines) if at not in kept or line.kind not in ARTICLE
    )


def body(text: str) -> str:
    """Give a pasted article without boilerplate and, of a whole page, without the lines above.

    Headline, standfirst, byline and date stand above the body, and are not part of it.
    """
    said = turns(text)
    run = find(read(text, said=said))
    if is_whole_page(run):
        kept = run.lines[first_of_body(run) : run.end]
        return "\n".join(line.span.of(text) for line in kept if line.kind in ARTICLE)
    marked = set(_outspoken(text, run.lines, said))
    return "\n".join(line.span.of(text) for line in run.lines if line.span not in marked)


def is_whole_page(run: Run) -> bool:
    """Was a whole web page pasted, and not an article that somebody had cut out of it?"""
    above, below = run.lines[: run.start], run.lines[run.end :]
    short = [sum(line.kind in _IN_MENUS for line in part) for part in (above, below)]
    signs = {line.words.lower() for line in run.lines if line.kind in _SIGNS}
    is_an_article = sum(line.size for line in run.article) >= _SHORTEST_ARTICLE
    if not is_an_article or all(line.kind is not Kind.FURNITURE for line in run.lines):
        return False
    if len(signs) >= _SIGNS_OF_A_PAGE and len(signs) + sum(short) >= _LINES_AROUND:
        return True
    return sum(short) >= _SHORT_LINES_OF_ANY_PAGE and min(short) >= _SHORT_LINES_EACH_SIDE


# ------------------------------------------------------------------------------ what was cut out


def _outspoken(text: str, found: Sequence[Line], said: Sequence[Turn]) -> Iterator[Span]:
    """Mark share lines, lone credits and, in the midst of prose, headlines of other articles.

    What such a headline looks like we know of English articles alone.
    """
    site = {at for at, line in enumerate(found) if _is_the_sites(line)}
    if said or not is_english(text):
        return (found[at].span for at in sorted(site))
    prose = [at for at, line in enumerate(found) if _is_prose(line.words)]
    # Without a body of prose (a list, a transcript, a poem) a line that stands alone says nothing.
    if prose and 2 * len(prose) >= len(found) - len(site) - _TITLE_LINES:
        used = Counter(word for line in found for word in _long_words(line))
        for at in range(prose[0] + 1, len(found)):
            if _is_related_link(text, found, at) and not _is_heading(found[at], used):
                site.add(at)
    return (found[at].span for at in sorted(site))


def _is_the_sites(line: Line) -> bool:
    if line.kind is Kind.CREDIT:
        return furniture.is_credit(line.words) and not _is_prose(line.words)
    return furniture.is_furniture(line.words)


def _is_prose(line: str) -> bool:
    return len(line) > 200 or (
        len(line.split(None, 8)) > 7 and bool(_SENTENCE_END.search(line[-8:]))
    )


def _is_related_link(text: str, found: Sequence[Line], at: int) -> bool:
    """Is this a headline standing alone below the first paragraph of the article?"""
    line, before = found[at].span, found[at - 1].span
    words = line.of(text)[:400].split()
    if not _SHORTEST_LINK <= len(words) <= _LONGEST_LINK or _BULLET.match(words[0]):
        return False
    shown = line.of(text)
    if not shown[0].isupper() or _NOT_IN_LINKS.intersection(shown) or text[before.end - 1] == ":":
        return False
    alone = text[line.end : line.end + 2] in {"\n\n", ""} and text.endswith("\n\n", 0, line.start)
    ends = _SENTENCE_END.search(shown[-8:])
    return alone and (ends is None or (shown.endswith("?") and ":" in shown))


def _is_heading(line: Line, used: Counter[str]) -> bool:
    """Does the article use three quarters of this line's long words elsewhere?"""
    own = Counter(_long_words(line))
    shared = sum(used[word] > times for word, times in own.items())
    return 4 * shared >= 3 * len(own)


def _long_words(line: Line) -> list[str]:
    return LONG_WORD.findall(line.words.lower())
