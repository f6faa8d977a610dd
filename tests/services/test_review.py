"""The one form on a claim: every part of it is saved, or none."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from app.domain.errors import Conflict, DomainError, Incomplete, NotAllowed, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import ClaimState
from app.models import Base, Citation, JournalEntry, Ruling, Source, Statement
from app.services import review
from app.services.claims import Wording
from app.services.evidence import SourceDetails, Use
from app.services.review import Citing, Review, Stating
from app.services.rulings import Decided
from app.services.statements import StatementDetails
from tests.factories import Newsroom

WHOLE = Review(
    wording=Wording(wording="The club poisoned the river", claimant="Ilse", claimant_role=""),
    citing=Citing(
        source=SourceDetails(title="Interview"),
        use=Use(stance=Stance.CONTEXT, excerpt="We take it back."),
    ),
    stating=Stating(
        details=StatementDetails(
            kind=StatementKind.RETRACTED, actor="Ilse", dated_on=date(2024, 4, 30)
        ),
        from_new_source=True,
    ),
    decided=Decided(verdict="retracted", rationale="She took it back.", as_of=date(2024, 5, 1)),
)
assert WHOLE.decided and WHOLE.stating


@pytest.fixture
def check_id(newsroom: Newsroom) -> CheckId:
    return newsroom.pasted()


@pytest.fixture
def claim_id(newsroom: Newsroom, check_id: CheckId) -> ClaimId:
    return newsroom.first_claim(check_id)


def save(newsroom: Newsroom, claim_id: ClaimId, form: Review, who: str = "reviewer") -> None:
    with newsroom.work(who) as work:
        review.save(work, claim_id, version=1, review=form)


def rows(newsroom: Newsroom) -> dict[str, int]:
    """How much the record holds of everything that the form can add."""
    kinds: list[type[Base]] = [Source, Citation, Statement, Ruling, JournalEntry]
    with newsroom.database.reading() as session:
        return {
            kind.__tablename__: session.scalars(select(func.count()).select_from(kind)).one()
            for kind in kinds
        }


def test_a_whole_form_makes_source_statement_and_ruling_at_once(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    save(newsroom, claim_id, WHOLE)
    file = newsroom.dossier(check_id).file(claim_id)
    assert (file.claim.state, file.claim.wording) == (
        ClaimState.RULED,
        "The club poisoned the river",
    )
    (citation,), (statement,) = file.citations, file.statements
    assert statement.source_id == citation.source_id
    assert file.ruling and file.ruling.verdict.key == "retracted"


def test_a_statement_may_rest_on_a_source_known_before(
    newsroom: Newsroom, check_id: CheckId
) -> None:
    first, second = (shown.claim.id for shown in newsroom.dossier(check_id).shown[:2])
    known = newsroom.cited(check_id, first)
    assert WHOLE.stating
    details = replace(WHOLE.stating.details, source_id=known)
    save(newsroom, second, Review(stating=Stating(details=details)))
    (statement,) = newsroom.dossier(check_id).file(second).statements
    assert statement.source_id == known


@pytest.mark.parametrize(
    ("form", "who", "error"),
    [
        pytest.param(
            replace(WHOLE, decided=replace(WHOLE.decided, rationale="")),
            "reviewer",
            Incomplete,
            id="no rationale",
        ),
        pytest.param(
            replace(WHOLE, decided=replace(WHOLE.decided, verdict="supported")),
            "reviewer",
            Incomplete,
            id="no footing",
        ),
        pytest.param(
            replace(WHOLE, stating=replace(WHOLE.stating, from_new_source=False)),
            "reviewer",
            Incomplete,
            id="statement without the source",
        ),
        pytest.param(
            replace(WHOLE, stating=Stating(details=replace(WHOLE.stating.details, actor=""))),
            "reviewer",
            Refused,
            id="nobody stated it",
        ),
        pytest.param(WHOLE, "editor", NotAllowed, id="an editor, who may only word it"),
    ],
)
def test_a_refused_part_leaves_nothing_of_the_others_behind(
    newsroom: Newsroom,
    check_id: CheckId,
    claim_id: ClaimId,
    form: Review,
    who: str,
    error: type[DomainError],
) -> None:
    before = rows(newsroom)
    with pytest.raises(error):
        save(newsroom, claim_id, form, who)
    assert rows(newsroom) == before
    claim = newsroom.dossier(check_id).file(claim_id).claim
    assert (claim.state, claim.wording, claim.version) == (ClaimState.OPEN, "", 1)


def test_a_form_opened_before_somebody_else_saved_is_refused(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    newsroom.cited(check_id, claim_id)
    before = rows(newsroom)
    with pytest.raises(Conflict):
        save(newsroom, claim_id, WHOLE)
    assert rows(newsroom) == before


def test_an_empty_form_changes_nothing(
    newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId
) -> None:
    before = rows(newsroom)
    save(newsroom, claim_id, Review())
    assert rows(newsroom) == before
    assert newsroom.version(check_id, claim_id) == 1
