import pytest

from app.text.extract import extract

CLAIMED = (
    "Tom Hill, the mayor, said the harbour bridge would cost nine million euros. "
    "He said that the bridge would open in May.\n\n"
)


def proposed(text: str) -> list[tuple[str, str | None, str]]:
    found = extract(text)
    return [(s.kind.value, s.actor, found.claims[s.about].quote) for s in found.statements]


COST = "the harbour bridge would cost nine million euros"
OPEN = "the bridge would open in May"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "The union rejected those claims.",
            [("denied", "union", COST), ("denied", "union", OPEN)],
        ),
        ("The union denied the allegation.", [("denied", "union", COST)]),
        ("The union denied that the bridge would open in May.", [("denied", "union", OPEN)]),
        ("The mayor’s office retracted the claim.", [("retracted", "mayor’s office", COST)]),
        (
            "The office has withdrawn its claims.",
            [("retracted", "office", COST), ("retracted", "office", OPEN)],
        ),
        (
            "The union rejected that claim. The office doubled down.",
            [("denied", "union", COST), ("repeated", "office", COST)],
        ),
        (
            "The port said there was no evidence that the harbour bridge cost nine million euros.",
            [("denied", "port", COST)],
        ),
    ],
)
def test_what_was_done_to_a_claim(told: str, expected: list[tuple[str, str, str]]) -> None:
    assert proposed(CLAIMED + told) == expected


@pytest.mark.parametrize(
    "told",
    [
        "The union said it rained.",
        "The union did not deny those claims.",
        "The union refused to confirm the claim.",
        "The union denied entry to four men.",
        "The army has withdrawn its soldiers from the valley.",
        "The union rejected a pay offer.",
        "The union was denied a permit.",
        "The court rejected a request for the harbour bridge to open in May.",
    ],
)
def test_nothing_is_proposed_without_a_sure_sign(told: str) -> None:
    assert proposed(CLAIMED + told) == []


def test_a_standfirst_tells_of_what_is_only_said_below() -> None:
    text = (
        "The mayor has retracted his claim of a bridge worth nine million euros\n\n"
        + CLAIMED.strip()
    )
    assert [(kind, quote) for kind, _, quote in proposed(text)] == [("retracted", COST)]


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ("The mayor’s office repeated the accusation.", COST),
        ("A spokesman for the mayor repeated the claim.", COST),
        ("Hill’s lawyers later withdrew the claim.", COST),
        # the port's own claim, not the last one made by the mayor
        ("The port retracted the claim.", "it moved forty boats in June"),
        # a deputy does not hold the office
        ("The deputy mayor’s office repeated the claim.", "it moved forty boats in June"),
    ],
)
def test_an_act_is_about_the_claims_of_the_actors_own_side(told: str, about: str) -> None:
    disputed = "\n\nThe union said the bridge is old. The union’s claim was denied by the mayor."
    text = f"{CLAIMED}The port said it moved forty boats in June. {told}{disputed}"
    assert proposed(text)[0][2] == about


def test_nobody_denies_what_their_own_side_claims() -> None:
    text = f"{CLAIMED}The union said that the bridge leaks oil into nine wells. "
    denied = proposed(text + "A spokesman for the union rejected those claims.")
    assert [quote for _, _, quote in denied] == [COST, OPEN]


def test_one_actor_may_deny_and_later_confirm_a_claim() -> None:
    told = "The union denied the allegation. The union then confirmed the allegation."
    assert [(kind, quote) for kind, _, quote in proposed(CLAIMED + told)] == [
        ("denied", COST),
        ("confirmed", COST),
    ]


def test_a_headline_gives_way_to_the_standfirst() -> None:
    titles = (
        "Town walks back claim of harbour bridge cost\n\n"
        "The town clerk has retracted a claim of a harbour bridge worth nine million euros\n\n"
    )
    assert [(kind, actor) for kind, actor, _ in proposed(titles + CLAIMED.strip())] == [
        ("retracted", "town clerk")
    ]


def test_the_statements_of_the_seed(seed: str) -> None:
    found = extract(seed)
    told = [(s.span.start, s.kind.value, s.actor, s.scope.value) for s in found.statements]
    assert list(dict.fromkeys(told)) == [
        (51, "retracted", "top US military spokesperson", "full"),
        (181, "denied", "Pentagon", "part"),
        (269, "denied", "Pentagon", "part"),
        (466, "denied", "John Kirby", "part"),
        (567, "denied", "John Kirby", "part"),
        (1214, "denied", "Tehran", "full"),
        (1333, "repeated", "White House", "full"),
        (1550, "denied", "Washington", "part"),
        (1630, "denied", "John Kirby", "part"),
    ]
    assert {found.claims[s.about].claimant for s in found.statements} == {"Jake Sullivan"}
