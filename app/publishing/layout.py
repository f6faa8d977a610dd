"""Under which name each public file is kept, and in which order they are brought out.

A web server finds files by names: a page needs an ending, because `/f/slug` and `/f/slug/v1` cannot
be a file and a folder at once. An object store has no folders, so there the address is the key.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from app.publishing.file import File
from app.publishing.media import ACTIVITY, HTML, JSON, TEXT

FRONT = "index.html"
LISTS = "lists"
LOGOS = "logo"
#: How names of tombstones end: a server knows by that what they are, and not by the address.
_TOMBSTONES = {HTML: ".html", JSON: ".json", ACTIVITY: ".jsonld", TEXT: ".txt"}
_SEGMENT = re.compile(r"[^\W_][\w.~-]*", re.ASCII)


class UnsafePath(ValueError):
    """An address that could name a file outside the folder, or one of the store's own."""


def file_name(file: File) -> str:
    """The name in a folder: `f/slug/index.html`, `f/slug/v1.html`, `f/slug/annotations/1.jsonld`.

    Where the address has an ending of its own, that is the name.
    """
    name = object_name(file)
    if re.fullmatch(r"f/[^/.]+", name):
        return f"{name}/{FRONT}"
    if "." in name.rpartition("/")[2]:
        return name
    return name + (".html" if file.is_page else ".jsonld")


def tombstone_name(file: File) -> str:
    """The name, beside the address, by which a server knows that it has to answer 410."""
    return f"{object_name(file)}.gone{_TOMBSTONES[file.type]}"


def object_name(file: File) -> str:
    """The key in an object store: the address without its slash; the front page is `index.html`.

    Raise UnsafePath for what no address of ours looks like: segments that are empty, begin with a
    dot, or hold anything but letters, digits, and `. _ ~ -`.
    """
    name = file.path.removeprefix("/") or FRONT
    if not file.path.startswith("/") or not all(map(_SEGMENT.fullmatch, name.split("/"))):
        raise UnsafePath(f"{file.path!r} is no address of a public file.")
    return name


def part_of(path: str) -> str:
    """To which part of the site an address belongs: `f/slug`, a fact-check, `logo`, or `lists`."""
    found = re.match(rf"/(f/[^/.]+|{LOGOS}(?=/))", path)
    return found[1] if found else LISTS


def in_order(files: Iterable[File]) -> list[list[File]]:
    """What is linked to before what links to it: what stays for good, data, the page, lists."""
    return [list(group) for _, group in groupby(sorted(files, key=_rank), key=_rank)]


def _rank(file: File) -> int:
    if part_of(file.path) == LISTS:
        return 3
    if re.fullmatch(r"/f/[^/.]+", file.path):
        return 2
    return 0 if file.permanent else 1
