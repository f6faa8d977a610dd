"""Sources at hand: this article's first, then recent ones, each as it was used last."""

from app.domain.verdicts import Stance
from app.queries.sources import sources_at_hand
from app.queries.workspace import workspace_at
from app.services import evidence
from tests.factories import Newsroom
from tests.queries.test_dossier import article


def test_own_sources_come_first_each_as_it_was_used_last(newsroom: Newsroom) -> None:
    elsewhere = newsroom.pasted(article(2))
    recent = newsroom.cited(elsewhere, newsroom.first_claim(elsewhere))
    here = newsroom.pasted(article(4))
    first, second, third, *_ = [file.claim.id for file in newsroom.dossier(here).shown]
    older = newsroom.cited(here, first)
    newer = newsroom.cited(here, first, Stance.CONTRADICTS)
    with newsroom.work("reviewer") as work:
        evidence.cite(
            work,
            second,
            version=None,
            source=older,  # type: ignore[arg-type]
            use=evidence.Use(stance=Stance.CONTEXT, excerpt="Again.", locator="p. 9"),
        )

    def found(claim: int) -> list[tuple[int, bool, str]]:
        with newsroom.database.reading() as session:
            place = workspace_at(session, claim, now=newsroom.clock)
            assert place.current
            at_hand = sources_at_hand(session, place.dossier, place.current)
            return [(use.source.id, use.own, use.last.stance.value) for use in at_hand]

    assert found(third) == [
        (older, True, "context"),
        (newer, True, "contradicts"),
        (recent, False, "supports"),
    ]
    # What the claim cites already is not offered again.
    assert found(second) == [(newer, True, "contradicts"), (recent, False, "supports")]
    assert found(first) == [(recent, False, "supports")]


def test_a_removed_citation_is_not_at_hand(newsroom: Newsroom) -> None:
    check = newsroom.pasted(article(2))
    first, second, *_ = [file.claim.id for file in newsroom.dossier(check).shown]
    newsroom.cited(check, first)
    citation = newsroom.dossier(check).file(first).citations[0]
    with newsroom.work("reviewer") as work:
        evidence.remove(work, citation.id, version=citation.version)
    with newsroom.database.reading() as session:
        place = workspace_at(session, second, now=newsroom.clock)
        assert place.current and sources_at_hand(session, place.dossier, place.current) == []
