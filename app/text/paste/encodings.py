"""Bytes of a file to text: by its byte order mark, by what it declares, or by a guess."""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: `<meta charset="...">`, `<meta content="text/html; charset=...">`, `<?xml encoding="..."?>`.
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{2,40})")
#: Encodings of web pages, by Python's names. Python knows others that are none: idna, hex, utf-7.
_OF_PAGES = re.compile(
    r"ascii|utf-(?:8|16|32)(?:-[bl]e)?|cp\d{3,4}|iso8859-\d{1,2}|koi8-[rtu]|tis-620|mac-roman"
    r"|mac-cyrillic|gb2312|gbk|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis\w*|iso2022_jp\w*"
)
#: A declaration stands at the beginning of a page.
_LOOKED_AT = 4_096
#: What files without any sign are written in, and how browsers read a page that says Latin-1.
_GUESS = "windows-1252"
_AS_IN_BROWSERS = {"iso8859-1": _GUESS, "ascii": _GUESS}
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what the editor should know about how it was read."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, declares: bool, named: str = "") -> Decoded:
    """Read the bytes of a file; `declares` is for HTML, which may name its encoding within.

    `named` is what whoever sent it says; where that is no encoding of pages it is left aside. Bytes
    that the encoding does not know become U+FFFD and are counted in the notes.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _read(data, marked)
    name = _encoding(named) or (_declared(data) if declares else None)
    if name:
        return _read(data, name)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        found = _read(data, _GUESS)
        guess = "The file does not say in which encoding it is, and was read as Windows-1252: "
        return Decoded(found.text, (guess + "check letters with accents.", *found.notes))


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_LOOKED_AT])
    name = _encoding(match[1].decode("ascii")) if match else None
    # Read as single bytes up to here, a page cannot be in UTF-16 whatever it says.
    return "utf-8" if name and name.startswith(("utf-16", "utf-32")) else name


def _encoding(label: str) -> str | None:
    """Python's name of an encoding of web pages; None for anything else."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _AS_IN_BROWSERS.get(name, name) if _OF_PAGES.fullmatch(name) else None


def _read(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    lost = text.count(_LOST)
    if not lost:
        return Decoded(text)
    many = "1 character" if lost == 1 else f"{lost:,} characters"
    note = f"{many} could not be read and stand as {_LOST}: mend them from the original."
    return Decoded(text, (note,))
