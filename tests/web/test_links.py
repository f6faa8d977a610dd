"""Linking claims, telling them apart and looking again, by HTTP and without a script."""

from dataclasses import dataclass

import pytest

from app.domain.ids import CheckId, ClaimId
from app.services import claims
from tests.web.browsing import Html
from tests.web.conftest import Site

SAID = "the fishing club had dumped 400 litres of lye into the Alm"
AGAIN = "400 litres of lye had been dumped in the Alm by the fishing club"


@dataclass(frozen=True)
class Pair:
    """A claim that is published as supported, and the same in a later article."""

    first_check: CheckId
    first: ClaimId
    later_check: CheckId
    later: ClaimId

    def at(self, what: str) -> str:
        return f"/claims/{self.later}/{what}"

    @property
    def path(self) -> str:
        return f"/claims/{self.later}?beside=y"


def pair(site: Site) -> Pair:
    newsroom = site.newsroom
    first = newsroom.pasted(f"The Alm affair\n\nOwner Karl Munk said that {SAID}.")
    one = newsroom.claim_on(first, SAID)
    newsroom.signed(first, one)
    newsroom.published(first)
    second = newsroom.pasted(f"More trouble\n\nKarl Munk said that {AGAIN}.")
    return Pair(first, one, second, newsroom.claim_on(second, AGAIN))


@pytest.fixture
def two(site: Site) -> Pair:
    return pair(site)


@pytest.fixture
def few(small_site: Site) -> Pair:
    return pair(small_site)


def section(page: str, id: str) -> str:
    """What stands under a heading of the panel."""
    return page.partition(f'id="{id}"')[2].partition("</section>")[0]


def test_a_claim_is_linked_and_taken_out_again(site: Site, two: Pair) -> None:
    editor = site.as_("editor")
    assert editor.submit(two.path, two.at("link")).location == f"{two.path}#panel"
    page = editor.get(two.path).text
    assert "Linked as the same claim. Its verdict stays its own." in page
    linked = section(page, "linked")
    assert "“The Alm affair”" in linked
    assert "Supported" in linked
    assert 'id="checked"' not in page
    # The other claim's page says so, too; nothing was ruled on this one.
    assert "“More trouble”" in section(editor.get(f"/claims/{two.first}/beside").text, "linked")
    assert site.newsroom.dossier(two.later_check).file(two.later).rulings == []
    assert editor.submit(two.path, two.at("unlink")).status_code == 302
    after = editor.get(two.path).text
    assert "Unlinked." in after
    assert 'id="checked"' in after


def test_differing_verdicts_are_pointed_out(small_site: Site, few: Pair) -> None:
    small_site.newsroom.linked(few.later, few.first)
    assert "The verdicts differ." not in small_site.as_("second").get(few.path).text
    small_site.newsroom.signed(few.later_check, few.later, "denied")
    assert "The verdicts differ." in small_site.as_("second").get(few.path).text


def test_a_claim_that_differs_is_not_offered_again_until_that_is_taken_back(
    site: Site, two: Pair
) -> None:
    reviewer = site.as_("reviewer")
    assert reviewer.submit(two.path, two.at("tell-apart")).status_code == 302
    page = reviewer.page(two.path)
    assert "are not offered again" in page.text
    assert "Told apart (1)" in page.text
    assert two.at("link") not in [form.action for form in page.forms]
    assert "0 of" in reviewer.get(f"/checks/{two.later_check}/checked").text
    assert reviewer.submit(page, two.at("offer-again")).status_code == 302
    assert two.at("link") in [form.action for form in reviewer.page(two.path).forms]


@pytest.mark.parametrize(("login", "may"), [("second", True), ("editor", True), ("admin", False)])
def test_who_may_link_finds_the_buttons(login: str, may: bool, small_site: Site, few: Pair) -> None:
    page = small_site.as_(login).page(few.path)
    assert "Checked before" in page.text
    actions = {form.action for form in page.forms}
    assert ({few.at("link"), few.at("tell-apart")} <= actions) == may


