"""From the paste box to a frozen text with its claims."""

import hashlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date

from app import checked
from app.domain.errors import Refused
from app.domain.house import House
from app.domain.ids import CheckId, DraftId
from app.domain.journal import Act
from app.domain.policy import Belongs, Permission
from app.domain.rights import Rights
from app.domain.verdicts import Scope, StatementKind
from app.models import Claim, Draft, FactCheck, Proposal, Revision
from app.models.claims import Origin
from app.services.claims import anchor
from app.services.work import Work
from app.text import extract
from app.text.paste.canonical import canonical, drop
from app.text.paste.metadata import Metadata
from app.text.paste.pasted import Pasted, TooLong, from_file, from_html, from_text
from app.text.paste.unreadable import Unreadable
from app.text.spans import Span, lines
from app.text.statements.proposals import Statement as Proposed
from app.text.structure.language import is_english


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is known about an article beside its text."""

    headline: str
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published_on: date | None = None
    rights: Rights = Rights.FULL
    topics: str = ""
    chosen_because: str = ""


def read(house: House, *, text: str = "", html: str = "", file: bytes | None = None) -> Pasted:
    """Read what came out of the box, with the HTML of the clipboard if there is any, or a file.

    Takes seconds on a long page, so it is called before the work begins. What the box shows is
    never less than what is read: HTML that shows less than half of its words is left aside.
    """
    if file and len(file) > house.max_file_bytes:
        raise Refused(_too_much("file", len(file), house.max_file_bytes))
    try:
        if file is not None:
            return from_file(file, longest=house.max_article_bytes)
        return _formatted(house, text, html) or from_text(text, longest=house.max_article_bytes)
    except TooLong as error:
        raise Refused(_too_much("text", error.size, house.max_article_bytes)) from error
    except Unreadable as error:
        empty = "There is no text in the box: paste the article's text, or choose a file."
        raise Refused(empty if file is None else str(error)) from error


def start_draft(work: Work, pasted: Pasted) -> Draft:
    """Keep what was pasted, what is proposed about it, and the lines taken for boilerplate."""
    work.require(Permission.ARTICLE_PASTE)
    draft = Draft(
        owner_id=work.person,
        pasted=pasted.text,
        dropped=[span.start for span in pasted.site],
        created_at=work.now,
        **asdict(_proposed(pasted.about)),
    )
    work.add(draft)
    work.record(Act.DRAFT_STARTED, draft, kind=pasted.kind)
    return draft


def keep_choices(
    work: Work,
    draft_id: DraftId,
    *,
    version: int,
    particulars: Particulars,
    dropped: Collection[int],
) -> Draft:
    """Keep an editor's particulars and choice of lines, before the text is frozen."""
    draft = work.get(Draft, draft_id, version=version)
    work.require(Permission.DRAFT_EDIT, Belongs(draft.owner_id))
    _describe(draft, particulars)
    draft.dropped = sorted(dropped)
    return draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A text ready to be frozen, and what the engine reads in it."""

    text: str
    trimmed: bool
    extraction: extract.Extraction


def prepare(pasted: str, dropped: Collection[int]) -> Prepared:
    """Make the text to be frozen out of a paste; takes seconds on a very long one."""
    whole = canonical(pasted).text
    text = drop(whole, dropped_lines(whole, dropped))
    return Prepared(text=text, trimmed=text != whole, extraction=extract.extract(text))


def freeze(
    work: Work,
    draft_id: DraftId,
    *,
    version: int,
    particulars: Particulars,
    dropped: Collection[int],
    prepared: Prepared | None = None,
) -> FactCheck:
    """Freeze the text and split it into claims; a second press gives the same fact-check.

    `prepared` is what `prepare` made of the same paste and lines before the work began, so that
    nobody who writes has to wait for the engine.
    """
    draft = work.hold(Draft, draft_id)
    work.require(Permission.DRAFT_EDIT, Belongs(draft.owner_id))
    if draft.check_id is not None:
        return work.get(FactCheck, draft.check_id)
    keep_choices(work, draft_id, version=version, particulars=particulars, dropped=dropped)
    prepared = prepared or prepare(draft.pasted, dropped)
    if not prepared.text:
        raise Refused("Every line is struck out: keep at least the lines to be checked.")
    check = _open_check(work, particulars)
    draft.check_id = check.id
    _freeze_text(work, check, prepared)
    return check


def describe(work: Work, check_id: CheckId, *, version: int, particulars: Particulars) -> FactCheck:
    """Change headline, outlet, byline, address and date of an article."""
    check = work.get(FactCheck, check_id, version=version)
    work.require(Permission.ARTICLE_DESCRIBE)
    _describe(check, particulars)
    work.touch(check)
    checked.keep(work.session, checked.of_check(check.id))
    work.record(Act.ARTICLE_DESCRIBED, check, check_id=check.id, headline=check.headline)
    return check


def dropped_lines(text: str, starts: Collection[int]) -> list[Span]:
    """The lines of a canonical text that begin at one of these offsets."""
    chosen = set(starts)
    return [line for line in lines(text) if line.start in chosen]


def _formatted(house: House, text: str, html: str) -> Pasted | None:
    """Read the clipboard's HTML, if there is any and it shows what the box shows."""
    if not html or len(html) > house.max_file_bytes:
        return None
    with suppress(Unreadable, TooLong):
        shown = from_html(html, longest=house.max_article_bytes)
        if 2 * len(shown.text.split()) >= len(text.split()):
            return shown
    return None


