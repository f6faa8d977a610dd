"""What an edition changed, and when readers are owed a note."""

from dataclasses import replace

from app.domain.verdicts import Stance
from app.publishing.changes import Difference, changes, verdicts_changed
from app.publishing.claims import Claim
from app.publishing.edition import Edition

from . import factories
from .factories import VERDICTS, citation


def changed(number: int, **parts: object) -> Edition:
    """The invented edition with one claim changed."""
    edition = factories.edition()
    claims = tuple(
        replace(claim, **parts) if claim.number == number else claim  # type: ignore[arg-type]
        for claim in edition.claims
    )
    return replace(edition, claims=claims)


def without(edition: Edition, number: int) -> Edition:
    kept: tuple[Claim, ...] = tuple(c for c in edition.claims if c.number != number)
    return replace(edition, claims=kept)


BEFORE = factories.edition()


def what(after: Edition) -> list[tuple[int, Difference]]:
    return [(change.number, change.what) for change in changes(BEFORE, after)]


def test_the_same_edition_changes_nothing() -> None:
    assert changes(BEFORE, factories.edition()) == ()
    assert not verdicts_changed(BEFORE, factories.edition())


def test_a_new_verdict_is_told_with_old_and_new_words() -> None:
    after = changed(8, verdict=VERDICTS["unproven"])
    (change,) = changes(BEFORE, after)
    assert change.words == (
        "Claim 8: the verdict was “Supported, as of 3 June 2024”, "
        "and is “Unproven, as of 3 June 2024” now."
    )
    assert verdicts_changed(BEFORE, after)


def test_a_claim_taken_out_owes_a_note_if_it_had_a_verdict() -> None:
    assert what(without(BEFORE, 3)) == [(3, Difference.REMOVED)]
    assert verdicts_changed(BEFORE, without(BEFORE, 3))
    assert not verdicts_changed(BEFORE, without(BEFORE, 6)), "claim 6 was not yet checked"


def test_a_claim_added_or_checked_for_the_first_time_owes_none() -> None:
    added = changes(without(BEFORE, 3), BEFORE)
    assert [(change.number, change.what) for change in added] == [(3, Difference.ADDED)]
    assert not verdicts_changed(without(BEFORE, 3), BEFORE)
    checked = changed(6, verdict=VERDICTS["supported"], as_of="2024-06-03")
    assert what(checked) == [(6, Difference.VERDICT)]
    assert not verdicts_changed(BEFORE, checked)


def test_a_verdict_taken_back_to_not_yet_checked_owes_a_note() -> None:
    assert verdicts_changed(BEFORE, changed(8, verdict=None))


def test_each_part_is_told_apart() -> None:
    assert what(changed(1, rationale="Otherwise.")) == [(1, Difference.RATIONALE)]
    assert what(changed(1, as_of="2024-07-01")) == [(1, Difference.AS_OF)]
    assert what(changed(1, wording="Other words")) == [(1, Difference.WORDING)]
    assert what(changed(1, statements=())) == [(1, Difference.TIMELINE)]
    assert what(changed(9, citations=(citation(Stance.SUPPORTS, 2),))) == [(9, Difference.SOURCES)]


def test_sources_that_were_only_numbered_anew_are_no_change() -> None:
    moved = {1: 2, 2: 1, 3: 3, 4: 4, 5: 5}
    sources = tuple(replace(source, number=moved[source.number]) for source in BEFORE.sources)
    claims = tuple(
        replace(
            claim,
            citations=tuple(replace(c, source=moved[c.source]) for c in claim.citations),
            statements=tuple(
                replace(s, source=moved[s.source] if s.source else None) for s in claim.statements
            ),
        )
        for claim in BEFORE.claims
    )
    assert changes(BEFORE, replace(BEFORE, sources=sources, claims=claims)) == ()
