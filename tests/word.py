"""Word files made by hand: the few parts that make a .docx, and what can be wrong with them."""

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}.footnotes+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r2" '
        f'Type="{_R}/footnotes" Target="footnotes.xml"/></Relationships>'
    ),
    "word/footnotes.xml": (
        f'{_HEAD}<w:footnotes xmlns:w="{_W}"><w:footnote w:id="2"><w:p><w:r><w:t>Counted by the '
        "harbour office.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    ),
}
NOTE = (
    "<w:p><w:r><w:t>It took 41,000 people.</w:t></w:r>"
    '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
)
ITEM = '<w:p><w:pPr><w:pStyle w:val="ListParagraph"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


def paragraph(words: str) -> str:
    """One paragraph."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table, each cell with its paragraph."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def document(*body: str, prolog: str = _HEAD) -> str:
    """The main part."""
    return f'{prolog}<w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file.getvalue()


def word_file(*body: str, **parts: str | bytes) -> bytes:
    """A Word file with this body."""
    return pack({**PARTS, "word/document.xml": document(*body), **parts})


def _entities() -> bytes:
    laughs = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return pack({**PARTS, "word/document.xml": document(paragraph("&b;"), prolog=laughs)})


def _wide() -> bytes:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "ha">]>'
    part = document(paragraph("&a;"), prolog=hidden).encode("utf-16")
    return pack({**PARTS, "word/document.xml": part})


def _odd() -> bytes:
    part = document(paragraph("a"), prolog='<?xml version="1.0" encoding="cp037"?>')
    return pack({**PARTS, "word/document.xml": part})


def _locked() -> bytes:
    data = bytearray(word_file(paragraph("a")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


#: Files that must not or cannot be read, with words of the answer.
REFUSED = {
    "zip bomb": (word_file(paragraph("a" * 30_000_000)), "far more than a text"),
    "bomb in pictures": (
        word_file(paragraph("a"), **{"word/media/a.bmp": b"\0" * 20_000_000}),
        "far more than a text",
    ),
    "many parts": (
        word_file(paragraph("a"), **{f"word/{n}.xml": "" for n in range(6_000)}),
        "far more than a text",
    ),
    "XML bomb": (_entities(), "declares XML entities"),
    "XML bomb in UTF-16": (_wide(), "declares XML entities"),
    "odd encoding": (_odd(), "declares XML entities"),
    "locked part": (_locked(), "locked with a password"),
    "locked file": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
    "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "of the old kind"),
    "cut short": (word_file(paragraph("a" * 500))[:-40], "damaged"),
    "no document": (pack({"word/other.xml": "<a/>"}), "damaged"),
    "broken XML": (pack({**PARTS, "word/document.xml": "<w:document"}), "damaged"),
    "another zip": (pack({"content.xml": "<a/>"}), "no Word file"),
    "deep XML": (word_file("<w:p>" * 3_000 + "</w:p>" * 3_000), "damaged"),
    "no words": (word_file(paragraph("")), "No text was found"),
    "PDF": (b"%PDF-1.7 ...", "This is a PDF"),
    "RTF": (b"{\\rtf1 Ferry}", "RTF"),
    "web archive": (b"MIME-Version: 1.0\r\n", "web archive"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text"),
    "empty": (b"", "The file is empty"),
    "blank": (b"\xef\xbb\xbf \r\n\t", "The file is empty"),
    "HTML without words": (b"<!doctype html><html><script>draw()</script>", "No text was found"),
}
