"""What the engine proposes is shown at its claim, and answered by a press: without a script too."""

import re
from urllib.parse import unquote

from app.models import Proposal
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, set_scene


def answers(page: Html) -> list[dict[str, str]]:
    """The buttons and links that answer proposals: each has a key, and a name that says of what."""
    return [
        given
        for tag, given in page.elements
        if tag in ("a", "button")
        and given.get("data-key") in ("y", "e", "n")
        and "aria-label" in given
    ]


def acts(page: Html) -> list[str]:
    """The names of what answers proposals."""
    return [re.sub(" by .*", "", given["aria-label"]) for given in answers(page)]


def scene(site: Site) -> tuple[Browser, str, int]:
    """A reviewer, the page of a claim with proposals, and the first of these."""
    set_ = set_scene(site.newsroom)
    return site.as_("second"), f"/claims/{set_.open}", set_.proposal


def test_a_proposal_shows_act_actor_scope_passage_place_and_three_answers(site: Site) -> None:
    browser, path, _ = scene(site)
    page = browser.page(path)
    assert acts(page)[:3] == ["Confirm: asserted", "Change: asserted", "Dismiss: asserted"]
    assert [given["data-key"] for given in answers(page)][:3] == ["y", "e", "n"]
    place = next(given for _, given in page.elements if given.get("class") == "place")
    passage = unquote(place["href"].removeprefix("#:~:text=")).split(",")
    assert all(part in page.text for part in passage)
    assert int(place["data-start"]) < int(place["data-end"])


def test_confirming_records_it_and_says_what_is_missing(site: Site) -> None:
    browser, path, proposal = scene(site)
    answer = browser.submit(path, f"/proposals/{proposal}/confirm")
    assert answer.status_code == 302
    shown = browser.page(path)
    assert "Recorded: asserted by" in shown.text
    assert "It has no date and no source yet." in shown.text
    assert "Timeline" in shown.words
    assert f"/proposals/{proposal}/confirm" not in [form.action for form in shown.forms]


def test_whoever_answers_goes_on_to_the_next_proposal_and_then_to_the_timeline(site: Site) -> None:
    browser, path, _ = scene(site)
    answers = []
    while forms := [f for f in browser.page(path).forms if f.action.endswith("/confirm")]:
        answers.append(browser.submit(path, forms[0].action).location.partition("#")[2])
    assert answers == ["proposals"] * (len(answers) - 1) + ["timeline"]


def test_a_second_press_of_the_same_button_is_told_so(site: Site) -> None:
    browser, path, proposal = scene(site)
    page = browser.page(path)
    assert browser.submit(page, f"/proposals/{proposal}/confirm").status_code == 302
    again = browser.submit(page, f"/proposals/{proposal}/confirm")
    assert again.status_code == 409
    assert "Somebody else changed this since you opened it" in again.text


def test_a_dismissed_proposal_is_gone_and_records_nothing(site: Site) -> None:
    browser, path, proposal = scene(site)
    assert browser.submit(path, f"/proposals/{proposal}/dismiss").status_code == 302
    page = browser.page(path)
    assert "The proposal is dismissed." in page.text
    assert "Timeline" not in page.words


def test_a_proposal_without_an_actor_offers_to_change_it_only(site: Site) -> None:
    browser, path, proposal = scene(site)
    with site.newsroom.work("editor") as work:
        work.get(Proposal, proposal).actor = ""
    page = browser.page(path)
    assert "The article does not say who" in page.text
    assert acts(page)[:2] == ["Change: asserted", "Dismiss: asserted"]
    refused = browser.post(f"/proposals/{proposal}/confirm", page.forms[-1].values)
    version = next(f.values["version"] for f in page.forms if f.action.endswith("dismiss"))
    refused = browser.post(f"/proposals/{proposal}/confirm", {"version": version})
    assert refused.status_code == 422
    assert "change the proposal, name the actor" in refused.text


def test_who_may_not_record_statements_sees_no_proposals(site: Site) -> None:
    _, path, _ = scene(site)
    assert acts(site.as_("editor").page(path)) == []


def test_the_list_of_claims_says_where_acts_wait(site: Site) -> None:
    browser, path, _ = scene(site)
    waiting = re.findall(r'class="chip waiting">(\d+) proposals?<', browser.get(path).text)
    assert waiting and "chip waiting" not in site.as_("editor").get(path).text
