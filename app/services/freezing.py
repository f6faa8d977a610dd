"""From live rows to a frozen edition: the last time that anything public reads the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.claims import DismissReason
from app.domain.dates import DatedOn
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile, Dossier
from app.models import Citation, Contact, Ruling, Source, Statement
from app.publishing import claims, edition
from app.publishing.changes import changes, retired
from app.publishing.finding import finding
from app.text.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What an edition is issued as, by whom and when."""

    slug: str
    number: int
    kind: edition.ChangeKind
    note: str
    issued_at: datetime
    issued_by: str
    newsroom: str
    licence: str
    before: edition.Edition | None
    #: Whom the desk asked, oldest first.
    contacts: Sequence[Contact]


def looked_at_by_two(file: ClaimFile) -> bool:
    """Did somebody else than who ruled sign the ruling off?"""
    ruling, answer = file.ruling, file.sign_off
    return bool(ruling and answer and ruling.ruled_by_id != answer.signed_by_id)


def freeze(dossier: Dossier, issue: Issue) -> edition.Edition:
    """Everything that readers will be told, and nothing confidential."""
    told = _told(dossier, issue)
    if issue.before is None:
        return told
    return replace(told, changes=changes(issue.before, told), retired=retired(issue.before, told))


def _told(dossier: Dossier, issue: Issue) -> edition.Edition:
    numbers = _source_numbers(dossier)
    shown = sorted(dossier.shown, key=lambda file: file.number or 0)
    return edition.Edition(
        slug=issue.slug,
        number=issue.number,
        kind=issue.kind,
        note=issue.note,
        issued_at=issue.issued_at.isoformat(timespec="seconds"),
        issued_by=issue.issued_by,
        newsroom=issue.newsroom,
        # What happened to these claims, whatever the house asks for today.
        four_eyes=all(map(looked_at_by_two, _signed(dossier))),
        article=_article(dossier),
        claims=tuple(_claim(dossier, file, numbers) for file in shown),
        sources=tuple(_source(dossier.sources[key], n) for key, n in numbers.items()),
        dismissed=_dismissed(dossier),
        passed_over=dossier.revision.passed_over,
        retired=(),
        changes=(),
        contacts=_contacts(dossier, issue.contacts),
        topics=_topics(dossier.check.topics),
        licence=issue.licence,
    )


def _signed(dossier: Dossier) -> list[ClaimFile]:
    return [file for file in dossier.shown if file.claim.state is ClaimState.SIGNED]


def _source_numbers(dossier: Dossier) -> dict[int, int]:
    """Public numbers of the sources, in the order in which a reader meets them."""
    met = [
        key
        for file in sorted(_signed(dossier), key=lambda file: file.number or 0)
        for key in (*(s.source_id for s in file.statements), *(c.source_id for c in file.citations))
        if key is not None and not dossier.sources[key].confidential
    ]
    return {key: number for number, key in enumerate(dict.fromkeys(met), start=1)}


def _article(dossier: Dossier) -> edition.Article:
    check, revision = dossier.check, dossier.revision
    return edition.Article(
        headline=check.headline,
        outlet=check.outlet,
        byline=check.byline,
        url=check.url,
        published=check.published_on.isoformat() if check.published_on else None,
        text=revision.text,
        text_sha256=revision.text_sha256,
        length=len(revision.text),
        trimmed=revision.trimmed,
        language=revision.language,
        rights=check.rights,
        accessed=revision.created_at.isoformat(timespec="seconds"),
        chosen_because=check.chosen_because,
    )


