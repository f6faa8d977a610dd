"""The assessor pack as two files: JSON for programs, and one page that needs nothing else."""

import hashlib
import json
from typing import Any

from app.publishing.claims import UNCHECKED, style_of
from app.publishing.markup import Mark, article_rows
from app.publishing.paper import render

Node = dict[str, Any]


def to_json(pack: Node) -> bytes:
    """The pack as UTF-8 JSON: the same pack gives the same bytes."""
    return json.dumps(pack, ensure_ascii=False, indent=1, sort_keys=True).encode()


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


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
    ruling = claim["rulings"][-1] if claim["rulings"] else None
    return Mark(
        number=number,
        start=claim["start"],
        end=claim["end"],
        style=style_of(ruling["key"]) if ruling and claim["state"] != "open" else UNCHECKED,
        href=f"#claim-{number}",
        described_by=None,
        label=claim["state"],
    )
