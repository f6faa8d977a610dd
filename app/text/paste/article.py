"""Where the article is on a pasted page.

Every line has a kind (`app.text.paste.page`) and every kind a weight; the article is the run of
lines with the greatest sum, a maximum subsequence as in Pasternack and Roth, "Extracting article
text from the web with maximum subsequence segmentation" (2009), with weights written by hand.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.text.paste import furniture
from app.text.paste.metadata import is_particular
from app.text.paste.page import ARTICLE, Kind, Line

#: What a line adds to the run it stands in; prose adds its words.
_WEIGHTS = {
    Kind.SHORT: -3.5,
    Kind.SECTION: -8.0,
    Kind.STAMP: -8.0,
    Kind.FURNITURE: -10.0,
    Kind.NOTICE: -20.0,
    Kind.CREDIT: -1.0,
    Kind.RELATED: -20.0,
    Kind.TEASER: -6.0,
}
#: More words than these add nothing: one long notice must not outweigh a menu.
_MOST_WORDS = 40
#: Prose between two lines that are none is as often a teaser as a paragraph.
_ALONE = 0.5
#: Where prose that stands alone breaks off, it is a teaser.
_BREAKS_OFF = ("...", "…")
#: One line of furniture may stand in the midst of an article; a row of them does not.
_IN_A_ROW = 2.0
#: A run of this weight is an article under way: only then does a list of others interrupt it.
_UNDER_WAY = 30
#: So many short lines after the last prose are still the article's, if furniture ends them.
_TAIL = 25
#: One of the last lines of prose may tell who wrote the others.
_FEWEST_BEFORE_A_BIOGRAPHY, _LAST = 4, 2

#: Words by which one can tell what a line is about.
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
#: The headline stands so many lines above the article or fewer, and shares its long words.
_REACH = 12
_FEWEST_LONG_WORDS, _SHORTEST_TITLE, _LONGEST_TITLE = 2, 3, 30
#: Byline and date stand within the first lines, and above so many words of prose.
_HEAD_LINES, _HEAD_WORDS = 8, 70


@dataclass(frozen=True, slots=True)
class Run:
    """The article is `lines[start:end]`; every line of the page has its final kind."""

    lines: Sequence[Line]
    start: int
    end: int

    @property
    def article(self) -> Sequence[Line]:
        return self.lines[self.start : self.end]


def find(page: Sequence[Line]) -> Run:
    """Find the run of lines that is the article; it is empty where nothing on the page is prose."""
    page = _with_captions(page)
    best, run, start, end = 0.0, 0.0, 0, 0
    begins, listing = 0, False
    for at in range(_end_above_comments(page)):
        kind, listing = _in_place(page, at, listing=listing, under_way=run > _UNDER_WAY)
        if kind is not page[at].kind:
            page[at] = replace(page[at], kind=kind)
        run += _weight(page, at)
        if run <= 0:
            run, begins, listing = 0.0, at + 1, False
        elif run > best:
            best, start, end = run, begins, at + 1
    end = _with_tail(page, end) if end else end
    _mark_biography(page, start, end)
    return Run(page, start, end)


def _with_captions(page: Sequence[Line]) -> list[Line]:
    """Take prose that stands there twice for a caption if a credit or another such line follows."""
    after = (*(line.kind for line in page[1:]), None)
    return [
        replace(line, kind=Kind.CREDIT)
        if line.kind is Kind.TWICE and below in (Kind.TWICE, Kind.CREDIT)
        else line
        for line, below in zip(page, after[: len(page)], strict=True)
    ]


def _end_above_comments(page: Sequence[Line]) -> int:
    """Find where readers' comments begin: at their heading, if most prose stands above it."""
    whole = sum(line.size for line in page if line.kind is Kind.PROSE)
    above = 0
    for at, line in enumerate(page):
        if line.kind is Kind.PROSE:
            above += line.size
        elif 2 * above > whole and furniture.heads_comments(line.words):
            return at
    return len(page)


