"""The public site as files: every form of a fact-check, at its address, in the bytes that go out.

The application serves exactly these: there is no other way to a reader.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from app.domain.rights import Rights
from app.publishing import (
    annotations,
    claimreview,
    comparison,
    data,
    pdf,
    picture,
    pieces,
    relations,
    render,
    tombstones,
)
from app.publishing.file import File
from app.publishing.history import History, Withdrawn, utc
from app.publishing.imprint import Imprint
from app.publishing.language import in_house_language
from app.publishing.media import ANNOTATION, CSV, HTML, JSON, LINKED_DATA, PDF, PNG, TEXT
from app.publishing.table import table

Maker = Callable[[History, Imprint], File | None]


@in_house_language
def find(history: History, imprint: Imprint, suffix: str) -> File | None:
    """The form of a fact-check at `/f/slug` + `suffix`; None where there is none.

    What belongs to a withdrawn edition, or to a withdrawn fact-check, is a tombstone.
    """
    found = _find(history, imprint, suffix)
    if found is None or found.gone:
        return found
    indexed = not (found.permanent or found.framed) and suffix != "/print"
    return replace(found, indexed=indexed, links=relations.links(history, imprint, suffix))


def _find(history: History, imprint: Imprint, suffix: str) -> File | None:
    if suffix.startswith("/v"):
        digits, slash, rest = suffix.removeprefix("/v").partition("/")
        frozen = {"": _edition, "/changes": _comparison}.get(slash + rest)
        number = _number(digits)
        return frozen(history, imprint, number) if frozen and number else None
    maker = _FORMS.get(suffix) or _numbered(history, suffix)
    if maker is None:
        return None
    if history.withdrawal:
        return _tombstone(history, imprint, suffix, history.withdrawal)
    return maker(history, imprint)


def files(history: History, imprint: Imprint) -> Iterator[File]:
    """Every form of a fact-check that can be made; of a withdrawn one, the tombstones."""
    for suffix in _suffixes(history, imprint):
        # Without its PDF, a fact-check is published all the same.
        with suppress(pdf.NotMade):
            if found := find(history, imprint, suffix):
                yield found


def _suffixes(history: History, imprint: Imprint) -> Iterator[str]:
    yield from (suffix for suffix in _FORMS if suffix != "/print.pdf" or imprint.pdf)
    newest = history.newest
    for number in [c.number for c in newest.claims] + [gone.number for gone in newest.retired]:
        for kind in _OF_CLAIMS:
            yield f"{kind}/{number}"
    for edition in history.editions:
        yield f"/v{edition.number}"
        yield f"/v{edition.number}/changes"


def _edition(history: History, imprint: Imprint, number: int) -> File | None:
    """The page of one edition, as it was when it was issued."""
    if number > history.newest.number:
        return None
    if gone := history.withdrawal_of(number):
        return _tombstone(history, imprint, f"/v{number}", gone)
    body = history.pages.get(number) or render.page(history.up_to(number), imprint, permanent=True)
    return _file(history, f"/v{number}", body, HTML, permanent=True)


def _comparison(history: History, imprint: Imprint, number: int) -> File | None:
    """What one edition changed; gone with either of the two that it compares."""
    if not 1 < number <= history.newest.number:
        return None
    suffix = f"/v{number}/changes"
    if gone := history.withdrawal_of(number - 1):
        return _tombstone(history, imprint, suffix, gone)
    before, after = history.editions[number - 2 : number]
    body = comparison.page(before, after, imprint)
    return _file(history, suffix, body, HTML, permanent=True)


def _tombstone(history: History, imprint: Imprint, suffix: str, gone: Withdrawn) -> File:
    if suffix == "/embed" or suffix.startswith("/embed/"):
        body = pieces.embed_tombstone(history, imprint, gone)
        return _file(history, suffix, body, HTML, gone=True, framed=True)
    body, type = tombstones.tombstone(history, imprint, suffix, gone)
    return _file(history, suffix, body, type, gone=True)


def _page(history: History, imprint: Imprint) -> File:
    return _file(history, "", render.page(history, imprint), HTML)


def _print(history: History, imprint: Imprint) -> File:
    return _file(history, "/print", render.page(history, imprint, opened=True), HTML)


def _embed(history: History, imprint: Imprint) -> File:
    return _file(history, "/embed", pieces.embed(history, imprint), HTML, framed=True)


def _picture(history: History, imprint: Imprint) -> File:
    return _file(history, "/card.png", picture.draw(history.newest), PNG)


def _pdf(history: History, imprint: Imprint) -> File:
    """Not every site has these: NotMade says why."""
    page = render.page(history, imprint, opened=True)
    return _file(history, "/print.pdf", pdf.make(page, imprint.at("/")), PDF)


def _data(history: History, imprint: Imprint) -> File:
    return _file(history, ".json", _json(data.document(history, imprint)), JSON)


def _graph(history: History, imprint: Imprint) -> File:
    graph = claimreview.graph(history, imprint)
    return _file(history, "/claimreview.jsonld", _json(graph), LINKED_DATA)


def _annotations(history: History, imprint: Imprint) -> File:
    found = annotations.collection(history, imprint)
    return _file(history, "/annotations.jsonld", _json(found), ANNOTATION)


def _text(history: History, imprint: Imprint) -> File | None:
    article = history.newest.article
    if article.rights is not Rights.FULL:
        return None
    return _file(history, "/article.txt", article.text, TEXT)


def _table(history: History, imprint: Imprint) -> File:
    return _file(history, "/claims.csv", table(history, imprint), CSV)


_FORMS: dict[str, Maker] = {
    "": _page,
    "/print": _print,
    "/print.pdf": _pdf,
    "/embed": _embed,
    "/card.png": _picture,
    ".json": _data,
    "/claimreview.jsonld": _graph,
    "/annotations.jsonld": _annotations,
    "/article.txt": _text,
    "/claims.csv": _table,
}


def _annotation(history: History, imprint: Imprint, number: int) -> File | None:
    if claim := pieces.claim_of(history, number):
        found = annotations.annotation(history, claim, imprint)
        return _file(history, f"/annotations/{number}", _json(found), ANNOTATION)
    if number not in history.numbers:
        return None
    body, type = tombstones.retired(history, imprint, number)
    return _file(history, f"/annotations/{number}", body, type, gone=True)


def _claim(history: History, imprint: Imprint, number: int) -> File | None:
    suffix = f"/claim/{number}"
    if claim := pieces.claim_of(history, number):
        return _file(history, suffix, pieces.claim_page(history, imprint, claim), HTML)
    if retired := pieces.retired_of(history, number):
        body = pieces.retired_page(history, imprint, retired)
        return _file(history, suffix, body, HTML, gone=True)
    return None


def _claim_embed(history: History, imprint: Imprint, number: int) -> File | None:
    suffix = f"/embed/{number}"
    if claim := pieces.claim_of(history, number):
        body = pieces.claim_embed(history, imprint, claim)
        return _file(history, suffix, body, HTML, framed=True)
    if retired := pieces.retired_of(history, number):
        body = pieces.retired_embed(history, imprint, retired)
        return _file(history, suffix, body, HTML, framed=True, gone=True)
    return None


_OF_CLAIMS = {"/annotations": _annotation, "/claim": _claim, "/embed": _claim_embed}


def _numbered(history: History, suffix: str) -> Maker | None:
    """The maker of what is there once for each claim."""
    kind, _, digits = suffix.rpartition("/")
    maker, number = _OF_CLAIMS.get(kind), _number(digits)
    ever = history.numbers.union(gone.number for gone in history.newest.retired)
    if maker is None or number is None or number not in ever:
        return None
    return lambda history, imprint: maker(history, imprint, number)


def _number(digits: str) -> int | None:
    """A number as it stands in an address: no sign, no leading zero."""
    is_number = digits.isascii() and digits.isdigit() and digits[0] != "0" and len(digits) < 10
    return int(digits) if is_number else None


def _json(node: object) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1)


def _file(
    history: History,
    suffix: str,
    body: str | bytes,
    type: str,
    *,
    permanent: bool = False,
    framed: bool = False,
    gone: bool = False,
) -> File:
    path = f"/f/{history.slug}{suffix}"
    issued = int(suffix.split("/")[1].removeprefix("v")) if permanent else None
    edition = history.editions[issued - 1] if issued else None
    return File(
        path=path,
        body=body.encode() if isinstance(body, str) else body,
        type=type,
        permanent=permanent,
        framed=framed,
        gone=gone,
        indexed=not gone,
        modified=utc(edition.issued_at) if edition else history.modified_at,
    )
