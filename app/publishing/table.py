"""The claims as CSV: UTF-8, RFC 4180, one row a claim, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from app.domain.verdicts import StatementKind
from app.publishing.claims import Claim
from app.publishing.history import History
from app.publishing.imprint import Addresses, Imprint
from app.publishing.sanitize import safe_url

COLUMNS = (
    "fact_check_url version claim_number claim_url start end quote statement claimant "
    "claimant_role claim_date verdict finding retracted_by retracted_on denied_by denied_on "
    "source_urls published modified"
).split()

#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(history: History, imprint: Imprint) -> str:
    """The claims of the newest edition; offsets are code points, half-open."""
    rows = (_row(history, claim, imprint) for claim in history.newest.claims)
    return written(COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in rows))


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Any table as CSV; no cell begins a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(str(cell)) for cell in row])
    return out.getvalue()


def _row(history: History, claim: Claim, imprint: Imprint) -> dict[str, object]:
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    urls = {source.number: safe_url(source.url) for source in history.newest.sources}
    cited = dict.fromkeys(urls.get(citation.source) for citation in claim.citations)
    return {
        "fact_check_url": to.page,
        "version": history.newest.number,
        "claim_number": claim.number,
        "claim_url": to.card(claim.number),
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "statement": claim.shown,
        "claimant": claim.claimant,
        "claimant_role": claim.claimant_role,
        "claim_date": claim.first.dated.iso if claim.first and claim.first.dated else "",
        "verdict": claim.verdict.key if claim.verdict else "",
        "finding": claim.finding,
        **_act(claim, StatementKind.RETRACTED),
        **_act(claim, StatementKind.DENIED),
        "source_urls": " ".join(url for url in cited if url),
        "published": history.published_at,
        "modified": history.modified_at,
    }


def _act(claim: Claim, kind: StatementKind) -> dict[str, str]:
    """Who did this last, and when."""
    acts = claim.acts(kind)
    if not acts:
        return {}
    dated = acts[-1].dated
    return {f"{kind}_by": acts[-1].actor, f"{kind}_on": dated.iso if dated else ""}


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
