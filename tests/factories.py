"""A newsroom for tests. Every state is reached by calling services, as people would."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, cast

from sqlalchemy import Table, insert, select

from app import dossier
from app.database import Database
from app.domain.house import House, Settings
from app.domain.ids import (
    CheckId,
    ClaimId,
    ContactId,
    DraftId,
    LogoId,
    ReportId,
    RulingId,
    UserId,
)
from app.domain.keeping import Typed, Typing
from app.domain.notifications import MailRhythm, NotificationKind
from app.domain.policy import Actor, Role
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import ClaimState
from app.dossier import Dossier
from app.models import (
    Citation,
    Contact,
    Draft,
    GuestLink,
    JournalEntry,
    Publication,
    User,
    UserRole,
)
from app.publishing.edition import ChangeKind
from app.services import (
    accounts,
    claims,
    comments,
    contacts,
    evidence,
    guests,
    house,
    intake,
    keeping,
    links,
    notifications,
    opinions,
    presence,
    publications,
    reports,
    revisions,
    rulings,
    shaping,
    statements,
    texts,
    visits,
)
from app.services.work import Work, begin

PASSWORD = "violet harbour candle 88"

#: A picture of one point.
LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763606060000000040001f61738550000000049454e44ae426082"
)

ARTICLE = """\
Mill owner takes back river poisoning charge

A manager of the paper mill has withdrawn an accusation against the fishing club

The mill’s manager Ilse Brandt said that there was no proof that the fishing club poisoned the \
river. “We found no trace of any poison at all,”Brandt told reporters on Monday.

Two weeks earlier, owner Karl Munk said that the club had dumped 400 litres of lye into the Alm \
and that 9,000 trout had died.

The club quickly rejected those claims. According to the water board, oxygen levels rose by 12 \
percent between 2020 and 2023.

