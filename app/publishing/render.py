"""Pages as readers get them: one request, no cookie, no third party, complete without script."""

from collections.abc import Sequence

from app.domain.rights import Rights
from app.publishing import framing, sanitize
from app.publishing.claimreview import graph, in_page
from app.publishing.claims import Claim, VerdictShown
from app.publishing.edition import Edition
from app.publishing.history import History, Withdrawn
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language
from app.publishing.markup import Row, article_rows
from app.publishing.paper import render


@in_house_language
def page(
    history: History, imprint: Imprint, *, permanent: bool = False, opened: bool = False
) -> str:
    """The annotated fact-check: the newest edition of `history`.

    `permanent` is the page of an edition at its own address, which tells what was known when it was
    issued and never changes: give it `history.up_to(number)`. With `opened` all evidence is shown.
    """
    edition = history.newest
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    rows = article_rows(edition.article.text, edition.marks())
    return render(
        "page.html",
        history=history,
        edition=edition,
        article=edition.article,
        to=to,
        imprint=imprint,
        permanent=permanent,
        opened=opened,
        graph=sanitize.inline(in_page(graph(history, imprint))),
        bands=_bands(rows if edition.article.rights is Rights.FULL else _excerpts(rows)),
        claims={claim.number: claim for claim in edition.claims},
        sources={source.number: source for source in edition.sources},
        corrected=corrected(history),
        definitions=_definitions(edition.claims),
        people=people(edition.claims),
        uses=uses(edition.claims),
        alone=False,
        # The page of an edition tells what was known then; elsewhere is now.
        also={} if permanent else history.also,
        snippet=framing.snippet(history, to),
    )


@in_house_language
def tombstone(history: History, imprint: Imprint, gone: Withdrawn) -> str:
    """What stands at every address that was taken back (to be sent with status 410)."""
    return render("tombstone.html", history=history, imprint=imprint, gone=gone)


def _bands(rows: Sequence[Row]) -> list[list[Row]]:
    """A row with cards, and the rows without that follow it: they share the height of the cards."""
    bands: list[list[Row]] = []
    for row in rows:
        if row.claims or not bands:
            bands.append([])
        bands[-1].append(row)
    return bands


def _excerpts(rows: Sequence[Row]) -> list[Row]:
    """Only the paragraphs that hold claims; a gap stands where others were left out."""
    kept: list[Row] = []
    for row in rows:
        if row.claims:
            kept.append(row)
        elif not kept or kept[-1].paragraphs:
            kept.append(Row((), sanitize.gap(), (), "\n\n"))
    return kept


def corrected(history: History) -> dict[int, Edition]:
    """The claims that were corrected, each with the newest edition that did so."""
    return {
        number: edition for edition in reversed(history.corrections) for number in edition.touched
    }


def _definitions(claims: Sequence[Claim]) -> list[tuple[str, VerdictShown]]:
    """The verdicts that this page uses, each once, with their styles."""
    used = {claim.verdict: claim.style for claim in claims if claim.verdict}
    return sorted(
        ((style, verdict) for verdict, style in used.items()),
        key=lambda pair: (-pair[1].rating, pair[1].label),
    )


def people(claims: Sequence[Claim]) -> tuple[list[str], list[str]]:
    """Who ruled and who signed off, each named once, in the order of the claims."""
    ruled = dict.fromkeys(claim.ruled_by for claim in claims if claim.ruled_by)
    signed = dict.fromkeys(claim.signed_by for claim in claims if claim.signed_by)
    return list(ruled), list(signed)


def uses(claims: Sequence[Claim]) -> dict[int, list[int]]:
    """Which claims rest on each source, by numbers."""
    uses: dict[int, list[int]] = {}
    for claim in claims:
        cited = {citation.source for citation in claim.citations}
        cited |= {act.source for act in claim.statements if act.source is not None}
        for number in cited:
            uses.setdefault(number, []).append(claim.number)
    return uses
