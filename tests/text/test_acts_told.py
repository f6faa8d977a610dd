"""Which acts on a claim are proposed and which are not: a table of sentences after one claim."""

import pytest

from app.text.extract import extract

CLAIMED = (
    "Norhaven council met on Tuesday. Rita Falk, the treasurer, said the ferry company had hidden "
    "400,000 euros in a foreign account.\n\n"
)
HIDDEN = "the ferry company had hidden 400,000 euros in a foreign account"

Told = tuple[str, str | None]


def proposed(text: str) -> list[Told]:
    found = extract(text)
    assert {found.claims[s.about].quote for s in found.statements} <= {HIDDEN}
    return [(s.kind.value, s.actor) for s in found.statements]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # a verb of denial and a word that points back
        ("The company denied the allegation.", ("denied", "company")),
        ("The company denies the allegation outright.", ("denied", "company")),
        ("The company on Friday denied the allegation.", ("denied", "company")),
        (
            "The company denied a newspaper report that it had hidden euros in a foreign account.",
            ("denied", "company"),
        ),
        ("The company has denied it.", ("denied", "company")),
        ("The company denied doing so.", ("denied", "company")),
        ("The company rejected the accusation as “pure theatre”.", ("denied", "company")),
        ("The company dismissed Falk’s claims.", ("denied", "company")),
        ("The company disputed the treasurer’s account.", ("denied", None)),
        ("The company refuted the claim made by Falk.", ("denied", "company")),
        ("The ferry company denied any wrongdoing.", ("denied", "ferry company")),
        ("The accusation was rejected by the company.", ("denied", "company")),
        ("The claim of hidden euros was firmly denied by the company.", ("denied", "company")),
        # the things that both speak of
        ("The company denied hiding euros in a foreign account.", ("denied", "company")),
        ("The company denied having a foreign account with 400,000 euros.", ("denied", "company")),
        ("The company denied that, saying the account was closed.", ("denied", "company")),
        # no verb of denial
        ("The company called the allegation baseless.", ("denied", "company")),
        ("The company described the claims as a complete fabrication.", ("denied", "company")),
        ("The company said the claim was not true.", ("denied", "company")),
        ("The company said that the allegations were completely unfounded.", ("denied", "company")),
        ("“That is a lie,” said Per Holm, who runs the company.", ("denied", "Per Holm")),
        ("Per Holm said there was no truth in the report.", ("denied", "Per Holm")),
        ("Per Holm said the accusation had no basis.", ("denied", "Per Holm")),
        # taken back
        ("Falk later withdrew the claim.", ("retracted", "Rita Falk")),
        ("On Friday Falk retracted her accusation.", ("retracted", "Rita Falk")),
        ("Falk has since walked back her claim.", ("retracted", "Rita Falk")),
        ("Falk corrected her claim on Sunday.", ("retracted", "Rita Falk")),
        ("Falk backtracked on the allegation.", ("retracted", "Rita Falk")),
        ("The claim was withdrawn by Falk.", ("retracted", "Rita Falk")),
        ("Falk partly retracted the statement.", ("retracted", "Rita Falk")),
        # no sign of it
        (
            "Nils Berg said the ferry company had not hidden euros in a foreign account.",
            ("denied", "Nils Berg"),
        ),
        (
            "The auditors said they had found no evidence of hidden euros in a foreign account.",
            ("denied", "auditors"),
        ),
    ],
)  # fmt: skip
def test_an_act_on_the_claim_is_proposed(told: str, expected: Told) -> None:
    kinds_and_actors = proposed(CLAIMED + told)
    kind, actor = expected
    assert [k for k, _ in kinds_and_actors] == [kind]
    assert actor is None or kinds_and_actors == [expected]


@pytest.mark.parametrize(
    "told",
    [
        # done to something that is no claim
        "The company rejected a bill for the pier.",
        "The company withdrew from the race for the new line.",
        "The company denied entry to four reporters with a foreign account of the day.",
        "The bank denied the company a loan of 400,000 euros for a foreign account.",
        "The company dismissed four stewards.",
        "Holm was confirmed to the post of harbour master.",
        "The company rejected her claim for damages.",
        "The company withdrew its claim to the northern pier.",
        "The company rejected an offer of 400,000 euros from a foreign ferry line.",
        "The insurer rejected the insurance claim.",
        "The company withdrew its claim for 400,000 euros in a foreign account.",
        # ruled by a court, or voted on
        "A judge dismissed the claim on Monday.",
        "The regional court rejected the allegation.",
        "The council rejected the report in a vote of nine to four.",
        # not done
        "The company did not deny the allegation.",
        "The company has never denied it.",
        "The allegation was never denied by the company.",
        "The allegation could be denied by the company.",
        "The company neither confirmed nor denied the allegation.",
        "The company refused to confirm or deny the claim.",
        "The company has yet to deny the allegation.",
        "The company stopped short of denying the claim.",
        "Falk refused to retract the claim.",
        # only thought of
        "The company would deny the allegation, a lawyer said.",
        "The company could still deny the claim.",
        "If the company denies the allegation, the pier stays shut.",
        "Did the company deny the allegation?",
        "The company demanded that Falk retract the claim.",
        "The company asked Falk to withdraw the accusation.",
        "It is unclear whether the company denied the allegation.",
        # a judgement, not a fact
        "“That is wrong,” said Per Holm.",
        # no person, no body
        "A video contradicts the claim.",
        # somebody else's claim
        "The company denied the union’s claims.",
        "The union denied any wrongdoing.",
        "Falk said she had seen no evidence of hidden euros in a foreign account.",
        # of which it is not said what somebody is accused
        "Two unions accused the company of dumping oil. The company denied the accusation.",
        # nothing denied or taken back: nothing proposed
        "Falk repeated the claim.",
        "The auditors confirmed that the ferry company had 400,000 euros in a foreign account.",
        "The council clarified the matter.",
    ],
)
def test_what_is_no_act_on_the_claim_is_not_proposed(told: str) -> None:
    assert proposed(CLAIMED + told) == []


