"""One public form of a fact-check: its bytes, and what goes with them to a reader."""

import gzip
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from app.publishing import paper
from app.publishing.media import HTML, PDF, PNG

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
    indexed: bool = True
    """Search engines may list it."""
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
    def is_text(self) -> bool:
        """Does it get smaller when it is packed?"""
        return self.type not in (PNG, PDF)

    @property
    def is_page(self) -> bool:
        """Is it for a browser's window rather than for a program?"""
        return self.type == HTML

    @cached_property
    def policy(self) -> str:
        """Its Content-Security-Policy."""
        html = self.body.decode() if self.is_page else ""
        return paper.policy_of(html, framed=self.framed)
