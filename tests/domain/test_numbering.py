"""Public numbers of claims: kept for ever, never used twice, outer before inner."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import ClaimId
from app.domain.numbering import Placed, numbering


@st.composite
def editions(draw: st.DrawFn) -> tuple[list[Placed], int]:
    """Claims of which some were published, in any order, and the highest number ever used."""
    places = draw(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=12))
    last_used = draw(st.integers(0, 20))
    used = draw(st.permutations(range(1, last_used + 1)))
    published = draw(st.lists(st.booleans(), min_size=len(places), max_size=len(places)))
    free = iter(used)
    claims = [
        Placed(ClaimId(key), start, start + length, next(free, None) if known else None)
        for key, ((start, length), known) in enumerate(zip(places, published, strict=True), 1)
    ]
    return draw(st.permutations(claims)), last_used


@given(editions())
def test_published_numbers_stay_and_none_is_given_twice(drawn: tuple[list[Placed], int]) -> None:
    claims, last_used = drawn
    numbers = numbering(claims, last_used=last_used)
    assert numbers.keys() == {claim.claim_id for claim in claims}
    assert len(set(numbers.values())) == len(claims)
    fresh = [c for c in claims if c.number is None]
    assert all(numbers[c.claim_id] == c.number for c in claims if c.number is not None)
    assert {numbers[c.claim_id] for c in fresh} == set(
        range(last_used + 1, last_used + 1 + len(fresh))
    )


@given(editions())
def test_new_numbers_follow_the_text_and_outer_precede_inner(
    drawn: tuple[list[Placed], int],
) -> None:
    claims, last_used = drawn
    numbers = numbering(claims, last_used=last_used)
    fresh = sorted((c for c in claims if c.number is None), key=lambda c: numbers[c.claim_id])
    for first, second in pairwise(fresh):
        assert (first.start, -first.end) <= (second.start, -second.end)


@given(editions(), st.data())
def test_a_second_edition_keeps_every_number_of_the_first(
    drawn: tuple[list[Placed], int], data: st.DataObject
) -> None:
    claims, last_used = drawn
    first = numbering(claims, last_used=last_used)
    highest = max([last_used, *first.values()])
    left = [
        Placed(c.claim_id, c.start, c.end, first[c.claim_id])
        for c in claims
        if data.draw(st.booleans(), label="still shown")
    ]
    added = Placed(ClaimId(99), 0, 100, None)
    second = numbering([added, *left], last_used=highest)
    assert second == {ClaimId(99): highest + 1} | {c.claim_id: first[c.claim_id] for c in left}