def _claim(dossier: Dossier, file: ClaimFile, numbers: dict[int, int]) -> claims.Claim:
    claim, anchor = file.claim, file.anchor
    # Only a signed ruling goes out: before that, the claim is "not yet checked".
    ruling = file.ruling if claim.state is ClaimState.SIGNED else None
    sign_off = file.sign_off if ruling else None
    return claims.Claim(
        number=file.number or 0,
        uid=claim.uid,
        start=anchor.start,
        end=anchor.end,
        quote=anchor.exact,
        wording=claim.wording,
        claimant=claim.claimant,
        claimant_role=claim.claimant_role,
        cue=claim.cue,
        verdict=_verdict(ruling) if ruling else None,
        rationale=ruling.rationale if ruling else "",
        finding=finding(ruling.rationale) if ruling else "",
        as_of=ruling.as_of.isoformat() if ruling else None,
        ruled_by=dossier.name(ruling.ruled_by_id) if ruling else None,
        ruled_on=ruling.ruled_at.date().isoformat() if ruling else None,
        signed_by=dossier.name(sign_off.signed_by_id) if sign_off else None,
        signed_on=sign_off.signed_at.date().isoformat() if sign_off else None,
        statements=_statements(dossier, file, numbers) if ruling else (),
        citations=_citations(file, numbers) if ruling else (),
    )


def _verdict(ruling: Ruling) -> claims.VerdictShown:
    value = ruling.verdict.value
    return claims.VerdictShown(
        key=value.key, label=value.label, definition=value.definition, rating=value.rating
    )


def _statements(
    dossier: Dossier, file: ClaimFile, numbers: dict[int, int]
) -> tuple[claims.Statement, ...]:
    # What only a confidential source tells would point to it: it stays inside.
    return tuple(
        _statement(s, numbers, dossier.place(s))
        for s in file.statements
        if s.source_id is None or s.source_id in numbers
    )


def _statement(row: Statement, numbers: dict[int, int], place: Span | None) -> claims.Statement:
    return claims.Statement(
        kind=row.kind,
        actor=row.actor,
        role=row.actor_role,
        on_behalf_of=row.on_behalf_of,
        dated=DatedOn(row.dated_on, row.precision) if row.dated_on else None,
        scope=row.scope,
        words=row.words,
        source=numbers.get(row.source_id) if row.source_id else None,
        start=place.start if place else None,
        end=place.end if place else None,
    )


def _citations(file: ClaimFile, numbers: dict[int, int]) -> tuple[claims.Citation, ...]:
    return tuple(
        _citation(c, numbers[c.source_id]) for c in file.citations if c.source_id in numbers
    )


def _citation(row: Citation, number: int) -> claims.Citation:
    return claims.Citation(
        source=number, stance=row.stance, excerpt=row.excerpt, locator=row.locator
    )


def _source(row: Source, number: int) -> claims.Source:
    dated = DatedOn(row.published_on, row.published_precision) if row.published_on else None
    return claims.Source(
        number=number,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=dated,
        kind=row.kind,
        archive_url=row.archive_url,
        no_archive_reason=row.no_archive_reason,
        accessed=row.accessed_on.isoformat(),
        origin=row.origin,
        interest=row.interest,
        secondary_reason=row.secondary_reason,
    )


def _contacts(dossier: Dossier, contacts: Sequence[Contact]) -> tuple[edition.Contact, ...]:
    """Whom we asked, as far as there is a sentence for readers."""
    numbers = {file.claim.id: file.number for file in dossier.shown}
    return tuple(
        edition.Contact(
            party=row.party,
            role=row.role,
            channel=row.channel,
            asked_on=row.asked_on.isoformat(),
            replied_on=row.replied_on.isoformat() if row.replied_on else None,
            line=row.line,
            claim=numbers.get(row.claim_id) if row.claim_id else None,
        )
        for row in contacts
        if row.line and (row.claim_id is None or row.claim_id in numbers)
    )


def _topics(typed: str) -> tuple[str, ...]:
    """The topics of a line that separates them by commas, each once."""
    parts = (part.strip() for part in typed.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _dismissed(dossier: Dossier) -> tuple[edition.Dismissed, ...]:
    reasons = Counter(file.claim.dismissed_because for file in dossier.files)
    for untold in (None, DismissReason.MISTAKE, DismissReason.MERGED):
        reasons.pop(untold, None)
    return tuple(edition.Dismissed(reason=str(r), count=n) for r, n in sorted(reasons.items()))
