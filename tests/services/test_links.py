"""Linking the same claim in several articles: groups, who may, what is refused, what is told."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import func, select

from app import links as reading
from app.domain.claims import DismissReason
from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.house import House
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.models import ClaimLink, Job, LinkGroup, ToldApart
from app.queries import integrity, journal
from app.queries.follow_ups import waiting
from app.services import claims, links, shaping
from tests.factories import Newsroom

Place = tuple[CheckId, ClaimId]
Press = Callable[..., object]


@pytest.fixture
def places(newsroom: Newsroom) -> list[Place]:
    """The same claim in five articles."""
    checks = [newsroom.pasted(f"Karl Munk said that {n}00 litres ran off.") for n in range(1, 6)]
    return [(check_id, newsroom.first_claim(check_id)) for check_id in checks]


@pytest.fixture
def keys(places: list[Place]) -> list[ClaimId]:
    """The ids of the claims."""
    return [claim_id for _, claim_id in places]


def pressed(
    newsroom: Newsroom,
    act: str,
    one: ClaimId,
    other: ClaimId,
    *,
    login: str = "reviewer",
    **more: int,
) -> None:
    name = "out_id" if act == "unlink" else "other_id"
    with newsroom.work(login) as work:
        getattr(links, act)(work, one, **{"version": None, name: other, **more})


def groups(newsroom: Newsroom) -> list[list[ClaimId]]:
    """The claims that are linked, group by group."""
    found: dict[int, list[ClaimId]] = {}
    with newsroom.database.reading() as session:
        for row in session.scalars(select(ClaimLink).order_by(ClaimLink.claim_id)):
            found.setdefault(row.group_id, []).append(row.claim_id)
    return sorted(found.values())


def apart(newsroom: Newsroom) -> list[tuple[ClaimId, ClaimId]]:
    with newsroom.database.reading() as session:
        rows = session.scalars(select(ToldApart).order_by(ToldApart.first_id, ToldApart.second_id))
        return [(row.first_id, row.second_id) for row in rows]


def written(newsroom: Newsroom, check_id: CheckId) -> list[str]:
    """What the journal tells of a fact-check since it was frozen, oldest first."""
    with newsroom.database.reading() as session:
        lines = journal.of_check(session, check_id)
        return [line.what for line in reversed(lines) if line.entry.act is not Act.ARTICLE_FROZEN]


def test_two_claims_are_linked_and_their_verdicts_stay(
    newsroom: Newsroom, places: list[Place]
) -> None:
    (first, one), (second, other) = places[:2]
    newsroom.signed(first, one, "denied")
    before = newsroom.version(first, one), newsroom.version(second, other)
    pressed(newsroom, "link", other, one)
    assert groups(newsroom) == [[one, other]]
    file = newsroom.dossier(second).file(other)
    assert (file.claim.state, file.rulings, file.citations) == ("open", [], [])
    # Whoever has a form of either claim open goes on with it.
    assert (newsroom.version(first, one), newsroom.version(second, other)) == before
    with newsroom.database.reading() as session:
        assert reading.linked(session, [one, other]) == {one: {other}, other: {one}}
        (row,) = session.scalars(select(ClaimLink).where(ClaimLink.claim_id == one))
        assert row.linked_by_id == newsroom.people["reviewer"]
        assert integrity.faults(session) == []


@pytest.mark.parametrize(
    ("presses", "expected"),
    [
        ([(0, 1)], [[0, 1]]),
        ([(0, 1), (1, 2)], [[0, 1, 2]]),
        ([(0, 1), (2, 1)], [[0, 1, 2]]),
        ([(0, 1), (2, 3)], [[0, 1], [2, 3]]),
        ([(0, 1), (2, 3), (0, 3)], [[0, 1, 2, 3]]),
        ([(0, 1), (2, 3), (4, 0), (4, 2)], [[0, 1, 2, 3, 4]]),
    ],
)
def test_a_claim_is_in_one_group_and_linking_merges_groups(
    presses: Sequence[tuple[int, int]],
    expected: list[list[int]],
    newsroom: Newsroom,
    keys: list[ClaimId],
) -> None:
    for one, other in presses:
        pressed(newsroom, "link", keys[one], keys[other])
    assert groups(newsroom) == [[keys[at] for at in group] for group in expected]


@pytest.mark.parametrize(
    ("pressed_at", "out", "expected"),
    [(0, 2, [[0, 1]]), (0, 0, [[1, 2]]), (1, 0, [[1, 2]])],
)
def test_one_claim_is_taken_out_and_the_others_stay(
    pressed_at: int,
    out: int,
    expected: list[list[int]],
    newsroom: Newsroom,
    keys: list[ClaimId],
) -> None:
    newsroom.linked(*keys[:3])
    pressed(newsroom, "unlink", keys[pressed_at], keys[out])
    assert groups(newsroom) == [[keys[at] for at in group] for group in expected]


def test_of_two_nobody_stays_linked(newsroom: Newsroom, places: list[Place]) -> None:
    (first, one), (second, other) = places[:2]
    newsroom.linked(one, other)
    pressed(newsroom, "unlink", one, other)
    assert groups(newsroom) == []
    for check_id in (first, second):
        assert written(newsroom, check_id)[-1] == "took a claim out of its links"
    pressed(newsroom, "link", one, other)
    assert groups(newsroom) == [[one, other]]
    with newsroom.database.reading() as session:
        # The number of a group is never used again: the journal speaks of it.
        assert session.scalar(select(func.count()).select_from(LinkGroup)) == 2


def test_the_journal_tells_at_every_claim_who_linked_what(
    newsroom: Newsroom, places: list[Place]
) -> None:
    keys = [claim_id for _, claim_id in places]
    newsroom.linked(keys[0], keys[1])
    newsroom.linked(keys[2], keys[3])
    pressed(newsroom, "link", keys[0], keys[2])
    headline = newsroom.dossier(places[0][0]).check.headline
    told = f"linked a claim to the same one elsewhere: headline {headline}"
    assert written(newsroom, places[2][0])[-2:] == [told, "joined what was linked apart"]
    assert written(newsroom, places[3][0])[-1] == "joined what was linked apart"
    with newsroom.database.reading() as session:
        newest = journal.of_check(session, places[2][0])[1]
        assert newest.who == "Reviewer Person"
        assert newest.entry.data["other"] == keys[0]
        assert integrity.faults(session) == []


def test_what_was_told_apart_is_remembered_once_and_can_be_taken_back(
    newsroom: Newsroom, places: list[Place]
) -> None:
    (first, one), (second, other) = places[:2]
    pressed(newsroom, "tell_apart", other, one)
    assert apart(newsroom) == [(one, other)]
    with newsroom.database.reading() as session:
        assert reading.told_apart(session, [one, other]) == {one: {other}, other: {one}}
    for pair in ((one, other), (other, one)):
        with pytest.raises(Refused, match="remembered already"):
            pressed(newsroom, "tell_apart", *pair)
    pressed(newsroom, "offer_again", one, other)
    assert apart(newsroom) == []
    with pytest.raises(Refused, match="not remembered any more"):
        pressed(newsroom, "offer_again", one, other)
    for check_id in (first, second):
        remembered, forgot = written(newsroom, check_id)
        assert remembered.startswith("remembered that two claims differ: headline")
        assert forgot.startswith("forgot that two claims differ")


def test_claims_that_were_told_apart_are_never_linked_also_not_through_others(
    newsroom: Newsroom, keys: list[ClaimId]
) -> None:
    one, two, three, four, _ = keys
    pressed(newsroom, "tell_apart", one, four)
    newsroom.linked(one, two)
    newsroom.linked(three, four)
    for pair in ((one, four), (four, one), (two, three), (three, two), (one, three)):
        with pytest.raises(Refused, match="two of these claims differ"):
            pressed(newsroom, "link", *pair)
    assert groups(newsroom) == [[one, two], [three, four]]
    with pytest.raises(Refused, match="are linked: unlink them first"):
        pressed(newsroom, "tell_apart", one, two)
    pressed(newsroom, "offer_again", four, one)
    pressed(newsroom, "link", two, three)
    assert groups(newsroom) == [[one, two, three, four]]


@pytest.mark.parametrize(
    ("act", "at", "other", "refusal"),
    [
        ("link", 0, 0, "This is one claim"),
        ("link", 0, 1, "linked already"),
        ("unlink", 0, 2, "not linked any more"),
        ("unlink", 2, 2, "not linked any more"),
        ("tell_apart", 2, 2, "This is one claim"),
        ("offer_again", 2, 3, "not remembered any more"),
    ],
)
def test_what_is_refused_says_why(
    act: str, at: int, other: int, refusal: str, newsroom: Newsroom, keys: list[ClaimId]
) -> None:
    newsroom.linked(keys[0], keys[1])
    with pytest.raises(Refused, match=refusal):
        pressed(newsroom, act, keys[at], keys[other])
    assert groups(newsroom) == [keys[:2]]


def test_a_dismissed_claim_is_not_linked(newsroom: Newsroom, places: list[Place]) -> None:
    (first, one), (_, other) = places[:2]
    with newsroom.work("editor") as work:
        version = newsroom.version(first, one)
        claims.dismiss(work, one, version=version, reason=DismissReason.TRIVIAL)
    for pair in ((one, other), (other, one)):
        with pytest.raises(Refused, match="restore it first"):
            pressed(newsroom, "link", *pair)


@pytest.mark.parametrize("act", ["link", "unlink", "tell_apart", "offer_again"])
def test_who_may_and_on_which_version(act: str, newsroom: Newsroom, places: list[Place]) -> None:
    (first, one), (_, other) = places[:2]
    with pytest.raises(NotAllowed):
        pressed(newsroom, act, one, other, login="admin")
    seen = newsroom.version(first, one)
    with newsroom.work("second") as work:
        claims.take(work, one, version=seen)
    with pytest.raises(Conflict):
        pressed(newsroom, act, one, other, version=seen)
    for pair in ((one, 9_999), (ClaimId(0), other), (one, 2**40)):
        with pytest.raises(NotFound):
            pressed(newsroom, act, *pair)  # type: ignore[arg-type]
    assert (groups(newsroom), apart(newsroom)) == ([], [])


def test_published_pages_of_linked_claims_are_released_again(newsroom: Newsroom) -> None:
    newsroom.house = House(newsroom="The Test Desk", publish_to="/srv/site")
    (first, one, _), (second, other, _) = newsroom.publication(), newsroom.publication()
    third = newsroom.pasted()
    unpublished = newsroom.first_claim(third)

    def released(since: int) -> list[CheckId | None]:
        with newsroom.database.reading() as session:
            rows = select(Job.check_id).where(Job.id > since).order_by(Job.check_id)
            return list(session.scalars(rows))

    def last() -> int:
        with newsroom.database.reading() as session:
            return session.scalar(select(func.max(Job.id))) or 0

    before = last()
    newsroom.linked(one, unpublished)
    assert released(before) == [first]
    before = last()
    newsroom.linked(other, unpublished)
    assert released(before) == [first, second]
    before = last()
    newsroom.signed_anew(second, other, "supported")
    newsroom.published(second, note="We were wrong.")
    assert released(before) == [first, second]
    before = last()
    pressed(newsroom, "unlink", one, one)
    assert released(before) == [first, second]


def merged(newsroom: Newsroom, check_id: CheckId, stays: ClaimId, goes: ClaimId) -> None:
    with newsroom.work("editor") as work:
        version, other = newsroom.version(check_id, stays), newsroom.version(check_id, goes)
        shaping.merge(work, stays, version=version, other_id=goes, other_version=other)


@pytest.fixture
def two(newsroom: Newsroom) -> tuple[CheckId, ClaimId, ClaimId]:
    """An article with two claims to be merged: its check, what stays, what goes."""
    check_id = newsroom.pasted()
    stays, goes = (file.claim.id for file in newsroom.dossier(check_id).shown[:2])
    return check_id, stays, goes


def test_a_merged_claim_leaves_its_links_to_the_one_that_stays(
    newsroom: Newsroom, places: list[Place], two: tuple[CheckId, ClaimId, ClaimId]
) -> None:
    check_id, stays, goes = two
    one, other, apart_from = (claim_id for _, claim_id in places[1:4])
    newsroom.linked(goes, one, other)
    pressed(newsroom, "tell_apart", goes, apart_from)
    merged(newsroom, *two)
    assert groups(newsroom) == [sorted([stays, one, other])]
    assert apart(newsroom) == [(apart_from, stays)]
    carried = "carried links over to the claim that another was merged into"
    for at in (check_id, places[1][0], places[3][0]):
        assert any(line.startswith(carried) for line in written(newsroom, at))
    with newsroom.database.reading() as session:
        assert integrity.faults(session) == []


def test_a_merge_joins_groups_and_links_nothing_with_itself_or_twice(
    newsroom: Newsroom, places: list[Place], two: tuple[CheckId, ClaimId, ClaimId]
) -> None:
    _, stays, goes = two
    one, other, third, apart_from = (claim_id for _, claim_id in places[1:5])
    newsroom.linked(stays, one)
    newsroom.linked(goes, other, third)
    for claim_id in (stays, goes):
        pressed(newsroom, "tell_apart", claim_id, apart_from)
    merged(newsroom, *two)
    assert groups(newsroom) == [sorted([stays, one, other, third])]
    assert apart(newsroom) == [(apart_from, stays)]


def test_two_that_were_linked_or_told_apart_are_one_after_a_merge(
    newsroom: Newsroom, two: tuple[CheckId, ClaimId, ClaimId]
) -> None:
    check_id, stays, goes = two
    newsroom.linked(stays, goes)
    merged(newsroom, *two)
    assert groups(newsroom) == []
    third = newsroom.dossier(check_id).shown[1].claim.id
    pressed(newsroom, "tell_apart", stays, third)
    merged(newsroom, check_id, stays, third)
    assert apart(newsroom) == []


def test_a_merge_that_would_link_what_was_told_apart_is_refused(
    newsroom: Newsroom, places: list[Place], two: tuple[CheckId, ClaimId, ClaimId]
) -> None:
    _, stays, goes = two
    newsroom.linked(goes, places[1][1])
    pressed(newsroom, "tell_apart", stays, places[1][1])
    with pytest.raises(Refused, match="was told apart from the other"):
        merged(newsroom, *two)
    assert groups(newsroom) == [sorted([goes, places[1][1]])]


def test_what_waits_to_be_looked_at_waits_on_the_claim_that_stays(
    newsroom: Newsroom, places: list[Place], two: tuple[CheckId, ClaimId, ClaimId]
) -> None:
    check_id, stays, goes = two
    cause = places[1]
    newsroom.linked(goes, cause[1])
    newsroom.signed(*cause, "supported")
    newsroom.signed_anew(*cause, "denied")
    merged(newsroom, *two)
    with newsroom.database.reading() as session:
        assert [item.claim.id for item in waiting(session, check_id)] == [stays]
