"""What an HTML page declares about its article: title, author, site, date, address.

Only what stands there for machines to read is taken. Nothing is guessed: a date needs its year,
month and day, and an address must be one.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree

from app.text.paste.metadata import Metadata

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T\s])")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}")
_TITLES = ("og:title", "twitter:title", "dc.title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_SITES = ("og:site_name", "application-name")
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate")
_ADDRESSES = ("og:url",)
_ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle")
_LONGEST_JSON, _MOST_NODES = 200_000, 2_000


def declared(root: etree._Element) -> Metadata:
    """Read what a page declares; None where it declares nothing."""
    meta, told = _meta(root), next(_json_articles(root), {})
    heading = next((words for h1 in root.iter("h1") if (words := _words(h1))), None)
    return Metadata(
        headline=heading or _text(told.get("headline")) or _first(meta, _TITLES),
        byline=_author(told.get("author")) or _first(meta, _AUTHORS, refuse=_ADDRESS),
        outlet=_first(meta, _SITES) or _author(told.get("publisher")),
        published=_day(_text(told.get("datePublished"))) or _day(_first(meta, _DATES)),
        url=_address(_canonical(root)) or _address(_first(meta, _ADDRESSES)),
    )


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _first(
    meta: dict[str, str], names: tuple[str, ...], *, refuse: re.Pattern[str] | None = None
) -> str | None:
    given = (meta[name] for name in names if name in meta)
    return next((value for value in given if not (refuse and refuse.match(value))), None)


def _words(element: etree._Element) -> str | None:
    return _text(" ".join(element.itertext()))


def _text(value: Any) -> str | None:
    shown = " ".join(value.split()) if isinstance(value, str) else ""
    return shown or None


def _canonical(root: etree._Element) -> str | None:
    links = (link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((link.get("href") for link in links), None)


def _address(value: str | None) -> str | None:
    return value if value and _ADDRESS.fullmatch(value) else None


def _day(value: str | None) -> date | None:
    match = _DAY.match(value or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _author(value: Any) -> str | None:
    """Give the names in a person, an organisation, or a list of them."""
    people = value if isinstance(value, list) else [value]
    names = [_text(who.get("name") if isinstance(who, dict) else who) for who in people[:20]]
    return ", ".join(name for name in names if name and not _ADDRESS.match(name)) or None


def _json_articles(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Give what JSON-LD (schema.org) tells of articles on the page."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > _LONGEST_JSON:
            continue
        try:
            told = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(told) if _is_article(node.get("@type")))


def _nodes(told: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [told], 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name in _ARTICLES for name in kinds)