Share this story
"""

#: The same, after its publisher put a figure right, took a paragraph out and put another one in.
REVISED = (
    ARTICLE.replace("9,000 trout", "900 trout")
    .replace(
        "The club quickly rejected those claims. According to the water board, oxygen levels rose "
        "by 12 percent between 2020 and 2023.\n\n",
        "",
    )
    .replace(
        "The mill’s manager Ilse",
        "The police said on Friday that 17 people had been arrested in Lund.\n\nThe mill’s manager "
        "Ilse",
    )
)


@dataclass
class Newsroom:
    """People in every role on one database, with a clock that moves a minute with each work."""

    database: Database
    house: House = field(default_factory=lambda: House(newsroom="The Test Desk"))
    clock: datetime = datetime(2024, 5, 2, 9, 0, tzinfo=UTC)
    people: dict[str, UserId] = field(default_factory=dict)

    ROLES: ClassVar = {
        "editor": {Role.EDITOR},
        "reviewer": {Role.REVIEWER},
        "second": {Role.REVIEWER},
        "admin": {Role.ADMIN},
        "both": {Role.EDITOR, Role.REVIEWER},
    }

    #: The people's rows as services wrote them for the first newsroom: hashing takes its time.
    STAFF: ClassVar[dict[Table, list[dict[str, Any]]]] = {}

    def __post_init__(self) -> None:
        if self.STAFF:
            self._copy_people()
        else:
            self._add_people()
        with self.database.reading() as session:
            self.people = dict(session.execute(select(User.login, User.id)).all())

    def _add_people(self) -> None:
        with self.work_as(Actor.system()) as work:
            for login, roles in self.ROLES.items():
                accounts.add_person(
                    work,
                    login=login,
                    name=f"{login.title()} Person",
                    roles=roles,
                    password=PASSWORD,
                    one_time=False,
                )
        with self.database.engine.connect() as connection:
            for model in (User, UserRole, JournalEntry):
                table = cast(Table, model.__table__)
                rows = connection.execute(select(table).order_by(*table.primary_key))
                # Without ids, which PostgreSQL would not count as given.
                self.STAFF[table] = [
                    {name: value for name, value in row.items() if name != "id"}
                    for row in rows.mappings()
                ]

    def _copy_people(self) -> None:
        self.clock += timedelta(minutes=1)
        with self.database.engine.begin() as connection:
            for table, rows in self.STAFF.items():
                for row in rows:
                    connection.execute(insert(table), row)

    def actor(self, login: str) -> Actor:
        """A person of the newsroom as services know them."""
        return Actor(user_id=self.people[login], roles=frozenset(self.ROLES[login]))

    @contextmanager
    def work(self, login: str) -> Iterator[Work]:
        """Work as one person."""
        with self.work_as(self.actor(login)) as work:
            yield work

    @contextmanager
    def work_as(self, actor: Actor) -> Iterator[Work]:
        """Work as any actor; a minute passes."""
        self.clock += timedelta(minutes=1)
        sessions = self.database.writing
        with begin(sessions, actor=actor, now=self.clock, house=self.house) as work:
            yield work

    def dossier(self, check_id: CheckId) -> Dossier:
        """A fact-check as it stands; its rows are detached and only good for reading."""
        with self.database.reading() as session:
            whole = dossier.load(session, check_id)
            session.expunge_all()
            return whole

    def contacts(self, check_id: CheckId) -> list[Contact]:
        """Whom the desk asked on a fact-check, oldest first."""
        with self.database.reading() as session:
            found = dossier.contacts(session, check_id)
            session.expunge_all()
            return found

    def issued(self, check_id: CheckId) -> list[Publication]:
        """The editions of a fact-check as they were kept, oldest first."""
        rows = select(Publication).where(Publication.check_id == check_id)
        with self.database.reading() as session:
            found = list(session.scalars(rows.order_by(Publication.number)))
            session.expunge_all()
            return found

    def version(self, check_id: CheckId, claim_id: ClaimId) -> int:
        """The present version of a claim."""
        return self.dossier(check_id).file(claim_id).claim.version

    def pasted(self, text: str = ARTICLE) -> CheckId:
        """A fact-check fresh from the paste box."""
        with self.work("editor") as work:
            draft = intake.start_draft(work, intake.read(work.house, text=text))
            check = intake.freeze(
                work,
                draft.id,
                version=draft.version,
                particulars=intake.Particulars(headline=draft.headline or "Untitled"),
                dropped=draft.dropped,
            )
            return check.id

    def pasted_again(self, check_id: CheckId, text: str = REVISED) -> DraftId:
        """A paste of an article that is checked already."""
        with self.work("editor") as work:
            return revisions.start(work, check_id, intake.read(work.house, text=text)).id

    def revised(self, check_id: CheckId, text: str = REVISED) -> None:
        """A new revision of an article, frozen after a look at the comparison."""
        draft_id = self.pasted_again(check_id, text)
        number = self.dossier(check_id).revision.number
        with self.work("editor") as work:
            draft = work.get(Draft, draft_id)
            prepared = texts.prepare(draft.pasted, draft.dropped)
            revisions.freeze(
                work,
                draft_id,
                dropped=draft.dropped,
                looked_at=revisions.seen(number, prepared.text),
                prepared=prepared,
            )

    def with_lost_claims(self) -> tuple[CheckId, ClaimId, ClaimId]:
        """A fact-check whose newest revision lost a signed claim and an open one."""
        check_id = self.pasted()
        changed, removed = (
            next(f.claim.id for f in self.dossier(check_id).files if words in f.anchor.exact)
            for words in ("9,000 trout", "12 percent")
        )
        self.signed(check_id, changed)
        self.revised(check_id)
        return check_id, changed, removed

    def first_claim(self, check_id: CheckId) -> ClaimId:
        """The first claim in reading order."""
        return self.dossier(check_id).shown[0].claim.id

    def claim_on(self, check_id: CheckId, words: str) -> ClaimId:
        """The claim on exactly these words of the article, added where the engine found none."""
        whole = self.dossier(check_id)
        for file in whole.files:
            if file.anchor.exact == words:
                return file.claim.id
        start = whole.revision.text.index(words)
        with self.work("editor") as work:
            return shaping.add(work, check_id, start=start, end=start + len(words)).id

    def cited(self, check_id: CheckId, claim_id: ClaimId, stance: Stance = Stance.SUPPORTS) -> int:
        """A source attached to a claim; gives its id."""
        with self.work("reviewer") as work:
            citation = evidence.cite(
                work,
                claim_id,
                version=None,
                source=evidence.SourceDetails(
                    title="Minutes of the council",
                    url="https://council.example/minutes",
                    publisher="The council",
                    archive_url="https://archive.example/minutes",
                ),
                use=evidence.Use(stance=stance, excerpt="It was so resolved.", locator="p. 4"),
            )
            return citation.source_id

    def stated(
        self, check_id: CheckId, claim_id: ClaimId, kind: StatementKind, source_id: int | None
    ) -> int:
        """A statement on a claim; gives its id."""
        with self.work("reviewer") as work:
            statement = statements.record(
                work,
                claim_id,
                version=None,
                details=statements.StatementDetails(
                    kind=kind,
                    actor="Ilse Brandt",
                    actor_role="manager",
                    dated_on=date(2024, 4, 30),
                    source_id=source_id,  # type: ignore[arg-type]
                    words="We take it back.",
                ),
            )
            return statement.id

    def contacted(self, check_id: CheckId, **details: Any) -> ContactId:
        """Somebody asked for comment on a fact-check."""
        given: dict[str, Any] = {
            "party": "The fishing club",
            "asked_on": date(2024, 5, 2),
            **details,
        }
        with self.work("reviewer") as work:
            return contacts.log(work, check_id, details=contacts.ContactDetails(**given)).id

    def ruled(self, check_id: CheckId, claim_id: ClaimId, verdict: str = "supported") -> None:
        """A ruling with the evidence that its verdict must rest on."""
        stance = Stance.CONTRADICTS if verdict == "denied" else Stance.SUPPORTS
        source_id = self.cited(check_id, claim_id, stance)
        if verdict in ("retracted", "denied"):
            self.stated(check_id, claim_id, StatementKind(verdict), source_id)
        with self.work("reviewer") as work:
            rulings.rule(
                work,
                claim_id,
                version=None,
                decided=rulings.Decided(
                    verdict=verdict,
                    rationale="The minutes say so. There is more to tell.",
                    as_of=date(2024, 5, 1),
                ),
            )

    def signed(self, check_id: CheckId, claim_id: ClaimId, verdict: str = "supported") -> None:
        """A ruling signed off by somebody else."""
        self.ruled(check_id, claim_id, verdict)
        with self.work("second") as work:
            rulings.sign_off(work, claim_id, version=self.version(check_id, claim_id))

    def blind(self) -> CheckId:
        """A fact-check whose claims are ruled on twice, blind."""
        check_id = self.pasted()
        with self.work("editor") as work:
            version = self.dossier(check_id).check.version
            opinions.choose(work, check_id, version=version, blind=True)
        return check_id

    def sealed(self, check_id: CheckId, claim_id: ClaimId, **decided: Any) -> None:
        """A ruling that nobody sees yet, with evidence on either side."""
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS):
            self.cited(check_id, claim_id, stance)
        self.opined(claim_id, "reviewer", **decided)

    def opined(self, claim_id: ClaimId, who: str, **decided: Any) -> None:
        """A ruling of one of two people who do not see each other's."""
        given: dict[str, Any] = {
            "verdict": "supported",
            "rationale": "The minutes say so.",
            "as_of": date(2024, 5, 1),
            **decided,
        }
        with self.work(who) as work:
            rulings.rule(work, claim_id, version=None, decided=rulings.Decided(**given))

    def disputed(self) -> tuple[ClaimId, RulingId]:
        """A claim on which two differ, and the second of their rulings."""
        check_id = self.blind()
        claim_id = self.first_claim(check_id)
        self.sealed(check_id, claim_id)
        self.opined(claim_id, "both", verdict="denied")
        pair = self.dossier(check_id).file(claim_id).pair
        assert pair
        return claim_id, pair[1].id

    def opened(self, claim_id: ClaimId, who: str = "second") -> None:
        """Every source that a claim cites, opened by somebody."""
        with self.work(who) as work:
            cited = select(Citation.source_id).where(Citation.claim_id == claim_id)
            for source_id in work.session.scalars(cited).all():
                evidence.note_opened(work, claim_id, source_id)

    def signed_anew(self, check_id: CheckId, claim_id: ClaimId, verdict: str) -> None:
        """Another verdict, signed off, on a claim that was signed off before."""
        with self.work("second") as work:
            rulings.reopen(work, claim_id, version=self.version(check_id, claim_id))
        self.signed(check_id, claim_id, verdict)

    def linked(self, claim_id: ClaimId, *others: ClaimId) -> None:
        """Claims that an editor has linked as the same."""
        for other in others:
            with self.work("editor") as work:
                links.link(work, claim_id, version=None, other_id=other)

    def deferred(self, check_id: CheckId) -> None:
        """Every open claim allowed to go out as not yet checked."""
        for file in self.dossier(check_id).shown:
            if file.claim.state is ClaimState.OPEN and not file.claim.publish_unchecked:
                with self.work("editor") as work:
                    claims.defer(
                        work, file.claim.id, version=file.claim.version, publish_unchecked=True
                    )

    def published(self, check_id: CheckId, note: str = "") -> str:
        """An edition, with whatever is open let out unchecked; gives the slug."""
        self.deferred(check_id)
        with self.work("editor") as work:
            version = self.dossier(check_id).check.version
            publications.issue(
                work, check_id, version=version, kind=ChangeKind.CORRECTION, note=note
            )
        return self.dossier(check_id).check.slug or ""

    def comes(
        self,
        login: str,
        check_id: CheckId,
        claim_id: ClaimId | None = None,
        *,
        tab: str = "tab-one1",
    ) -> None:
        """Somebody looks at a fact-check, or at one claim of it, in a tab."""
        with self.work(login) as work:
            presence.come(work, check_id, claim_id=claim_id, tab=tab)

    def types(self, login: str, form: str, *, window: str = "one", **fields: str) -> None:
        """Somebody types into a form and does not save it."""
        typed = {name: Typed((value,), 0) for name, value in fields.items()}
        with self.work(login) as work:
            keeping.keep(work, form, Typing(window=window, seen=0, fields=typed, drawn={}))

    def logo(self) -> LogoId:
        """A logo that an admin has added."""
        with self.work("admin") as work:
            return house.add_logo(work, LOGO).id

    def settled(self, version: int = 0, **changes: Any) -> int:
        """A version of the settings in force; gives its number."""
        logo_id = changes.pop("logo_id", None)
        settings = Settings(**{"name": "The Harbour Desk", **changes})
        with self.work("admin") as work:
            return house.save(work, version=version, settings=settings, logo_id=logo_id).number

    def reported(self, slug: str = "", **changes: Any) -> ReportId:
        """A reader's report of an error."""
        sent = reports.Sent(**{"words": "Claim 1 is wrong.", "slug": slug, **changes})
        with self.work_as(Actor.nobody()) as work:
            return reports.receive(work, sent, address="10.0.0.1").id

    def commented(self, claim_id: ClaimId, words: str = "Is this so?", by: str = "reviewer") -> int:
        """A comment on a claim."""
        with self.work(by) as work:
            return comments.on_claim(work, claim_id, words=words).id

    def choosing(
        self,
        login: str,
        *,
        rhythm: MailRhythm = MailRhythm.HOURLY,
        also: Collection[NotificationKind] = (),
        confirmed: bool = True,
    ) -> str:
        """Have somebody told by e-mail; gives their address."""
        address = f"{login}@example.org"
        with self.work(login) as work:
            notifications.choose(work, also={*also}, address=address, rhythm=rhythm)
        if confirmed:
            with self.work(login) as work:
                notifications.confirm(work, address=address)
        return address

    def invited(self, check_id: CheckId, *, by: str = "editor", **given: Any) -> GuestLink:
        """A guest link; detached, and only good for reading."""
        return self.invited_with_token(check_id, by=by, **given)[0]

    def invited_with_token(
        self, check_id: CheckId, *, by: str = "editor", **given: Any
    ) -> tuple[GuestLink, str]:
        """A guest link, and the token that opens it."""
        invitation = guests.Invitation(**{"name": "Ada Roe", **given})
        with self.work(by) as work:
            link, token = guests.invite(work, check_id, invitation=invitation)
            key = link.id
        with self.database.reading() as session:
            link = session.get_one(GuestLink, key)
            session.expunge_all()
            return link, token

    def guest_commented(self, link: GuestLink, words: str = "I doubt it.", **place: Any) -> int:
        """A comment by a guest, on the article if no claim is named."""
        with self.work_as(link.actor) as work:
            return visits.comment(work, **{"claim_id": None, **place}, words=words).id

    def publication(self) -> tuple[CheckId, ClaimId, str]:
        """A published fact-check with one claim signed as retracted: (check, claim, slug)."""
        check_id = self.pasted()
        claim_id = self.first_claim(check_id)
        self.signed(check_id, claim_id, "retracted")
        return check_id, claim_id, self.published(check_id)
