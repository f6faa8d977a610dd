"""oEmbed 1.0: what other sites are told when they ask how to show an address of ours."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from app.publishing import framing, pieces
from app.publishing.history import History
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language

PICTURE = (1200, 630)
_KEEP_SECONDS = 3600
_NUMBER = r"[1-9]\d{0,8}"
_PATH = re.compile(rf"/f/([^/]+?)(?:/claim/({_NUMBER}))?/?")
_CARD = re.compile(rf"claim-({_NUMBER})")


def named(url: str, base_url: str) -> tuple[str, int | None] | None:
    """Slug and claim number that an address names: a page, "page#claim-n", or a claim's page.

    None for what is not a page of this site's newest editions. Nothing is fetched.
    """
    try:
        asked, ours = urlsplit(url), urlsplit(base_url)
    except ValueError:
        return None
    is_ours = asked.scheme in ("http", "https") and asked.netloc.lower() == ours.netloc.lower()
    path = _PATH.fullmatch(unquote(asked.path.removeprefix(ours.path)))
    if not (is_ours and path and asked.path.startswith(ours.path)):
        return None
    card = _CARD.fullmatch(asked.fragment)
    number = path[2] or (card and card[1])
    return path[1], int(number) if number else None


@in_house_language
def answer(
    history: History,
    imprint: Imprint,
    number: int | None = None,
    *,
    maxwidth: int | None = None,
    maxheight: int | None = None,
) -> dict[str, Any] | None:
    """How to show a fact-check, or one claim of it, within so many pixels.

    None where there is nothing to show: it was withdrawn, or has no such claim.
    """
    claim = pieces.claim_of(history, number) if number else None
    if history.withdrawal or (number and claim is None):
        return None
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    width = min(framing.WIDTH, maxwidth or framing.WIDTH)
    edition = history.newest
    needed = framing.claim_height(claim, width) if claim else framing.height(edition, width)
    height = min(needed, maxheight or needed)
    title = framing.title(history, claim)
    src = to.embed_of(claim.number) if claim else to.embed
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": edition.newsroom,
        "author_url": imprint.at("/"),
        "provider_name": imprint.name,
        "provider_url": imprint.at("/"),
        "cache_age": _KEEP_SECONDS,
        "html": str(framing.iframe(src, title, width=width, height=height)),
        "width": width,
        "height": height,
        **_thumbnail(to, edition.number, maxwidth, maxheight),
    }


def _thumbnail(
    to: Addresses, edition: int, maxwidth: int | None, maxheight: int | None
) -> dict[str, Any]:
    """The picture in its one size, where that is allowed."""
    width, height = PICTURE
    if width > (maxwidth or width) or height > (maxheight or height):
        return {}
    return {
        "thumbnail_url": to.picture(edition),
        "thumbnail_width": width,
        "thumbnail_height": height,
    }