def test_a_claim_changed_meanwhile_is_shown_with_what_changed(site: Site, two: Pair) -> None:
    page = site.as_("editor").page(two.path)
    with site.newsroom.work("second") as work:
        version = site.newsroom.version(two.later_check, two.later)
        told = claims.Wording(wording="Lye ran off", claimant="", claimant_role="")
        claims.word(work, two.later, version=version, wording=told)
    refused = site.as_("editor").submit(page, two.at("link"))
    assert refused.status_code == 409
    assert "worded a claim" in refused.text
    assert site.as_("editor").submit(Html(refused.text), two.at("link")).status_code == 302


@pytest.mark.parametrize("what", ["link", "unlink", "tell-apart", "offer-again"])
@pytest.mark.parametrize(
    ("other", "status"), [("", 404), ("0", 404), ("99999", 404), ("x", 422), (str(2**40), 422)]
)
def test_a_claim_that_is_not_there_is_refused_in_words(
    what: str, other: str, status: int, small_site: Site, few: Pair
) -> None:
    reviewer = small_site.as_("reviewer")
    sent = {"version": small_site.newsroom.version(few.later_check, few.later), "other": other}
    refused = reviewer.post(few.at(what), sent)
    assert refused.status_code == status
    assert 'role="alert"' in refused.text


def test_a_second_press_is_refused_in_words(small_site: Site, few: Pair) -> None:
    page = small_site.as_("editor").page(few.path)
    small_site.newsroom.linked(few.later, few.first)
    refused = small_site.as_("editor").submit(page, few.at("link"))
    assert refused.status_code == 422
    assert "These two claims are linked already." in refused.text


def test_the_timelines_of_linked_claims_are_one(small_site: Site, few: Pair) -> None:
    newsroom = small_site.newsroom
    newsroom.signed_anew(few.first_check, few.first, "denied")
    newsroom.linked(few.later, few.first)
    page = small_site.as_("second").get(few.path).text
    joint = page.partition("One timeline over all 2 (1 statement)")[2].partition("</details>")[0]
    assert "Denied by Ilse Brandt" in joint
    assert "“The Alm affair”" in joint
    assert "Minutes of the council" in joint


def test_a_changed_verdict_is_listed_until_somebody_has_looked(site: Site, two: Pair) -> None:
    newsroom = site.newsroom
    newsroom.linked(two.later, two.first)
    assert "To look at again" not in site.as_("editor").get("/desk").text
    newsroom.signed_anew(two.first_check, two.first, "denied")
    reason = "Its verdict was “Supported”, and “Denied” is signed off now."
    for path in ("/desk", f"/checks/{two.later_check}", two.path):
        text = site.as_("editor").page(path).text
        assert (path, reason in text) == (path, True)
        assert "The Alm affair" in text
    assert reason not in site.as_("editor").page(f"/checks/{two.first_check}").text
    assert two.at("looked-at") not in {f.action for f in site.as_("admin").page(two.path).forms}

    page, open_elsewhere = (site.as_(who).page(two.path) for who in ("second", "editor"))
    sent = site.as_("second").submit(page, two.at("looked-at"), note="Nothing new for us.")
    assert sent.location == f"/claims/{two.later}#panel"
    assert "Noted: you have looked at this claim." in site.as_("second").get(two.path).text
    for path in ("/desk", f"/checks/{two.later_check}", two.path):
        assert reason not in site.as_("editor").page(path).text
    log = site.as_("editor").get(f"/checks/{two.later_check}/log").text
    assert "looked at a claim again: note Nothing new for us." in log

    # Somebody else had the page open, too.
    again = site.as_("editor").submit(open_elsewhere, two.at("looked-at"), note="Mine.")
    assert again.status_code == 422
    assert "Somebody has looked at this claim already" in again.text


def test_a_note_that_is_too_long_is_kept(small_site: Site, few: Pair) -> None:
    small_site.newsroom.linked(few.later, few.first)
    small_site.newsroom.signed_anew(few.first_check, few.first, "denied")
    note = "word " * 500
    refused = small_site.as_("editor").submit(few.path, few.at("looked-at"), note=note)
    assert refused.status_code == 422
    assert "2,000 characters at most" in refused.text
    assert note.strip() in refused.text
