"""Undo by key and by button: what was done goes back, forth again, and what is typed stays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Person, assert_accessible, pictures


@pytest.fixture
def page(editor: Person) -> Iterator[Page]:
    """The demo article with claim 2 taken up and the focus in the panel."""
    page = editor.page
    page.goto(f"{editor.site.address}/checks/1")
    page.locator("mark a[data-n='2']").first.click()
    expect(page.locator("#claim-title")).to_contain_text("Claim 2 of")
    settled(page)
    page.locator("#panel").focus()
    yield page
    page.evaluate("localStorage.clear(); sessionStorage.clear()")


def settled(page: Page) -> None:
    expect(page.locator("body[aria-busy]")).to_have_count(0)


def dismiss(page: Page) -> None:
    page.locator("#panel summary", has_text="Dismiss").click()
    page.locator("#dismiss-reason").select_option("opinion")
    page.locator("#panel details button", has_text="Dismiss").click()
    expect(page.locator("#claim-title")).to_have_text("A dismissed claim")
    settled(page)
    page.locator("#panel").focus()


def test_z_undoes_a_dismissal_and_shift_z_does_it_again(page: Page) -> None:
    dismiss(page)
    undo = page.get_by_role("button", name="Undo: dismissed a claim")
    expect(undo).to_be_visible()
    assert_accessible(page)
    pictures(page, "undo")
    page.locator("#panel").focus()
    page.keyboard.press("z")
    expect(page.locator("#panel .flash")).to_have_text("Undone: dismissed a claim.")
    expect(page.locator("#said")).to_contain_text("Undone: dismissed a claim.")
    expect(page.locator("#claim-title")).to_contain_text("Claim 2 of")
    settled(page)
    page.keyboard.press("Z")
    expect(page.locator("#claim-title")).to_have_text("A dismissed claim")
    settled(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#claim-title")).to_contain_text("Claim 2 of")


def test_in_a_field_the_browser_undoes_what_was_typed(page: Page) -> None:
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_role("button", name="Stop working on it")).to_be_visible()
    settled(page)
    wording = page.get_by_label("Short wording for readers")
    wording.focus()
    page.keyboard.type("zebra")
    page.keyboard.press("Control+z")
    expect(wording).not_to_have_value("zebra")
    expect(page.get_by_role("button", name="Stop working on it")).to_be_visible()
    wording.fill("Kept while undoing")
    page.locator("#panel").focus()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Take it")).to_be_visible()
    expect(wording).to_have_value("Kept while undoing")


def test_the_steps_are_listed_and_undone_without_script(
    page: Page, chromium: Browser, editor: Person
) -> None:
    page.get_by_role("button", name="May go out unchecked", exact=True).click()
    expect(page.get_by_role("button", name="Must be decided")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Your steps").click()
    expect(page.get_by_role("heading", name="What is not undone")).to_be_visible()
    assert_accessible(page)
    pictures(page, "steps")
    context = chromium.new_context(
        java_script_enabled=False, storage_state=editor.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)
    plain.get_by_role("button", name="Undo: changed whether").first.click()
    again = plain.get_by_role("button", name="May go out unchecked", exact=True)
    expect(again).to_be_visible()
    expect(plain.locator(".flash")).to_contain_text("Undone: changed whether")
    context.close()


def test_what_another_did_since_is_told_beside_the_claim(
    page: Page, editor: Person, reviewer: Person
) -> None:
    wording = page.get_by_label("Short wording for readers")
    wording.fill("Grain ships were sunk")
    page.keyboard.press("Control+s")
    expect(page.locator("#panel .flash")).to_contain_text("is saved")
    settled(page)
    theirs = reviewer.page
    theirs.goto(page.url)
    theirs.get_by_label("Short wording for readers").fill("Two grain ships were sunk")
    theirs.keyboard.press("Control+s")
    expect(theirs.locator("#panel .flash")).to_contain_text("is saved")
    page.locator("#panel").focus()
    page.keyboard.press("z")
    expect(page.locator("#panel .problems")).to_contain_text(
        "Rosa Lindqvist changed the wording after you: undo would lose that."
    )
    expect(wording).to_have_value("Two grain ships were sunk")
    assert_accessible(page)
