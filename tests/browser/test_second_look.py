"""A second pair of eyes: evidence on both sides, sources ticked, changes shown, return by key."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app.database import Database
from app.domain.verdicts import Stance, StatementKind
from app.services import claims, evidence
from tests.browser.conftest import migrated, serving
from tests.browser.desk import Site, assert_accessible, pictures
from tests.browser.test_front import assert_reflows, logged_in
from tests.factories import Newsroom


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A newsroom with a ruled claim that was worded anew since."""
    folder = tmp_path_factory.mktemp("look")
    environ = migrated(folder)
    newsroom = Newsroom(Database.at(environ["DATABASE_URL"]))
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    newsroom.cited(check, claim, Stance.CONTEXT)
    source = newsroom.cited(check, claim, Stance.CONTRADICTS)
    newsroom.stated(check, claim, StatementKind.DENIED, source)
    newsroom.ruled(check, claim)
    with newsroom.work("editor") as work:
        told = claims.Wording(
            wording="The owner takes back his charge", claimant="Karl Munk", claimant_role="owner"
        )
        claims.word(work, claim, version=None, wording=told)
    with newsroom.work("reviewer") as work:
        letter = evidence.SourceDetails(
            title="A letter of the club’s chair to the water board",
            url=f"http://127.0.0.1:{environ['PORT']}/about",
            publisher="The fishing club",
            no_archive_reason="It is on paper.",
        )
        use = evidence.Use(
            stance=Stance.CONTRADICTS, excerpt="We never had any lye, nor a boat to pour it from."
        )
        evidence.cite(work, claim, version=None, source=letter, use=use)
    newsroom.database.engine.dispose()
    with serving(folder, environ) as address:
        yield Site(address, {})


def test_a_ruling_is_looked_at_and_returned_by_key(chromium: Browser, site: Site) -> None:
    second = logged_in(chromium, site, "second")
    second.goto(f"{site.address}/checks/1")
    second.locator("mark a[data-n='1']").first.click()
    expect(second.locator("#opened-count")).to_have_text("You have opened 0 of 4 sources.")
    expect(second.locator("#since")).to_contain_text("changes since Reviewer Person ruled")
    expect(second.locator("#since ins").first).to_contain_text("The owner takes back his charge")
    assert_accessible(second)
    pictures(second, "look")
    assert_reflows(second)
    second.set_viewport_size({"width": 1440, "height": 900})

    # Following a link ticks it; what is being typed stays.
    second.locator("summary", has_text="Return it with a reason").click()
    second.get_by_label("What is missing").fill("Which minutes?")
    with second.context.expect_page() as opened:
        second.get_by_role("link", name="A letter of the club").click()
    opened.value.close()
    expect(second.locator("#opened-count")).to_have_text("You have opened 1 of 4 sources.")
    expect(second.locator(".opened", has_text="Opened by you")).to_have_count(1)
    expect(second.get_by_label("What is missing")).to_have_value("Which minutes?")
    # Or by hand.
    second.get_by_role("button", name="I have opened Minutes").first.click()
    expect(second.locator("#opened-count")).to_have_text("You have opened 2 of 4 sources.")

    second.locator("#panel").focus()
    second.keyboard.press("r")
    expect(second.get_by_label("What is missing")).to_be_focused()
    second.get_by_label("What is missing").fill("Which minutes? There are two.")
    second.get_by_role("button", name="Return", exact=True).click()
    expect(second.locator("#panel .facts").first).to_contain_text("Undecided")

    first = logged_in(chromium, site, "reviewer")
    first.goto(f"{site.address}/claims/1")
    expect(first.locator("#panel")).to_contain_text("Returned by Second Person:")
    expect(first.locator("#panel")).to_contain_text("Which minutes? There are two.")
    first.get_by_role("link", name="Log", exact=True).last.click()
    expect(first.get_by_role("region", name="Log")).to_contain_text("Which minutes? There are two.")
    assert_accessible(first)
    pictures(first, "claim-log")
    assert_reflows(first)
    for page in (first, second):
        page.context.close()
