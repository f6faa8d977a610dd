"""The fact-check as schema.org ClaimReview: one graph, in the page and alone.

Vocabulary: schema.org 30.0. What is required and recommended: Google's and Bing's rules for fact
check mark-up. A claim without a verdict is not reviewed, and is left out.
"""

import json
from collections.abc import Mapping
from typing import Any

from app.domain.parties import PartyKind, party_kind
from app.domain.verdicts import StatementKind
from app.publishing.claims import Claim, Source, Statement
from app.publishing.edition import Article
from app.publishing.history import History, utc
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language, later, say
from app.publishing.sanitize import plain_text, safe_url

Node = dict[str, Any]

CONTEXT = "https://schema.org"
#: The published scale of standing.
WORST, BEST = 1, 5
_LONGEST_HEADLINE = 110

_DONE = {
    StatementKind.RETRACTED: later("Retracted by %(who)s."),
    StatementKind.DENIED: later("Denied by %(who)s."),
}
_TYPES = {PartyKind.PERSON: "Person", PartyKind.ORGANIZATION: "Organization"}


@in_house_language
def graph(history: History, imprint: Imprint) -> Node:
    """The page as NewsArticle, then one ClaimReview for each claim with a verdict."""
    return {"@context": CONTEXT, "@graph": [_page(history, imprint), *reviews(history, imprint)]}


@in_house_language
def single(history: History, claim: Claim, imprint: Imprint) -> Node:
    """The house and the one ClaimReview of a claim's own page; none without a verdict."""
    reviewed = [review(history, claim, imprint)] if claim.verdict else []
    return {"@context": CONTEXT, "@graph": [organization(imprint), *reviewed]}


def in_page(node: Node) -> str:
    """The graph as it may stand inside a script element of a page: no "<" can end it."""
    compact = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return compact.replace("<", "\\u003c")


def reviews(history: History, imprint: Imprint) -> list[Node]:
    """One ClaimReview for each claim with a verdict, in reading order."""
    return [review(history, claim, imprint) for claim in history.newest.claims if claim.verdict]


@in_house_language
def review(history: History, claim: Claim, imprint: Imprint) -> Node:
    """The ClaimReview of one claim. A claim without a verdict is refused (ValueError)."""
    if claim.verdict is None:
        raise ValueError(f"Claim {claim.number} has no verdict yet.")
    edition, to = history.newest, Addresses(base_url=imprint.base_url, slug=history.slug)
    sources = {source.number: source for source in edition.sources}
    cited = dict.fromkeys(citation.source for citation in claim.citations)
    return {
        "@type": "ClaimReview",
        "@id": to.card(claim.number),
        "url": to.card(claim.number),
        "claimReviewed": claim.shown,
        "itemReviewed": _claim(claim, edition.article, sources, to),
        # In full in every review: collectors do not follow references.
        "author": {"@type": "NewsMediaOrganization", "@id": imprint.id} | _named(imprint),
        "publisher": {"@id": imprint.id},
        "datePublished": history.published_at,
        "dateModified": history.modified_at,
        "inLanguage": imprint.language,
        "reviewBody": plain_text(claim.rationale) or claim.finding,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": claim.verdict.rating,
            "bestRating": BEST,
            "worstRating": WORST,
            "alternateName": claim.label,
            "ratingExplanation": claim.finding,
        },
        **_given(citation=[_work(sources[number], to) for number in cited]),
    }


def organization(imprint: Imprint) -> Node:
    """The house in full, with the addresses of its policies."""
    at = imprint.at
    return {
        "@type": "NewsMediaOrganization",
        "@id": imprint.id,
        **_named(imprint),
        "publishingPrinciples": at("/about"),
        "ethicsPolicy": at("/about#ethics"),
        "correctionsPolicy": at("/corrections-policy"),
        "verificationFactCheckingPolicy": at("/method"),
        "ownershipFundingInfo": at("/about#funding"),
        "masthead": at("/about#people"),
        "actionableFeedbackPolicy": at("/report-an-error"),
        "unnamedSourcesPolicy": at("/method#unnamed"),
        **_given(logo=imprint.logo and at(imprint.logo.path), email=imprint.contact),
    }


