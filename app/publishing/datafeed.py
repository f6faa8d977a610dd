"""Every ClaimReview in one schema.org DataFeed, as Data Commons and other collectors take it."""

from app.publishing.claimreview import CONTEXT, Node, organization, reviews
from app.publishing.history import History, utc
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language, say
from app.publishing.paging import Page


@in_house_language
def feed(page: Page[History], imprint: Imprint, *, modified: str) -> Node:
    """One part of the feed, one element for each fact-check; the first part names the others.

    A withdrawn fact-check is told by the moment of its withdrawal, without its reviews.
    """
    own = imprint.at(page.own)
    others = range(2, page.last + 1) if page.number == 1 else ()
    parts = [{"@type": "DataFeed", "@id": imprint.at(page.at(n))} for n in others]
    return {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "@id": own,
        "url": own,
        "name": say("ClaimReview by %(house)s", house=imprint.name),
        "description": say(
            "Every fact check that %(house)s published, with its verdicts.", house=imprint.name
        ),
        "dateModified": modified,
        "inLanguage": imprint.language,
        "publisher": organization(imprint),
        **({"hasPart": parts} if parts else {}),
        **({"isPartOf": {"@id": imprint.at(page.path)}} if page.number > 1 else {}),
        "dataFeedElement": [_element(history, imprint) for history in page.items],
    }


def _element(history: History, imprint: Imprint) -> Node:
    to, gone = Addresses(base_url=imprint.base_url, slug=history.slug), history.withdrawal
    return {
        "@type": "DataFeedItem",
        "url": to.page,
        "dateCreated": history.published_at,
        "dateModified": history.modified_at,
        **({"dateDeleted": utc(gone.withdrawn_at)} if gone else {}),
        "item": [] if gone else reviews(history, imprint),
    }
