"""Editions: previewing, issuing, and taking a fact-check back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from slugify import slugify
from sqlalchemy import func, select, update

from app import dossier, links, published
from app.domain.errors import Blocker, Conflict, Incomplete, Refused
from app.domain.house import Settings
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.domain.notifications import NotificationKind
from app.domain.policy import Permission
from app.domain.verdicts import note_blockers, publication_blockers
from app.domain.workflow import CheckAction, CheckState, ClaimState
from app.dossier import Dossier
from app.models import Claim, Contact, FactCheck, Publication, User, Withdrawal
from app.publishing import render
from app.publishing.changes import verdicts_changed
from app.publishing.document import digest, to_json
from app.publishing.edition import ChangeKind, Edition
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.language import speaking
from app.services import follow_ups, jobs
from app.services.freezing import Issue, freeze, looked_at_by_two
from app.services.links import redraw
from app.services.notifications import tell
from app.services.work import Work

SLUG_LENGTH = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The edition as it would be issued now, and all that keeps it from its readers."""

    history: History
    """The public life of the fact-check as it would be then."""
    blockers: list[Blocker]
    verdict_changed: bool
    unasked: list[ClaimId]
    """Claims with a verdict on which nobody was asked for comment: told to the editor, no more."""

    @property
    def edition(self) -> Edition:
        """The edition that would be issued."""
        return self.history.newest

    @property
    def before(self) -> Edition | None:
        """The last edition that was issued."""
        return self.history.editions[-2] if len(self.history.editions) > 1 else None

    @property
    def is_old_news(self) -> bool:
        """Would readers be told just what the last edition told them?"""
        return self.before is not None and _says_the_same(self.before, self.edition)

    @property
    def fingerprint(self) -> str:
        """What the edition tells, without when, where and as what it is issued (SHA-256, hex)."""
        told = replace(self.edition, slug="", issued_at="", issued_by="", note="")
        return digest(to_json(replace(told, kind=ChangeKind.FIRST)))


def preview(
    work: Work, check_id: CheckId, *, kind: ChangeKind = ChangeKind.UPDATE, note: str = ""
) -> Preview:
    """Show what would be issued; changes nothing."""
    work.require(Permission.DESK_READ)
    return _preview(work, dossier.load(work.session, check_id), kind=kind, note=note)


def issue(
    work: Work,
    check_id: CheckId,
    *,
    version: int,
    kind: ChangeKind,
    note: str,
    seen: str | None = None,
) -> Publication:
    """Publish the next edition for all readers; raise Incomplete with all that is missing.

    `seen` is the fingerprint of the preview that the editor looked at: if the edition would be
    another by now, raise Conflict. None stands for whatever is there.
    """
    work.require(Permission.CHECK_PUBLISH)
    # Before the fact-check is read: whoever waited here finds the version that was made meanwhile.
    work.hold(FactCheck, check_id)
    _hold_claims(work, check_id)
    check = work.get(FactCheck, check_id, version=version)
    whole = dossier.load(work.session, check_id)
    check.slug = check.slug or _free_slug(work, check.headline)
    ready = _preview(work, whole, kind=kind, note=note)
    _require_ready(ready, seen=seen, is_live=check.state is CheckState.PUBLISHED)
    _give_numbers(work, check, whole)
    work.move_check(check, CheckAction.PUBLISH)
    publication = work.add(_publication(work, check, ready.history))
    work.record(
        Act.PUBLISHED,
        check,
        check_id=check.id,
        edition=publication.number,
        kind=ready.edition.kind.value,
        sha256=publication.document_sha256,
    )
    numbers = {file.claim.number or file.number or 0: file.claim.id for file in whole.everything}
    follow_ups.issued(work, before=ready.before, after=ready.edition, claims=numbers)
    rulers = {file.ruling.ruled_by_id for file in whole.shown if file.ruling}
    tell(work, rulers, NotificationKind.PUBLISHED, check_id=check.id)
    _release(work, check)
    return publication


def withdraw(work: Work, check_id: CheckId, *, version: int, reason: str) -> Withdrawal:
    """Take a published fact-check back, in public and with the reason."""
    check = work.get(FactCheck, check_id, version=version)
    work.require(Permission.CHECK_WITHDRAW)
    if not reason.strip():
        raise Refused("Tell readers why: a fact-check is withdrawn with a reason.")
    work.move_check(check, CheckAction.WITHDRAW)
    editions = select(func.max(Publication.number)).where(Publication.check_id == check.id)
    withdrawal = work.add(
        Withdrawal(
            check_id=check.id,
            last_edition=work.session.scalars(editions).one(),
            reason=reason.strip(),
            withdrawn_by=work.get(User, work.person).name,
            withdrawn_by_id=work.person,
            withdrawn_at=work.now,
        )
    )
    work.record(
        Act.WITHDRAWN,
        check,
        check_id=check.id,
        withdrawal=withdrawal.id,
        reason=withdrawal.reason,
        last_edition=withdrawal.last_edition,
    )
    follow_ups.withdrawn(work, check.id, reason=withdrawal.reason)
    _release(work, check)
    return withdrawal


