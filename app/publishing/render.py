"""Pages as readers get them: one request each, no cookie, no third party, complete without script.

Style and script are inlined, and `content_security_policy()` names them by their hashes: send it
with every page of this module.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2

from app.domain.verdicts import Stance, StatementKind
from app.publishing import sanitize
from app.publishing.claims import Claim, VerdictShown, day_words
from app.publishing.edition import ChangeKind, Edition
from app.publishing.markup import Row, article_rows

_HERE = Path(__file__).parent
STYLES = ("tokens.css", "article.css", "page.css")
SCRIPT = "page.js"

#: The finding that stands in the summary is that of the first claim with the first of these.
_WEIGHT = ("retracted", "denied", "unproven", "other", "supported", "unchecked")

_ACTS = {
    StatementKind.ASSERTED: "Said",
    StatementKind.REPEATED: "Repeated",
    StatementKind.DENIED: "Denied",
    StatementKind.CLARIFIED: "Clarified",
    StatementKind.RETRACTED: "Retracted",
    StatementKind.CONFIRMED: "Confirmed",
}
_STANCES = {
    Stance.SUPPORTS: "Supports the claim",
    Stance.CONTRADICTS: "Contradicts the claim",
    Stance.CONTEXT: "Gives context",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedEdition:
    """One edition in the public history."""

    number: int
    issued_at: str
    kind: ChangeKind
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Editions up to a number that were taken back, and why."""

    last_edition: int
    withdrawn_at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published fact-check in the list on the front page."""

    slug: str
    headline: str
    outlet: str
    issued_at: str
    number: int
    coverage: str
    verdicts: tuple[tuple[str, str, int], ...]
    """(style, label, count), from the best standing down; not yet checked last."""


def entry(edition: Edition) -> Entry:
    """What the front page says of a fact-check."""
    counts = Counter(
        (claim.verdict.rating if claim.verdict else 0, claim.style, claim.label)
        for claim in edition.claims
    )
    return Entry(
        slug=edition.slug,
        headline=edition.article.headline,
        outlet=edition.article.outlet,
        issued_at=edition.issued_at,
        number=edition.number,
        coverage=edition.coverage.words,
        verdicts=tuple(
            (style, label, count)
            for (_, style, label), count in sorted(counts.items(), reverse=True)
        ),
    )


def page(
    edition: Edition,
    *,
    base_url: str,
    latest: int,
    history: Sequence[IssuedEdition],
    withdrawn: Sequence[Withdrawn] = (),
) -> str:
    """The annotated fact-check. `base_url` has no slash at its end.

    `latest` is the number of the newest edition: any other says that it is superseded.
    `history` holds the editions as far as this page is to tell them, in any order; `withdrawn`
    what was taken back before.
    """
    history = sorted(history, key=lambda issue: issue.number, reverse=True)
    corrected = [issue for issue in history if issue.kind is ChangeKind.CORRECTION]
    return _render(
        "page.html",
        edition=edition,
        article=edition.article,
        path=f"/f/{edition.slug}",
        address=f"{base_url}/f/{edition.slug}",
        latest=latest,
        history=history,
        withdrawn=withdrawn,
        correction=corrected[0] if corrected else None,
        bands=_bands(article_rows(edition.article.text, edition.marks())),
        claims={claim.number: claim for claim in edition.claims},
        sources={source.number: source for source in edition.sources},
        lead=_lead(edition.claims),
        definitions=_definitions(edition.claims),
        people=_people(edition.claims),
        uses=_uses(edition.claims),
    )


def tombstone(
    *,
    newsroom: str,
    headline: str,
    first_issued_at: str,
    withdrawn_at: str,
    withdrawn_by: str,
    reason: str,
) -> str:
    """What stands at every address of a withdrawn fact-check (to be sent with status 410)."""
    return _render(
        "tombstone.html",
        newsroom=newsroom,
        headline=headline,
        first_issued_at=first_issued_at,
        withdrawn_at=withdrawn_at,
        withdrawn_by=withdrawn_by,
        reason=reason,
    )


def front(newsroom: str, entries: Sequence[Entry], *, base_url: str) -> str:
    """The list of published fact-checks, in the order given."""
    return _render("front.html", newsroom=newsroom, entries=entries, base_url=base_url)


@cache
def content_security_policy() -> str:
    """The header's value: nothing but our own inlined style and script."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style())}'",
            f"script-src '{_hash(script())}'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


@cache
def style() -> str:
    """The style sheets as they are inlined: in one, without comments and line breaks."""
    css = "\n".join((_HERE / "static" / name).read_text("utf-8") for name in STYLES)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css)).strip()
    return css.replace(": ", ":").replace(";}", "}")


@cache
def script() -> str:
    """The script as it is inlined: without the indentation."""
    lines = (_HERE / "static" / SCRIPT).read_text("utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.lstrip().startswith("//"))


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def loader() -> jinja2.BaseLoader:
    """The templates of the public pages; the desk borrows macros from them."""
    return jinja2.FileSystemLoader(_HERE / "templates")


def filters() -> dict[str, Callable[..., object]]:
    """The filters that the templates of the public pages need."""
    return {
        "day": day_words,
        "reasons": _reasons,
        "safe_url": sanitize.safe_url,
        "act": _ACTS.__getitem__,
        "stance": _STANCES.__getitem__,
    }


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=loader(),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters()
    environment.globals |= {
        "css": lambda: sanitize.inline(style()),
        "js": lambda: sanitize.inline(script()),
    }
    return environment


def _render(template: str, **context: object) -> str:
    return _templates().get_template(template).render(context)


def _bands(rows: Sequence[Row]) -> list[list[Row]]:
    """A row with cards, and the rows without that follow it: they share the height of the cards."""
    bands: list[list[Row]] = []
    for row in rows:
        if row.claims or not bands:
            bands.append([])
        bands[-1].append(row)
    return bands


def _lead(claims: Sequence[Claim]) -> Claim | None:
    """The claim whose finding a reader should know first."""
    found = [claim for claim in claims if claim.finding and claim.verdict]
    return min(found, key=lambda claim: _WEIGHT.index(claim.style), default=None)


def _reasons(claim: Claim) -> sanitize.Markup:
    """The rationale without the finding that opens it, which stands above it already."""
    rest = claim.rationale.strip().removeprefix(claim.finding or "\0")
    return sanitize.rationale_html(rest)


def _definitions(claims: Sequence[Claim]) -> list[tuple[str, VerdictShown]]:
    """The verdicts that this page uses, each once, with their styles."""
    used = {claim.verdict: claim.style for claim in claims if claim.verdict}
    return sorted(
        ((style, verdict) for verdict, style in used.items()),
        key=lambda pair: (-pair[1].rating, pair[1].label),
    )


def _people(claims: Sequence[Claim]) -> tuple[list[str], list[str]]:
    """Who ruled and who signed off, each named once, in the order of the claims."""
    ruled = dict.fromkeys(claim.ruled_by for claim in claims if claim.ruled_by)
    signed = dict.fromkeys(claim.signed_by for claim in claims if claim.signed_by)
    return list(ruled), list(signed)


def _uses(claims: Sequence[Claim]) -> dict[int, list[int]]:
    """Which claims rest on each source, by numbers."""
    uses: dict[int, list[int]] = {}
    for claim in claims:
        cited = {citation.source for citation in claim.citations}
        cited |= {act.source for act in claim.statements if act.source is not None}
        for number in cited:
            uses.setdefault(number, []).append(claim.number)
    return uses
