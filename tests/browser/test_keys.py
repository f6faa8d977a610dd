"""The workspace by keys: a decision in few presses, one table, and keys of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Person, assert_accessible, picture, pictures

#: A claim of the seed article is decided in at most so many presses when its source is at hand.
MOST_PRESSES = 6
SEED = Path(__file__).resolve().parents[3] / "shared" / "articles" / "seed-drone-claim.txt"


@pytest.fixture
def page(editor: Person) -> Iterator[Page]:
    """The demo article with the focus in the panel."""
    open_claim(editor, 1)
    yield editor.page
    editor.page.evaluate("localStorage.clear(); sessionStorage.clear()")


def open_claim(person: Person, number: int) -> None:
    page = person.page
    page.goto(f"{person.site.address}/checks/1")
    page.locator(f"mark a[data-n='{number}']").first.click()
    expect(page.locator("#claim-title")).to_contain_text(f"Claim {number} of")
    settled(page)
    page.locator("#panel").focus()


def settled(page: Page) -> None:
    expect(page.locator("body[aria-busy]")).to_have_count(0)


def press(page: Page, *keys: str) -> int:
    """Press keys one after the other; gives how many."""
    for key in keys:
        page.keyboard.press(key)
        settled(page)
    return len(keys)


def at(page: Page, number: int) -> None:
    expect(page.locator("#claim-title")).to_contain_text(f"Claim {number} of")
    settled(page)


def cite_minutes(editor: Person) -> None:
    """See that claim 1 cites the minutes."""
    page = editor.page
    if page.locator(".citations").count() == 0:
        editor.fill_source(
            title="Harbour minutes", stance="supports", excerpt="So it was resolved."
        )
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".citations")).to_contain_text("Harbour minutes")


def test_a_claim_is_decided_in_six_presses_when_its_source_is_at_hand(
    page: Page, editor: Person
) -> None:
    cite_minutes(editor)
    open_claim(editor, 2)

    presses = press(page, "s")
    expect(page.locator(".picks a").first).to_be_focused()
    assert_accessible(page)
    pictures(page, "sources-at-hand")
    presses += press(page, "Enter")
    expect(page.locator("#source [name=excerpt]")).to_have_value("So it was resolved.")
    expect(page.locator("#said")).to_contain_text("Nothing is saved yet")
    presses += press(page, "1")
    expect(page.get_by_role("radio", name="Supported")).to_be_checked()
    presses += press(page, "Enter")
    page.keyboard.type("The minutes say so.")  # Reasons are typed, by whatever means.
    presses += press(page, "Control+Enter")

    at(page, 3)
    assert presses <= MOST_PRESSES, presses
    press(page, "k")
    at(page, 2)
    expect(page.locator(".rationale")).to_contain_text("The minutes say so.")
    expect(page.locator(".citations")).to_contain_text("So it was resolved.")


def test_a_claim_of_the_seed_article_is_decided_in_six_presses(editor: Person) -> None:
    if not SEED.exists():
        pytest.skip("The seed article is not here: it is no part of the project")
    page = editor.page
    editor.paste(SEED.read_text(), Headline="Drone sale claim")
    editor.freeze()
    check = page.url.partition("#")[0]
    editor.take_up("there was no evidence")
    editor.fill_source(
        title="Pentagon briefing",
        source_kind="primary",
        source_date="2022-07-26",
        stance="supports",
        excerpt="We have seen no indications.",
        no_archive_reason="A recording",
    )
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".citations")).to_contain_text("Pentagon briefing")
    page.goto(check)
    editor.take_up("We’ve seen no indications")
    settled(page)
    title = page.locator("#claim-title").inner_text()
    page.locator("#panel").focus()

    presses = press(page, "s")
    expect(page.locator(".picks a").first).to_be_focused()
    presses += press(page, "Enter")
    expect(page.locator("#source [name=excerpt]")).to_have_value("We have seen no indications.")
    presses += press(page, "1", "Enter")
    page.keyboard.type("The briefing says so.")  # Reasons are typed, by whatever means.
    presses += press(page, "Control+Enter")

    expect(page.locator("#claim-title")).not_to_have_text(title)
    assert presses <= MOST_PRESSES, presses
    press(page, "k")
    expect(page.locator("#claim-title")).to_have_text(title)
    expect(page.locator(".rationale")).to_contain_text("The briefing says so.")


def test_keys_walk_the_claims_and_the_open_ones(page: Page) -> None:
    expect(page.locator("#said")).to_contain_text("Claim 1 of")
    press(page, "j")
    at(page, 2)
    expect(page.locator("#said")).to_contain_text("Claim 2 of")
    press(page, "k")
    at(page, 1)
    expect(page.locator("#said")).to_contain_text("undecided")
    decided = {
        int(chip)
        for chip in page.locator(".claims li", has_not_text="undecided")
        .locator(".num")
        .all_text_contents()
    }
    numbers = [int(n) for n in page.locator(".claims .num").all_text_contents()]
    still_open = [n for n in numbers if n not in decided]
    press(page, "J")
    at(page, next(n for n in still_open if n > 1))
    press(page, "K")
    at(page, 1)
    press(page, "K")
    at(page, still_open[-1])


def test_digits_choose_the_verdict_and_letters_typed_are_letters(page: Page) -> None:
    for digit, verdict in (("2", "Retracted"), ("3", "Denied"), ("0", "Unproven"), ("1", "Supp")):
        press(page, digit)
        expect(page.get_by_role("radio", name=verdict)).to_be_checked()
        expect(page.get_by_role("radio", name=verdict)).to_be_focused()
    press(page, "Enter")
    page.keyboard.type("jkJK 1230 shdc?")
    expect(page.get_by_label("Rationale")).to_have_value("jkJK 1230 shdc?")
    at(page, 1)


def test_the_ends_of_a_claim_move_by_keys(page: Page) -> None:
    quote = page.locator(".claim-head .quote")
    words = quote.inner_text()
    press(page, "[")
    expect(quote).not_to_have_text(words)
    shorter = quote.inner_text()
    assert words.startswith(shorter)
    press(page, "]")
    expect(quote).to_have_text(words)
    press(page, "}")
    expect(quote).not_to_have_text(words)
    assert words.endswith(quote.inner_text())
    press(page, "{")
    expect(quote).to_have_text(words)


def test_marks_are_hidden_and_stay_hidden(page: Page) -> None:
    press(page, "h")
    expect(page.get_by_role("button", name="Show marks")).to_be_visible()
    seen = "getComputedStyle(document.querySelector('#article-text mark')).backgroundColor"
    assert page.evaluate(seen) == "rgba(0, 0, 0, 0)"
    page.reload()
    expect(page.get_by_role("button", name="Show marks")).to_be_visible()
    assert_accessible(page)
    press(page, "h")
    expect(page.get_by_role("button", name="Hide marks")).to_be_visible()


def test_enter_and_escape_go_between_text_and_panel(page: Page) -> None:
    wording = page.get_by_label("Short wording for readers")
    wording.focus()
    press(page, "Escape")
    expect(page.locator("mark.current a").first).to_be_focused()
    press(page, "Enter")
    expect(wording).to_be_focused()


def test_selected_words_become_a_claim_by_c(page: Page, editor: Person) -> None:
    editor.select_words("harbour")
    expect(page.get_by_role("button", name="New claim")).to_be_visible()
    press(page, "c")
    expect(editor.quote).to_have_text("harbour")


def test_a_key_is_chosen_and_one_that_is_taken_is_refused_in_words(page: Page) -> None:
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keys")
    following = dialog.get_by_label("Key for: Next claim")
    following.fill("k")
    expect(dialog.get_by_role("status")).to_contain_text("“k” is taken: Previous claim")
    following.fill("7")
    expect(dialog.get_by_role("status")).to_contain_text("digits give verdicts")
    assert_accessible(page)
    pictures(page, "keys-refused")
    following.fill("t")
    expect(dialog.get_by_role("status")).to_contain_text("“t”: Next claim.")
    press(page, "Escape")
    expect(page.locator("[data-key=j] kbd").first).to_have_text("t")

    page.reload()
    page.locator("#panel").focus()
    press(page, "j")
    at(page, 1)
    press(page, "t")
    at(page, 2)
    press(page, "?")
    page.get_by_role("button", name="Set all keys back").click()
    expect(following).to_have_value("j")
    page.get_by_role("button", name="Close").click()
    press(page, "k")
    at(page, 1)
    press(page, "j")
    at(page, 2)


def test_switched_off_keys_do_nothing_but_saving_still_works(page: Page) -> None:
    press(page, "?")
    page.get_by_label("Single-letter keys are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator("#panel").focus()
    press(page, *"jJ13sh?")
    at(page, 1)
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_role("radio", name="No verdict yet")).to_be_checked()
    page.get_by_label("Short wording for readers").fill("The harbour was dredged")
    press(page, "Control+s")
    expect(page.locator("#panel .flash")).to_contain_text("Claim 1 is saved")
    at(page, 1)


def test_on_a_phone_the_claim_is_a_sheet_one_tap_away(page: Page, editor: Person) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{editor.site.address}/checks/1")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#article-text")).to_be_visible()
    page.get_by_role("link", name="undecided").last.click()
    expect(page.locator("#claim-title")).to_be_visible()
    assert_accessible(page)
    picture(page, "sheet")
    page.get_by_role("link", name="Back to the text").click()
    expect(page.locator("#panel")).to_be_hidden()
    assert_accessible(page)
    picture(page, "sheet-closed")
    page.locator("mark a[data-n='3']").first.click()
    at(page, 3)
    expect(page.locator("#claim-title")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_source_at_hand_is_a_link_without_script(
    page: Page, chromium: Browser, editor: Person
) -> None:
    cite_minutes(editor)
    context = chromium.new_context(
        java_script_enabled=False, storage_state=editor.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)
    plain.locator("mark a[data-n='9']").first.click()
    plain.locator(".picks a").first.click()
    expect(plain.locator("#source [name=excerpt]")).not_to_have_value("")
    expect(plain.locator("#source [name=known_source]")).not_to_have_value("")
    context.close()
