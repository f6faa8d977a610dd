"""The fact-check as our own JSON, of the schema in `factcheck-1.schema.json`.

Offsets are Unicode code points of the article's text, half-open; `claims[].quote` is what stands
there. Days are ISO 8601, as exact as they are known; moments are RFC 3339 in UTC.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from app.domain.parties import PartyKind
from app.domain.rights import Rights
from app.publishing.claims import Claim, Source, Statement
from app.publishing.edition import ChangeKind, Contact, Edition
from app.publishing.history import Also, History, utc
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import in_house_language
from app.publishing.sanitize import plain_text, safe_url

Node = dict[str, Any]

SCHEMA_PATH = "/schema/factcheck-1.json"


@cache
def schema(base_url: str) -> Node:
    """The published JSON Schema (draft 2020-12), under the address of this house."""
    text = files("app.publishing").joinpath("factcheck-1.schema.json").read_text("utf-8")
    return {**json.loads(text), "$id": base_url + SCHEMA_PATH}


@in_house_language
def document(history: History, imprint: Imprint) -> Node:
    """Everything that the newest edition tells, for programs."""
    edition, to = history.newest, Addresses(base_url=imprint.base_url, slug=history.slug)
    return {
        "schema": imprint.at(SCHEMA_PATH),
        "id": to.page,
        "url": to.page,
        "version": edition.number,
        "version_url": to.edition(edition.number),
        "status": history.status,
        "language": imprint.language,
        "published": history.published_at,
        "modified": history.modified_at,
        "newsroom": edition.newsroom,
        "licence": edition.licence or None,
        "topics": list(edition.topics),
        "summary": edition.summary,
        "coverage": _coverage(edition),
        "article": _article(edition, to),
        "claims": [_claim(claim, to) for claim in edition.claims],
        "reviews": [
            _review(claim, history.also.get(claim.uid, ()), imprint) for claim in edition.claims
        ],
        "retired_claims": [
            {"number": gone.number, "last_version": gone.edition} for gone in edition.retired
        ],
        "sources": [_source(source, to) for source in edition.sources],
        "contacts": [_contact(contact) for contact in edition.contacts],
        "changes": _changes(history),
    }


def _coverage(edition: Edition) -> Node:
    coverage = edition.coverage
    return {
        "claims": coverage.claims,
        "checked": coverage.checked,
        "unproven": coverage.unproven,
        "not_yet_checked": coverage.unchecked,
        "passed_over": coverage.passed_over,
    }


def _article(edition: Edition, to: Addresses) -> Node:
    article = edition.article
    return _given(
        title=article.headline,
        url=safe_url(article.url),
        publisher=article.outlet,
        byline=article.byline,
        published=article.published,
        accessed=utc(article.accessed),
        language=article.language,
        rights=article.rights.value,
        trimmed=article.trimmed,
        chosen_because=article.chosen_because,
        text_url=to.text if article.rights is Rights.FULL else None,
        text_sha256=article.text_sha256,
        length=article.length,
        offset_unit="unicode-code-point",
    )


def _claim(claim: Claim, to: Addresses) -> Node:
    cited = dict.fromkeys(citation.source for citation in claim.citations)
    return _given(
        id=to.card(claim.number),
        number=claim.number,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        statement=claim.shown,
        verdict=claim.verdict and claim.verdict.key,
        finding=claim.finding,
        rationale=plain_text(claim.reasons) if claim.reasons else None,
        claim_date=claim.first and claim.first.dated and claim.first.dated.iso,
    ) | {
        "claimant": _party(claim.claimant, claim.claimant_role, claim.party),
        "timeline": [_act(act) for act in claim.timeline],
        "sources": [_source_id(number) for number in cited],
    }


def _review(claim: Claim, also: Sequence[Also], imprint: Imprint) -> Node:
    """How the claim was looked into, beside what was found."""
    return _given(
        claim=claim.number,
        uid=claim.uid,
        verdict_label=claim.label,
        as_of=claim.as_of,
        ruled_by=claim.ruled_by,
        ruled_on=claim.ruled_on,
        signed_by=claim.signed_by,
        signed_on=claim.signed_on,
    ) | {
        "citations": [
            _given(
                source=_source_id(citation.source),
                stance=citation.stance.value,
                excerpt=citation.excerpt,
                locator=citation.locator,
            )
            for citation in claim.citations
        ],
        "also_in": [
            _given(
                url=imprint.at(other.path),
                title=other.edition.article.headline,
                publisher=other.edition.article.outlet,
                issued=utc(other.edition.issued_at),
                verdict=other.claim.verdict and other.claim.verdict.key,
                verdict_label=other.claim.label,
            )
            for other in also
        ],
    }


def _act(act: Statement) -> Node:
    return _given(
        event=act.kind.value,
        actor=_party(act.actor, act.role, act.party),
        on_behalf_of=act.on_behalf_of,
        date=act.dated and act.dated.iso,
        date_precision=act.dated and act.dated.precision.value,
        scope=act.scope.value,
        source=act.source and _source_id(act.source),
        text=act.words,
    )


def _party(name: str, role: str, kind: PartyKind) -> Node | None:
    return _given(type=kind.value, name=name, role=role) if name else None


def _source_id(number: int) -> str:
    return f"s{number}"


def _source(source: Source, to: Addresses) -> Node:
    address = f"{to.page}#source-{source.number}"
    return _given(
        id=_source_id(source.number),
        title=source.title,
        publisher=source.publisher or None,
        # What has no address of its own, such as an interview, is found in the list on the page.
        url=safe_url(source.url) or address,
        archived_url=safe_url(source.archive_url),
        no_archive_reason=source.no_archive_reason,
        type=source.kind.value,
        published=source.published and source.published.iso,
        accessed=source.accessed,
        origin=source.origin,
        interest=source.interest,
        secondary_reason=source.secondary_reason,
    )


def _contact(contact: Contact) -> Node:
    return _given(
        party=contact.party,
        role=contact.role,
        channel=contact.channel,
        asked=contact.asked_on,
        replied=contact.replied_on,
        text=contact.line,
        claim=contact.claim,
    )


def _changes(history: History) -> list[Node]:
    """What was changed in public, newest first."""
    return [
        {
            "version": edition.number,
            "date": utc(edition.issued_at),
            "kind": edition.kind.value,
            "text": edition.note,
            "claims": list(edition.touched),
            "what": [change.words for change in edition.changes],
        }
        for edition in reversed(history.standing)
        if edition.kind is not ChangeKind.FIRST
    ]


def _given(**values: Any) -> Node:
    """What is known; what is not is left out."""
    return {key: value for key, value in values.items() if value not in (None, "")}
