"""The assessor pack as two files: JSON for programs, and one page that needs nothing else."""

import hashlib
import json
from typing import Any

from app.domain.journal import Act, fields
from app.publishing.claims import UNCHECKED, style_of
from app.publishing.markup import Mark, article_rows
from app.publishing.paper import render
from app.publishing.table import written

Node = dict[str, Any]

#: What the table of the journal says of each entry.
ENTRY = ("seq", "at", "who", "act")


def to_json(pack: Node) -> bytes:
    """The pack as UTF-8 JSON: the same pack gives the same bytes."""
    return json.dumps(pack, ensure_ascii=False, indent=1, sort_keys=True).encode()


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def log(pack: Node) -> bytes:
    """The pack's journal as a table: a row for each field that an entry changed or gave."""
    rows = [
        (*(entry[name] for name in ENTRY), _claim_of(entry), *told, entry["digest"])
        for entry in pack["journal"]
        for told in _fields(entry)
    ]
    return written((*ENTRY, "claim_id", "field", "old", "new", "digest"), rows).encode()


def _fields(entry: Node) -> list[tuple[str, str, str]]:
    found = fields(Act(entry["act"]), entry["data"])
    return [(field.name, field.old, field.new) for field in found] or [("", "", "")]


def _claim_of(entry: Node) -> object:
    of_claim = entry["subject_type"] == "claims"
    return entry["subject_id"] if of_claim else entry["data"].get("claim", "")


def page(pack: Node) -> bytes:
    """The pack as one HTML page; it prints the SHA-256 of the JSON made from the same pack."""
    newest = pack["revisions"][-1]
    claims = [claim for claim in pack["claims"] if claim["state"] != "dismissed"]
    numbered = list(enumerate(claims, start=1))
    html = render(
        "pack.html",
        pack=pack,
        check=pack["fact_check"],
        text=newest,
        rows=article_rows(
            newest["text"],
            [_mark(n, claim) for n, claim in numbered if claim["revision"] == newest["number"]],
        ),
        claims=numbered,
        dismissed=[claim for claim in pack["claims"] if claim["state"] == "dismissed"],
        sources={source["id"]: source for source in pack["sources"]},
        json_sha256=sha256(to_json(pack)),
    )
    return html.encode()


def _mark(number: int, claim: Node) -> Mark:
    in_force = claim["ruling_in_force"]
    ruling = next((ruling for ruling in claim["rulings"] if ruling["id"] == in_force), None)
    return Mark(
        number=number,
        start=claim["start"],
        end=claim["end"],
        style=style_of(ruling["key"]) if ruling else UNCHECKED,
        href=f"#claim-{number}",
        described_by=None,
        label=claim["state"],
    )
