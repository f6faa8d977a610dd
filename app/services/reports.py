"""Readers' reports of errors: taking one in, looking into it, answering it, blanking its sender."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, exists, func, select

from app.domain.errors import Refused, TooOften
from app.domain.ids import CheckId, ReportId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.domain.workflow import ReportAction
from app.models import Claim, FactCheck, Publication, Report, ReportSender
from app.publishing.language import quantity, say
from app.services.work import Work

WINDOW = timedelta(hours=1)
REPORTS_PER_ADDRESS = 5
#: From all addresses together: a flood from many places must not bury the desk.
REPORTS_IN_ALL = 200
LENGTHS = {"words": 5000, "about": 300, "sender": 120, "email": 254}
ANSWER_LENGTH = 5000
#: The states' moves that end with an answer.
ANSWERING = (ReportAction.ACCEPT, ReportAction.DECLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a reader has sent; only `words` is needed."""

    words: str
    about: str = ""
    slug: str = ""
    """The fact-check that is meant, as its address names it."""
    claim_number: int | None = None
    sender: str = ""
    email: str = ""


def receive(work: Work, sent: Sent, *, address: str) -> Report:
    """Take in a report from anybody: it needs no permission, and can do nothing but be read.

    Raise Refused where it is empty or too long, and TooOften after five within an hour from one
    address, or two hundred from all.
    """
    if not sent.words.strip():
        raise Refused(say("Tell us what is wrong."))
    for name, most in LENGTHS.items():
        if len(getattr(sent, name)) > most:
            raise Refused(
                say("This is too long: %(most)s characters at most.", most=quantity(most))
            )
    _throttle(work, _network(address))
    check_id = _published(work, sent.slug)
    report = Report(
        about=sent.about,
        check_id=check_id,
        claim_number=_shown(work, check_id, sent.claim_number),
        words=sent.words.strip(),
        sender=sent.sender,
        email=sent.email,
        received_at=work.now,
        changed_at=work.now,
    )
    work.add(report)
    # Ids alone: the journal is for ever, and what a reader tells of themselves is not.
    work.record(Act.REPORT_RECEIVED, report, **({"check_id": check_id} if check_id else {}))
    return report


def move(
    work: Work, report_id: ReportId, *, version: int, action: ReportAction, answer: str = ""
) -> Report:
    """Look into a report, accept or decline it with an answer, or take it up again."""
    work.require(Permission.REPORT_ANSWER)
    report = work.get(Report, report_id, version=version)
    answer = answer.strip()
    if action in ANSWERING and not answer:
        raise Refused("Write down what you found: it answers the person who reported it.")
    if len(answer) > ANSWER_LENGTH:
        raise Refused(f"The answer is too long: {ANSWER_LENGTH:,} characters at most.")
    work.move_report(report, action)
    if action in ANSWERING:
        report.answer = answer
    return report


def blank(work: Work, report_id: ReportId, *, version: int, words_too: bool = False) -> Report:
    """Blank name and e-mail address of a sender, and on demand what they wrote, for good."""
    work.require(Permission.REPORT_BLANK)
    report = work.get(Report, report_id, version=version)
    report.sender = report.email = ""
    if words_too:
        report.words, report.about = "(blanked)", ""
    report.blanked_at = work.now
    work.touch(report)
    work.record(Act.REPORT_BLANKED, report, words_too=words_too)
    return report


def _throttle(work: Work, address: str) -> None:
    """Count this report, forgetting the addresses of those that no longer matter."""
    work.session.execute(delete(ReportSender).where(ReportSender.at <= work.now - WINDOW))
    recent = select(func.count(ReportSender.id))
    from_here = work.session.scalars(recent.where(ReportSender.address == address)).one()
    if from_here >= REPORTS_PER_ADDRESS or work.session.scalars(recent).one() >= REPORTS_IN_ALL:
        raise TooOften(say("Many reports have reached us just now. Please send yours in an hour."))
    work.add(ReportSender(address=address, at=work.now))


def _network(address: str) -> str:
    """The address by which we count: with IPv6 one line has a whole /64 of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((int(found), 64), strict=False))


def _published(work: Work, slug: str) -> CheckId | None:
    is_public = exists().where(Publication.check_id == FactCheck.id)
    return work.session.scalars(
        select(FactCheck.id).where(FactCheck.slug == slug, is_public)
    ).first()


def _shown(work: Work, check_id: CheckId | None, number: int | None) -> int | None:
    if check_id is None or number is None or not 0 < number < 2**31:
        return None
    claim = select(Claim.number).where(Claim.check_id == check_id, Claim.number == number)
    return work.session.scalars(claim).first()