def _named(imprint: Imprint) -> Node:
    return {"name": imprint.name, "url": imprint.at("/")}


def _given(**values: Any) -> Node:
    """Those of the values that say something."""
    return {key: value for key, value in values.items() if value}


def _page(history: History, imprint: Imprint) -> Node:
    edition, to = history.newest, Addresses(base_url=imprint.base_url, slug=history.slug)
    return {
        "@type": "NewsArticle",
        "@id": f"{to.page}#page",
        "url": to.page,
        "mainEntityOfPage": to.page,
        "headline": say("Fact check: %(headline)s", headline=edition.article.headline)[
            :_LONGEST_HEADLINE
        ],
        "description": edition.summary,
        "datePublished": history.published_at,
        "dateModified": history.modified_at,
        "version": edition.number,
        "inLanguage": imprint.language,
        "creativeWorkStatus": history.status.capitalize(),
        "author": organization(imprint),
        "publisher": {"@id": imprint.id},
        "image": to.picture(edition.number),
        "isAccessibleForFree": True,
        **_given(
            license=edition.licence,
            isBasedOn=_article(edition.article),
            correction=[
                {
                    "@type": "CorrectionComment",
                    "text": corrected.note,
                    "datePublished": utc(corrected.issued_at),
                }
                for corrected in history.corrections
            ],
            hasPart=[{"@id": to.card(c.number)} for c in edition.claims if c.verdict],
        ),
    }


def _article(article: Article) -> Node:
    url = safe_url(article.url)
    publisher = _given(name=article.outlet)
    return {
        "@type": "NewsArticle",
        "headline": article.headline,
        **_given(
            url=url,
            datePublished=article.published,
            publisher=publisher and {"@type": "Organization", **publisher},
        ),
    }


def _claim(claim: Claim, article: Article, sources: Mapping[int, Source], to: Addresses) -> Node:
    first = claim.first
    source = sources.get(first.source or 0) if first else None
    return {
        "@type": "Claim",
        "@id": f"{to.page}#c{claim.number}",
        "text": claim.quote,
        "appearance": [_article(article) | {"url": safe_url(article.url) or to.card(claim.number)}],
        **_given(
            author=_party(claim.claimant, claim.claimant_role),
            datePublished=first and first.dated and first.dated.iso,
            firstAppearance=source and _work(source, to),
            **_standing(claim, sources, to),
        ),
    }


def _standing(claim: Claim, sources: Mapping[int, Source], to: Addresses) -> Node:
    """What was done to the claim, as far as schema.org has words for it."""
    retracted = claim.acts(StatementKind.RETRACTED)
    denied = claim.acts(StatementKind.DENIED)
    return {
        "creativeWorkStatus": "Retracted" if retracted else "",
        "correction": [_comment(act, "CorrectionComment", sources, to) for act in retracted],
        "comment": [_comment(act, "Comment", sources, to) for act in denied],
    }


def _comment(act: Statement, kind: str, sources: Mapping[int, Source], to: Addresses) -> Node:
    source = sources.get(act.source or 0)
    return {
        "@type": kind,
        **_given(
            author=_party(act.actor, act.role),
            datePublished=act.dated and act.dated.iso,
            text=act.words or say(_DONE[act.kind], who=act.actor),
            url=source and _work(source, to)["url"],
        ),
    }


def _party(name: str, role: str) -> Node | None:
    if not name:
        return None  # never invented
    kind = party_kind(name, role=role)
    job = {"jobTitle": role} if role and kind is PartyKind.PERSON else {}
    return {"@type": _TYPES[kind], "name": name, **job}


def _work(source: Source, to: Addresses) -> Node:
    publisher = source.publisher and {"@type": "Organization", "name": source.publisher}
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "url": safe_url(source.url) or f"{to.page}#source-{source.number}",
        **_given(
            publisher=publisher,
            datePublished=source.published and source.published.iso,
            archivedAt=safe_url(source.archive_url),
        ),
    }
