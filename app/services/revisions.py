"""A new revision of an article: pasted again, compared with the newest, frozen."""

import hashlib
from collections.abc import Collection

from sqlalchemy import select

from app import dossier
from app.domain.errors import Conflict, Refused
from app.domain.ids import CheckId, DraftId
from app.domain.journal import Act
from app.domain.policy import Belongs, Permission
from app.dossier import Dossier
from app.models import Draft, FactCheck, Revision
from app.revised import Comparison, compare
from app.services import places, texts
from app.services.texts import Prepared
from app.services.work import Work
from app.text.extract import Extraction
from app.text.finding import anchors
from app.text.finding.anchors import CARRIED
from app.text.paste.canonical import canonical
from app.text.paste.pasted import Pasted
from app.text.spans import Span, covered, lines


def start(work: Work, check_id: CheckId, pasted: Pasted) -> Draft:
    """Keep a paste of an article that is checked already, to be compared and frozen.

    Lines go as they went before: what was kept is kept, what was dropped is dropped.
    """
    work.require(Permission.ARTICLE_PASTE)
    check = work.get(FactCheck, check_id)
    draft = Draft(
        owner_id=work.person,
        pasted=pasted.text,
        dropped=_dropped(work, check, pasted),
        revises_id=check.id,
        headline=check.headline,
        created_at=work.now,
    )
    work.add(draft)
    work.record(Act.DRAFT_STARTED, draft, check_id=check.id, kind=pasted.kind)
    return draft


def keep_lines(work: Work, draft_id: DraftId, *, version: int, dropped: Collection[int]) -> Draft:
    """Keep an editor's choice of lines, to compare what is left."""
    draft = work.get(Draft, draft_id, version=version)
    work.require(Permission.DRAFT_EDIT, Belongs(draft.owner_id))
    draft.dropped = sorted(dropped)
    return draft


def seen(number: int, text: str) -> str:
    """What names a comparison: the revision compared with, and the text (SHA-256, hex)."""
    return f"{number}-{hashlib.sha256(text.encode()).hexdigest()}"


def freeze(
    work: Work,
    draft_id: DraftId,
    *,
    dropped: Collection[int],
    looked_at: str,
    prepared: Prepared,
) -> Revision:
    """Freeze a paste as the newest revision; a second press gives the same revision.

    `prepared` is what `texts.prepare` made of the paste without the `dropped` lines; `looked_at` is
    what `seen` gave for the comparison that the editor saw: if it would be another
    by now, raise Conflict. Claims found in just their words get a place in it; all others have none
    until a person gives them one. What the engine finds in new words is proposed.
    """
    draft = work.hold(Draft, draft_id)
    work.require(Permission.DRAFT_EDIT, Belongs(draft.owner_id))
    if draft.revises_id is None:
        raise Refused("This paste is of a new article: freeze it as one.")
    check = work.hold(FactCheck, draft.revises_id)
    whole = dossier.load(work.session, check.id)
    if draft.check_id is not None:
        return whole.revision
    _require_new(whole, prepared.text, looked_at)
    found = compare(whole, prepared.text)
    number = whole.revision.number + 1
    revision = texts.add_revision(work, check.id, number=number, prepared=prepared)
    _carry(work, found, revision)
    _move_proposals(whole, revision)
    fresh = texts.add_claims(
        work, revision, prepared.extraction, which=_fresh(found, prepared.extraction)
    )
    draft.check_id, draft.dropped = check.id, sorted(dropped)
    work.touch(check)
    work.record(
        Act.ARTICLE_FROZEN,
        check,
        check_id=check.id,
        revision=revision.number,
        text_sha256=revision.text_sha256,
        claims=len(fresh),
        carried=[fate.file.claim.id for fate in found.carried],
        lost=[fate.file.claim.id for fate in found.lost],
    )
    return revision


def _carry(work: Work, found: Comparison, revision: Revision) -> None:
    for fate in found.fates:
        if fate.is_carried and fate.found.span:
            work.session.add(places.anchor(fate.file.claim, revision, fate.found.span))
            fate.file.claim.gone_from = None
        if fate.is_carried is fate.file.lost:
            work.touch(fate.file.claim)  # a form that was opened before shows what is so no more


def _require_new(whole: Dossier, text: str, looked_at: str) -> None:
    newest = whole.revision
    if not text:
        raise Refused("Every line is struck out: keep at least the lines to be checked.")
    if looked_at != seen(newest.number, text):
        raise Conflict(
            f"This is not what you looked at: the lines changed, or revision {newest.number} was "
            "frozen meanwhile. Look at the comparison as it is now, then freeze."
        )
    if text == newest.text:
        raise Refused(
            f"This is revision {newest.number} to the letter: there is nothing to freeze."
        )


def _move_proposals(whole: Dossier, revision: Revision) -> None:
    """Take along what the article still reports; the rest stays in the text that reported it."""
    for proposal in (proposal for file in whole.everything for proposal in file.proposals):
        span = Span(proposal.start, proposal.end)
        quote = anchors.describe(whole.revisions[proposal.revision - 1].text, span)
        found = anchors.find(revision.text, quote, hint=span)
        if found.span and found.status in CARRIED:
            proposal.start, proposal.end = found.span.bounds
            proposal.revision = revision.number


def _fresh(found: Comparison, extraction: Extraction) -> list[int]:
    """The ranks of the claims in words that are new, and where no claim stands or stood."""
    held = [fate.found.span for fate in found.fates if fate.found.span]
    for fate in found.lost:  # a person decides which of these places is theirs
        held += anchors.occurrences(found.after, fate.file.anchor.exact)
        if near := found.carried_to(Span(fate.file.anchor.start, fate.file.anchor.end)):
            held.append(near)
    new = [edit.new for edit in found.edits if edit.new]
    return [
        rank
        for rank, claim in enumerate(extraction.claims)
        if covered(claim.span, by=new) and not covered(claim.span, by=held)
    ]


def _dropped(work: Work, check: FactCheck, pasted: Pasted) -> list[int]:
    text = canonical(pasted.text).text
    newest = dossier.newest_revision(work.session, check.id).text
    kept = {line.of(newest) for line in lines(newest)}
    dropped = _dropped_before(work, check)
    proposed = {span.start for span in pasted.site}
    return [
        line.start
        for line in lines(text)
        if (words := line.of(text)) not in kept and (words in dropped or line.start in proposed)
    ]


def _dropped_before(work: Work, check: FactCheck) -> set[str]:
    """The lines that an editor dropped of the paste before."""
    rows = select(Draft).where(Draft.check_id == check.id).order_by(Draft.id.desc())
    before = work.session.scalars(rows.limit(1)).first()
    if before is None:
        return set()
    whole = canonical(before.pasted).text
    return {line.of(whole) for line in texts.dropped_lines(whole, before.dropped)}
