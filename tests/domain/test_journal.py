"""The journal's chain: whatever is rewritten, removed or moved shows; and the words of an act."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from app.domain.ids import UserId
from app.domain.journal import GENESIS, Act, Sealed, broken_links, details, fields

Chain = list[tuple[Sealed, str]]

FIRST = Sealed(
    seq=1,
    at=datetime(2024, 5, 2, 9, 0, tzinfo=UTC),
    actor_id=UserId(3),
    act=Act.RULED,
    subject_type="claims",
    subject_id=5,
    data={"verdict": "supported", "check_id": 1},
    previous=GENESIS,
)


def chain(length: int = 4) -> Chain:
    """A chain that holds."""
    entries: Chain = []
    previous = GENESIS
    for seq in range(1, length + 1):
        entry = replace(FIRST, seq=seq, at=FIRST.at + timedelta(minutes=seq), previous=previous)
        previous = entry.digest
        entries.append((entry, previous))
    return entries


def test_a_chain_as_it_was_written_holds() -> None:
    assert broken_links(chain()) == []
    assert broken_links([]) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", FIRST.at + timedelta(microseconds=1)),
        ("actor_id", UserId(4)),
        ("actor_id", None),
        ("act", Act.SIGNED_OFF),
        ("subject_type", "fact_checks"),
        ("subject_id", 6),
        ("data", {"verdict": "denied", "check_id": 1}),
        ("data", {"verdict": "supported"}),
    ],
)
def test_an_edited_entry_is_named(field: str, value: object) -> None:
    entries = chain()
    entry, stored = entries[1]
    entries[1] = (replace(entry, **{field: value}), stored)  # type: ignore[arg-type]
    assert broken_links(entries) == ["Journal: entry 2 is not what was written."]


def test_an_edited_entry_with_a_fresh_digest_breaks_the_next() -> None:
    entries = chain()
    forged = replace(entries[1][0], subject_id=99)
    entries[1] = (forged, forged.digest)
    assert broken_links(entries) == ["Journal: entry 3 does not follow the entry before it."]


def test_a_removed_entry_is_missed() -> None:
    entries = chain()
    del entries[1]
    assert broken_links(entries) == [
        "Journal: entry 2 is missing before entry 3.",
        "Journal: entry 3 does not follow the entry before it.",
    ]


def test_a_removed_beginning_is_missed() -> None:
    assert "Journal: entry 1 is missing before entry 2." in broken_links(chain()[1:])


def test_reordered_entries_are_told() -> None:
    entries = chain()
    entries[1], entries[2] = entries[2], entries[1]
    assert len(broken_links(entries)) >= 3


def test_a_digest_does_not_depend_on_the_order_of_keys_or_the_zone_of_the_clock() -> None:
    turned = replace(FIRST, data=dict(reversed(FIRST.data.items())))
    assert turned.digest == FIRST.digest
    abroad = FIRST.at.astimezone(timezone(timedelta(hours=2)))
    assert replace(FIRST, at=abroad).digest == FIRST.digest


def test_a_line_break_cannot_forge_a_second_entry() -> None:
    split = replace(FIRST, data={"reason": 'x"}\n2024 admin signed off'})
    assert broken_links([(split, split.digest)]) == []
    assert split.digest != FIRST.digest


@pytest.mark.parametrize(
    ("act", "data", "words"),
    [
        (Act.SIGNED_OFF, {}, "signed off"),
        (
            Act.CLAIM_MOVED,
            {"action": "rule", "old": "open", "new": "ruled"},
            "moved a claim: open to ruled (rule)",
        ),
        (
            Act.CLAIM_CUT,
            {"old": [1, 2], "new": [1, 3]},
            "changed where a claim stands: its words in the article",
        ),
        (
            Act.CLAIM_WORDED,
            {"changed": {"claimant_role": ["", "mayor"]}},
            "worded a claim: claimant role “mayor”",
        ),
        (
            Act.CONTACT_CHANGED,
            {"party": "The club", "changed": ["line", "replied_on"]},
            "changed a request for comment: line; replied on",
        ),
        (Act.RULED, {"verdict": "denied", "ruling": 3}, "ruled: verdict denied"),
        (Act.RETURNED, {"reason": "Which minutes?"}, "returned a ruling: reason Which minutes?"),
        (Act.PERSON_ADDED, {"roles": ["admin", "editor"]}, "added a person: roles admin, editor"),
        (
            Act.PUBLISHED,
            {"edition": 2, "kind": "correction", "sha256": "ab"},
            "published an edition: kind correction; edition 2",
        ),
        (
            Act.STATEMENT_RECORDED,
            {"kind": "denied", "actor": "Ilse"},
            "recorded a statement: kind denied; actor Ilse",
        ),
        (Act.ARTICLE_DESCRIBED, {"headline": ""}, "changed the article's particulars"),
        (
            Act.CLAIM_DEFERRED,
            {"publish_unchecked": True},
            "changed whether a claim may go out unchecked: it may",
        ),
        (
            Act.CLAIM_DEFERRED,
            {"publish_unchecked": False},
            "changed whether a claim may go out unchecked: it may not",
        ),
    ],
)
def test_an_act_is_told_as_a_phrase(act: Act, data: dict[str, Any], words: str) -> None:
    assert details(act, data) == words


@pytest.mark.parametrize(
    ("act", "data", "told"),
    [
        (
            Act.CLAIM_MOVED,
            {"action": "rule", "old": "open", "new": "ruled"},
            [("state", "open", "ruled")],
        ),
        (
            Act.CLAIM_CUT,
            {"old": [3, 9], "new": [3, 12]},
            [("place in the article", "3, 9", "3, 12")],
        ),
        (
            Act.CLAIM_WORDED,
            {"changed": {"claimant_role": ["", "owner"], "wording": ["a", "b"]}},
            [("claimant role", "", "owner"), ("wording", "a", "b")],
        ),
        (Act.CLAIM_DEFERRED, {"publish_unchecked": False}, [("publish unchecked", "", "no")]),
        (Act.BLIND_CHOSEN, {"blind": True}, [("blind", "", "yes")]),
        (
            Act.RULED,
            {"verdict": "denied", "first_verdict": "supported", "ruling": 3, "sha256": "ab"},
            [("verdict", "", "denied"), ("first verdict", "", "supported")],
        ),
        # As an assessor pack has it where a source is confidential.
        (
            Act.CITATION_CHANGED,
            {"changed": "[confidential]"},
            [("changed", "", "[confidential]")],
        ),
        (Act.CLAIM_TAKEN, {"check_id": 1}, []),
    ],
)
def test_an_entry_is_told_field_by_field(
    act: Act, data: dict[str, object], told: list[tuple[str, str, str]]
) -> None:
    assert [(field.name, field.old, field.new) for field in fields(act, data)] == told