def _in_place(
    page: Sequence[Line], at: int, *, listing: bool, under_way: bool
) -> tuple[Kind, bool]:
    """Judge a line by what stands around it; also say whether a list of other articles goes on.

    The list ends with the first of two lines of prose: a teaser has one.
    """
    line = page[at]
    if line.kind in (Kind.SHORT, Kind.SECTION, Kind.FURNITURE) and furniture.heads_related(
        line.words
    ):
        return Kind.RELATED, listing or under_way
    if not listing or line.kind not in (Kind.SHORT, Kind.SECTION, Kind.STAMP, Kind.PROSE):
        return line.kind, listing
    if line.kind is Kind.PROSE and next(_below(page, at), None) is Kind.PROSE:
        return Kind.PROSE, False
    return Kind.TEASER, True


def _below(page: Sequence[Line], at: int) -> Iterator[Kind]:
    """Give the kinds of the next two lines, but for what stands in the midst of articles too."""
    passed_by = (Kind.FURNITURE, Kind.CREDIT)
    return (line.kind for line in page[at + 1 : at + 3] if line.kind not in passed_by)


def _weight(page: Sequence[Line], at: int) -> float:
    line = page[at]
    above = page[at - 1].kind if at else None
    below = page[at + 1].kind if at + 1 < len(page) else None
    if line.kind is Kind.FURNITURE and above is Kind.FURNITURE:
        return _WEIGHTS[line.kind] * _IN_A_ROW
    if line.kind not in (Kind.PROSE, Kind.TWICE):
        return _WEIGHTS[line.kind]
    worth = float(min(line.size, _MOST_WORDS))
    if line.kind is Kind.PROSE and Kind.PROSE in (above, below):
        return worth
    return _WEIGHTS[Kind.TEASER] if line.words.endswith(_BREAKS_OFF) else worth * _ALONE


def _with_tail(page: Sequence[Line], end: int) -> int:
    """Take in the lines after the last prose, if a line of furniture ends them soon."""
    for at in range(end, min(end + _TAIL, len(page))):
        line = page[at]
        if line.kind not in ARTICLE and line.kind is not Kind.CREDIT:
            return at
        if furniture.heads_related(line.words) or furniture.heads_comments(line.words):
            return at
    return end


def _mark_biography(page: list[Line], start: int, end: int) -> None:
    """Mark what the last lines of an article tell about its author as the site's."""
    prose = [at for at in range(start, end) if page[at].kind is Kind.PROSE]
    for at in prose[_FEWEST_BEFORE_A_BIOGRAPHY:][-_LAST:]:
        if furniture.is_biography(page[at].words):
            page[at] = replace(page[at], kind=Kind.NOTICE)


# ------------------------------------------------------------------------------ above the body


def headline(run: Run) -> int:
    """Find the first line that is the article's own: its headline, if one stands above it.

    That is the topmost line within reach half of whose long words the article uses too, or else
    the nearest that is long enough, which may be the first of the article itself.
    """
    used = {word.lower() for line in run.article for word in LONG_WORD.findall(line.words)}
    begins_with_title = bool(run.article) and run.article[0].kind is Kind.SHORT
    near = range(max(0, run.start - _REACH), run.start + begins_with_title)
    titles = [at for at in near if _may_be_title(run.lines[at])]
    return next(
        (at for at in titles if _is_about(run.lines[at], used)), max(titles, default=run.start)
    )


def _may_be_title(line: Line) -> bool:
    fits = _SHORTEST_TITLE <= line.size <= _LONGEST_TITLE
    return fits and line.kind in ARTICLE and not is_particular(line.words)


def _is_about(line: Line, used: Collection[str]) -> bool:
    long = {word.lower() for word in LONG_WORD.findall(line.words)}
    return len(long) >= _FEWEST_LONG_WORDS and 2 * len(long.intersection(used)) >= len(long)


def first_of_body(run: Run) -> int:
    """Find the first line of the body: below the byline and the date, where there are any."""
    first, words = run.start, 0
    for at in range(run.start, min(run.start + _HEAD_LINES, run.end)):
        line = run.lines[at]
        if is_particular(line.words):
            first, words = at + 1, 0
        elif line.kind is Kind.PROSE:
            words += line.size
        if words > _HEAD_WORDS:
            break
    return first
