"""Shaping claims with mouse and keys: inside one another, by letters, split at the caret."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Person, assert_accessible, pictures

TEXT = """\
Ferry to Lund island stops for the winter

The harbour office said that the ferry to Lund carried 400 people in March and 900 in April. \
Mayor Ann Lee said that the pier had cost 3 million crowns.
"""
WHOLE = "the ferry to Lund carried 400 people in March and 900 in April"


@pytest.fixture(scope="module")
def check(editor: Person) -> str:
    """The address of a fact-check of its own."""
    editor.paste(TEXT, Headline="Ferry stops")
    editor.freeze()
    return editor.page.url.partition("#")[0]


@pytest.fixture
def page(check: str, editor: Person) -> Page:
    """The article, with the claim about the ferry taken up."""
    editor.page.goto(check)
    editor.page.locator(".list summary").click()
    return editor.page


def settled(page: Page) -> None:
    expect(page.locator("body[aria-busy]")).to_have_count(0)


def point(page: Page, words: str, *, into: int = 1) -> tuple[float, float]:
    """Where some words of the article are on the screen: behind so many of their letters."""
    found = page.evaluate(
        """([words, into]) => {
            const walker = document.createTreeWalker(
                document.getElementById("article-text"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at + into);
                range.setEnd(walker.currentNode, at + into + 1);
                range.startContainer.parentElement.scrollIntoView({block: "center"});
                const box = range.getBoundingClientRect();
                return [box.left + 1, box.top + box.height / 2];
            }
        }""",
        [words, into],
    )
    assert found, f"“{words}” is in no single run of the article"
    return found[0], found[1]


def claims(page: Page) -> list[str]:
    return page.locator(".list .claims li > a").all_inner_texts()


def test_words_inside_a_claim_are_selected_with_the_mouse_and_become_a_claim(
    page: Page, editor: Person
) -> None:
    point(page, "carried 400")  # The article scrolls, and then stays.
    first, last = point(page, "carried 400", into=0), point(page, "people in", into=5)
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=5)
    page.mouse.up()
    expect(page.get_by_role("button", name="New claim")).to_be_visible()
    page.get_by_role("button", name="New claim").click()
    expect(editor.quote).to_have_text("carried 400 people")
    expect(page.locator(".claim-head")).to_contain_text("Inside claim")
    expect(page.locator("#said")).to_contain_text("inside claim")
    page.locator(".list summary").click()
    expect(page.locator(".list .inner")).to_contain_text("carried 400 people")
    assert_accessible(page)
    pictures(page, "nested")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_bar_is_in_view_wherever_words_are_selected(editor: Person, width: int) -> None:
    page = editor.page
    lines = [f"The mayor said that {n},000 cars had crossed bridge {n}." for n in range(2, 60)]
    editor.paste("\n\n".join(lines), Headline="Bridges")
    editor.freeze()
    page.set_viewport_size({"width": width, "height": 844})
    editor.select_words("3,000 cars had crossed")
    expect(page.get_by_role("button", name="New claim")).to_be_in_viewport()
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_click_where_claims_overlap_goes_through_all_of_them(editor: Person) -> None:
    # An article of its own: the claims are counted from the first click on.
    editor.paste(TEXT, Headline="Ferry stops, claim in claim")
    editor.freeze()
    page = editor.page
    for words in ("carried 400 people", "400 people"):
        editor.select_words(words)
        expect(page.get_by_role("button", name="New claim")).to_be_visible()
        page.keyboard.press("c")
        expect(editor.quote).to_have_text(words)
        settled(page)
    seen = []
    for _ in range(4):
        page.mouse.click(*point(page, "400 people", into=2))
        settled(page)
        seen.append(editor.quote.inner_text())
    assert seen == ["carried 400 people", WHOLE, "400 people", "carried 400 people"]
    # Beside the inner claims there is only the outer one.
    page.mouse.click(*point(page, "in March", into=1))
    settled(page)
    expect(editor.quote).to_have_text(WHOLE)
    expect(page.locator(".claim-head")).to_contain_text("Holds claim")


def test_an_end_moves_by_a_letter_with_alt(page: Page, editor: Person) -> None:
    page.mouse.click(*point(page, "cost 3 million", into=1))
    expect(editor.quote).to_contain_text("cost 3 million")
    settled(page)
    words = editor.quote.inner_text()
    page.locator("#panel").focus()
    page.keyboard.press("Alt+[")
    expect(editor.quote).to_have_text(words[:-1])
    settled(page)
    page.keyboard.press("Alt+]")
    expect(editor.quote).to_have_text(words)
    settled(page)
    page.keyboard.press("Alt+}")
    expect(editor.quote).to_have_text(words[1:])
    settled(page)
    page.keyboard.press("Alt+{")
    expect(editor.quote).to_have_text(words)


def test_x_splits_at_the_caret_and_else_offers_the_places(page: Page, editor: Person) -> None:
    page.mouse.click(*point(page, "cost 3 million", into=1))
    expect(editor.quote).to_contain_text("cost 3 million")
    settled(page)
    before = len(claims(page))
    page.keyboard.press("x")
    expect(page.get_by_label("Split before the words")).to_be_focused()
    page.mouse.click(*point(page, "cost 3 million", into=1))
    expect(page.get_by_role("button", name="Split claim")).to_contain_text("cost 3 million crowns")
    assert_accessible(page)
    pictures(page, "split")
    page.mouse.click(*point(page, "cost 3 million", into=1))
    page.keyboard.press("x")
    expect(editor.quote).not_to_contain_text("cost")
    expect(page.locator(".list .claims li")).to_have_count(before + 1)
    expect(page.locator(".list .claims")).to_contain_text("cost 3 million crowns")


@pytest.fixture
def plain(chromium: Browser, editor: Person) -> Iterator[Person]:
    """The same person in a browser that runs no scripts, with an article of their own."""
    editor.paste(TEXT, Headline="Ferry stops again")
    editor.freeze()
    context = chromium.new_context(
        java_script_enabled=False,
        storage_state=editor.context.storage_state(),
        viewport={"width": 1440, "height": 900},
    )
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.goto(editor.page.url.partition("#")[0])
    page.locator("mark a", has_text="the pier").first.click()
    yield Person(page, editor.site)
    context.close()


def press(person: Person, button: str) -> None:
    """Open the tool, which each new page has closed, and press a button in it."""
    person.page.locator("#split > summary").click()
    person.page.locator("#split").get_by_role("button", name=button).click()


def test_without_script_ends_are_moved_by_word_and_by_letter(plain: Person) -> None:
    words = plain.quote.inner_text()
    assert words.startswith("the pier had cost 3 million")
    press(plain, "Start a word later")
    expect(plain.quote).to_have_text(words.removeprefix("the "))
    press(plain, "End a word earlier")
    shorter = words.removeprefix("the ").rpartition(" ")[0]
    expect(plain.quote).to_have_text(shorter)
    press(plain, "End a letter earlier")
    expect(plain.quote).to_have_text(shorter[:-1])
    press(plain, "Start a letter later")
    expect(plain.quote).to_have_text(shorter[1:-1])
    # What the article shows is what the panel says.
    expect(plain.page.locator("mark.current")).to_have_text(shorter[1:-1])
    plain.page.locator("#split > summary").click()
    pictures(plain.page, "moved-without-script")


def test_without_script_a_claim_is_split_at_a_place_of_the_list(plain: Person) -> None:
    page = plain.page
    words, before = plain.quote.inner_text(), len(claims(page))
    page.locator("#split > summary").click()
    page.get_by_label("Split before the words").select_option(label="cost 3 million crowns")
    page.locator("#split").get_by_role("button", name="Split", exact=True).click()
    first = words.partition(" cost")[0]
    expect(plain.quote).to_have_text(first)
    expect(page.locator("mark.current")).to_have_text(first)
    assert len(claims(page)) == before + 1
    page.get_by_role("link", name="Next", exact=True).click()
    expect(plain.quote).to_have_text(words.removeprefix(first).strip())
