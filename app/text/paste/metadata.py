"""What the first lines of a pasted article say about it: proposals, never inventions."""

import re
from dataclasses import dataclass
from datetime import date

from app.text.spans import Span, lines

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATES = (
    re.compile(rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH},?\s(?P<year>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_BYLINE = re.compile(
    r"by\s+(?P<name>[^\W\d_][^|•\n,]{2,60}?)(?:\s*(?:[|•,]|[–—-](?:\s|$)).*)?$", re.I
)
_OUTLET = re.compile(
    r"(?:published (?:by|in|on)|source|outlet)\s?:?\s+(?P<name>[A-Z][^\d\n]{2,50})$", re.I
)
_DATELINE = re.compile(r"[A-Z][^()\n]{1,40}\((?P<name>[A-Z][\w .&-]{1,30})\)\s?[–—-]")
_URL = re.compile(r"https?://[^\s<>\"”]{4,2000}")
_FULL_STOP = re.compile(r"\.[)\]\"'”’»]*$")

#: Only the head of a paste is read for what it says about itself.
_HEAD = 8
_LONGEST_HEADLINE, _LONGEST_STANDFIRST = 25, 45


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a text says about itself; None where it says nothing."""

    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


def metadata(text: str) -> Metadata:
    """Read headline, standfirst, byline, outlet, date and URL from the first lines of a text.

    A date without a year is no date, and a first line that is a full sentence is no headline.
    """
    head = [line.of(text) for line in _first(text)]
    titles = [line for line in head if not is_particular(line)]
    headline = titles[0] if titles and _is_headline(titles[0]) and len(head) > 1 else None
    return Metadata(
        headline=headline,
        standfirst=titles[1]
        if headline and len(titles) > 1 and _is_standfirst(titles[1])
        else None,
        byline=_named(_BYLINE, head),
        outlet=_named(_OUTLET, head) or _named(_DATELINE, head),
        published=next((day for line in head if (day := _date(line))), None),
        url=next((found[0].rstrip(".,)") for line in head if (found := _URL.search(line))), None),
    )


def _first(text: str) -> list[Span]:
    """Give the lines of the head: no more than eight, and none after the first long one."""
    head: list[Span] = []
    for line in lines(text):
        head.append(line)
        if len(head) == _HEAD or len(line) > 300:
            break
    return head


def is_particular(line: str) -> bool:
    """Is this a byline, an outlet, a date or a URL rather than a title?"""
    if len(line) > 120:
        return False
    patterns = (_BYLINE, _OUTLET, _URL)
    return any(pattern.match(line) for pattern in patterns) or _date(line) is not None


def _is_headline(line: str) -> bool:
    return len(line.split(None, 30)) <= _LONGEST_HEADLINE and not _FULL_STOP.search(line[-8:])


def _is_standfirst(line: str) -> bool:
    count = len(line.split(None, 60))
    return 6 <= count <= _LONGEST_STANDFIRST and not _FULL_STOP.search(line[-8:])


def _named(pattern: re.Pattern[str], head: list[str]) -> str | None:
    found = (pattern.match(line[:300]) for line in head)
    return next((match["name"].strip() for match in found if match), None)


def _date(line: str) -> date | None:
    if len(line) > 120:
        return None
    for pattern in _DATES:
        if shown := pattern.search(line):
            month = shown["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            try:
                return date(int(shown["year"]), number, int(shown["day"]))
            except ValueError:
                return None
    return None
