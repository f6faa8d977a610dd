"""The ticks in the margin of the article, in Chromium: one for each claim, where it begins."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Person

TEXT = (
    "Owner Karl Munk said that 8,000 trout had died. The mayor said that nobody was told.\n\n"
    "The ministry denied that it had known of the spill in March."
)

AT = """() => [...document.querySelectorAll(".gutter a")].map((tick) => {
    const mark = document.querySelector(`mark[id] a[href="${new URL(tick.href).pathname}#panel"]`);
    const [one, other] = [tick, mark.closest("mark")].map((e) => e.getClientRects()[0]);
    return Math.abs((one.top + one.bottom) / 2 - (other.top + other.bottom) / 2);
})"""
PLACES = """() => new Set([...document.querySelectorAll(".gutter a")].map((tick) => {
    const { x, y } = tick.getBoundingClientRect();
    return `${x} ${y}`;
})).size"""


@pytest.fixture(scope="module")
def page(editor: Person) -> Page:
    editor.paste(TEXT, Headline="Trout")
    editor.freeze()
    return editor.page


def test_each_claim_has_a_tick_at_its_first_line(page: Page) -> None:
    ticks = page.locator(".gutter a")
    number = page.locator("mark[id]").count()
    assert number >= 3
    for width in (1440, 800):
        page.set_viewport_size({"width": width, "height": 900})
        expect(ticks).to_have_count(number)
        page.wait_for_function(f"({AT})().every((apart) => apart < 8)")
        # None lies on another one.
        page.wait_for_function(f"({PLACES})() === {number}")
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_tick_leads_to_its_claim_and_follows_its_state(editor: Person, page: Page) -> None:
    tick = page.locator(".gutter a").nth(2)
    tick.click()
    expect(page.locator("#claim-title")).to_contain_text("Claim 3")
    expect(tick).to_have_class("unc current")
    editor.fill_source(title="Letter", stance="supports", excerpt="We knew of nothing.")
    page.locator("#source [name=no_archive_reason]").fill("On paper only.")
    editor.rule("Supported", "The letter says so.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".strip")).to_contain_text("1 of 3 decided")
    expect(tick).to_have_class("sup current")


def test_ticks_are_nothing_for_the_keyboard_and_go_with_the_marks(page: Page) -> None:
    gutter = page.locator(".gutter")
    assert gutter.get_attribute("aria-hidden") == "true"
    assert page.locator(".gutter a:not([tabindex='-1'])").count() == 0
    tick = page.locator(".gutter a").first
    page.locator(".claim-head").click(position={"x": 2, "y": 2})
    page.keyboard.press("h")
    expect(tick).to_be_hidden()
    page.keyboard.press("h")
    expect(tick).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(tick).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
