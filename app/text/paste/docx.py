"""Word files (.docx) as HTML, through mammoth: paragraphs, headings, lists, tables, footnotes.

A .docx is a zip of XML, and both can be made to explode. So what a zip declares about its parts is
read before any is unpacked, XML parts are unpacked up to a limit, checked, and packed anew; mammoth
sees these and nothing else.
"""

import io
import re
import zipfile

import mammoth

from app.text.paste.unreadable import Unreadable

_MOST_PARTS = 5_000
_CENTRAL_RECORD = b"PK\x01\x02"
#: What all parts may be unpacked, pictures included, and what the XML parts may be. mammoth needs
#: some fifty times the size of the XML in memory.
_MOST_BYTES, _MOST_XML = 300_000_000, 16_000_000
#: Word's XML packs ten to fifty times; a bomb packs a thousand.
_MOST_PACKED, _PACKED_FROM = 250, 2_000_000

_MAIN = "word/document.xml"
_LOCKED = 0x1
_PROLOG = 1_000
_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']{1,40})")
_ENCODINGS = frozenset((b"utf-8", b"us-ascii", b"ascii"))
_BOMB = "This file unpacks to far more than a text can hold. It was not opened."
_BROKEN = (
    "This Word file is damaged or was not written by Word. Open it there, save it again as .docx, "
    "or copy its text into the box."
)


def html(data: bytes) -> str:
    """Turn a Word file into HTML; `Unreadable` where it cannot or must not be read."""
    safe = io.BytesIO()
    with zipfile.ZipFile(safe, "w") as kept:
        for name, part in _parts(data):
            kept.writestr(name, part)
    try:
        return str(mammoth.convert_to_html(safe, convert_image=lambda _: []).value)
    except Exception as error:  # mammoth trusts its input, and a broken file breaks it anywhere
        raise Unreadable(_BROKEN) from error


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    """Unpack the XML parts, once all that the zip declares is within bounds."""
    if data.count(_CENTRAL_RECORD) > _MOST_PARTS:
        raise Unreadable(_BOMB)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            wanted = _within_bounds(packed.infolist(), packed_size=len(data))
            return [(part.filename, _checked(packed.read(part))) for part in wanted]
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises a dozen kinds on what is no zip
        raise Unreadable(_BROKEN) from error


def _within_bounds(parts: list[zipfile.ZipInfo], *, packed_size: int) -> list[zipfile.ZipInfo]:
    whole = sum(part.file_size for part in parts)
    wanted = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    # zipfile never yields more of a part than it declares, so these sums hold.
    too_much = whole > _MOST_BYTES or sum(part.file_size for part in wanted) > _MOST_XML
    if too_much or (whole > _PACKED_FROM and whole > _MOST_PACKED * packed_size):
        raise Unreadable(_BOMB)
    if any(part.flag_bits & _LOCKED for part in wanted):
        raise Unreadable("This file is locked with a password. Unlock it in Word, then save it.")
    if not any(part.filename == _MAIN for part in wanted):
        raise Unreadable(_BROKEN)
    return wanted


def _checked(part: bytes) -> bytes:
    """Refuse XML that declares a document type or entities, or hides them in an odd encoding."""
    declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf")[:_PROLOG])
    odd = b"\x00" in part[:4] or part.startswith((b"\xff\xfe", b"\xfe\xff"))
    if odd or (declared and declared[1].lower() not in _ENCODINGS) or _TYPE.search(part):
        raise Unreadable(
            "This Word file declares XML entities, which Word never does. It was not opened."
        )
    return part
