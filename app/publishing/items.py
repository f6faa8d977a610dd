"""What the feeds tell: one item for each fact-check, correction and withdrawal.

An item's id is a tag URI (RFC 4151) and never changes: readers' programs know by it what they have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.publishing.claimreview import Node, reviews
from app.publishing.corrections import Entry
from app.publishing.edition import Edition
from app.publishing.history import History, utc
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language, say
from app.publishing.paper import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed. Moments are RFC 3339 in UTC."""

    id: str
    url: str
    title: str
    published: str
    updated: str
    summary: str
    """Plain text."""
    html: str
    """What there is to read, cleaned; empty where the summary says it all."""
    tags: Sequence[str] = ()
    reviews: Sequence[Node] = ()
    """The claims' reviews, in short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """What a feed once told and does not any more: readers' programs should drop it."""

    id: str
    updated: str
    """When it was taken back."""
    reason: str
    by: str


@in_house_language
def fact_check(history: History, imprint: Imprint) -> Item | Deleted:
    """A fact-check as its newest edition tells it, or the word that it was withdrawn."""
    name = _tag(history, imprint)
    if gone := history.withdrawal:
        moment = utc(gone.withdrawn_at)
        return Deleted(id=name, updated=moment, reason=gone.reason, by=gone.withdrawn_by)
    edition, to = history.newest, Addresses(base_url=imprint.base_url, slug=history.slug)
    return Item(
        id=name,
        url=to.page,
        title=say("Fact check: %(headline)s", headline=edition.article.headline),
        published=history.published_at,
        updated=history.modified_at,
        summary=edition.summary,
        html=render("_item.html", history=history, edition=edition, to=to),
        tags=_tags(edition),
        reviews=[_short(review) for review in reviews(history, imprint)],
    )


@in_house_language
def correction(entry: Entry, imprint: Imprint) -> Item:
    """A correction or withdrawal, as the list of corrections tells it."""
    # One withdrawal at the most ends with each edition.
    what = "/withdrawn" if entry.withdrawn else ""
    return Item(
        id=_tag(entry.history, imprint, f"/v{entry.edition}{what}"),
        url=imprint.at(entry.path),
        title=f"{entry.title}: {entry.headline}",
        published=entry.moment,
        updated=entry.moment,
        summary=entry.note,
        html=render("_correction.html", entry=entry, base=imprint.base_url),
    )


def taken_back(withdrawal: Entry, imprint: Imprint) -> list[Deleted]:
    """The corrections that were told once, and then withdrawn with their editions."""
    history = withdrawal.history
    return [
        Deleted(
            id=_tag(history, imprint, f"/v{edition.number}"),
            updated=withdrawal.moment,
            reason=withdrawal.note,
            by=withdrawal.by,
        )
        for edition in history.corrections_taken_back(withdrawal.edition)
    ]


def _tag(history: History, imprint: Imprint, more: str = "") -> str:
    return imprint.tag(history.published_at[:10], f"/f/{history.slug}{more}")


def _tags(edition: Edition) -> list[str]:
    """The verdicts that were given, by their labels, and the topics."""
    labels = (claim.label for claim in edition.claims if claim.verdict)
    return list(dict.fromkeys((*labels, *edition.topics)))


def _short(review: Node) -> Node:
    """Enough of a ClaimReview for a list; all of it stands on the page."""
    rating = review["reviewRating"]
    kept = ("@type", "ratingValue", "bestRating", "worstRating", "alternateName")
    return {
        "@type": review["@type"],
        "url": review["url"],
        "claimReviewed": review["claimReviewed"],
        "reviewRating": {key: rating[key] for key in kept},
    }