def _too_much(what: str, size: int, limit: int) -> str:
    return (
        f"This {what} has {size:,} bytes; {limit:,} is the most that can be taken in at once. "
        "Paste the article alone, without the rest of the page."
    )


def _proposed(found: Metadata) -> Particulars:
    return Particulars(
        headline=(found.headline or "")[:300],
        outlet=(found.outlet or "")[:120],
        byline=(found.byline or "")[:200],
        url=(found.url or "")[:2000],
        published_on=found.published,
    )


def _describe(row: Draft | FactCheck, particulars: Particulars) -> None:
    for name, value in asdict(particulars).items():
        setattr(row, name, value)


def _open_check(work: Work, particulars: Particulars) -> FactCheck:
    check = FactCheck(
        created_by_id=work.person,
        created_at=work.now,
        changed_at=work.now,
        **asdict(particulars),
    )
    return work.add(check)


def _freeze_text(work: Work, check: FactCheck, prepared: Prepared) -> None:
    text, found = prepared.text, prepared.extraction
    revision = work.add(
        Revision(
            check_id=check.id,
            number=1,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            trimmed=prepared.trimmed,
            language="en" if is_english(text) else "und",
            passed_over=len(found.passed_over),
            created_by_id=work.person,
            created_at=work.now,
        )
    )
    claims = [_claim(work, check, proposed) for proposed in found.claims]
    work.session.add_all(claims)
    work.session.flush()  # once for all: a long article has thousands
    for claim, proposed in zip(claims, found.claims, strict=True):
        work.session.add(anchor(claim, revision, proposed.span))
        if claim.claimant:
            work.session.add(_assertion(claim, proposed))
    work.session.add_all(_proposal(claims[s.about], s) for s in found.statements)
    work.record(
        Act.ARTICLE_FROZEN,
        check,
        check_id=check.id,
        revision=revision.number,
        text_sha256=revision.text_sha256,
        claims=len(claims),
    )


def _claim(work: Work, check: FactCheck, found: extract.Claim) -> Claim:
    return Claim(
        check_id=check.id,
        # Of a quotation that lost its sentence nobody knows for sure who said it: a person decides.
        claimant="" if found.garbled else (found.claimant or "")[:200],
        cue=(found.cue or "")[:200],
        mode=found.mode or "",
        type=found.type,
        score=found.score,
        reasons=list(found.reasons),
        garbled=found.garbled,
        origin=Origin.ENGINE,
        changed_at=work.now,
    )


def _assertion(claim: Claim, found: extract.Claim) -> Proposal:
    """What the article itself reports: that the claimant made the claim."""
    return Proposal(
        claim_id=claim.id,
        kind=StatementKind.ASSERTED,
        actor=claim.claimant,
        scope=Scope.FULL,
        start=found.start,
        end=found.end,
    )


def _proposal(claim: Claim, proposed: Proposed) -> Proposal:
    return Proposal(
        claim_id=claim.id,
        kind=proposed.kind,
        actor=(proposed.actor or "")[:200],
        scope=proposed.scope,
        start=proposed.span.start,
        end=proposed.span.end,
    )
