"""Words that are selected: what a claim on them would say is shown before the button is pressed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.desk import Person, assert_accessible, pictures
from tests.browser.test_claims_in_the_text import TEXT, point

WOULD = "#chosen-words .would"


@pytest.fixture(scope="module")
def check(editor: Person) -> str:
    """The address of a fact-check of its own."""
    editor.paste(TEXT, Headline="Ferry stops")
    editor.freeze()
    return editor.page.url.partition("#")[0]


@pytest.fixture
def page(check: str, editor: Person) -> Page:
    """The article."""
    editor.page.goto(check)
    return editor.page


def highlighted(page: Page) -> str:
    """The words that are drawn as what the claim would have."""
    return page.evaluate("[...(CSS.highlights.get('would') ?? [])].map(String).join('|')")


def test_half_words_are_shown_whole_and_the_claim_has_just_them(page: Page, editor: Person) -> None:
    editor.select_words("rried 400 peop")
    expect(page.locator(WOULD)).to_have_text("carried 400 people inside claim 1")
    assert highlighted(page) == "carried 400 people"
    assert_accessible(page)
    pictures(page, "selected-words")
    page.keyboard.press("c")
    expect(editor.quote).to_have_text("carried 400 people")
    assert highlighted(page) == ""


def test_by_mouse_and_gone_with_the_selection(page: Page) -> None:
    first, last = point(page, "pier had", into=1), point(page, "cost 3", into=2)
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=5)
    page.mouse.up()
    expect(page.locator(WOULD)).to_contain_text("pier had cost")
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.locator(WOULD)).to_be_hidden()
    assert highlighted(page) == ""


@pytest.fixture
def caret(chromium: Browser, editor: Person) -> Iterator[Page]:
    """The same person in a browser that shows a caret in every page."""
    options = {"executable_path": CHROMIUM, "args": [*FLAGS, "--enable-caret-browsing"]}
    browser = chromium.browser_type.launch(**options)
    context = browser.new_context(
        storage_state=editor.context.storage_state(), viewport={"width": 1440, "height": 900}
    )
    yield context.new_page()
    browser.close()


def test_by_keyboard_in_caret_browsing(caret: Page, check: str) -> None:
    caret.goto(check)
    caret.mouse.click(*point(caret, "Ferry to Lund", into=1))
    for _ in range(6):
        caret.keyboard.press("Shift+ArrowRight")
    expect(caret.locator(WOULD)).to_contain_text("Ferry to")
    caret.keyboard.press("c")
    expect(caret.locator(".claim-head .quote")).to_have_text("Ferry to")


def test_by_touch_on_a_phone(chromium: Browser, editor: Person, check: str) -> None:
    context = chromium.new_context(
        storage_state=editor.context.storage_state(),
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    page = context.new_page()
    page.goto(check)
    # What a long press comes to: no tool of ours can press long on words.
    phone = Person(page, editor.site)
    phone.select_words("Mayor")
    expect(page.locator(WOULD)).to_contain_text("Mayor")
    page.get_by_role("button", name="New claim").tap()
    expect(phone.quote).to_have_text("Mayor")
    context.close()
