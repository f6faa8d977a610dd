"""Where the claims stand: just what the dossier says, in one query."""

from app import dossier
from app.domain.claims import DismissReason
from app.domain.ids import CheckId
from app.queries.places import claim_places
from app.services import claims
from tests.factories import Newsroom
from tests.queries.test_dossier import article, counted


def told(newsroom: Newsroom, check_id: CheckId) -> list[tuple[int, tuple[int, int]]]:
    with newsroom.database.reading() as session:
        revision = dossier.newest_revision(session, check_id)
        with counted(newsroom) as sent:
            found = claim_places(session, revision)
    assert len(sent) == 1
    return [(one.number, one.span.bounds) for one in found]


def loaded(newsroom: Newsroom, check_id: CheckId) -> list[tuple[int | None, tuple[int, int]]]:
    shown = newsroom.dossier(check_id).shown
    return [(file.number, (file.anchor.start, file.anchor.end)) for file in shown]


def test_claims_of_every_kind_stand_where_the_dossier_has_them(newsroom: Newsroom) -> None:
    # Published numbers, one of them of a claim that was dismissed since, a new claim, lost claims.
    check_id, published, _ = newsroom.publication()
    newsroom.claim_on(check_id, "Brandt told reporters on Monday")
    away = newsroom.dossier(check_id).shown[1].claim.id
    assert away != published
    with newsroom.work("editor") as work:
        version = newsroom.version(check_id, away)
        claims.dismiss(work, away, version=version, reason=DismissReason.TRIVIAL)
    before = told(newsroom, check_id)
    assert before == loaded(newsroom, check_id)
    newsroom.revised(check_id)
    assert newsroom.dossier(check_id).lost
    after = told(newsroom, check_id)
    assert after == loaded(newsroom, check_id) != before


def test_many_claims_cost_one_query_and_none_is_no_mistake(small_newsroom: Newsroom) -> None:
    many, none = small_newsroom.pasted(article(60)), small_newsroom.pasted("A ferry.")
    assert len(told(small_newsroom, many)) >= 60
    assert told(small_newsroom, none) == []
