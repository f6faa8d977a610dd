"""Checked before: what is found, what never is, and that the search cannot fall behind the rows."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sqlalchemy import func, select, text

from app import checked
from app.domain.claims import DismissReason
from app.domain.ids import CheckId, ClaimId
from app.domain.verdicts import StatementKind
from app.models import CheckedClaim, Claim
from app.queries.checked import Beside, Hit, beside, checked_before
from app.queries.timeline import joint
from app.services import (
    claims,
    intake,
    links,
    publications,
    reuse,
    rulings,
    shaping,
    statements,
)
from tests.conftest import SHARED
from tests.factories import Newsroom
from tests.queries.test_dossier import counted

EARLIER = """\
Munk accuses anglers of dumping lye

Owner Karl Munk said that the fishing club had dumped 400 litres of lye into the Alm. He added \
that the mill would sue.

The mayor said that bread had become dear in the whole valley.
"""
LATER = """\
New charges over the river

Mill owner Karl Munk said that 400 litres of lye had been dumped in the Alm by the fishing club.

The baker said that a roll would cost 90 cents from Monday on.
"""
DUMPED = "the fishing club had dumped 400 litres of lye into the Alm"
AGAIN = "400 litres of lye had been dumped in the Alm by the fishing club"
ROLLS = "a roll would cost 90 cents from Monday on"


@pytest.fixture
def earlier(newsroom: Newsroom) -> tuple[CheckId, ClaimId]:
    """A claim of an earlier article, still open."""
    check_id = newsroom.pasted(EARLIER)
    return check_id, newsroom.claim_on(check_id, DUMPED)


@pytest.fixture
def later(newsroom: Newsroom) -> tuple[CheckId, ClaimId]:
    """A claim of a later article that says the same."""
    check_id = newsroom.pasted(LATER)
    return check_id, newsroom.claim_on(check_id, AGAIN)


def hits(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> list[Hit]:
    file = newsroom.dossier(check_id).file(claim_id)
    with newsroom.database.reading() as session:
        found = checked_before(session, [file])[claim_id]
        session.expunge_all()
        return found


def found(newsroom: Newsroom, later: tuple[CheckId, ClaimId]) -> list[ClaimId]:
    return [hit.other.claim.id for hit in hits(newsroom, *later)]


def test_a_claim_that_was_ruled_on_is_found_with_its_verdict(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    assert found(newsroom, later) == []
    newsroom.signed(*earlier, "denied")
    (hit,) = hits(newsroom, *later)
    assert hit.other.claim.id == earlier[1]
    assert hit.other.told == DUMPED
    assert hit.other.ruling.verdict.label == "Denied"
    assert hit.other.ruling.as_of == date(2024, 5, 1)
    assert (hit.other.citations, hit.other.statements) == (1, 1)
    assert hit.other.slug is None
    assert hit.share > 0.9
    assert hit.differing == []


def test_what_has_only_a_subject_in_common_is_not_found(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.signed(*earlier)
    bread = newsroom.claim_on(earlier[0], "bread had become dear in the whole valley")
    newsroom.signed(earlier[0], bread)
    assert hits(newsroom, later[0], newsroom.claim_on(later[0], ROLLS)) == []
    other = newsroom.pasted(
        "Karl Munk said that the fishing club had elected a chairman on Monday."
    )
    assert hits(newsroom, other, newsroom.first_claim(other)) == []


def test_claims_of_the_same_article_are_not_found(
    newsroom: Newsroom, later: tuple[CheckId, ClaimId]
) -> None:
    check_id = newsroom.pasted(LATER + "\n" + LATER.replace("Mill owner", "Owner"))
    first, second = (
        file.claim.id
        for file in newsroom.dossier(check_id).shown
        if "400 litres of lye" in file.anchor.exact
    )
    newsroom.signed(check_id, first)
    assert hits(newsroom, check_id, second) == []
    assert found(newsroom, later) == [first]


def ruled(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> None:
    newsroom.ruled(check_id, claim_id)


def returned(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> None:
    newsroom.ruled(check_id, claim_id)
    with newsroom.work("second") as work:
        version = newsroom.version(check_id, claim_id)
        rulings.send_back(work, claim_id, version=version, reason="More.")


def reopened(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> None:
    newsroom.signed(check_id, claim_id)
    with newsroom.work("second") as work:
        rulings.reopen(work, claim_id, version=newsroom.version(check_id, claim_id))


def dismissed(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> None:
    reopened(newsroom, check_id, claim_id)
    with newsroom.work("editor") as work:
        version = newsroom.version(check_id, claim_id)
        claims.dismiss(work, claim_id, version=version, reason=DismissReason.TRIVIAL)


def ruled_again(newsroom: Newsroom, check_id: CheckId, claim_id: ClaimId) -> None:
    reopened(newsroom, check_id, claim_id)
    newsroom.ruled(check_id, claim_id)


@pytest.mark.parametrize(
    ("done", "is_found"),
    [(ruled, True), (returned, False), (reopened, False), (dismissed, False), (ruled_again, True)],
)
def test_only_a_ruling_in_force_counts(
    done: Callable[[Newsroom, CheckId, ClaimId], None],
    is_found: bool,
    newsroom: Newsroom,
    earlier: tuple[CheckId, ClaimId],
    later: tuple[CheckId, ClaimId],
) -> None:
    done(newsroom, *earlier)
    assert bool(found(newsroom, later)) == is_found


def test_the_newest_ruling_is_told(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.ruled(*earlier)
    newsroom.ruled(*earlier, "denied")
    (hit,) = hits(newsroom, *later)
    assert hit.other.ruling.verdict.key == "denied"


def test_a_claim_is_found_by_its_wording_as_it_is_now(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId]
) -> None:
    newsroom.ruled(*earlier)
    other = newsroom.pasted("Anna Wirth said that caustic soda had poisoned nine thousand trout.")
    claim_id = newsroom.first_claim(other)
    assert hits(newsroom, other, claim_id) == []
    with newsroom.work("reviewer") as work:
        told = claims.Wording(
            wording="Caustic soda poisoned many trout", claimant="", claimant_role=""
        )
        claims.word(work, earlier[1], version=None, wording=told)
    (hit,) = hits(newsroom, other, claim_id)
    assert hit.other.told == "Caustic soda poisoned many trout"
    assert [span.of(hit.other.told) for span in hit.differing] == ["many"]


def found_by(newsroom: Newsroom, word: str) -> Sequence[ClaimId]:
    """The claims that the database finds by one word."""
    with newsroom.database.reading() as session:
        return checked.search(session, {0: word})[0].claims


def test_the_words_follow_the_headline_and_the_place(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId]
) -> None:
    check_id, claim_id = earlier
    newsroom.signed(check_id, claim_id)
    assert found_by(newsroom, "accuse") == [claim_id]
    with newsroom.work("editor") as work:
        version = newsroom.dossier(check_id).check.version
        new = intake.Particulars(headline="Storm over the weir")
        intake.describe(work, check_id, version=version, particulars=new)
    assert found_by(newsroom, "weirs") == [claim_id]
    assert found_by(newsroom, "accuse") == []
    with newsroom.work("second") as work:
        rulings.reopen(work, claim_id, version=newsroom.version(check_id, claim_id))
    start = newsroom.dossier(check_id).revision.text.index("400 litres")
    with newsroom.work("editor") as work:
        version = newsroom.version(check_id, claim_id)
        shaping.cut(work, claim_id, version=version, start=start, end=start + 17)
    newsroom.ruled(check_id, claim_id)
    assert found_by(newsroom, "fishing") == []
    assert found_by(newsroom, "litre") == [claim_id]


def test_a_refused_ruling_leaves_no_words_behind(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId]
) -> None:
    class Stop(Exception):
        pass

    newsroom.cited(*earlier)
    decided = rulings.Decided(verdict="supported", rationale="So.", as_of=date(2024, 5, 1))
    with pytest.raises(Stop), newsroom.work("reviewer") as work:
        rulings.rule(work, earlier[1], version=None, decided=decided)
        raise Stop
    with newsroom.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CheckedClaim)) == 0
        assert checked.search(session, {0: DUMPED})[0].claims == []


def test_where_readers_find_it(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.signed(*earlier)
    slug = newsroom.published(earlier[0])
    (hit,) = hits(newsroom, *later)
    assert hit.other.slug == slug
    assert hit.other.claim.number == newsroom.dossier(earlier[0]).file(earlier[1]).number
    with newsroom.work("editor") as work:
        version = newsroom.dossier(earlier[0]).check.version
        publications.withdraw(work, earlier[0], version=version, reason="Forged.")
    (hit,) = hits(newsroom, *later)
    assert hit.other.slug is None


@pytest.mark.parametrize(
    "words", ["'", '"', "a OR b NEAR c", "lye* & trout | !club", "\\", "NOT AND OR", "50% :x", "…"]
)
def test_no_words_are_taken_for_an_instruction(words: str, newsroom: Newsroom) -> None:
    with newsroom.database.reading() as session:
        assert checked.search(session, {0: words, 1: words * 300})[0].claims == []


def test_a_whole_article_costs_as_many_queries_as_one_claim(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.signed(*earlier)
    lines = (f"Owner Karl Munk said that {n},000 trout died in lake {n}." for n in range(1, 41))
    many = newsroom.dossier(newsroom.pasted("\n\n".join(lines))).shown
    one = [newsroom.dossier(later[0]).file(later[1])]
    assert len(many) >= 40
    spent = []
    for files in (one, many, []):
        with newsroom.database.reading() as session, counted(newsroom) as sent:
            assert len(checked_before(session, files)) == len(files)
        spent.append(len(sent))
    assert spent[0] == spent[1] <= 7
    assert spent[2] == 0


def what_is_beside(newsroom: Newsroom, place: tuple[CheckId, ClaimId]) -> Beside:
    with newsroom.database.reading() as session:
        found = beside(session, session.get_one(Claim, place[1]))
        session.expunge_all()
        return found


def ids(hits: Sequence[Hit]) -> list[ClaimId]:
    return [hit.other.claim.id for hit in hits]


def test_what_was_told_apart_is_never_offered_again(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.signed(*earlier)
    assert ids(what_is_beside(newsroom, later).earlier) == [earlier[1]]
    with newsroom.work("reviewer") as work:
        links.tell_apart(work, later[1], version=None, other_id=earlier[1])
    assert found(newsroom, later) == []
    shown = what_is_beside(newsroom, later)
    assert (ids(shown.earlier), ids(shown.apart), shown.offered) == ([], [earlier[1]], 0)
    # The next likest takes its place, for this claim only.
    third = newsroom.pasted(LATER.replace("New charges", "Old charges"))
    other = newsroom.claim_on(third, AGAIN)
    newsroom.signed(third, other)
    assert found(newsroom, later) == [other]
    assert set(ids(what_is_beside(newsroom, (third, other)).earlier)) == {earlier[1]}


def test_linked_claims_are_shown_whatever_their_state_and_not_offered(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.linked(later[1], earlier[1])
    shown = what_is_beside(newsroom, later)
    (hit,) = shown.linked
    assert (hit.other.claim.id, hit.other.ruling, hit.other.lends) == (earlier[1], None, False)
    assert hit.share > 0.9
    newsroom.signed(*earlier, "denied")
    shown = what_is_beside(newsroom, later)
    (hit,) = shown.linked
    assert hit.other.ruling is not None
    assert hit.other.ruling.verdict.key == "denied"
    assert (hit.other.lends, shown.earlier, found(newsroom, later)) == (True, [], [])
    assert ids(what_is_beside(newsroom, earlier).linked) == [later[1]]


SEED = SHARED / "articles" / "seed-drone-claim.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here")
def test_what_the_seed_article_says_several_times_is_offered(small_newsroom: Newsroom) -> None:
    """Paragraphs 3, 4, 5 and 9 say in words of their own that nothing was bought."""
    check_id = small_newsroom.pasted(SEED.read_text("utf-8"))
    whole = small_newsroom.dossier(check_id)
    absent = {f.claim.id for f in whole.shown if f.claim.type == "absence"}
    assert len(absent) == 6
    for claim_id in absent:
        shown = what_is_beside(small_newsroom, (check_id, claim_id))
        assert shown.here
        assert set(ids(shown.here)) <= absent
        assert shown.earlier == []


def test_claims_on_the_same_words_are_not_offered(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted(EARLIER)
    whole = newsroom.claim_on(check_id, DUMPED)
    part = newsroom.claim_on(check_id, "had dumped 400 litres of lye into the Alm")
    assert part not in ids(what_is_beside(newsroom, (check_id, whole)).here)


def test_one_timeline_over_linked_claims(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.signed(*earlier, "denied")
    with newsroom.work("reviewer") as work:
        reuse.copy_evidence(work, later[1], version=None, earlier_id=earlier[1])
    for day, actor in ((3, "The mayor"), (1, "The club"), (None, "Somebody")):
        on = date(2024, 5, day) if day else None
        with newsroom.work("reviewer") as work:
            made = statements.StatementDetails(
                kind=StatementKind.ASSERTED, actor=actor, dated_on=on
            )
            statements.record(work, later[1], version=None, details=made)
    newsroom.linked(later[1], earlier[1])
    shown = what_is_beside(newsroom, later)
    assert shown.own
    with newsroom.database.reading() as session, counted(newsroom) as sent:
        told = joint(session, [shown.own, *(hit.other for hit in shown.linked)])
        session.expunge_all()
    assert len(sent) <= 3
    assert [one.statement.actor for one in told] == [
        "Ilse Brandt",
        "The club",
        "The mayor",
        "Somebody",
    ]
    # What was copied is one statement, told at both.
    assert [sorted(it.claim.id for it in one.told_at) for one in told] == [
        sorted([earlier[1], later[1]]),
        *[[later[1]]] * 3,
    ]
    assert told[0].source is not None
    assert told[0].source.title == "Minutes of the council"


def test_all_words_are_made_anew(
    newsroom: Newsroom, earlier: tuple[CheckId, ClaimId], later: tuple[CheckId, ClaimId]
) -> None:
    newsroom.signed(*earlier)
    reopened(newsroom, later[0], newsroom.claim_on(later[0], ROLLS))
    with newsroom.database.writing() as session:
        session.execute(text("UPDATE claims SET wording = 'Hundreds of litres were dumped'"))
        assert checked.remake(session) == 2
        session.commit()
    assert set(found_by(newsroom, "hundred")) == {earlier[1], newsroom.claim_on(later[0], ROLLS)}
    assert found(newsroom, later) == [earlier[1]]
    # Forgetting old words and learning new ones works on the index made anew.
    with newsroom.database.writing() as session:
        session.execute(text("UPDATE claims SET wording = ''"))
        assert checked.keep(session, [earlier[1]]) == 1
        session.commit()
    assert found_by(newsroom, "hundred") == [newsroom.claim_on(later[0], ROLLS)]
