"""What is typed and not saved yet: none of it is lost, and nothing that was saved comes again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import demo, migrated, serving
from tests.browser.desk import Person, Site, assert_accessible, pictures
from tests.factories import PASSWORD

KEPT = re.compile(r"^Kept \d\d:\d\d$")
SOON = 6_000


@pytest.fixture
def elsewhere(chromium: Browser) -> Iterator[BrowserContext]:
    """Another browser."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(8_000)
    yield context
    context.close()


def log_in(page: Page, login: str) -> None:
    page.get_by_label("Log-in name").fill(login)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def claim(person: Person, number: int) -> str:
    """The address of a claim of the demo's first fact-check, by its place in the list."""
    page = person.page
    page.goto(f"{person.site.address}/desk")
    page.locator(".checks h2 a").last.click()
    link = page.locator(".claims > li a").nth(number - 1).get_attribute("href") or ""
    return f"{person.site.address}{link.partition('#')[0]}"


def type_in(page: Page, label: str, words: str) -> None:
    """Type, and wait until the page says that it is kept."""
    taken = page.expect_response(lambda answer: "/kept/" in answer.url and answer.ok, timeout=SOON)
    with taken:
        page.get_by_label(label, exact=True).fill(words)
    expect(page.locator("#kept, .kept-line").first).to_have_text(KEPT)


def offered(page: Page) -> None:
    expect(page.locator(".kept-back")).to_contain_text("You typed this on")


def no_longer_offered(page: Page, address: str) -> None:
    """The server keeps nothing, and the page gives nothing back."""
    page.goto(address)
    assert page.evaluate("fetch('/kept').then((answer) => answer.json())")["forms"] == {}
    expect(page.locator(".kept-back")).to_have_count(0)


WORDING = "Short wording for readers"
RATIONALE = "Rationale"


def test_a_closed_tab_and_another_browser_lose_nothing(
    editor: Person, elsewhere: BrowserContext
) -> None:
    address = claim(editor, 1)
    page = editor.context.new_page()
    page.goto(address)
    type_in(page, RATIONALE, "The minutes say so.\n\n“Twice”, 🚢.")
    page.close()

    there = elsewhere.new_page()
    there.goto(f"{editor.site.address}/desk")
    log_in(there, "edith")
    expect(there.get_by_role("heading", name="Not saved yet")).to_be_visible()
    assert_accessible(there)
    pictures(there, "keeping-desk")
    there.locator(".unsaved a").click()
    offered(there)
    expect(there.get_by_label(RATIONALE)).to_have_value("The minutes say so.\n\n“Twice”, 🚢.")
    assert_accessible(there)
    pictures(there, "keeping-offered")
    there.get_by_role("button", name="Throw it away").click()
    expect(there.get_by_label(RATIONALE)).to_have_value("")
    expect(there.locator(".kept-back")).to_have_count(0)
    expect(there.locator("#kept")).to_have_text("Thrown away")
    no_longer_offered(there, address)


def test_a_tab_that_is_closed_at_once_loses_nothing(editor: Person) -> None:
    address = claim(editor, 2)
    page = editor.context.new_page()
    page.goto(address)
    page.get_by_label(WORDING).fill("Two ships were sunk")
    page.close(run_before_unload=True)
    with editor.page.expect_response(re.compile(r"/kept/claim-\d+$")):
        editor.page.goto(address)
    offered(editor.page)
    expect(editor.page.get_by_label(WORDING)).to_have_value("Two ships were sunk")


def test_a_form_that_is_saved_is_not_offered_again(
    editor: Person, elsewhere: BrowserContext
) -> None:
    page = editor.page
    type_in(page, WORDING, "Three ships were sunk")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .flash")).to_contain_text("is saved")
    expect(page.locator(".kept-back")).to_have_count(0)
    there = elsewhere.new_page()
    there.goto(page.url)
    log_in(there, "edith")
    expect(there.get_by_label(WORDING)).to_have_value("Three ships were sunk")
    no_longer_offered(there, page.url)


def test_a_form_that_is_refused_is_kept_until_it_is_saved(editor: Person) -> None:
    page = editor.page
    page.goto(claim(editor, 3))
    type_in(page, WORDING, "w" * 80)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .problems")).to_be_visible()
    again = editor.context.new_page()
    again.goto(page.url)
    offered(again)
    expect(again.get_by_label(WORDING)).to_have_value("w" * 80)
    again.close()
    page.get_by_label(WORDING).fill("Four ships were sunk")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .flash")).to_contain_text("is saved")
    no_longer_offered(page, page.url)


def test_a_session_that_ended_is_said_and_logging_in_again_goes_on(
    editor: Person, elsewhere: BrowserContext
) -> None:
    address = claim(editor, 4)
    page = elsewhere.new_page()
    page.goto(address)
    log_in(page, "edith")
    type_in(page, RATIONALE, "First words.")
    cookies = elsewhere.cookies()
    elsewhere.clear_cookies()
    page.get_by_label(RATIONALE).fill("First words. And more.")
    expect(page.locator("#kept")).to_contain_text("Your session has ended", timeout=SOON)
    expect(page.locator("#kept-said")).to_contain_text("kept in this tab")
    assert cookies
    with elsewhere.expect_page() as opened:
        page.locator("#kept").get_by_role("link", name="Log in again").click()
    log_in(opened.value, "edith")
    expect(opened.value.get_by_label(RATIONALE)).to_be_visible()
    opened.value.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#kept")).to_have_text(KEPT, timeout=SOON)
    # The form itself can be saved, too: it has the new session's token.
    page.get_by_label(WORDING).fill("Five ships were sunk")
    page.get_by_label(RATIONALE).fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .flash")).to_contain_text("is saved")
    no_longer_offered(page, page.url)


