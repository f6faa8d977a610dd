"""The same claim in a second article: shown with its verdict, its evidence copied, in Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import WIDTHS, Person, assert_accessible, picture

FIRST = """\
Ferry company blames anglers for the closed pier

Captain Mara Lind told reporters that the anglers had thrown 60 lead weights into the harbour \
basin at Sund. The harbour office closed the pier on Tuesday.
"""
SECOND = """\
Sund reopens its pier

At a meeting on Friday, Mara Lind said that the anglers had thrown 80 lead weights into the \
harbour basin. The harbour office said that the pier would open again in June.
"""
TWICE = """\
Sund, said twice

At a meeting on Monday, Mara Lind said that the anglers had thrown 70 lead weights into the \
harbour basin. Nobody answered her.

Later Mara Lind told the council that the anglers threw 80 lead weights into the basin.
"""
WORDS = "the anglers had thrown"


@pytest.fixture(scope="module")
def checked(editor: Person, reviewer: Person) -> None:
    """A first article with a claim that is signed off as unproven, and published."""
    editor.paste(FIRST, Headline="Ferry company blames anglers", Outlet="The Courier")
    editor.freeze()
    editor.take_up(WORDS)
    editor.fill_source(title="Divers' report", stance="context", excerpt="Nothing was found.")
    editor.page.locator("#source [name=no_archive_reason]").fill("On paper only.")
    editor.fill_statement(kind="denied", actor="The anglers", words="We threw nothing.")
    editor.rule("Unproven", "The divers found nothing either way.")
    editor.page.get_by_role("button", name="Save", exact=True).click()
    expect(editor.page.get_by_text("You ruled: somebody else signs off.")).to_be_visible()
    reviewer.page.goto(editor.page.url)
    reviewer.page.get_by_role("button", name="Sign off").click()
    expect(reviewer.page.locator(".claim-head")).to_contain_text("signed off")


def shots(page: Page, name: str) -> None:
    """Pictures at the widths and in both schemes, as the page is."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            picture(page, f"{name}-{width}-{scheme}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})


