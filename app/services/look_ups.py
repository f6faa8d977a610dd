"""Looking a page up for the form of a source: asked in a request, done by a job, soon forgotten.

Nothing of it is in the journal: what a page declares is a proposal until somebody saves it.
"""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import Refused, TooOften
from app.domain.ids import UserId
from app.domain.policy import Permission
from app.models import Job, JobKind, LookUp
from app.services import reading
from app.services.fetch import Fetcher, NotFetched
from app.services.reading import Found
from app.services.work import Work

#: What was found is kept for so long.
HOLDS = timedelta(hours=1)
#: So many may wait for one person.
MOST = 5
OFF = "This server does not look pages up."


def ask(work: Work, url: str) -> LookUp:
    """Have a page looked up; what was found for anybody an hour ago is forgotten.

    Raise Refused where the house does not look pages up, and TooOften while five wait.
    """
    work.require(Permission.EVIDENCE_EDIT)
    if not work.house.fetches_sources:
        raise Refused(OFF)
    work.session.execute(delete(LookUp).where(LookUp.asked_at < work.now - HOLDS))
    waits = LookUp.user_id == work.person, LookUp.done_at.is_(None)
    if (work.session.scalar(select(func.count(LookUp.id)).where(*waits)) or 0) >= MOST:
        raise TooOften(
            f"{MOST} pages are being looked up for you: wait until one of them is there."
        )
    row = work.add(LookUp(user_id=work.person, url=url, asked_at=work.now))
    now = work.now
    work.add(Job(kind=JobKind.LOOK_UP, user_id=work.person, created_at=now, due_at=now))
    return row


def waiting(session: Session, user_id: UserId) -> list[tuple[int, str]]:
    """Ids and addresses of what is to be looked up for a person, in the order of asking."""
    waits = LookUp.user_id == user_id, LookUp.done_at.is_(None)
    rows = session.execute(select(LookUp.id, LookUp.url).where(*waits).order_by(LookUp.id))
    return [(row.id, row.url) for row in rows]


def answer(work: Work, look_up_id: int, found: Found) -> None:
    """Note what was found; nothing where the row is forgotten by now."""
    row = work.session.get(LookUp, look_up_id)
    if row is None:
        return
    row.done_at, row.refusal = work.now, found.refusal
    row.title, row.publisher, row.published_on = found.title, found.publisher, found.published_on


def look(fetcher: Fetcher | None, url: str) -> Found:
    """Fetch a page and read what it declares; takes as long as the fetcher and the reader may."""
    if fetcher is None:
        return Found(refusal=OFF)
    try:
        page = fetcher.page(url)
    except NotFetched as error:
        return Found(refusal=str(error))
    return reading.read(page.body, page.charset)
