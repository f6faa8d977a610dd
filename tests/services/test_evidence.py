"""Sources and their citations: attached, changed, removed, and nobody's change lost."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import joinedload

from app.domain.errors import Conflict, NotFound, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.verdicts import Stance
from app.dossier import ClaimFile
from app.models import Citation, Claim
from app.services import evidence
from app.services.evidence import SourceDetails, Use
from tests.factories import Newsroom

MINUTES = SourceDetails(title="Minutes of the council", url="https://council.example/minutes")
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
