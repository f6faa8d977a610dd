"""Editions: previewing, issuing, and taking a fact-check back."""

from dataclasses import dataclass, replace

from slugify import slugify
from sqlalchemy import select

from app import dossier
from app.domain.errors import Blocker, Incomplete, Refused
from app.domain.ids import CheckId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.verdicts import note_blockers, publication_blockers
from app.domain.workflow import CheckAction, CheckState
from app.dossier import Dossier
from app.models import Claim, FactCheck, Publication, Withdrawal
from app.publishing.changes import verdicts_changed
from app.publishing.edition import ChangeKind, Edition, digest, from_json, to_json
from app.services.freezing import Issue, freeze
from app.services.work import Work

SLUG_LENGTH = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The edition as it would be issued now, and all that keeps it from its readers."""

    edition: Edition
    before: Edition | None
    blockers: list[Blocker]
    verdict_changed: bool


def preview(
    work: Work, check_id: CheckId, *, kind: ChangeKind = ChangeKind.UPDATE, note: str = ""
) -> Preview:
    """Show what would be issued; changes nothing."""
    work.require(Permission.DESK_READ)
    return _preview(work, dossier.load(work.session, check_id), kind=kind, note=note)


def issue(
    work: Work, check_id: CheckId, *, version: int, kind: ChangeKind, note: str
) -> Publication:
    """Publish the next edition for all readers; raise Incomplete with all that is missing."""
    work.require(Permission.CHECK_PUBLISH)
    # Before the fact-check is read: whoever waited here finds the version that was made meanwhile.
    _hold_claims(work, check_id)
    check = work.get(FactCheck, check_id, version=version)
    whole = dossier.load(work.session, check_id)
    check.slug = check.slug or _free_slug(work, check.headline)
    ready = _preview(work, whole, kind=kind, note=note)
    if ready.blockers:
        raise Incomplete(ready.blockers)
    live = check.state is CheckState.PUBLISHED
    if live and ready.before and _says_the_same(ready.before, ready.edition):
        raise Refused(f"Nothing has changed since edition {ready.before.number}.")
    _give_numbers(check, whole)
    work.move_check(check, CheckAction.PUBLISH)
    document = to_json(ready.edition)
    publication = work.add(
        Publication(
            check_id=check.id,
            number=ready.edition.number,
            document=document,
            document_sha256=digest(document),
            issued_by_id=work.person,
            issued_at=work.now,
        )
    )
    work.record(
        Act.PUBLISHED,
        check,
        check_id=check.id,
        edition=publication.number,
        kind=ready.edition.kind.value,
        sha256=publication.document_sha256,
    )
    return publication


def withdraw(work: Work, check_id: CheckId, *, version: int, reason: str) -> Withdrawal:
    """Take a published fact-check back, in public and with the reason."""
    check = work.get(FactCheck, check_id, version=version)
    work.require(Permission.CHECK_WITHDRAW)
    if not reason.strip():
        raise Refused("Tell readers why: a fact-check is withdrawn with a reason.")
    work.move_check(check, CheckAction.WITHDRAW)
    withdrawal = work.add(
        Withdrawal(
            check_id=check.id,
            reason=reason.strip(),
            withdrawn_by_id=work.person,
            withdrawn_at=work.now,
        )
    )
    work.record(Act.WITHDRAWN, check, check_id=check.id, reason=withdrawal.reason)
    return withdrawal


def _preview(work: Work, whole: Dossier, *, kind: ChangeKind, note: str) -> Preview:
    before = from_json(whole.publications[-1].document) if whole.publications else None
    edition = freeze(
        whole,
        Issue(
            slug=whole.check.slug or "preview",
            number=before.number + 1 if before else 1,
            kind=kind if before else ChangeKind.FIRST,
            note=note.strip() if before else "",
            issued_at=work.now,
            issued_by=whole.name(work.actor.user_id),
            newsroom=work.house.newsroom,
            four_eyes=work.house.four_eyes,
        ),
    )
    changed = before is not None and verdicts_changed(before, edition)
    blockers = publication_blockers(dossier.claim_facts(whole), scheme=whole.verdicts)
    blockers += note_blockers(note, is_first=before is None, verdict_changed=changed)
    return Preview(edition=edition, before=before, blockers=blockers, verdict_changed=changed)


def _says_the_same(before: Edition, after: Edition) -> bool:
    same_issue = {
        name: getattr(before, name)
        for name in ("number", "kind", "note", "issued_at", "issued_by", "newsroom", "four_eyes")
    }
    return before == replace(after, **same_issue)


def _hold_claims(work: Work, check_id: CheckId) -> None:
    """Let nobody change a claim while it is frozen (SQLite has one writer at a time anyway)."""
    work.session.scalars(select(Claim).where(Claim.check_id == check_id).with_for_update()).all()


def _give_numbers(check: FactCheck, whole: Dossier) -> None:
    for file in whole.shown:
        file.claim.number = file.number
        check.last_number = max(check.last_number, file.number or 0)


def _free_slug(work: Work, headline: str) -> str:
    stem = slugify(headline, max_length=SLUG_LENGTH, word_boundary=True) or "fact-check"
    rows = select(FactCheck.slug).where(FactCheck.slug.startswith(stem, autoescape=True))
    taken = set(work.session.scalars(rows))
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
