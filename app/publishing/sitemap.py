"""What search engines should know of: every page that stands (sitemaps.org, protocol 0.9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.publishing import elements
from app.publishing.imprint import Imprint
from app.publishing.paging import numbered

LIMIT = 50_000
"""Addresses in one file. With them no file comes near the other limit, 50 MB: an address is of a
few hundred bytes, because a slug is short."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and when it last changed (RFC 3339) where that is known."""

    path: str
    modified: str | None


def sitemap(
    places: Sequence[Place], path: str, imprint: Imprint, *, number: int, limit: int = LIMIT
) -> str | None:
    """File `number` of the sitemap at `path`; None where there is none.

    If one file cannot hold all, the first is the index of the others, which are numbered from 2.
    """
    parts = [places[start : start + limit] for start in range(0, len(places), limit)]
    if len(parts) <= 1:
        return _written("urlset", "url", places, imprint) if number == 1 else None
    if number == 1:
        files = [Place(numbered(path, n), _newest(part)) for n, part in enumerate(parts, start=2)]
        return _written("sitemapindex", "sitemap", files, imprint)
    return (
        _written("urlset", "url", parts[number - 2], imprint) if number - 2 < len(parts) else None
    )


def robots(path: str, imprint: Imprint) -> str:
    """Who may read what: everybody, everything. Pages that are not to be listed say so themselves.

    What robots are kept away from they cannot read, and so they would not see that either.
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {imprint.at(path)}\n"


def _newest(places: Sequence[Place]) -> str | None:
    return max((place.modified for place in places if place.modified), default=None)


def _written(name: str, each: str, places: Sequence[Place], imprint: Imprint) -> str:
    root = elements.root(name, xmlns=_NAMESPACE)
    for place in places:
        element = elements.add(root, each)
        elements.add(element, "loc", imprint.at(place.path))
        if place.modified:
            elements.add(element, "lastmod", place.modified)
    return elements.written(root)
