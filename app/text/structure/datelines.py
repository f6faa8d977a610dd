"""Datelines, bullets and item numbers: at the head of a line, and no part of what it says."""

import re

from app.text.spans import Span

_BULLET = re.compile(r"(?:[•⁃▪◦·*–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
# "OSLO, Norway, March 5 (Newswire) — A ferry ...": a place in capitals, and a dash before the news.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}(?:, ?[A-Z][\w. ]{1,20}){0,3}(?P<agency> ?\([A-Z][\w/ ]{1,20}\))?"
    r" ?(?:[–—]|--?)\s+(?=[“\"]?[A-Z][^A-Z])"
)
_DASHED = re.compile(r"\s[–—-]{1,2}\s")


def past_dateline(text: str, sentence: Span) -> Span:
    """Narrow a sentence at the head of a line past its bullet, item number or dateline."""
    if sentence.start and text[sentence.start - 1] != "\n":
        return sentence
    found = _BULLET.match(text, *sentence.bounds) or _dateline(text, sentence)
    return Span(found.end(), sentence.end) if found else sentence


def _dateline(text: str, sentence: Span) -> re.Match[str] | None:
    """Find a dateline; without an agency, two dashes rather set off an aside: "NATO – ... – is"."""
    found = _DATELINE.match(text, *sentence.bounds)
    if found and not found["agency"] and _DASHED.search(text, found.end(), sentence.end):
        return None
    return found
