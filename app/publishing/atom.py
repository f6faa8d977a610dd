"""Feeds as Atom (RFC 4287), in pages (RFC 5005), with what was deleted (RFC 6721)."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, register_namespace

from app.publishing import elements
from app.publishing.imprint import Imprint
from app.publishing.items import Deleted, Item
from app.publishing.paging import Page

_ATOM = "http://www.w3.org/2005/Atom"
_DELETED = "http://purl.org/atompub/tombstones/1.0"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

register_namespace("", _ATOM)
register_namespace("at", _DELETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself, on each of its pages."""

    id: str
    title: str
    about: str
    """The path of the page that tells the same to people."""
    updated: str


def feed(head: Feed, page: Page[Item | Deleted], imprint: Imprint) -> str:
    """One page of a feed."""
    root = elements.root(_atom("feed"), **{_LANGUAGE: imprint.language})
    add = elements.add
    add(root, _atom("id"), head.id)
    add(root, _atom("title"), head.title)
    add(root, _atom("updated"), head.updated)
    author = add(root, _atom("author"))
    add(author, _atom("name"), imprint.name)
    add(author, _atom("uri"), imprint.at("/"))
    add(root, _atom("generator"), "Stet")
    _link(root, "alternate", imprint.at(head.about), type="text/html")
    for relation, path in _pages(page).items():
        if path:
            _link(root, relation, imprint.at(path))
    for item in page.items:
        if isinstance(item, Deleted):
            _deleted(root, item)
        else:
            _entry(root, item)
    return elements.written(root)


def _pages(page: Page[Item | Deleted]) -> dict[str, str | None]:
    several = page.last > 1
    return {
        "self": page.own,
        "first": page.path if several else None,
        "previous": page.newer,
        "next": page.older,
        "last": page.at(page.last) if several else None,
    }


def _entry(root: Element, item: Item) -> None:
    add = elements.add
    entry = add(root, _atom("entry"))
    add(entry, _atom("id"), item.id)
    add(entry, _atom("title"), item.title)
    _link(entry, "alternate", item.url, type="text/html")
    add(entry, _atom("published"), item.published)
    add(entry, _atom("updated"), item.updated)
    for tag in item.tags:
        add(entry, _atom("category"), term=tag)
    add(entry, _atom("summary"), item.summary)
    add(entry, _atom("content"), item.html, type="html")


def _deleted(root: Element, item: Deleted) -> None:
    entry = elements.add(root, _gone("deleted-entry"), ref=item.id, when=item.updated)
    by = elements.add(entry, _gone("by"))
    elements.add(by, _atom("name"), item.by)
    elements.add(entry, _gone("comment"), item.reason)


def _link(parent: Element, relation: str, address: str, **more: str) -> None:
    elements.add(parent, _atom("link"), rel=relation, href=address, **more)


def _atom(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _gone(name: str) -> str:
    return f"{{{_DELETED}}}{name}"
