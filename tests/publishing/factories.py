"""Editions for tests: an invented article with every shape of claim, in our own words."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from app.domain.dates import DatedOn, Precision
from app.domain.rights import Rights
from app.domain.verdicts import HOUSE_SCHEME, Scope, SourceKind, Stance, StatementKind
from app.publishing.claims import Citation, Claim, Source, Statement, VerdictShown
from app.publishing.edition import Article, Change, ChangeKind, Difference, Dismissed, Edition
from app.publishing.history import History, Withdrawn
from app.publishing.imprint import Imprint

TEXT = (
    "HALVORSEN – The harbour office has quietly taken back its account of the spring oil spill, "
    "a month after it told residents that the water was safe to swim in.\n\n"
    "In April, harbour master Ines Okafor said that the tanker Maren Blix had lost “no more than "
    "forty litres” of heavy fuel, and that divers had closed the leak within an hour. The shipping "
    "line denied any leak at all.\n\n"
    "“We have seen no sign of fuel beyond the breakwater,” deputy master Tomas Lind told "
    "reporters on Tuesday.\nHe declined to repeat the figure.\n\n"
    "Fishermen tell another story 🐟👩🏽‍🚒: boats came home with tar on their nets, and the "
    "cooperative counted 212 birds.\n\n"
    "They were found on two beaches, the cooperative says, most of them eiders. A cafe\u0301 owner "
    "on the quay kept a bucket of tar as proof.\n\n"
    "قال صاحب المقهى إن الرائحة بقيت ثلاثة أسابيع.\n\n"
    "The notice on the office's page ended in </script><b>&amp; so on</b>, a slip that was mended "
    "the same day. Swimming was allowed again on 2 June.\n\n\n"
    "The county expects its own report in autumn. Until then, the beaches stay under watch, and "
    "the office says that it will publish each sample within two days of taking it. Nobody has put "
    "a price on the cleaning so far."
)

VERDICTS = {
    verdict.key: VerdictShown(
        key=verdict.key,
        label=verdict.label,
        definition=verdict.definition,
        rating=verdict.rating,
    )
    for verdict in HOUSE_SCHEME
}

OKAFOR = ("Ines Okafor", "harbour master")
LIND = ("Tomas Lind", "deputy harbour master")


def on(iso: str, precision: Precision = Precision.DAY) -> DatedOn:
    return DatedOn(date.fromisoformat(iso), precision)


def statement(kind: StatementKind, who: tuple[str, str] = OKAFOR, **changes: object) -> Statement:
    """A full, dated, sourced statement."""
    plain = Statement(
        kind=kind,
        actor=who[0],
        role=who[1],
        on_behalf_of="",
        dated=on("2024-04-18"),
        scope=Scope.FULL,
        words="",
        source=1,
        start=None,
        end=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def citation(stance: Stance, source: int = 1, excerpt: str = "", locator: str = "") -> Citation:
    return Citation(source=source, stance=stance, excerpt=excerpt, locator=locator)


def source(number: int, title: str, **changes: object) -> Source:
    plain = Source(
        number=number,
        title=title,
        publisher="Halvorsen Harbour Office",
        url=f"https://source.example.org/{number}",
        published=on("2024-04-18"),
        kind=SourceKind.PRIMARY,
        archive_url=f"https://archive.example.org/{number}",
        no_archive_reason="",
        accessed="2024-05-30",
        origin="",
        interest="",
        secondary_reason="",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def claim(
    number: int, quote: str, verdict: str | None, *, text: str = TEXT, **changes: object
) -> Claim:
    """A claim where `quote` first stands in `text`, ruled and signed unless `verdict` is None."""
    start = text.index(quote)
    ruled = verdict is not None
    plain = Claim(
        number=number,
        uid=str(uuid5(NAMESPACE_URL, f"claim {number}")),
        start=start,
        end=start + len(quote),
        quote=quote,
        wording="",
        claimant=OKAFOR[0],
        claimant_role=OKAFOR[1],
        cue="said",
        verdict=VERDICTS[verdict] if verdict else None,
        rationale="The log of that day bears this out." if ruled else "",
        finding="The log of that day bears this out." if ruled else "",
        as_of="2024-06-03" if ruled else None,
        ruled_by="Ada Quist" if ruled else None,
        ruled_on="2024-06-03" if ruled else None,
        signed_by="Ben Osei" if ruled else None,
        signed_on="2024-06-04" if ruled else None,
        statements=(),
        citations=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def sources() -> tuple[Source, ...]:
    return (
        source(1, "Press conference of the harbour master, 18 April 2024"),
        source(
            2,
            "Statement on the Maren Blix",
            publisher="Blix Shipping",
            published=on("2024-04-19"),
            archive_url="",
            no_archive_reason="the page refuses to be saved",
        ),
        source(3, "Dive log 24-031", published=on("2024-04-01", Precision.MONTH)),
        source(4, "Press conference of the deputy master, 28 May 2024", published=on("2024-05-28")),
        source(
            5,
            "Count of stranded birds, spring",
            publisher="Halvorsen Fishing Cooperative",
            kind=SourceKind.SECONDARY,
            published=on("2024-01-01", Precision.YEAR),
        ),
    )


def claims() -> tuple[Claim, ...]:
    """Nested, crossing, adjacent, over several paragraphs; every verdict, and none."""
    numbers = count(1)
    return (
        claim(
            next(numbers),
            "the tanker Maren Blix had lost “no more than forty litres” of heavy fuel, and that "
            "divers had closed the leak within an hour",
            "retracted",
            wording="The tanker lost at most forty litres of fuel",
            finding="The harbour office withdrew the figure on 28 May 2024, forty days after "
            "giving it. It still says that the leak was closed within an hour.",
            rationale="The harbour office withdrew the figure on 28 May 2024, forty days after "
            "giving it. It still says that the leak was closed within an hour.\n\nThe *dive log* "
            "names two hours, and no quantity. See [the log](https://source.example.org/3).\n\n"
            "- no sample was taken on the first day\n- the tank was emptied before it was measured",
            statements=(
                statement(
                    StatementKind.RETRACTED,
                    LIND,
                    dated=on("2024-05-28"),
                    source=4,
                    scope=Scope.PART,
                    on_behalf_of="Halvorsen Harbour Office",
                    words="We no longer stand by the quantity.",
                ),
                statement(StatementKind.ASSERTED, words="No more than forty litres."),
                statement(
                    StatementKind.DENIED,
                    ("Blix Shipping", ""),
                    dated=on("2024-04-19"),
                    source=2,
                    words="None of our ships has leaked.",
                ),
                statement(
                    StatementKind.CONFIRMED,
                    ("Coast guard", ""),
                    dated=None,
                    source=None,
                    start=10,
                    end=20,
                ),
            ),
            citations=(
                citation(Stance.CONTRADICTS, 3, "Leak closed 11:40, reported 09:35.", "page 2"),
                citation(Stance.CONTEXT, 4, "We no longer stand by the quantity."),
            ),
        ),
        claim(
            next(numbers),
            "“no more than forty litres” of heavy fuel",
            "unproven",
            wording="It was heavy fuel",
            finding="No sample of the first day exists.",
            rationale="No sample of the first day exists.",
            citations=(citation(Stance.CONTEXT, 3, "Sampling kit not aboard."),),
        ),
        claim(
            next(numbers),
            "divers had closed the leak within an hour. The shipping line",
            "denied",
            wording="Divers closed the leak within an hour",
            finding="The dive log puts two hours and five minutes between report and closure.",
            rationale="The dive log puts two hours and five minutes between report and closure.",
            citations=(citation(Stance.CONTRADICTS, 3, "Leak closed 11:40, reported 09:35."),),
        ),
        claim(
            next(numbers),
            " denied any leak at all",
            "supported",
            finding="Blix Shipping’s statement says so.",
            rationale="Blix Shipping’s statement says so.",
            citations=(citation(Stance.SUPPORTS, 2, "None of our ships has leaked."),),
        ),
        claim(
            next(numbers),
            "“We have seen no sign of fuel beyond the breakwater,”",
            "denied",
            wording="There was no fuel beyond the breakwater",
            finding="The fishing cooperative denied this the same day, with photographs.",
            rationale="The fishing cooperative denied this the same day, with photographs.",
            statements=(
                statement(
                    StatementKind.DENIED,
                    ("Marit Bru", "cooperative chair"),
                    dated=on("2024-05-28"),
                    source=5,
                    words="Our nets say otherwise.",
                ),
            ),
        ),
        claim(
            next(numbers),
            "boats came home with tar on their nets, and the cooperative counted "
            "212 birds.\n\nThey were found on two beaches",
            None,
            wording="212 birds were found on two beaches",
            claimant="Halvorsen Fishing Cooperative",
            claimant_role="",
        ),
        claim(next(numbers), "إن الرائحة بقيت ثلاثة أسابيع", None),
        claim(next(numbers), "</script><b>&amp; so on</b>", "supported"),
        claim(
            next(numbers),
            "Swimming was allowed again on 2 June",
            "supported",
            citations=(citation(Stance.SUPPORTS, 1, "Bathing is permitted from 2 June."),),
        ),
    )


def article(text: str = TEXT, **changes: object) -> Article:
    plain = Article(
        headline="Harbour office backtracks on spring oil spill",
        outlet="The Halvorsen Courier",
        byline="Mika Dahl",
        url="https://courier.example.com/spill",
        published="2024-05-29",
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        length=len(text),
        trimmed=False,
        language="en",
        rights=Rights.FULL,
        accessed="2024-05-30T08:00:00+00:00",
        chosen_because="",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def edition(**changes: object) -> Edition:
    """The first edition of the whole invented check."""
    plain = Edition(
        slug="harbour-oil-spill",
        number=1,
        kind=ChangeKind.FIRST,
        note="",
        issued_at="2024-06-04T09:30:00Z",
        issued_by="Ben Osei",
        newsroom="Example Check Desk",
        four_eyes=True,
        article=article(),
        claims=claims(),
        sources=sources(),
        dismissed=(Dismissed(reason="opinion", count=2), Dismissed(reason="said twice", count=1)),
        passed_over=7,
        retired=(),
        changes=(),
        contacts=(),
        topics=("Harbour",),
        licence="https://licence.example.org/by",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


IMPRINT = Imprint(name="Example Check Desk", base_url="https://check.example.org")


def history(*editions: Edition, withdrawals: tuple[Withdrawn, ...] = ()) -> History:
    """The public life of the invented check: its first edition, unless told otherwise."""
    return History(editions=editions or (edition(),), withdrawals=withdrawals)


def three_editions(**changes: object) -> History:
    """First published, then corrected, then updated; `changes` are those of the newest."""
    first = edition()
    touched = Change(number=1, what=Difference.VERDICT, old="Denied", new="Retracted")
    second = edition(
        number=2,
        kind=ChangeKind.CORRECTION,
        note="Claim 1 was shown as denied.",
        issued_at="2024-06-08T09:30:00Z",
        changes=(touched,),
    )
    third = edition(
        number=3, kind=ChangeKind.UPDATE, note="Birds added.", issued_at="2024-06-11T09:30:00Z"
    )
    return history(first, second, replace(third, **changes))  # type: ignore[arg-type]


def withdrawn(last_edition: int = 1, **changes: str) -> Withdrawn:
    """A withdrawal of all editions up to a number."""
    plain = Withdrawn(
        last_edition=last_edition,
        withdrawn_at="2024-07-01T00:00:00Z",
        withdrawn_by="Ben Osei",
        reason="The dive log was not authentic.",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
