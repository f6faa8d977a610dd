"""The frozen document of an edition: canonical JSON, there and back."""

import hashlib
import json

from app.publishing import codec
from app.publishing.edition import SCHEMA, Edition


def to_json(edition: Edition) -> str:
    """The frozen document: canonical JSON (sorted keys, compact, no ASCII escapes)."""
    plain = codec.to_plain(edition)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(document: str) -> Edition:
    """Read a frozen document back; an unknown schema or a misfit is refused (ValueError)."""
    plain = json.loads(document)
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if schema != SCHEMA:
        raise ValueError(f"This edition has schema {schema!r}; only {SCHEMA} can be read.")
    return codec.from_plain(Edition, plain)


def digest(document: str) -> str:
    """SHA-256 of the document's UTF-8, in hex."""
    return hashlib.sha256(document.encode()).hexdigest()
