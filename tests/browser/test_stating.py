"""What a source says becomes a statement by one press; nothing is saved until Save."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Person, assert_accessible, pictures

ARTICLE = """\
Brewer says that the mayor sold the well

Ada Horn, who brews beer, said on Monday that the mayor had sold the town well.

The well gives 40 litres a minute.
"""
WORDS = "I have sold nothing. The well is the town’s."


@pytest.fixture
def page(editor: Person) -> Page:
    """The claim about the well in a fresh fact-check."""
    editor.paste(ARTICLE)
    editor.freeze()
    editor.take_up("the mayor had sold")
    expect(editor.page.locator("body[aria-busy]")).to_have_count(0)
    return editor.page


def value(page: Page, name: str) -> str:
    """What stands in a field of the statement."""
    return page.locator(f"#statement [name={name}]").input_value()


def statement(page: Page) -> dict[str, str]:
    """What stands in the statement part of the form."""
    names = ("kind", "words", "statement_source", "dated_on", "precision")
    return {name: value(page, name) for name in names}


def test_the_words_of_a_citation_go_to_the_timeline_by_one_press(
    page: Page, editor: Person
) -> None:
    editor.fill_source(
        title="Letter to the town", stance="context", excerpt=WORDS, source_date="2024-05-02"
    )
    page.get_by_role("button", name="Save", exact=True).click()
    link = page.get_by_role("link", name="To the timeline: I have sold nothing.")
    link.focus()
    assert_accessible(page)
    pictures(page, "citation-to-timeline")
    page.keyboard.press("Enter")
    expect(page.locator("#statement [name=kind]")).to_be_focused()
    assert statement(page) | {"statement_source": ""} == {
        "kind": "",
        "words": WORDS,
        "statement_source": "",
        "dated_on": "2024-05-02",
        "precision": "day",
    }
    expect(page.locator("#statement [name=statement_source] option:checked")).to_have_text(
        "Letter to the town"
    )
    expect(page.locator(".timeline")).to_have_count(0)
    pictures(page, "statement-from-citation")
    page.locator("#statement [name=kind]").select_option("denied")
    page.locator("#statement [name=actor]").fill("The mayor")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".timeline")).to_contain_text("Denied by The mayor")


def test_a_source_that_is_being_entered_gives_its_words_by_one_press(
    page: Page, editor: Person
) -> None:
    editor.fill_source(title="Letter", excerpt=WORDS, source_date="2024-05-02")
    page.get_by_role("button", name="Its words to the timeline").press("Enter")
    expect(page.locator("#statement [name=kind]")).to_be_focused()
    assert statement(page) == {
        "kind": "",
        "words": WORDS,
        "statement_source": "new",
        "dated_on": "2024-05-02",
        "precision": "day",
    }
    assert_accessible(page)


def test_a_source_that_records_a_denial_is_told_in_one_go(page: Page, editor: Person) -> None:
    editor.fill_source(title="Letter", stance="denied", excerpt=WORDS)
    expect(page.locator("#statement [name=kind]")).to_have_value("denied")
    page.locator("#source [name=stance]").select_option("retracted")
    expect(page.locator("#statement [name=kind]")).to_have_value("retracted")
    page.locator("#source [name=stance]").select_option("supports")
    assert statement(page) == {
        "kind": "",
        "words": "",
        "statement_source": "",
        "dated_on": "",
        "precision": "day",
    }
    page.locator("#statement [name=words]").fill("Nothing is sold.")
    page.locator("#source [name=stance]").select_option("denied")
    expect(page.locator("#statement [name=kind]")).to_have_value("denied")
    # What somebody typed stays.
    expect(page.locator("#statement [name=words]")).to_have_value("Nothing is sold.")
    pictures(page, "source-records-denial")
    assert_accessible(page)
    page.locator("#statement [name=actor]").fill("The mayor")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".timeline")).to_contain_text("Denied by The mayor")
    expect(page.locator(".side.context")).to_contain_text("I have sold nothing.")
