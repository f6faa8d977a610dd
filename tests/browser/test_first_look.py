"""The first look beside the paste box: at what is typed, pasted or chosen; lines kept there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.desk import Person, assert_accessible, pictures
from tests.browser.test_intake import lines, open_box, paste_from_clipboard
from tests.word import paragraph, word_file

ARTICLE = (
    "Ferry to Lund stops\n\n"
    "The ferry carried 4,200 people in 2019, Anna Berg said.\n\n"
    "Share this story\n\n"
    "It lost 12 percent of its passengers in 2021, the office said."
)
SEED = Path(__file__).resolve().parents[3] / "shared" / "articles" / "seed-drone-claim.txt"


@pytest.fixture
def page(editor: Person) -> Page:
    """The paste page, empty."""
    return open_box(editor)


@pytest.fixture
def asked(page: Page) -> Iterator[list[Request]]:
    """The requests for a first look, as they are made."""
    made: list[Request] = []

    def note(request: Request) -> None:
        if request.url.endswith("/articles/look"):
            made.append(request)

    page.on("request", note)
    yield made
    page.remove_listener("request", note)


def test_claims_are_shown_while_the_text_is_in_the_box(page: Page, asked: list[Request]) -> None:
    box, says = page.get_by_label("The article's text"), page.locator(".says")
    expect(page.get_by_role("heading", name="What Stet finds")).to_be_hidden()
    box.fill(ARTICLE)
    expect(says).to_have_text("2 claims in 26 words. 1 line looks like page clutter.")
    expect(page.locator(".found mark")).to_have_count(2)
    expect(page.locator(".found s")).to_have_text("Share this story")
    assert_accessible(page)
    pictures(page, "first-look")
    assert len(asked) == 1
    box.fill("")
    expect(says).to_be_hidden()
    assert len(asked) == 1


def test_nothing_is_asked_where_nothing_changed(page: Page, asked: list[Request]) -> None:
    box, says = page.get_by_label("The article's text"), page.locator(".says")
    box.fill(ARTICLE)
    expect(says).to_contain_text("2 claims")
    box.press("End")
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    box.press("Control+End")
    # The next answer shows that whatever was asked before it has been asked.
    page.keyboard.type(" It sank in 2022.")
    expect(says).to_contain_text("in 30 words")
    assert len(asked) == 2


def test_a_line_is_kept_and_dropped_again_and_the_choice_is_carried_over(page: Page) -> None:
    page.get_by_label("The article's text").fill(ARTICLE)
    keep = page.get_by_role("checkbox", name="Share this story")
    keep.press("Space")
    expect(page.locator(".says")).to_have_text("2 claims in 29 words.")
    expect(page.locator(".found p", has_text="Share this story").first).to_be_visible()
    expect(keep).to_be_focused()
    assert_accessible(page)
    keep.press("Space")
    expect(page.locator(".says")).to_contain_text("1 line looks like page clutter")
    keep.press("Space")
    expect(keep).to_be_checked()
    expect(page.locator(".found s")).to_have_count(0)
    page.get_by_label("The article's text").press("End")
    page.keyboard.type(" Yes.")
    expect(page.locator(".says")).to_contain_text("30 words")
    expect(keep).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Before the text is frozen")).to_be_visible()
    assert "Share this story" in lines(page)


def test_a_line_that_is_kept_is_still_kept_after_a_reload(page: Page) -> None:
    page.get_by_label("The article's text").fill(ARTICLE)
    keep = page.get_by_role("checkbox", name="Share this story")
    keep.press("Space")
    expect(page.locator(".says")).to_have_text("2 claims in 29 words.")
    page.reload()
    expect(page.locator(".says")).to_have_text("2 claims in 29 words.")
    expect(keep).to_be_checked()
    assert_accessible(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Before the text is frozen")).to_be_visible()
    assert "Share this story" in lines(page)


def test_what_was_kept_of_one_article_is_not_kept_of_the_next(page: Page) -> None:
    box, says = page.get_by_label("The article's text"), page.locator(".says")
    box.fill(ARTICLE)
    page.get_by_role("checkbox", name="Share this story").press("Space")
    expect(says).to_have_text("2 claims in 29 words.")
    box.fill("")
    expect(says).to_be_hidden()
    box.fill(ARTICLE)
    expect(says).to_contain_text("1 line looks like page clutter")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Before the text is frozen")).to_be_visible()
    assert "Share this story" not in lines(page)


def test_formatted_paste_and_a_file_are_looked_at(page: Page, tmp_path: Path) -> None:
    paste_from_clipboard(
        page, html="<h1>Ferry stops</h1><p>It lost 12 percent in 2021.</p>", text="Ferry stops It"
    )
    expect(page.locator(".particulars")).to_contain_text("Ferry stops")
    expect(page.locator(".found .t")).to_have_count(2)
    path = tmp_path / "ferry.docx"
    path.write_bytes(word_file(*map(paragraph, ARTICLE.split("\n\n"))))
    page.get_by_label("The article's text").fill("")
    page.get_by_label("Or choose a file").set_input_files(path)
    expect(page.locator(".says")).to_contain_text("2 claims in 26 words")


def test_what_is_no_article_is_refused_beside_the_box(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00" + b"\x00" * 100)
    page.get_by_label("Or choose a file").set_input_files(path)
    expect(page.locator(".says")).to_contain_text(".docx")
    assert_accessible(page)


def test_a_long_text_is_not_sent_and_the_page_says_so(page: Page, asked: list[Request]) -> None:
    box = page.get_by_label("The article's text")
    box.fill("It rained. " * 20_000)
    expect(page.get_by_role("status")).to_contain_text("too long to be looked through")
    box.fill(ARTICLE)
    expect(page.locator(".says")).to_contain_text("2 claims")
    assert len(asked) == 1


def test_the_seed_article_in_the_box_has_the_claims_of_the_workspace(editor: Person) -> None:
    if not SEED.exists():
        pytest.skip("The seed article is not here: it is no part of the project")
    page = open_box(editor)
    page.get_by_label("The article's text").fill(SEED.read_text())
    expect(page.locator(".says")).to_contain_text("claims in")
    shown = page.locator(".found mark[id]").count()
    pictures(page, "first-look-seed")
    page.get_by_role("button", name="Continue").click()
    editor.freeze()
    assert page.locator("#article-text mark[id]").count() == shown > 0


def test_on_the_next_page_the_count_follows_each_line(editor: Person) -> None:
    page = open_box(editor)
    page.get_by_label("The article's text").fill(ARTICLE)
    page.get_by_role("button", name="Continue").click()
    says = page.locator(".counted .says")
    expect(says).to_have_text("2 claims in 26 words")
    expect(page.get_by_role("button", name="Count again")).to_have_count(0)
    line = page.get_by_role("checkbox", name="The ferry carried")
    line.press("Space")
    expect(says).to_have_text("1 claim in 16 words")
    expect(line).to_be_focused()
    assert_accessible(page)
    pictures(page, "draft-counted")
    page.reload()
    expect(line).to_be_checked()
    expect(says).to_have_text("1 claim in 16 words")
    line.press("Space")
    expect(says).to_have_text("2 claims in 26 words")
    line.press("Space")
    expect(says).to_have_text("1 claim in 16 words")
    page.get_by_role("button", name="Freeze the text").click()
    expect(page.locator("#article-text mark[id]")).to_have_count(1)


def test_without_script_a_button_counts_and_nothing_is_frozen(
    chromium: Browser, editor: Person
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, storage_state=editor.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"{editor.site.address}/articles/new")
    page.get_by_label("The article's text").fill(ARTICLE)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".counted")).to_contain_text("As the lines were when this page was drawn")
    page.get_by_role("checkbox", name="The ferry carried").check()
    page.get_by_label("Outlet").fill("The Post")
    page.get_by_role("button", name="Count again").click()
    expect(page.locator(".counted .says")).to_have_text("1 claim in 16 words")
    expect(page.get_by_role("checkbox", name="The ferry carried")).to_be_checked()
    expect(page.get_by_label("Outlet")).to_have_value("The Post")
    pictures(page, "draft-without-script")
    page.get_by_role("button", name="Freeze the text").click()
    expect(page.locator("#article-text mark[id]")).to_have_count(1)
    context.close()
