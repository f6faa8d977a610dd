"""HTML, from the clipboard or a file: the text that a reader sees, and which lines are the site's.

This is the only module of the engine that loads trafilatura, and `app.text.extract` does not load
this one. trafilatura is asked where the article is; what it leaves out is marked and not lost.
Nothing is ever fetched.
"""

import re
from dataclasses import dataclass, replace
from itertools import islice

import trafilatura
from lxml import etree
from lxml import html as parser

from app.text.paste.article import Run, find, first_of_body, headline
from app.text.paste.boilerplate import body as plain_body
from app.text.paste.boilerplate import boilerplate, is_whole_page
from app.text.paste.canonical import canonical
from app.text.paste.page import ARTICLE, LOOKED_AT, Kind, read
from app.text.paste.unreadable import Unreadable
from app.text.spans import Span

#: Elements that are a paragraph, and those that are a line.
_PARAGRAPHS = frozenset(
    (
        "p div h1 h2 h3 h4 h5 h6 ul ol dl table blockquote section article header footer nav aside "
        "main form figure figcaption address pre hr center details summary fieldset body"
    ).split()
)
_LINES = frozenset("li tr dt dd caption legend".split())
_CELLS = frozenset(("td", "th"))
#: Elements that a reader does not see, or that are there to be pressed.
_UNSEEN = frozenset(
    (
        "script style noscript template head title svg math iframe object embed canvas video audio "
        "map select button textarea input datalist"
    ).split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

#: Breaks as they are written down while the document is walked, and blanks around them.
_PARAGRAPH, _LINE, _BREAK, _CELL = "\f", "\v", "\n", "\t"
_BLANK = re.compile(r"[^\S\n\v\f]+")
_BREAKS = re.compile(r"[ \t]?[\n\v\f][ \t\n\v\f]*")
#: What ends a line in the source ends none on the page.
_FOLDED = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", " "))
_WORD = re.compile(r"\w+")

#: What libxml2 says where it gives up.
_TOO_DEEP = "xcessive depth"
#: trafilatura is asked about documents of so many characters and elements at the most.
_LONGEST, _MOST_ELEMENTS = 3_000_000, 50_000
#: A line of fewer words is found in many places, and says nothing about where the article is.
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Document:
    """An HTML document: as it was written, as it was parsed, and the canonical text it shows."""

    markup: str
    root: etree._Element
    text: str


def load(markup: str) -> Document | None:
    """Parse HTML as far as it goes; None where nothing comes of it.

    What is nested deeper than libxml2 goes, some 2,000 levels, would be lost with all that follows
    it, and is refused as `Unreadable`.
    """
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    quiet = parser.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = parser.document_fromstring(data, parser=quiet)
    except (etree.LxmlError, ValueError):
        return None
    if any(_TOO_DEEP in fault.message for fault in quiet.error_log):
        raise Unreadable(
            "This page is nested too deep to be read whole. Open it, select its text and copy it "
            "into the box."
        )
    for cell in list(root.iter("td", "th")):
        if len(cell) == 1 and cell[0].tag == "p":
            cell[0].drop_tag()  # Word puts a paragraph into every cell; a row is one line
    return Document(data.decode(), root, _visible(root))


def _visible(root: etree._Element) -> str:
    """Give what a reader sees, as canonical text.

    Paragraphs are apart by an empty line, items of a list and rows of a table by a line feed, and
    cells by a tab.
    """
    out: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and _is_unseen(element):
            walk.skip_subtree()
        elif event == "start":
            out += (_break(element.tag), "\n" if element.tag == "br" else "", _flat(element.text))
        else:
            out += (_break(element.tag), _flat(element.tail))
    narrow = _BLANK.sub(_narrow, "".join(out))
    return canonical(_BREAKS.sub(_apart, narrow)).text


def _is_unseen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _break(tag: object) -> str:
    if tag in _PARAGRAPHS:
        return _PARAGRAPH
    if tag in _LINES:
        return _LINE
    return _CELL if tag in _CELLS else ""


def _flat(words: str | None) -> str:
    return words.translate(_FOLDED) if words else ""


def _apart(breaks: re.Match[str]) -> str:
    return "\n\n" if _PARAGRAPH in breaks[0] or breaks[0].count(_BREAK) > 1 else "\n"


def _narrow(blank: re.Match[str]) -> str:
    return _CELL if _CELL in blank[0] else " "


# ------------------------------------------------------------------------------ the article


def site(document: Document) -> tuple[Span, ...]:
    """Mark the lines of a document's text that are the site's and not the article's.

    On a whole page that is what trafilatura leaves out, but for the headline; in what somebody cut
    out of a page, or where trafilatura finds nothing, the lines alone decide.
    """
    run = _article(document)
    if run is None:
        return boilerplate(document.text)
    kept = range(headline(run), run.end)
    return tuple(
        line.span for at, line in enumerate(run.lines) if at not in kept or line.kind not in ARTICLE
    )


def body(document: Document) -> str:
    """Give the article's body out of a document's text, without the lines above it."""
    run = _article(document)
    if run is None:
        return plain_body(document.text)
    kept = run.lines[first_of_body(run) : run.end]
    return "\n".join(line.span.of(document.text) for line in kept if line.kind in ARTICLE)


def _article(document: Document) -> Run | None:
    """Find the article on a whole page with trafilatura; None on anything else."""
    page = read(document.text)
    if document.root.find(".//nav") is None and not is_whole_page(find(page)):
        return None
    own = {_key(line) for line in _extracted(document).split("\n")}
    found = [_key(line.words) in own for line in page]
    telling = [at for at, line in enumerate(page) if found[at] and line.size >= _FEWEST_WORDS]
    if not telling:
        return None
    start, end = telling[0], telling[-1] + 1
    inside = [
        line if found[at] or not start <= at < end else replace(line, kind=Kind.TEASER)
        for at, line in enumerate(page)
    ]
    return Run(inside, start, end)


def _extracted(document: Document) -> str:
    """Ask trafilatura for the article: precision over recall, and no readers' comments."""
    elements = sum(1 for _ in islice(document.root.iter(), _MOST_ELEMENTS + 1))
    if elements > _MOST_ELEMENTS or len(document.markup) > _LONGEST:
        return ""
    try:
        return (
            trafilatura.extract(document.markup, include_comments=False, favor_precision=True) or ""
        )
    except Exception:  # whatever it trips over, our own rules still hold
        return ""


def _key(line: str) -> str:
    """Give the words of a line, without bullets, bars of a table and blanks."""
    return " ".join(_WORD.findall(line[:LOOKED_AT]))
