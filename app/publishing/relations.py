"""How the forms of a fact-check hang together, as Link headers (RFC 8288) say it to programs.

Canonical: RFC 6596. Versions: RFC 5829. Annotations: Web Annotation Protocol, section 4.1.
"""

from collections.abc import Iterator

from app.domain.rights import Rights
from app.publishing.history import History
from app.publishing.imprint import Addresses, Imprint

_RESOURCE = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'


def links(history: History, imprint: Imprint, suffix: str) -> tuple[str, ...]:
    """The Link headers of the form at `suffix`, which stands."""
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    if suffix.startswith("/annotations/"):
        return (_RESOURCE, _link(to.page, "describedby", "text/html"))
    if suffix.endswith("/changes"):
        return (_link(to.page + suffix, "canonical"),)
    found = [_link(to.page, "canonical")]
    if suffix.startswith("/v"):
        found += _versions(history, to, int(suffix.removeprefix("/v")))
    elif suffix == "":
        found += [*_alternates(history, to), *_versions(history, to, history.newest.number)]
    return tuple(found)


def _versions(history: History, to: Addresses, number: int) -> list[str]:
    before = number - 1
    found = [_link(to.page, "latest-version")]
    if before and not history.withdrawal_of(before):
        found.append(_link(to.edition(before), "predecessor-version"))
    return found


def _alternates(history: History, to: Addresses) -> Iterator[str]:
    forms = {
        to.data: "application/json",
        to.claim_review: "application/ld+json",
        to.annotations: "application/ld+json",
        to.table: "text/csv",
        to.oembed: "application/json+oembed",
    }
    if history.newest.article.rights is Rights.FULL:
        forms[to.text] = "text/plain"
    for address, kind in forms.items():
        yield _link(address, "alternate", kind)


def _link(address: str, relation: str, kind: str = "") -> str:
    return f'<{address}>; rel="{relation}"' + (f'; type="{kind}"' if kind else "")
