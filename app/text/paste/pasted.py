"""The one door for what is pasted or uploaded: plain text, HTML and Word files.

Whatever it was, what comes of it is text, the lines of it that are the site's, and proposals for
headline, byline, outlet, date and address. Files are told apart by what they hold, never by name.
"""

import re
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from app.text.paste import docx
from app.text.paste import html as pages
from app.text.paste.boilerplate import boilerplate
from app.text.paste.canonical import canonical, drop, storable
from app.text.paste.declared import declared
from app.text.paste.encodings import decode
from app.text.paste.metadata import Metadata, metadata
from app.text.paste.unreadable import Unreadable
from app.text.spans import Span


class Kind(StrEnum):
    """What the text came from."""

    TEXT = "text"
    HTML = "HTML"
    WORD = "Word"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came of a paste: `text` as it is kept, and `site`, lines of its canonical form."""

    kind: Kind
    text: str
    site: tuple[Span, ...]
    about: Metadata
    notes: tuple[str, ...] = ()


class TooLong(ValueError):
    """A text over the limit; `size` is how many bytes of UTF-8 it has."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size} bytes")


#: In bytes of UTF-8, where the caller sets no other limit.
LONGEST = 5_000_000

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*"
    r"<(?:!doctype html|html|head|body|meta|title|article|main|div|section|h[1-6]|p|table|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
#: How files begin that hold no text for us, and what to do with them instead.
_OTHERS = (
    (b"%PDF", "This is a PDF. Open it, select its text and copy it into the box."),
    (b"{\\rtf", "This is an RTF file. Open it and save it as .docx, or copy its text."),
    (b"MIME-Version:", "This is a web archive. Save the page as “HTML only”, or copy its text."),
    (b"From: <Saved by", "This is a web archive. Save the page as “HTML only”, or copy its text."),
    (b"bplist", "This is a web archive. Save the page as page source, or copy its text."),
)
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_ZIP, _IN_WORD = b"PK\x03\x04", b"word/"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_LOOKED_AT = 8_192


def from_text(raw: str, *, longest: int = LONGEST) -> Pasted:
    """Read plain text; it is kept as it came. `TooLong` and `Unreadable` refuse it."""
    raw = storable(raw)
    _measure(raw, longest)
    text = canonical(raw).text
    if not text:
        raise Unreadable("There is no text in it.")
    site = boilerplate(text)
    return Pasted(Kind.TEXT, raw, site, metadata(drop(text, site)))


def from_html(markup: str, *, longest: int = LONGEST) -> Pasted:
    """Read HTML; the text that it shows is kept. `TooLong` and `Unreadable` refuse it."""
    document = pages.load(markup)
    if document is None or not document.text:
        raise Unreadable(
            "No text was found in it. It may be drawn by a script: open the page, select its text "
            "and copy it into the box."
        )
    _measure(document.text, longest)
    site = pages.site(document)
    shown = metadata(drop(document.text, site))
    return Pasted(Kind.HTML, document.text, site, _both(declared(document.root), shown))


def from_file(data: bytes, *, longest: int = LONGEST) -> Pasted:
    """Read a file by what it holds; `TooLong` and `Unreadable`, with what to do, refuse it."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Unreadable("The file is empty.")
    _refuse_others(data)
    if data.startswith(_ZIP):
        return replace(from_html(docx.html(data), longest=longest), kind=Kind.WORD)
    found = decode(data, declares=data.lstrip(b"\xef\xbb\xbf\t\n\r ").startswith(b"<"))
    reads = from_html if _HTML.match(found.text) else from_text
    return replace(reads(found.text, longest=longest), notes=found.notes)


def _measure(text: str, longest: int) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > longest:
        raise TooLong(size)


def _refuse_others(data: bytes) -> None:
    head = data[:_LOOKED_AT]
    for begin, words in _OTHERS:
        if head.startswith(begin):
            raise Unreadable(words)
    if head.startswith(_OLE):
        raise Unreadable(
            "This Word file is locked with a password. Unlock it in Word, then save it."
            if _ENCRYPTED in data
            else "This is a Word file of the old kind (.doc). Open it and save it as .docx."
        )
    if head.startswith(_ZIP) and _IN_WORD not in data:
        raise Unreadable("This is no Word file. Save the text as .docx, .html or .txt.")
    if not head.startswith((_ZIP, *_WIDE)) and b"\x00" in head:
        raise Unreadable("This file is no text. Choose a .txt, .html or .docx file.")


def _both(told: Metadata, shown: Metadata) -> Metadata:
    """Take what a page declares, and from its first lines what it does not."""
    return Metadata(
        **{f.name: getattr(told, f.name) or getattr(shown, f.name) for f in fields(Metadata)}
    )