def widths(page: Page, name: str) -> None:
    """Pictures at the widths and in both schemes, with the section in view; nothing overflows."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.locator("#panel .earlier, main .earlier").first.scroll_into_view_if_needed()
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(overflow) <= 0
            picture(page, f"{name}-{width}-{scheme}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_claim_that_was_checked_before_lends_its_evidence(checked: None, editor: Person) -> None:
    page = editor.page
    editor.paste(SECOND, Headline="Sund reopens its pier")
    editor.freeze()
    expect(page.get_by_role("status")).to_contain_text(
        re.compile(r"Checked before: 1 of \d+ claim")
    )
    editor.take_up(WORDS)
    section = page.get_by_role("region", name="Checked before")
    expect(section.locator("li")).to_have_count(1)
    expect(section).to_contain_text("Unproven")
    expect(section).to_contain_text("“Ferry company blames anglers”, The Courier")
    expect(section.locator(".differs").first).to_have_text("60")
    assert_accessible(page)
    widths(page, "checked")

    section.get_by_role("button", name="Copy its evidence").click()
    expect(page.get_by_role("status")).to_contain_text("Copied 1 citation and 1 statement")
    expect(page.locator(".citations")).to_contain_text("Divers' report")
    expect(page.locator(".timeline")).to_contain_text("Denied by The anglers")
    # The verdict is still to be given.
    expect(page.locator(".facts")).to_contain_text("Undecided")
    expect(page.get_by_role("radio", name="No verdict yet")).to_be_checked()
    section.get_by_role("button", name="Copy its evidence").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing was copied")
    assert_accessible(page)
    picture(page, "checked-copied")


def test_the_keys_link_what_is_the_same(checked: None, editor: Person) -> None:
    """`d` to the rows, arrows between them, `n` and `y` for the answer: no mouse."""
    page = editor.page
    editor.paste(TWICE, Headline="Sund, said twice")
    editor.freeze()
    editor.take_up(WORDS)
    panel = page.locator("#same")
    rows = panel.locator(".alike")
    expect(rows).to_have_count(2)
    expect(panel.get_by_role("region", name="Said twice in this article?")).to_be_visible()
    assert_accessible(page)
    widths(page, "same")
    page.locator(".claim-head").click(position={"x": 2, "y": 2})
    page.keyboard.press("d")
    expect(rows.first).to_be_focused()
    expect(rows.first).to_contain_text("80 lead weights")
    expect(rows.first).to_contain_text("Said by Mara Lind, elsewhere in this article.")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("y")
    expect(page.get_by_role("status")).to_contain_text("Linked as the same claim")
    linked = panel.get_by_role("region", name="Linked: the same claim")
    expect(linked).to_contain_text("“Ferry company blames anglers”")
    expect(linked).to_contain_text("Unproven")
    # The answered row went up: the keys go on from the panel.
    page.keyboard.press("d")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_role("status")).to_contain_text("Remembered: these two claims differ")
    expect(panel.get_by_text("Told apart (1)")).to_be_visible()
    expect(panel.get_by_role("region", name="Said twice in this article?")).to_have_count(0)
    panel.get_by_text("One timeline over all 2 (1 statement)").click()
    expect(panel.locator(".timeline")).to_contain_text("Denied by The anglers")
    panel.get_by_text("Told apart (1)").click()
    assert_accessible(page)
    widths(page, "linked")


def test_a_changed_verdict_is_listed_until_looked_at(
    checked: None, editor: Person, reviewer: Person
) -> None:
    page = reviewer.page
    page.goto(editor.page.url)
    linked = page.get_by_role("region", name="Linked: the same claim")
    with page.context.expect_page() as opened:
        linked.get_by_role("link", name="On the desk").first.click()
    page.goto(opened.value.url)
    opened.value.close()
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator(".facts")).to_contain_text("Undecided")
    reviewer.fill_source(title="Log book", stance="supports", excerpt="60 weights, thrown.")
    page.locator("#source [name=no_archive_reason]").fill("On paper only.")
    reviewer.rule("Supported", "The log book bears it out.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You ruled: somebody else signs off.")).to_be_visible()
    editor.page.goto(page.url)
    editor.page.get_by_role("button", name="Sign off").click()
    expect(editor.page.locator(".claim-head")).to_contain_text("signed off")

    page.goto(f"{reviewer.site.address}/desk")
    listed = page.get_by_role("region", name="To look at again")
    expect(listed).to_contain_text("Its verdict was “Unproven”, and “Supported” is signed off now.")
    assert_accessible(page)
    shots(page, "look-desk")
    listed.get_by_role("link").first.click()
    box = page.get_by_role("region", name="To look at again")
    expect(box).to_contain_text("“Ferry company blames anglers”")
    expect(page.get_by_text("Open: 1 claim to look at again")).to_be_visible()
    assert_accessible(page)
    overlong = "document.documentElement.scrollHeight - document.documentElement.clientHeight"
    assert page.evaluate(overlong) <= 0
    shots(page, "look")
    box.get_by_label("What you found").fill("We have not ruled yet: nothing to change.")
    box.get_by_role("button", name="I have looked at it").click()
    expect(page.get_by_role("status")).to_contain_text("you have looked at this claim")
    expect(page.locator("#panel")).not_to_contain_text("to look at again")
    page.goto(f"{reviewer.site.address}/desk")
    expect(page.get_by_role("region", name="To look at again")).to_have_count(0)


def test_the_overview_leads_to_both_claims(checked: None, editor: Person) -> None:
    page = editor.page
    page.goto(f"{editor.site.address}/desk")
    page.locator(".checks a", has_text="Sund reopens its pier").click()
    page.get_by_role("link", name="Checked before", exact=True).click()
    expect(page.get_by_role("heading", name="Checked before")).to_be_visible()
    expect(page.locator(".lead")).to_contain_text(re.compile(r"^1 of \d+ claims? is like one"))
    assert_accessible(page)
    widths(page, "checked-overview")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="On the desk").click()
    expect(opened.value.locator(".claim-head")).to_contain_text("60 lead weights")
    opened.value.close()
    page.locator("h2 a").click()
    expect(editor.quote).to_contain_text("80 lead weights")