def _preview(work: Work, whole: Dossier, *, kind: ChangeKind, note: str) -> Preview:
    past = published.history(work.session, whole.check.id)
    before = past.newest if past else None
    contacts = dossier.contacts(work.session, whole.check.id)
    edition = _frozen(
        work,
        whole,
        Issue(
            slug=whole.check.slug or "preview",
            number=before.number + 1 if before else 1,
            kind=kind if before else ChangeKind.FIRST,
            note=note.strip() if before else "",
            issued_at=work.now,
            issued_by=whole.name(work.actor.user_id),
            newsroom=work.house.newsroom,
            licence=work.house.licence,
            before=before,
            contacts=contacts,
        ),
    )
    changed = before is not None and verdicts_changed(before, edition)
    blockers = publication_blockers(dossier.claim_facts(whole), scheme=whole.verdicts)
    blockers += _second_person_blockers(whole) if work.house.four_eyes else []
    blockers += note_blockers(note, is_first=before is None, verdict_changed=changed)
    if changed and kind is ChangeKind.CLARIFICATION:
        blockers.append(Blocker("kind", "A verdict changed: call it a correction or an update."))
    also = published.also(work.session, [whole.check.id]).get(whole.check.id, {})
    history = past.followed_by(edition) if past else History(editions=(edition,), also=also)
    return Preview(
        history=history,
        blockers=blockers,
        verdict_changed=changed,
        unasked=_unasked(whole, contacts),
    )


def _frozen(work: Work, whole: Dossier, issue: Issue) -> Edition:
    """The edition; what it quotes of verdicts is in the language that readers are told them in."""
    with speaking(_imprint(work).language):
        return freeze(whole, issue)


def _unasked(whole: Dossier, contacts: Sequence[Contact]) -> list[ClaimId]:
    asked = {contact.claim_id for contact in contacts}
    signed = [f.claim.id for f in whole.shown if f.claim.state is ClaimState.SIGNED]
    return [] if None in asked else [claim_id for claim_id in signed if claim_id not in asked]


def _require_ready(ready: Preview, *, seen: str | None, is_live: bool) -> None:
    if seen is not None and seen != ready.fingerprint:
        raise Conflict("Somebody changed a claim since you looked: this is not what you saw.")
    if ready.blockers:
        raise Incomplete(ready.blockers)
    if is_live and ready.is_old_news:
        raise Refused(f"Nothing has changed since edition {ready.edition.number - 1}.")


def _second_person_blockers(whole: Dossier) -> list[Blocker]:
    """A claim may have been signed by whoever ruled, while the house did not ask for two."""
    return [
        Blocker("four-eyes", f"{file.name} was signed off by who ruled: reopen it.", file.claim.id)
        for file in whole.files
        if file.claim.state is ClaimState.SIGNED and not looked_at_by_two(file)
    ]


def _publication(work: Work, check: FactCheck, history: History) -> Publication:
    edition = history.newest
    document = to_json(edition)
    imprint = _imprint(work)
    return Publication(
        check_id=check.id,
        number=edition.number,
        document=document,
        document_sha256=digest(document),
        page=render.page(history, imprint, permanent=True),
        issued_by_id=work.person,
        issued_at=work.now,
    )


def _release(work: Work, check: FactCheck) -> None:
    """Bring it out, and the fact-checks whose pages tell of it."""
    jobs.note_release(work, check.id)
    own = select(Claim.id).where(Claim.check_id == check.id)
    others = links.linked(work.session, work.session.scalars(own).all())
    redraw(work, frozenset().union(*others.values()), but=check.id)


def _imprint(work: Work) -> Imprint:
    """Who publishes: the permanent page keeps name, colour and logo of the day."""
    row = published.settings(work.session)
    default = Settings(name=work.house.newsroom, licence=work.house.licence)
    return published.imprint(
        row.value if row else default, row.logo if row else None, base_url=work.house.base_url
    )


def _says_the_same(before: Edition, after: Edition) -> bool:
    same_issue = {
        name: getattr(before, name)
        for name in ("number", "kind", "note", "issued_at", "issued_by", "newsroom", "four_eyes")
    }
    return before == replace(after, **same_issue)


def _hold_claims(work: Work, check_id: CheckId) -> None:
    """Let nobody change a claim while it is frozen (SQLite has one writer at a time anyway)."""
    work.session.scalars(select(Claim).where(Claim.check_id == check_id).with_for_update()).all()


def _give_numbers(work: Work, check: FactCheck, whole: Dossier) -> None:
    for file in whole.shown:
        if file.claim.number is None:
            # Past the version: a number is no change that anybody's open form would undo.
            given = update(Claim).where(Claim.id == file.claim.id).values(number=file.number)
            work.session.execute(given, execution_options={"synchronize_session": False})
        check.last_number = max(check.last_number, file.number or 0)


def _free_slug(work: Work, headline: str) -> str:
    stem = slugify(headline, max_length=SLUG_LENGTH, word_boundary=True) or "fact-check"
    rows = select(FactCheck.slug).where(FactCheck.slug.startswith(stem, autoescape=True))
    taken = set(work.session.scalars(rows))
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
