"""The feed as JSON Feed 1.1, with the verdicts in an extension of ours."""

from collections.abc import Sequence
from typing import Any

from app.publishing.imprint import Imprint
from app.publishing.items import Item
from app.publishing.language import in_house_language, say
from app.publishing.paging import Page

Node = dict[str, Any]

VERSION = "https://jsonfeed.org/version/1.1"


@in_house_language
def feed(page: Page[Item], imprint: Imprint) -> Node:
    """One page of the feed. What was withdrawn is not told here: the format has no word for it."""
    author = {"name": imprint.name, "url": imprint.at("/")}
    return {
        "version": VERSION,
        "title": say("Fact checks by %(house)s", house=imprint.name),
        "home_page_url": imprint.at("/"),
        "feed_url": imprint.at(page.own),
        **({"next_url": imprint.at(page.older)} if page.older else {}),
        "language": imprint.language,
        "authors": [author],
        "items": _items(page.items, imprint),
    }


def _items(items: Sequence[Item], imprint: Imprint) -> list[Node]:
    return [
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.html,
            "date_published": item.published,
            "date_modified": item.updated,
            "tags": list(item.tags),
            "_claimreview": {"about": imprint.at("/method"), "reviews": list(item.reviews)},
        }
        for item in items
    ]
