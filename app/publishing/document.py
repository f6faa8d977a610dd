"""The frozen document of an edition: canonical JSON, there and back."""

import hashlib
import json
from typing import Any

from app.publishing import codec
from app.publishing.edition import SCHEMA, Edition


def to_json(edition: Edition) -> str:
    """The frozen document: canonical JSON (sorted keys, compact, no ASCII escapes)."""
    plain = codec.to_plain(edition)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(document: str) -> Edition:
    """Read a frozen document back, of this schema or an earlier one.

    An unknown schema or a misfit is refused (ValueError).
    """
    plain = json.loads(document)
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if schema == 1:
        _make_second(plain)
    elif schema != SCHEMA:
        raise ValueError(f"This edition has schema {schema!r}; only up to {SCHEMA} can be read.")
    return codec.from_plain(Edition, plain)


def _make_second(plain: dict[str, Any]) -> None:
    """Add what the first schema did not tell; what is misshapen is left for the codec to refuse."""
    article = {"rights": "full", "accessed": plain.get("issued_at"), "chosen_because": ""}
    source = {"origin": "", "interest": "", "secondary_reason": ""}
    for name, more in (("article", article), ("claims", {"uid": ""}), ("sources", source)):
        parts = plain.get(name)
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict):
                part |= more
    lists: dict[str, Any] = {name: [] for name in ("retired", "changes", "contacts", "topics")}
    plain |= {"schema": 2, "licence": "", **lists}


def digest(document: str) -> str:
    """SHA-256 of the document's UTF-8, in hex."""
    return hashlib.sha256(document.encode()).hexdigest()
