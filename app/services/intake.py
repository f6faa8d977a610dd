"""From the paste box to a frozen text with its claims."""

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
from app.models import Draft, FactCheck
from app.services import texts
from app.services.texts import Prepared
from app.services.work import Work
from app.text.paste.canonical import canonical
from app.text.paste.metadata import Metadata
from app.text.paste.pasted import Pasted, TooLong, from_file, from_html, from_text
from app.text.paste.unreadable import Unreadable


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


def dropped(pasted: Pasted, *, kept: Collection[str] = ()) -> list[int]:
    """Where the lines begin, in the canonical text, that are dropped unless somebody keeps them.

    `kept` names lines by their words: these hold while the text around them is still written.
    """
    text = canonical(pasted.text).text
    return [span.start for span in pasted.site if span.of(text) not in kept]


def proposed(found: Metadata) -> Particulars:
    """The particulars that a text or page gives, at the lengths that are kept."""
    return Particulars(
        headline=(found.headline or "")[:300],
        outlet=(found.outlet or "")[:120],
        byline=(found.byline or "")[:200],
        url=(found.url or "")[:2000],
        published_on=found.published,
    )


def start_draft(work: Work, pasted: Pasted, *, kept: Collection[str] = ()) -> Draft:
    """Keep what was pasted, what is proposed about it, and the lines taken for boilerplate.

    `kept` are the words of such lines that are not to be dropped.
    """
    work.require(Permission.ARTICLE_PASTE)
    draft = Draft(
        owner_id=work.person,
        pasted=pasted.text,
        dropped=dropped(pasted, kept=kept),
        created_at=work.now,
        **asdict(proposed(pasted.about)),
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

    `prepared` is what `texts.prepare` made of the same paste and lines before the work began, so
    that nobody who writes has to wait for the engine.
    """
    draft = work.hold(Draft, draft_id)
    work.require(Permission.DRAFT_EDIT, Belongs(draft.owner_id))
    if draft.check_id is not None:
        return work.get(FactCheck, draft.check_id)
    if draft.revises_id is not None:
        raise Refused("This paste is of an article that is checked already: compare it first.")
    keep_choices(work, draft_id, version=version, particulars=particulars, dropped=dropped)
    prepared = prepared or texts.prepare(draft.pasted, dropped)
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
    revision = texts.add_revision(work, check.id, number=1, prepared=prepared)
    everything = range(len(prepared.extraction.claims))
    claims = texts.add_claims(work, revision, prepared.extraction, which=everything)
    work.record(
        Act.ARTICLE_FROZEN,
        check,
        check_id=check.id,
        revision=revision.number,
        text_sha256=revision.text_sha256,
        claims=len(claims),
    )
