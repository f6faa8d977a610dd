"""The claims as W3C Web Annotations: a collection, and each annotation at its own address.

Web Annotation Data Model (W3C Recommendation, 2017). Offsets are Unicode code points, half-open.
The context of a quotation is at most 32 UTF-16 units long, because a widely used reader refuses
more, and on the page it never crosses a paragraph, because cards stand between paragraphs.
"""

from typing import Any

from app.domain.rights import Rights
from app.publishing.claims import Claim
from app.publishing.edition import Article
from app.publishing.history import History, utc
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language, say, spoken
from app.publishing.markup import Block, paragraphs
from app.publishing.sanitize import plain_text, safe_url
from app.text.finding.anchors import Quote, describe
from app.text.spans import Span

Node = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SOFTWARE = "Stet"


@in_house_language
def collection(history: History, imprint: Imprint) -> Node:
    """All annotations of the newest edition, on one embedded page."""
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    items = [_annotation(history, claim, imprint) for claim in history.newest.claims]
    page = f"{to.annotations}?page=1"
    first = {
        "id": page,
        "type": "AnnotationPage",
        "startIndex": 0,
        "partOf": to.annotations,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": to.annotations,
        "type": "AnnotationCollection",
        "label": say("Fact check: %(headline)s", headline=history.newest.article.headline),
        "total": len(items),
        "created": history.published_at,
        "modified": history.modified_at,
        **({"first": first, "last": page} if items else {}),
    }


@in_house_language
def annotation(history: History, claim: Claim, imprint: Imprint) -> Node:
    """The annotation of one claim, to stand alone."""
    return {"@context": CONTEXT, **_annotation(history, claim, imprint)}


def _annotation(history: History, claim: Claim, imprint: Imprint) -> Node:
    to = Addresses(base_url=imprint.base_url, slug=history.slug)
    edition, modified = history.newest, utc(history.newest.issued_at)
    house = {
        "id": imprint.id,
        "type": "Organization",
        "name": imprint.name,
        "homepage": imprint.at("/"),
    }
    return {
        "id": to.annotation(claim.number),
        "type": "Annotation",
        "motivation": "assessing",
        "created": history.published_at,
        "modified": modified,
        "creator": house,
        "generator": {"type": "Software", "name": SOFTWARE},
        "generated": modified,
        **({"rights": edition.licence} if edition.licence else {}),
        **({"canonical": f"urn:uuid:{claim.uid}"} if claim.uid else {}),
        "body": _bodies(claim, to),
        "target": _targets(edition.article, claim, to, number=edition.number),
    }


def _bodies(claim: Claim, to: Addresses) -> list[Node]:
    told = [("classifying", claim.label)]
    if claim.verdict:
        told.append(("describing", plain_text(claim.rationale) or claim.finding))
    bodies: list[Node] = [
        {
            "type": "TextualBody",
            "purpose": purpose,
            "value": value,
            "format": "text/plain",
            "language": spoken(),
        }
        for purpose, value in told
    ]
    link = {"type": "SpecificResource", "purpose": "linking", "source": to.card(claim.number)}
    return [*bodies, link]


def _targets(article: Article, claim: Claim, to: Addresses, *, number: int) -> list[Node]:
    """The permanent page, the text alone where it may be shown, and the original."""
    span, whole = Span(claim.start, claim.end), article.rights is Rights.FULL
    in_paragraph = _quote(describe(article.text, span))
    on_page = [*_in_one_paragraph(article.text, span), in_paragraph]
    targets = [_resource(to.edition(number), selector=on_page)]
    if whole:
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        alone = _quote(describe(article.text, span, across=True))
        targets.append(_resource(to.text, selector=[position, alone]))
    if url := safe_url(article.url):
        state = {"type": "TimeState", "sourceDate": utc(article.accessed)}
        cached = {"cached": to.text} if whole else {}
        targets.append(_resource(url, state=state | cached, selector=in_paragraph))
    return targets


def _resource(source: str, **more: object) -> Node:
    return {"type": "SpecificResource", "source": source, **more}


def _quote(quote: Quote) -> Node:
    return {
        "type": "TextQuoteSelector",
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
    }


def _in_one_paragraph(text: str, span: Span) -> list[Node]:
    """The place within its paragraph, for a claim that stands in one."""
    for number, block in enumerate(paragraphs(text), start=1):
        if block.start <= span.start and span.end <= block.end:
            return [_within(number, block, span)]
    return []


def _within(number: int, block: Block, span: Span) -> Node:
    start, end = span.start - block.start, span.end - block.start
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "CssSelector", "value": f"#p{number}", "refinedBy": position}
