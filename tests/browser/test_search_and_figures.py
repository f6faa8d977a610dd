"""Type and go: the quick switcher, search without JavaScript, and the figures, in Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Person, assert_accessible, pictures

ARTICLE = """\
Glazier withdraws lamp claim

Nora Fisk said on Monday that the lamp makers had broken 700 panes of glass.

The makers denied it.
"""


@pytest.fixture(scope="module")
def desk(editor: Person) -> Page:
    """The desk with one article in it."""
    editor.paste(ARTICLE, Outlet="The Pane")
    editor.freeze()
    return editor.page


def go(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}{path}")


def test_type_and_go(desk: Page, editor: Person) -> None:
    go(desk, editor.site.address, "/desk")
    desk.get_by_role("link", name="Paste an article").first.focus()
    desk.keyboard.press("Control+k")
    box = desk.get_by_role("combobox", name="Go to, or search for")
    expect(box).to_be_focused()
    expect(desk.get_by_role("option", name="Desk")).to_be_visible()
    desk.keyboard.type("glazier")
    expect(desk.get_by_role("option", name="Public site")).to_have_count(0)
    expect(desk.get_by_role("option").first).to_contain_text("Glazier")
    expect(box).to_have_attribute("aria-activedescendant", "switch-0")
    assert_accessible(desk)
    pictures(desk, "switcher")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("link", name="Paste an article").first).to_be_focused()

    desk.keyboard.press("/")
    expect(box).to_be_focused()
    desk.keyboard.type("panes")
    expect(desk.get_by_role("option", name="Public site")).to_have_count(0)
    expect(desk.get_by_role("option", name="700 panes").first).to_be_visible()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/(claims|checks)/\d+"))


def test_search_page(desk: Page, editor: Person) -> None:
    go(desk, editor.site.address, "/desk")
    desk.get_by_label("Search for").fill("lamp")
    desk.get_by_label("Search for").press("Enter")
    expect(desk.locator("mark.word").first).to_have_text("lamp")
    assert_accessible(desk)
    pictures(desk, "search")
    desk.get_by_role("region", name="Claims").get_by_role("link").first.click()
    expect(desk.locator(".claim-head")).to_be_visible()


def test_figures(desk: Page, editor: Person, reviewer: Person) -> None:
    desk.locator("mark a").first.click()
    reviewer.page.goto(desk.url)
    reviewer.fill_source(title="Divers' report", stance="context", excerpt="Nothing was found.")
    reviewer.page.locator("#source [name=no_archive_reason]").fill("On paper only.")
    reviewer.rule("Unproven", "The divers found nothing either way.")
    reviewer.page.get_by_role("button", name="Save", exact=True).click()
    expect(reviewer.page.get_by_text("You ruled: somebody else signs off.")).to_be_visible()
    desk.goto(reviewer.page.url)
    desk.get_by_role("button", name="Sign off").click()
    expect(desk.locator(".claim-head")).to_contain_text("signed off")
    go(desk, editor.site.address, "/figures")
    expect(desk.get_by_role("img", name="Verdicts by outlet")).to_be_visible()
    assert_accessible(desk)
    for details in desk.locator(".figures details").all():
        details.locator("summary").click()
    assert_accessible(desk)
    pictures(desk, "figures")
    desk.get_by_label("From", exact=True).fill("soon")
    desk.get_by_role("button", name="Show").click()
    expect(desk.get_by_role("alert")).to_contain_text("“soon” is not a date")
    expect(desk.get_by_label("From", exact=True)).to_have_value("soon")
