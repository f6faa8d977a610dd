"""Proposals are answered by one key each; the keys can be listed and switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Person, assert_accessible, pictures

ARTICLE = """\
Baker takes back flour claim

Olga Reiss, who runs the mill, said on Monday that the bakers’ guild had hoarded 900 sacks of flour.

The guild denied the allegation. Its treasurer, Piet Blum, said there was no evidence of hoarded \
flour at the bakers’ guild. On Friday Reiss withdrew the claim.
"""
HOARDED = "the bakers’ guild had hoarded 900"


@pytest.fixture
def page(editor: Person) -> Iterator[Page]:
    """The claim about the flour in a fresh fact-check, with its proposals."""
    editor.paste(ARTICLE)
    editor.freeze()
    editor.take_up(HOARDED)
    expect(editor.page.locator("body[aria-busy]")).to_have_count(0)
    yield editor.page
    editor.page.evaluate("localStorage.clear()")


def proposals(page: Page) -> Locator:
    return page.locator(".proposal")


def timeline(page: Page) -> Locator:
    return page.locator(".timeline li")


def test_a_claim_is_told_by_four_keys(page: Page) -> None:
    expect(proposals(page)).to_have_count(4)
    assert_accessible(page)
    pictures(page, "proposals")
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url) if r.method == "POST" else None)

    page.locator("#panel").focus()
    for number, words in enumerate(
        ["Asserted by Olga Reiss", "Denied by guild", "Denied in part by Piet Blum"], start=1
    ):
        page.keyboard.press("y")
        expect(timeline(page)).to_have_count(number)
        expect(page.locator(".timeline")).to_contain_text(words)
        expect(proposals(page)).to_have_count(4 - number)
        expect(proposals(page).first).to_be_focused()
        expect(page.locator("#said")).to_contain_text("Recorded:")
    page.keyboard.press("y")
    expect(proposals(page)).to_have_count(0)
    expect(page.locator("#timeline")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("No verdict can rest on it before.")
    assert len(requests) == 4
    assert_accessible(page)


def test_a_key_answers_the_proposal_that_has_the_focus(page: Page) -> None:
    third = proposals(page).nth(2)
    third.focus()
    page.keyboard.press("n")
    expect(proposals(page)).to_have_count(3)
    expect(proposals(page).filter(has_text="no evidence of hoarded")).to_have_count(0)
    expect(proposals(page).nth(2)).to_be_focused()

    page.keyboard.press("e")
    expect(page.locator("#statement [name=kind]")).to_have_value("retracted")
    expect(page.locator("#statement [name=words]")).to_have_value("Reiss withdrew the claim")
    expect(page.locator("#statement [name=kind]")).to_be_focused()


def test_letters_typed_into_a_field_are_only_letters(page: Page) -> None:
    page.get_by_label("Short wording for readers").press_sequentially("yen?")
    expect(page.get_by_label("Short wording for readers")).to_have_value("yen?")
    page.get_by_label("Rationale").press_sequentially("yny")
    page.locator("#panel").focus()
    for keys in ("Control+y", "Alt+n", "Meta+e"):
        page.keyboard.press(keys)
    expect(page.locator("dialog")).to_have_count(0)
    expect(proposals(page)).to_have_count(4)
    expect(timeline(page)).to_have_count(0)


def test_a_key_pressed_twice_answers_once(page: Page) -> None:
    page.locator("#panel").focus()
    page.evaluate(
        """() => { for (let n = 0; n < 3; n += 1) document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: "y", bubbles: true })); }"""
    )
    expect(timeline(page)).to_have_count(1)
    expect(proposals(page)).to_have_count(3)
    expect(page.locator(".problems")).to_have_count(0)


def test_the_keys_can_be_listed_and_switched_off(page: Page) -> None:
    page.locator("#panel").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Confirm the proposal")
    assert_accessible(page)
    pictures(page, "keys")
    page.get_by_label("Single-letter keys are on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("kbd.key").first).to_be_hidden()

    page.reload()
    page.locator("#panel").focus()
    for key in "yn?":
        page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(proposals(page)).to_have_count(4)

    page.get_by_role("button", name="Keys", exact=True).click()
    page.get_by_label("Single-letter keys are on").check()
    page.get_by_role("button", name="Close").click()
    page.locator("#panel").focus()
    page.keyboard.press("y")
    expect(proposals(page)).to_have_count(3)


def test_the_place_of_a_proposal_is_shown_in_the_article(page: Page) -> None:
    before = page.locator("#article-text").inner_html()
    proposals(page).nth(1).get_by_role("link", name="Show it in the article").click()
    marked = page.evaluate("[...CSS.highlights.get('place')].map(String).join()")
    assert marked == "The guild denied the allegation"
    assert page.locator("#article-text").inner_html() == before