def test_what_stands_by_a_denied_claim_is_proposed_too() -> None:
    told = "The company denied the allegation. Falk stood by her claim. The auditors confirmed it."
    assert proposed(CLAIMED + told) == [
        ("denied", "company"),
        ("repeated", "Rita Falk"),
        ("confirmed", "auditors"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        # sports
        "Harbour United beat Alm Town 3-1 on Saturday.\n\nCoach Ada Brink said her side had won "
        "nine of ten matches. “We never stopped running,” she said. Captain Leo Strand dismissed "
        "talk of a title and confirmed that he would stay until 2027. Town’s keeper was denied by "
        "the post twice, and a late goal was disallowed. Brink withdrew two players at half-time.",
        # a council's budget
        "The council approved a budget of 2.4 million euros on Monday.\n\nMayor Jon Vik said the "
        "library would get 300,000 euros. The opposition rejected the plan and called for a new "
        "vote. Vik repeated that the roof had leaked since 2009. Councillor Mia Dahl said the "
        "library needed no new roof. The council withdrew an amendment and denied a request for "
        "more parking.",
        # weather
        "Up to 40 centimetres of snow fell overnight, the weather service said.\n\nForecaster Kai "
        "Lund said the storm would not reach the coast before Thursday. Drivers were denied access "
        "to the pass. The service confirmed 12 avalanches and repeated its warning. There is no "
        "sign of a thaw, Lund said.",
        # science
        "A study of 1,200 bees found that they sleep longer in winter.\n\nDr. Eva Moor said the "
        "result confirmed earlier findings. Other researchers had found no evidence of sleep in "
        "wasps, she said. The team rejected two samples and withdrew one hive from the trial. "
        "“We do not know why they sleep,” Moor said.",
        # a trial
        "A man of 34 was convicted on Friday of stealing nine bicycles.\n\nThe prosecutor said he "
        "had sold them for 4,000 euros. The judge dismissed a motion to hear more witnesses and "
        "rejected an appeal for bail. Police confirmed that two bicycles had been found.",
    ],
    ids=["sports", "budget", "weather", "science", "trial"],
)  # fmt: skip
def test_a_page_without_denial_or_retraction_has_no_proposals(page: str) -> None:
    assert extract(page).statements == ()


def test_whose_claim_is_denied_decides_which_one_is_meant() -> None:
    text = (
        CLAIMED + "Tom Aas, the pilot, said the ferries burn 30 tonnes of oil a day.\n\n"
        "The company rejected Falk’s claim."
    )
    assert proposed(text) == [("denied", "company")]


def test_what_was_claimed_far_back_is_not_pointed_at() -> None:
    between = "The pier was built of oak and stone, with lamps on either side. " * 40
    assert proposed(CLAIMED + between + "\n\nThe company denied the allegation.") == []


def test_to_see_no_sign_again_denies_the_same_claim_again() -> None:
    told = (
        "Nils Berg, an auditor, said there was no evidence of hidden euros in a foreign account. "
        "The bank’s director, Ida Krog, said her staff had not seen any payments."
    )
    assert proposed(CLAIMED + told) == [("denied", "Nils Berg"), ("denied", "Ida Krog")]


def test_somebody_stands_by_a_claim_of_their_own_only() -> None:
    told = "The company denied the allegation. The Gazette stood by its story."
    assert proposed(CLAIMED + told) == [("denied", "company")]


def test_what_is_only_denied_is_not_what_somebody_claims() -> None:
    told = (
        "The company denied hiding euros in a foreign account. “That is untrue,” Per Holm said. "
        "The bank also denied the claim."
    )
    assert proposed(CLAIMED + told) == [
        ("denied", "company"),
        ("denied", "Per Holm"),
        ("denied", "bank"),
    ]


def test_another_figure_does_not_bear_a_claim_out() -> None:
    told = (
        "The company denied the allegation. The auditors confirmed that the ferry company had "
        "hidden 90,000 euros in a foreign account."
    )
    assert proposed(CLAIMED + told) == [("denied", "company")]
