"""Two people rule on a claim without seeing each other's ruling; an editor decides."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.database import Database
from app.domain.verdicts import Stance
from tests.browser.conftest import migrated, serving
from tests.browser.desk import Site, assert_accessible, pictures
from tests.browser.test_front import logged_in
from tests.factories import Newsroom

FIRST = "The minutes bear it out. They were signed on the day."
SECOND = "The club denies it. Nobody has shown a trace of lye."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A newsroom with one article and evidence on both sides of its first two claims."""
    folder = tmp_path_factory.mktemp("opinions")
    environ = migrated(folder)
    newsroom = Newsroom(Database.at(environ["DATABASE_URL"]))
    check = newsroom.pasted()
    for file in newsroom.dossier(check).shown[:2]:
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.CONTEXT):
            newsroom.cited(check, file.claim.id, stance)
    newsroom.database.engine.dispose()
    with serving(folder, environ) as address:
        yield Site(address, {})


def at_claim(page: Page, site: Site, number: int) -> None:
    page.goto(f"{site.address}/checks/1")
    page.locator(f"mark a[data-n='{number}']").first.click()
    expect(page.locator("#claim-title")).to_contain_text(f"Claim {number} of")
    expect(page.locator("body[aria-busy]")).to_have_count(0)


def rule(page: Page, verdict: str, rationale: str) -> None:
    page.get_by_role("radio", name=verdict).check()
    page.get_by_label("Rationale").fill(rationale)
    page.get_by_role("button", name="Save", exact=True).click()
    # Whoever comes to the claim before it is saved has an outdated form.
    expect(page.locator("#panel > .flash")).to_contain_text("is saved")


def test_a_dispute_from_the_switch_to_the_decision(chromium: Browser, site: Site) -> None:
    editor = logged_in(chromium, site, "editor")
    editor.goto(f"{site.address}/checks/1")
    editor.get_by_role("link", name="Second opinion").click()
    assert_accessible(editor)
    pictures(editor, "blind-switch")
    editor.get_by_role("button", name="Switch it on").click()
    expect(editor.locator("#strip")).to_contain_text("ruled on twice, blind")

    first, second = (logged_in(chromium, site, who) for who in ("reviewer", "second"))
    at_claim(first, site, 1)
    rule(first, "Supported", FIRST)
    expect(first.locator("#panel")).to_contain_text("Your ruling is sealed")
    expect(first.locator("#panel")).to_contain_text(FIRST.split(".")[0])
    expect(first.get_by_label("Rationale")).to_have_count(0)
    assert_accessible(first)
    pictures(first, "blind-own")

    at_claim(second, site, 1)
    expect(second.locator("#panel")).to_contain_text("Reviewer Person has ruled on this claim.")
    expect(second.locator("body")).not_to_contain_text(FIRST.split(".")[0])
    assert_accessible(second)
    pictures(second, "blind-second")
    rule(second, "Denied", SECOND)
    both = second.locator("section:has(> #disputed) .versus")
    expect(both).to_contain_text(FIRST.split(".")[0])
    expect(both).to_contain_text(SECOND.split(".")[0])
    expect(second.locator("#panel")).to_contain_text("An editor who gave neither ruling decides")

    at_claim(editor, site, 1)
    assert_accessible(editor)
    pictures(editor, "blind-dispute")
    editor.get_by_role("radio", name="Denied").check()
    editor.get_by_label("Why this one").fill("A denial on record outweighs the minutes.")
    editor.get_by_role("button", name="Sign this one off").click()
    expect(editor.locator("#panel .facts").first).to_contain_text("Denied")
    expect(editor.locator("#panel")).to_contain_text("Signed off by Editor Person")
    editor.get_by_text("Both rulings, each given without sight").click()
    expect(editor.locator("section:has(> #ruling) .versus")).to_contain_text(FIRST.split(".")[0])
    assert_accessible(editor)
    pictures(editor, "blind-decided")
    for page in (first, second, editor):
        page.context.close()


def test_two_who_agree_sign_it_without_a_third(chromium: Browser, site: Site) -> None:
    first, second = (logged_in(chromium, site, who) for who in ("reviewer", "second"))
    for page, rationale in ((first, FIRST), (second, "I find the same.")):
        at_claim(page, site, 2)
        rule(page, "Supported", rationale)
    expect(second.locator("#panel")).to_contain_text("Signed off by Second Person")
    for page in (first, second):
        page.context.close()
