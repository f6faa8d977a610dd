"""Fact-checks of any size, made from a seed and published by the services, as people would."""

import itertools
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from app import dossier
from app.database import Database
from app.domain.claims import DismissReason
from app.domain.house import House
from app.domain.ids import CheckId, ClaimId, SourceId, UserId
from app.domain.policy import Actor, Role
from app.domain.verdicts import Stance, StatementKind
from app.models import Claim, FactCheck
from app.publishing.edition import ChangeKind
from app.services import accounts, claims, evidence, intake, publications, rulings, statements
from app.services.work import Work, begin

ROLES = {"editor": Role.EDITOR, "first": Role.REVIEWER, "second": Role.REVIEWER}
NAMES = "Ada Lind|Bo Amsel|Cora Voss|Dag Holm|Eva Brandt|Finn Oster|Greta Munk|Hans Aber".split("|")
OFFICES = "water board|harbour office|school council|road agency|clinic|fire service".split("|")
THINGS = "bridge|pumping station|ferry|swimming hall|archive|tram line|market hall|dyke".split("|")
DEEDS = "cost|saved|lost|used|brought in|needed".split("|")
QUIET = (
    "Rain fell for most of the morning.",
    "The hall was half full, and somebody had left a window open.",
    "Coffee was handed round in paper cups.",
    "Nobody seemed to be in a hurry.",
    "Outside, two buses waited with their lights on.",
)
PASSWORD = "a long enough passphrase"  # noqa: S105 - of nobody
VERDICTS = ("supported", "denied", "retracted", "unproven")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a fact-check is."""

    words: int
    claims: int
    citations: int
    """In all, spread evenly."""


@dataclass
class Desk:
    """People on one database, with a clock of their own."""

    database: Database
    house: House
    clock: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    people: dict[str, UserId] = field(default_factory=dict)

    @contextmanager
    def work(self, login: str | None) -> Iterator[Work]:
        """Work as somebody; a second passes."""
        self.clock += timedelta(seconds=1)
        who = Actor(self.people[login], frozenset({ROLES[login]})) if login else Actor.system()
        with begin(self.database.writing, actor=who, now=self.clock, house=self.house) as work:
            yield work

    def hire(self) -> None:
        """Add the people."""
        for login, role in ROLES.items():
            with self.work(None) as work:
                self.people[login] = accounts.add_person(
                    work,
                    login=login,
                    name=f"{login.title()} Person",
                    roles=[role],
                    password=PASSWORD,
                    one_time=False,
                ).id

    def prepared(self, size: Size, headline: str) -> CheckId:
        """A fact-check that only waits to be published."""
        check_id = self._pasted(article(size), headline)
        with self.database.reading() as session:
            found = [file.claim.id for file in dossier.load(session, check_id).shown]
        if len(found) < size.claims:
            raise RuntimeError(f"Only {len(found)} claims were found in the article.")
        for claim_id in found[size.claims :]:
            self._dismissed(claim_id)
        sources: list[SourceId] = []
        for number, claim_id in enumerate(found[: size.claims]):
            cited = size.citations * (number + 1) // size.claims
            cited -= size.citations * number // size.claims
            self._checked(claim_id, number, cited, sources)
        return check_id

    def reopened(self, check_id: CheckId) -> ClaimId:
        """The first claim of a fact-check, open again."""
        with self.database.reading() as session:
            claim = dossier.load(session, check_id).shown[0].claim
        with self.work("editor") as work:
            rulings.reopen(work, claim.id, version=claim.version)
        return claim.id

    def publish(self, check_id: CheckId) -> None:
        """Issue the next edition."""
        with self.work("editor") as work:
            version = self._version_of_check(check_id)
            publications.issue(
                work, check_id, version=version, kind=ChangeKind.UPDATE, note="There is news."
            )

    def _pasted(self, text: str, headline: str) -> CheckId:
        with self.work("editor") as work:
            draft = intake.start_draft(work, intake.read(work.house, text=text))
            particulars = intake.Particulars(
                headline=headline,
                outlet="The Norhaven Courier",
                url="https://courier.example.org/article",
            )
            return intake.freeze(
                work, draft.id, version=draft.version, particulars=particulars, dropped=[]
            ).id

    def _dismissed(self, claim_id: ClaimId) -> None:
        with self.work("editor") as work:
            version = work.get(Claim, claim_id).version
            claims.dismiss(work, claim_id, version=version, reason=DismissReason.TRIVIAL)

    def _checked(self, claim_id: ClaimId, number: int, cited: int, sources: list[SourceId]) -> None:
        verdict = VERDICTS[number % len(VERDICTS)]
        stance = Stance.CONTRADICTS if verdict == "denied" else Stance.SUPPORTS
        with self.work("first") as work:
            for index in range(cited):
                # Every third citation has a source of its own; the others share one.
                known = sources[-1] if sources and index % 3 else None
                citation = evidence.cite(
                    work,
                    claim_id,
                    version=None,
                    source=known or _source(len(sources) + 1),
                    use=evidence.Use(stance=stance, excerpt=f"As entry {index + 1} has it."),
                )
                if known is None:
                    sources.append(citation.source_id)
            for kind in (StatementKind.ASSERTED, StatementKind.DENIED, StatementKind.RETRACTED):
                if kind is StatementKind.ASSERTED or kind.value == verdict:
                    statements.record(
                        work,
                        claim_id,
                        version=None,
                        details=statements.StatementDetails(
                            kind=kind,
                            actor=NAMES[number % len(NAMES)],
                            dated_on=date(2026, 2, 1 + number % 20),
                            source_id=sources[-1],
                            words="That is what the books say.",
                        ),
                    )
        self._ruled(claim_id, number, verdict)

    def _ruled(self, claim_id: ClaimId, number: int, verdict: str) -> None:
        with self.work("first") as work:
            rulings.rule(
                work,
                claim_id,
                version=None,
                decided=rulings.Decided(
                    verdict=verdict,
                    rationale=f"The ledger of year {1990 + number % 30} settles most of this. It "
                    "was read by two people, *line by line*, and one entry could not be traced.",
                    as_of=date(2026, 3, 1),
                ),
            )
        with self.work("second") as work:
            version = work.get(Claim, claim_id).version
            rulings.sign_off(work, claim_id, version=version)

    def _version_of_check(self, check_id: CheckId) -> int:
        with self.database.reading() as session:
            return session.get_one(FactCheck, check_id).version


def article(size: Size) -> str:
    """An invented article with at least so many words and sentences that make claims."""
    chance = random.Random(size.words)  # noqa: S311
    claiming = [_claiming(chance) for _ in range(size.claims + size.claims // 4 + 4)]
    words = sum(len(sentence.split()) for sentence in claiming)
    quiet: list[str] = []
    while words < size.words:
        quiet.append(chance.choice(QUIET))
        words += len(quiet[-1].split())
    each = max(1, len(quiet) // len(claiming))
    rest = iter(quiet)
    paragraphs = [" ".join([sentence, *itertools.islice(rest, each)]) for sentence in claiming]
    return "\n\n".join([*paragraphs, *rest])


def _claiming(chance: random.Random) -> str:
    return (
        f"{chance.choice(NAMES)}, head of the {chance.choice(OFFICES)}, said that the "
        f"{chance.choice(THINGS)} had {chance.choice(DEEDS)} {chance.randint(2, 990)} million "
        f"euros between {chance.randint(1990, 2009)} and {chance.randint(2010, 2024)}."
    )


def _source(number: int) -> evidence.SourceDetails:
    return evidence.SourceDetails(
        title=f"Ledger {number} of the town archive",
        publisher="Norhaven town archive",
        url=f"https://archive.example.org/ledgers/{number}",
        archive_url=f"https://saved.example.org/{number}",
    )
