"""The public site as files: every form of a fact-check, at its address, in the bytes that go out.

The application serves these, and the export writes them: there is no other way to a reader.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from app.domain.rights import Rights
from app.publishing import annotations, claimreview, data, paper, render
from app.publishing.history import History, Withdrawn, utc
from app.publishing.imprint import Imprint
from app.publishing.table import table

HTML = "text/html; charset=utf-8"
JSON = "application/json"
LINKED_DATA = "application/ld+json"
ANNOTATION = f'{LINKED_DATA}; profile="http://www.w3.org/ns/anno.jsonld"'
TEXT = "text/plain; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"

FRESH = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
FOR_GOOD = "public, max-age=31536000, immutable"
SOON = "public, max-age=60"


@dataclass(frozen=True, kw_only=True)
class File:
    """One public form: where it stands, its bytes and what they are."""

    path: str
    """The address below the site's, beginning with a slash."""
    body: bytes
    type: str
    """The content type."""
    permanent: bool = False
    """Never changes: it may be kept for good."""
    framed: bool = False
    """Other sites may show it in a frame."""
    gone: bool = False
    """It stands for what was withdrawn: to be sent with status 410."""

    modified: str | None = None
    """When it last changed (RFC 3339), where that is known."""
    links: tuple[str, ...] = ()
    """What it says of its relations, as Link headers (RFC 8288)."""

    @cached_property
    def etag(self) -> str:
        """Names these bytes."""
        return sha256(self.body).hexdigest()[:32]

    @cached_property
    def gzipped(self) -> bytes:
        """The bytes as they are sent to whoever can unpack them."""
        return gzip.compress(self.body, mtime=0)

    @property
    def caching(self) -> str:
        """How long it may be kept, as Cache-Control."""
        return SOON if self.gone else FOR_GOOD if self.permanent else FRESH

    @property
    def is_page(self) -> bool:
        """Is it for a browser's window rather than for a program?"""
        return self.type == HTML

    @cached_property
    def policy(self) -> str:
        """Its Content-Security-Policy."""
        html = self.body.decode() if self.is_page else ""
        return paper.policy_of(html, framed=self.framed)


Maker = Callable[[History, Imprint], File | None]


def find(history: History, imprint: Imprint, suffix: str) -> File | None:
    """The form of a fact-check at `/f/slug` + `suffix`; None where there is none.

    What belongs to a withdrawn edition, or to a withdrawn fact-check, is a tombstone.
    """
    if suffix.startswith("/v") and (number := _number(suffix.removeprefix("/v"))):
        return _edition(history, imprint, number)
    maker = _FORMS.get(suffix) or _numbered(suffix)
    if maker is None:
        return None
    if history.withdrawal:
        return _tombstone(history, imprint, suffix, history.withdrawal)
    return maker(history, imprint)


def files(history: History, imprint: Imprint) -> Iterator[File]:
    """Every form of a fact-check; of a withdrawn one, the tombstones."""
    for suffix in _suffixes(history):
        if found := find(history, imprint, suffix):
            yield found


def _suffixes(history: History) -> Iterator[str]:
    yield from _FORMS
    for claim in history.newest.claims:
        yield f"/claim/{claim.number}"
        yield f"/annotations/{claim.number}"
    for edition in history.editions:
        yield f"/v{edition.number}"


def _edition(history: History, imprint: Imprint, number: int) -> File | None:
    """The page of one edition, as it was when it was issued."""
    if number > history.newest.number:
        return None
    if gone := history.withdrawal_of(number):
        return _tombstone(history, imprint, f"/v{number}", gone)
    body = history.pages.get(number) or render.page(history.up_to(number), imprint, permanent=True)
    return _file(history, f"/v{number}", body, HTML, permanent=True)


def _tombstone(history: History, imprint: Imprint, suffix: str, gone: Withdrawn) -> File:
    if suffix == ".json" or suffix.endswith(".jsonld") or suffix.startswith("/annotations/"):
        return _file(history, suffix, _json(_activity(history, imprint, gone)), JSON, gone=True)
    return _file(history, suffix, render.tombstone(history, imprint, gone), HTML, gone=True)


def _activity(history: History, imprint: Imprint, gone: Withdrawn) -> dict[str, object]:
    """The tombstone for programs (ActivityStreams 2.0)."""
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "type": "Tombstone",
        "id": imprint.at(f"/f/{history.slug}"),
        "formerType": "Article",
        "deleted": gone.withdrawn_at,
        "summary": gone.reason,
    }


def _page(history: History, imprint: Imprint) -> File:
    return _file(history, "", render.page(history, imprint), HTML)


def _print(history: History, imprint: Imprint) -> File:
    return _file(history, "/print", render.page(history, imprint, opened=True), HTML)


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
    ".json": _data,
    "/claimreview.jsonld": _graph,
    "/annotations.jsonld": _annotations,
    "/article.txt": _text,
    "/claims.csv": _table,
}


def _numbered(suffix: str) -> Maker | None:
    """The maker of what is there once for each claim."""
    kind, _, number = suffix.rpartition("/")
    if kind != "/annotations" or not _number(number):
        return None

    def annotation(history: History, imprint: Imprint) -> File | None:
        for claim in history.newest.claims:
            if claim.number == int(number):
                found = annotations.annotation(history, claim, imprint)
                return _file(history, suffix, _json(found), ANNOTATION)
        return None

    return annotation


def _number(digits: str) -> int | None:
    """A number as it stands in an address: no sign, no leading zero."""
    is_number = digits.isascii() and digits.isdigit() and digits[0] != "0" and len(digits) < 10
    return int(digits) if is_number else None


def _json(node: object) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1)


def _file(
    history: History,
    suffix: str,
    body: str,
    type: str,
    *,
    permanent: bool = False,
    gone: bool = False,
) -> File:
    path = f"/f/{history.slug}{suffix}"
    issued = int(suffix.removeprefix("/v")) if permanent else None
    edition = history.editions[issued - 1] if issued else None
    return File(
        path=path,
        body=body.encode(),
        type=type,
        permanent=permanent,
        gone=gone,
        modified=utc(edition.issued_at) if edition else history.modified_at,
    )
