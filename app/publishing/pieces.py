"""Pages that show a piece of a fact-check: one claim, and what other sites frame.

Each has a claim's verdict wherever it has the claim, and leads to the whole check.
"""

from dataclasses import replace

from app.publishing import framing, sanitize
from app.publishing.claimreview import in_page, single
from app.publishing.claims import Claim
from app.publishing.edition import Edition, Retired
from app.publishing.history import History, Withdrawn
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language
from app.publishing.markup import Row, article_rows, paragraphs
from app.publishing.paper import render
from app.publishing.render import corrected, people, uses


def claim_of(history: History, number: int) -> Claim | None:
    """The claim of this number in the newest edition."""
    return next((claim for claim in history.newest.claims if claim.number == number), None)


def retired_of(history: History, number: int) -> Retired | None:
    """What is left of a claim that only earlier editions show."""
    return next((gone for gone in history.newest.retired if gone.number == number), None)


@in_house_language
def claim_page(history: History, imprint: Imprint, claim: Claim) -> str:
    """One claim on a page of its own: its words where they stand, its card open, its sources."""
    edition = _narrowed(history.newest, claim)
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    return render(
        "claim.html",
        history=history,
        edition=edition,
        article=edition.article,
        to=to,
        imprint=imprint,
        claim=claim,
        total=len(history.newest.claims),
        opened=True,
        alone=True,
        also=history.also,
        row=_row(history.newest, claim),
        graph=sanitize.inline(in_page(single(history, claim, imprint))),
        sources={source.number: source for source in edition.sources},
        corrected=corrected(history),
        people=people(edition.claims),
        uses=uses(edition.claims),
        snippet=framing.claim_snippet(history, claim, to),
    )


@in_house_language
def retired_page(history: History, imprint: Imprint, gone: Retired) -> str:
    """What stands at the page of a claim that the newest edition does not show."""
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    return render("claim-retired.html", history=history, imprint=imprint, to=to, gone=gone)


@in_house_language
def embed(history: History, imprint: Imprint) -> str:
    """The summary and the claims with their verdicts, for the frame of another site."""
    return _framed("embed.html", history, imprint, corrections=history.corrections[:1])


@in_house_language
def claim_embed(history: History, imprint: Imprint, claim: Claim) -> str:
    """One claim with verdict and finding, for the frame of another site."""
    fix = corrected(history).get(claim.number)
    return _framed("embed-claim.html", history, imprint, claim=claim, fix=fix)


@in_house_language
def retired_embed(history: History, imprint: Imprint, gone: Retired) -> str:
    """What stands in the frames that held a claim which the newest edition does not show."""
    return _framed("embed-retired.html", history, imprint, gone=gone)


@in_house_language
def embed_tombstone(history: History, imprint: Imprint, gone: Withdrawn) -> str:
    """What stands in the frames of other sites after a withdrawal."""
    return _framed("embed-tombstone.html", history, imprint, gone=gone)


def _framed(template: str, history: History, imprint: Imprint, **context: object) -> str:
    return render(
        template,
        history=history,
        edition=history.newest,
        article=history.newest.article,
        to=Addresses(base_url=imprint.base_url, slug=history.slug),
        imprint=imprint,
        **context,
    )


def _narrowed(edition: Edition, claim: Claim) -> Edition:
    """The edition as far as it is about one claim."""
    used = uses([claim])
    sources = tuple(source for source in edition.sources if source.number in used)
    return replace(edition, claims=(claim,), sources=sources)


def _row(edition: Edition, claim: Claim) -> Row:
    """The paragraphs that the claim runs through, with its mark and no other."""
    text = edition.article.text
    touched = [p for p in paragraphs(text) if p.start < claim.end and claim.start < p.end]
    start, end = touched[0].start, touched[-1].end
    mark = next(mark for mark in edition.marks() if mark.number == claim.number)
    moved = replace(mark, start=max(claim.start, start) - start, end=min(claim.end, end) - start)
    return article_rows(text[start:end], [moved])[0]