def test_two_windows_at_one_field_are_shown_both(editor: Person) -> None:
    address = claim(editor, 5)
    one, two = editor.context.new_page(), editor.context.new_page()
    for page in (one, two):
        with page.expect_response(lambda answer: answer.url.endswith("/kept")):
            page.goto(address)
    type_in(one, WORDING, "Six ships were sunk")
    type_in(two, "Claimant", "Karl Munk")
    # The wording came along: nobody had touched it there.
    expect(two.get_by_label(WORDING)).to_have_value("Six ships were sunk")
    type_in(one, WORDING, "Six old ships were sunk")
    two.get_by_label(WORDING).fill("Seven ships were sunk")
    both = two.get_by_role("group", name="Typed in two windows")
    expect(both).to_contain_text("In another window you typed: Six old ships were sunk")
    expect(two.get_by_label(WORDING)).to_have_value("Seven ships were sunk")
    assert_accessible(two)
    pictures(two, "keeping-two-windows")
    both.get_by_role("button", name="Use that one").click()
    expect(two.get_by_label(WORDING)).to_have_value("Six old ships were sunk")
    expect(two.get_by_label(WORDING)).to_be_focused()
    expect(both).to_have_count(0)
    type_in(two, WORDING, "Eight ships were sunk")
    one.get_by_label(WORDING).fill("Nine ships were sunk")
    both = one.get_by_role("group", name="Typed in two windows")
    expect(both).to_contain_text("Eight ships were sunk")
    with one.expect_response(lambda answer: "/kept/" in answer.url and answer.ok):
        both.get_by_role("button", name="Keep this one").click()
    one.get_by_role("button", name="Save", exact=True).click()
    expect(one.locator("#panel .flash")).to_contain_text("is saved")
    expect(one.get_by_label(WORDING)).to_have_value("Nine ships were sunk")
    one.close()
    two.close()


def test_what_changed_meanwhile_is_said_on_arriving_and_nothing_is_overwritten(
    editor: Person, reviewer: Person
) -> None:
    address = claim(editor, 6)
    page = editor.context.new_page()
    page.goto(address)
    type_in(page, WORDING, "Mine is this")
    page.close()
    theirs = reviewer.page
    theirs.goto(address)
    theirs.get_by_label(WORDING).fill("Theirs is that")
    theirs.get_by_label("Claimant", exact=True).fill("Karl Munk")
    theirs.get_by_role("button", name="Save", exact=True).click()
    expect(theirs.locator("#panel .flash")).to_contain_text("is saved")

    page = editor.page
    page.goto(address)
    expect(page.locator(".kept-back")).to_contain_text("What stands here was changed meanwhile")
    pictures(page, "keeping-outdated")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .conflict")).to_be_visible()
    expect(page.get_by_label(WORDING)).to_have_value("Mine is this")
    expect(page.get_by_label("Claimant", exact=True)).to_have_value("Karl Munk")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .flash")).to_contain_text("is saved")
    expect(page.get_by_label(WORDING)).to_have_value("Mine is this")


def test_a_page_where_nothing_is_typed_asks_once(editor: Person) -> None:
    asked: list[str] = []
    page = editor.context.new_page()
    page.on("request", lambda request: "/kept" in request.url and asked.append(request.url))
    with page.expect_response(lambda answer: answer.url.endswith("/kept")):
        page.goto(claim(editor, 7))
    expect(page.get_by_label(WORDING)).to_be_visible()
    page.get_by_label(WORDING).focus()
    assert len(asked) == 1
    page.close()
    assert len(asked) == 1


def test_what_is_pasted_outlives_the_server(chromium: Browser, tmp_path: Path) -> None:
    environ = migrated(tmp_path)
    passwords = demo(environ)
    text = "Two ships were sunk on Monday, the mayor said.\n\n" * 30
    with serving(tmp_path, environ) as address:
        person = Person.arrives(chromium, Site(address, passwords), "edith")
        page = person.page
        page.goto(f"{address}/articles/new")
        type_in(page, "The article's text", text)
    # Nobody answers.
    page.get_by_label("The article's text").fill(f"{text}A last line.")
    expect(page.locator(".kept-line")).to_contain_text("The server does not answer", timeout=SOON)
    with serving(tmp_path, environ) as address:
        page.evaluate("dispatchEvent(new Event('focus'))")
        expect(page.locator(".kept-line")).to_have_text(KEPT, timeout=SOON)
        page.close()
        other = person.context.new_page()
        other.goto(f"{address}/articles/new")
        offered(other)
        box = other.get_by_label("The article's text")
        expect(box).to_have_value(f"{text}A last line.")
        assert_accessible(other)
        pictures(other, "keeping-paste")
        other.get_by_role("button", name="Continue").click()
        expect(other.get_by_role("button", name="Freeze the text")).to_be_visible()
        no_longer_offered(other, f"{address}/articles/new")
    person.context.close()
