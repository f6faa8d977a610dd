"""Taking an article in: the clipboard's HTML, a file chosen or dropped, a whole page, limits."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Person, assert_accessible, pictures
from tests.text.test_boilerplate import ABOVE, ARTICLE, BELOW
from tests.word import paragraph, word_file

MARKUP = "<h1>Ferry stops</h1><p>The ferry will stop on <b>Sunday</b>.</p><p>Nobody pays.</p>"
PLAIN = "Ferry stops\nThe ferry will stop on Sunday.\nNobody pays."


def open_box(editor: Person) -> Page:
    """The paste page, empty."""
    page = editor.page
    page.goto(f"{editor.site.address}/articles/new")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    return page


def paste_from_clipboard(page: Page, *, html: str, text: str) -> None:
    """Put both forms on the clipboard and press the keys."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """([html, text]) => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}),
            "text/plain": new Blob([text], {type: "text/plain"}),
        })])""",
        [html, text],
    )
    page.get_by_label("The article's text").press("Control+V")


def lines(page: Page) -> list[str]:
    """The lines of the draft that are not struck through."""
    kept = page.locator(".lines li:not(:has(:checked)) span")
    return [words.strip() for words in kept.all_text_contents()]


def test_formatted_text_keeps_its_paragraphs(editor: Person) -> None:
    page = open_box(editor)
    paste_from_clipboard(page, html=MARKUP, text=PLAIN.replace("\n", " "))
    expect(page.get_by_label("The article's text")).not_to_be_empty()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Headline")).to_have_value("Ferry stops")
    assert lines(page) == PLAIN.split("\n")


def test_what_was_changed_in_the_box_goes_before_the_clipboard(editor: Person) -> None:
    page = open_box(editor)
    paste_from_clipboard(page, html=MARKUP, text=PLAIN)
    page.get_by_label("The article's text").press("End")
    page.keyboard.type(" Yet.")
    page.get_by_role("button", name="Continue").click()
    assert lines(page) == [*PLAIN.split("\n")[:2], "Nobody pays. Yet."]


def test_a_second_paste_leaves_the_first(editor: Person) -> None:
    page = open_box(editor)
    paste_from_clipboard(page, html="<p>First.</p>", text="First.\n")
    paste_from_clipboard(page, html="<p>Second.</p>", text="Second.")
    page.get_by_role("button", name="Continue").click()
    assert lines(page) == ["First.", "Second."]


def test_a_word_file_is_chosen(editor: Person, tmp_path: Path) -> None:
    path = tmp_path / "ferry.docx"
    path.write_bytes(word_file(*map(paragraph, PLAIN.split("\n"))))
    page = open_box(editor)
    assert_accessible(page)
    pictures(page, "paste")
    page.get_by_label("Or choose a file").set_input_files(path)
    expect(page.get_by_role("status")).to_have_text("ferry.docx is chosen. Continue to take it in.")
    assert_accessible(page)
    pictures(page, "paste-file")
    page.get_by_role("button", name="Continue").click()
    assert lines(page) == PLAIN.split("\n")


def test_a_file_is_dropped_on_the_box(editor: Person) -> None:
    page = open_box(editor)
    page.evaluate(
        """(words) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([words], "ferry.txt", {type: "text/plain"}));
            const box = document.getElementById("text");
            for (const kind of ["dragover", "drop"]) {
                box.dispatchEvent(new DragEvent(
                    kind, {dataTransfer: dropped, bubbles: true, cancelable: true}));
            }
        }""",
        PLAIN,
    )
    expect(page.get_by_role("status")).to_contain_text("ferry.txt is chosen")
    page.get_by_role("button", name="Continue").click()
    assert lines(page) == PLAIN.split("\n")


def test_of_a_whole_page_menu_and_footer_are_folded_and_open_with_a_click(editor: Person) -> None:
    page = open_box(editor)
    page.get_by_label("The article's text").fill("\n".join((ABOVE, ARTICLE, BELOW)))
    page.get_by_role("button", name="Continue").click()
    assert lines(page) == ARTICLE.split("\n")
    expect(page.get_by_label("Headline")).to_have_value("Ferry to Lund island stops for the winter")
    assert_accessible(page)
    pictures(page, "draft-whole-page")
    menu = page.locator("details.folded").first
    expect(menu.locator("summary")).to_contain_text("12 lines that look like page clutter")
    menu.locator("summary").click()
    menu.locator("label", has_text="Herring prices").click()
    assert lines(page)[0].startswith("Herring prices")
    assert_accessible(page)
    pictures(page, "draft-unfolded")
    page.get_by_role("button", name="Freeze the text").click()
    expect(page.locator("#article-text")).to_contain_text("Herring prices climb again")
    assert "Sign in" not in editor.article_text()


@pytest.mark.parametrize("name", ["picture.png", "old.doc"])
def test_what_is_no_text_is_refused_and_the_page_stays(
    name: str, editor: Person, tmp_path: Path
) -> None:
    begin = {"picture.png": b"\x89PNG\r\n\x1a\n\x00", "old.doc": b"\xd0\xcf\x11\xe0"}[name]
    path = tmp_path / name
    path.write_bytes(begin + b"\x00" * 100)
    page = open_box(editor)
    page.get_by_label("Or choose a file").set_input_files(path)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text(".docx")
    assert_accessible(page)
    pictures(page, f"paste-refused-{path.suffix[1:]}")


def test_limits_are_told_before_anything_is_sent_and_the_text_stays(
    editor: Person, tmp_path: Path
) -> None:
    page = open_box(editor)
    box = page.get_by_label("The article's text")
    box.fill("A text.")
    path = tmp_path / "ferry.txt"
    path.write_text(PLAIN)
    page.get_by_label("Or choose a file").set_input_files(path)
    expect(page.get_by_role("status")).to_contain_text("There is text in the box as well")
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{editor.site.address}/articles/new")
    expect(box).to_have_value("A text.")
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * 21_000_000)
    page.get_by_label("Or choose a file").set_input_files(large)
    expect(page.get_by_role("status")).to_contain_text("large.txt has 21 MB; 20 MB is the most")
    page.get_by_label("Or choose a file").set_input_files([])
    expect(page.get_by_role("status")).to_be_hidden()
    page.get_by_role("button", name="Continue").click()
    assert lines(page) == ["A text."]


def test_without_script_a_file_and_a_text_are_taken(editor: Person, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(f"<!doctype html>{MARKUP}")
    state = editor.context.storage_state()
    browser = editor.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(f"{editor.site.address}/articles/new")
    page.get_by_label("Or choose a file").set_input_files(path)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Headline")).to_have_value("Ferry stops")
    plain.close()
