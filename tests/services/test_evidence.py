"""Sources and their citations: attached, changed, removed, and nobody's change lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

import pytest
from sqlalchemy.orm import joinedload

from app.domain.errors import Conflict, NotFound, Refused
from app.domain.ids import CheckId, ClaimId, StatementId
from app.domain.journal import Act
from app.domain.verdicts import Stance, StatementKind
from app.dossier import ClaimFile
from app.models import Citation, Claim
from app.queries import journal
from app.services import evidence, rulings, statements
from app.services.evidence import SourceDetails, Use
from app.services.work import Work
from tests.factories import Newsroom

MINUTES = SourceDetails(title="Minutes of the council", url="https://council.example/minutes")
DENIAL = statements.StatementDetails(kind=StatementKind.DENIED, actor="The club")
USE = Use(stance=Stance.SUPPORTS, excerpt="It was so resolved.", locator="p. 4")


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    return newsroom.pasted()


@pytest.fixture
def claim_id(newsroom: Newsroom, check_id: CheckId) -> ClaimId:
    return newsroom.first_claim(check_id)


def file(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> ClaimFile:
    return newsroom.dossier(check_id).file(claim_id)


def cite(newsroom: Newsroom, claim_id: ClaimId, source: SourceDetails | int = MINUTES) -> Citation:
    with newsroom.work("reviewer") as work:
        citation = evidence.cite(
            work,
            claim_id,
            version=None,
            source=source,  # type: ignore[arg-type]
            use=USE,
        )
        citation_id = citation.id
    with newsroom.database.reading() as session:
        found = session.get_one(Citation, citation_id, options=[joinedload(Citation.source)])
        session.expunge_all()
        return found


def change(
    newsroom: Newsroom, citation: Citation, source: SourceDetails = MINUTES, use: Use = USE
) -> None:
    """Save the form that was opened when the citation was as given."""
    with newsroom.work("second") as work:
        evidence.change(
            work,
            citation.id,
            version=citation.version,
            source_version=citation.source.version,
            source=source,
            use=use,
        )


def test_a_source_is_attached_with_who_and_when(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    cite(newsroom, claim_id)
    (citation,) = file(newsroom, check_id, claim_id).citations
    assert (citation.stance, citation.excerpt, citation.locator) == (
        Stance.SUPPORTS,
        "It was so resolved.",
        "p. 4",
    )
    assert citation.added_by_id == newsroom.people["reviewer"]
    assert citation.added_at == newsroom.clock
    assert citation.source.accessed_on == newsroom.clock.date()


def test_one_source_serves_many_claims(newsroom: Newsroom, check_id: CheckId) -> None:
    first, second = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    known = cite(newsroom, first).source_id
    assert cite(newsroom, second, source=known).source_id == known
    assert list(newsroom.dossier(check_id).sources) == [known]


@pytest.mark.parametrize(
    ("source", "use", "words"),
    [
        (replace(MINUTES, title="  "), USE, "Give the source a title"),
        (MINUTES, replace(USE, excerpt=" \n"), "the excerpt is empty"),
    ],
    ids=["no title", "no excerpt"],
)
def test_half_a_citation_is_refused_when_it_is_attached_and_when_it_is_changed(
    newsroom: Newsroom,
    check_id: CheckId,
    claim_id: ClaimId,
    source: SourceDetails,
    use: Use,
    words: str,
) -> None:
    with pytest.raises(Refused, match=words), newsroom.work("reviewer") as work:
        evidence.cite(work, claim_id, version=None, source=source, use=use)
    assert newsroom.dossier(check_id).sources == {}
    whole = cite(newsroom, claim_id)
    with pytest.raises(Refused, match=words):
        change(newsroom, whole, source=source, use=use)


def test_an_unknown_source_is_not_found(newsroom: Newsroom, claim_id: ClaimId) -> None:
    with pytest.raises(NotFound):
        cite(newsroom, claim_id, source=999)


def test_a_citation_and_its_source_are_changed_together(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    citation = cite(newsroom, claim_id)
    change(
        newsroom,
        citation,
        source=replace(MINUTES, published_on=date(2024, 4, 1), confidential=True),
        use=replace(USE, stance=Stance.CONTEXT),
    )
    (changed,) = file(newsroom, check_id, claim_id).citations
    assert changed.stance is Stance.CONTEXT
    assert (changed.source.published_on, changed.source.confidential) == (date(2024, 4, 1), True)


@pytest.mark.parametrize(
    ("source", "use"),
    [
        pytest.param(MINUTES, replace(USE, excerpt="Other words."), id="the citation"),
        pytest.param(replace(MINUTES, publisher="The council"), USE, id="only its source"),
    ],
)
def test_two_people_who_change_a_citation_do_not_overwrite_each_other(
    newsroom: Newsroom,
    check_id: CheckId,
    claim_id: ClaimId,
    source: SourceDetails,
    use: Use,
) -> None:
    opened = cite(newsroom, claim_id)
    change(newsroom, opened, source=source, use=use)
    with pytest.raises(Conflict):
        change(newsroom, opened, source=replace(MINUTES, title="Another title"))
    (kept,) = file(newsroom, check_id, claim_id).citations
    assert (kept.source.title, kept.source.publisher) == (source.title, source.publisher)


def test_two_people_who_change_a_source_by_two_claims_do_not_either(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    first, second = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    one = cite(newsroom, first)
    other = cite(newsroom, second, source=one.source_id)
    change(newsroom, one, source=replace(MINUTES, publisher="The council"))
    with pytest.raises(Conflict):
        change(newsroom, other, source=replace(MINUTES, publisher="The mayor"))
    # What is the same already overwrites nothing.
    change(newsroom, other, source=replace(MINUTES, publisher="The council"))
    (kept,) = newsroom.dossier(check_id).sources.values()
    assert kept.publisher == "The council"


def test_a_source_that_bears_a_signed_claim_is_not_changed_through_another(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    first, second = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    newsroom.signed(check_id, first)
    (known,) = newsroom.dossier(check_id).sources
    citation = cite(newsroom, second, source=known)
    with pytest.raises(Refused, match="bears a claim that is signed off"):
        change(newsroom, citation, source=replace(MINUTES, publisher="The mayor"))
    assert newsroom.dossier(check_id).sources[known].publisher == "The council"


def test_a_source_that_a_signed_claim_states_is_not_changed_through_another(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    first, second = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    citation = cite(newsroom, second)
    newsroom.stated(check_id, first, StatementKind.RETRACTED, citation.source_id)
    newsroom.signed(check_id, first)
    with pytest.raises(Refused, match="bears a claim that is signed off"):
        change(newsroom, citation, source=replace(MINUTES, publisher="The mayor"))
    assert newsroom.dossier(check_id).sources[citation.source_id].publisher == ""


@pytest.mark.parametrize("how", ["struck", "corrected"])
def test_a_source_of_which_a_statement_says_no_more_is_free(
    newsroom: Newsroom, check_id: CheckId, how: str
) -> None:
    first, second = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    citation = cite(newsroom, second)
    mistaken = newsroom.stated(check_id, first, StatementKind.RETRACTED, citation.source_id)
    with newsroom.work("reviewer") as work:
        version = work.get(Claim, first).version
        if how == "struck":
            statements.strike(work, StatementId(mistaken), version=version)
        else:
            details = statements.StatementDetails(kind=StatementKind.DENIED, actor="Karl Munk")
            statements.correct(work, StatementId(mistaken), version=version, details=details)
    newsroom.signed(check_id, first)
    change(newsroom, citation, source=replace(MINUTES, publisher="The mayor"))
    assert newsroom.dossier(check_id).sources[citation.source_id].publisher == "The mayor"


@pytest.mark.parametrize("how", ["cites", "states"])
def test_a_changed_source_is_a_change_of_every_claim_that_rests_on_it(
    newsroom: Newsroom, check_id: CheckId, how: str
) -> None:
    first, second, third = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:3])
    citation = cite(newsroom, second)
    if how == "cites":
        cite(newsroom, first, source=citation.source_id)
    else:
        newsroom.stated(check_id, first, StatementKind.RETRACTED, citation.source_id)
    newsroom.ruled(check_id, first)
    seen, apart = newsroom.version(check_id, first), newsroom.version(check_id, third)
    with newsroom.work("reviewer") as work:
        evidence.change(
            work,
            citation.id,
            version=citation.version,
            source_version=citation.source.version,
            source=replace(MINUTES, publisher="The mayor"),
            use=USE,
        )
    with pytest.raises(Conflict), newsroom.work("second") as work:
        rulings.sign_off(work, first, version=seen)
    assert newsroom.version(check_id, third) == apart
    with newsroom.database.reading() as session:
        (told,) = journal.since(session, Claim, first, seen)
        assert told.what == "changed a citation: publisher “The mayor”"


class TestAnothersRuling:
    """What somebody ruled on is completed by them alone: whoever else changed it could sign it."""

    ACTS: ClassVar[dict[str, Callable[[Work, ClaimFile], object]]] = {
        "cite": lambda work, file: evidence.cite(
            work, file.claim.id, version=None, source=MINUTES, use=USE
        ),
        "change": lambda work, file: evidence.change(
            work,
            file.citations[0].id,
            version=file.citations[0].version,
            source_version=file.citations[0].source.version,
            source=MINUTES,
            use=USE,
        ),
        "remove": lambda work, file: evidence.remove(
            work, file.citations[0].id, version=file.citations[0].version
        ),
        "record": lambda work, file: statements.record(
            work, file.claim.id, version=None, details=DENIAL
        ),
        "correct": lambda work, file: statements.correct(
            work, file.statements[0].id, version=file.claim.version, details=DENIAL
        ),
        "strike": lambda work, file: statements.strike(
            work, file.statements[0].id, version=file.claim.version
        ),
    }

    def ruled(self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> ClaimFile:
        newsroom.ruled(check_id, claim_id, "retracted")
        return file(newsroom, check_id, claim_id)

    @pytest.mark.parametrize("act", ACTS)
    def test_nobody_else_changes_its_evidence(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId, act: str
    ) -> None:
        ruled = self.ruled(newsroom, check_id, claim_id)
        refused = pytest.raises(Refused, match="return it first, with what is missing")
        with refused, newsroom.work("second") as work:
            self.ACTS[act](work, ruled)
        assert newsroom.version(check_id, claim_id) == ruled.claim.version

    @pytest.mark.parametrize("act", ACTS)
    def test_whoever_ruled_completes_it_and_a_house_of_one_does_as_it_likes(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId, act: str
    ) -> None:
        ruled = self.ruled(newsroom, check_id, claim_id)
        with newsroom.work("reviewer") as work:
            self.ACTS[act](work, ruled)
        other = newsroom.dossier(check_id).shown[1].claim.id
        alone = self.ruled(newsroom, check_id, other)
        newsroom.house = replace(newsroom.house, four_eyes=False)
        with newsroom.work("second") as work:
            self.ACTS[act](work, alone)

    def test_not_even_by_a_source_that_another_claim_shares(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        ruled = self.ruled(newsroom, check_id, claim_id)
        other = newsroom.dossier(check_id).shown[1].claim.id
        shared = cite(newsroom, other, source=ruled.citations[0].source_id)
        with pytest.raises(Refused, match="return it first"):
            change(newsroom, shared, source=replace(MINUTES, publisher="The mayor"))

    def test_a_later_ruling_makes_it_the_later_reviewers(
        self, newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
    ) -> None:
        self.ruled(newsroom, check_id, claim_id)
        decided = rulings.Decided(verdict="supported", rationale="So.", as_of=date(2024, 5, 1))
        with newsroom.work("second") as work:
            rulings.rule(work, claim_id, version=None, decided=decided)
        with pytest.raises(Refused, match="return it first"):
            cite(newsroom, claim_id)


def test_the_journal_tells_all_that_a_change_changed_and_nothing_of_none(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    citation = cite(newsroom, claim_id)
    change(newsroom, citation)
    change(
        newsroom,
        citation,
        source=replace(MINUTES, published_on=date(2024, 4, 1), confidential=True),
        use=replace(USE, stance=Stance.CONTEXT, locator="p. 5"),
    )
    with newsroom.database.reading() as session:
        lines = journal.of_check(session, check_id)
    (told,) = (line.entry.data for line in lines if line.entry.act is Act.CITATION_CHANGED)
    assert told["changed"] == {
        "stance": ["supports", "context"],
        "locator": ["p. 4", "p. 5"],
        "published_on": ["", "2024-04-01"],
        "confidential": [False, True],
    }
    assert (told["citation"], told["source"]) == (citation.id, citation.source_id)


def test_a_title_that_is_too_long_is_refused_and_an_address_in_its_place_is_cut(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    address = "https://council.example/" + "x" * 600
    with pytest.raises(Refused, match="300 at most"):
        cite(newsroom, claim_id, source=replace(MINUTES, title="x" * 301))
    citation = cite(newsroom, claim_id, source=SourceDetails(title=address, url=address))
    assert (citation.source.title, citation.source.url) == (address[:300], address)
    other = address + "y"
    change(newsroom, citation, source=SourceDetails(title=other, url=other))
    assert newsroom.dossier(check_id).sources[citation.source_id].title == address[:300]


def test_a_removed_citation_is_gone_from_the_claim_and_kept_in_the_table(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    citation = cite(newsroom, claim_id)
    with newsroom.work("reviewer") as work:
        evidence.remove(work, citation.id, version=citation.version)
    assert file(newsroom, check_id, claim_id).citations == []
    with newsroom.database.reading() as session:
        assert session.get_one(Citation, citation.id).removed_at == newsroom.clock


def test_a_removed_citation_is_neither_changed_nor_removed_again(
    newsroom: Newsroom, claim_id: ClaimId
) -> None:
    citation = cite(newsroom, claim_id)
    with newsroom.work("reviewer") as work:
        evidence.remove(work, citation.id, version=citation.version)
    with newsroom.work("reviewer") as work:
        version = work.get(Citation, citation.id).version
        with pytest.raises(NotFound, match="was removed"):
            evidence.remove(work, citation.id, version=version)
        with pytest.raises(NotFound, match="was removed"):
            evidence.change(
                work, citation.id, version=version, source_version=1, source=MINUTES, use=USE
            )


def test_removing_evidence_is_seen_by_whoever_has_the_claim_open(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    citation = cite(newsroom, claim_id)
    before = newsroom.version(check_id, claim_id)
    with newsroom.work("reviewer") as work:
        evidence.remove(work, citation.id, version=citation.version)
    with newsroom.work("reviewer") as work, pytest.raises(Conflict):
        work.get(Claim, claim_id, version=before)
