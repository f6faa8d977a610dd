"""Two people talk about a claim and a passage, and are told of it, in Chromium."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Person, Site, assert_accessible, pictures
from tests.browser.test_front import logged_in


def test_a_claim_is_talked_about_until_it_is_settled(chromium: Browser, one_article: Site) -> None:
    reviewer = logged_in(chromium, one_article, "reviewer")
    reviewer.goto(f"{one_article.address}/checks/1")
    reviewer.locator("#panel").focus()
    reviewer.keyboard.press("m")
    expect(reviewer.locator("#comment-words")).to_be_focused()
    reviewer.keyboard.type("@editor, do we have the letter itself?")
    reviewer.locator("#comment").get_by_role("button", name="Comment").click()
    thread = reviewer.locator(".thread")
    expect(thread).to_contain_text("do we have the letter itself?")
    assert_accessible(reviewer)
    pictures(reviewer, "comment-at-claim")

    editor = logged_in(chromium, one_article, "editor")
    editor.get_by_role("link", name="Notifications (1)").click()
    assert_accessible(editor)
    pictures(editor, "notifications")
    editor.get_by_role("link", name="Choose what you are told").click()
    editor.get_by_label("E-mail address").fill("edith@example.org")
    editor.get_by_label("Write to me").select_option("daily")
    assert_accessible(editor)
    pictures(editor, "choices")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status").first).to_have_text("Saved.")
    editor.get_by_role("link", name="Notifications (1)").click()
    editor.get_by_role("link", name="Reviewer Person mentioned you").click()
    answering(editor, "It comes by courier on Tuesday.")
    expect(editor.locator(".answer")).to_contain_text("It comes by courier on Tuesday.")
    editor.get_by_role("link", name="Notifications (1)").click()
    editor.get_by_role("button", name="Mark all read").click()
    expect(editor.get_by_role("link", name="Notifications", exact=True)).to_be_visible()

    reviewer.reload()
    expect(reviewer.get_by_role("link", name="Notifications (1)")).to_be_visible()
    reviewer.locator(".thread").get_by_role("link", name="Reword").click()
    reviewer.get_by_label("Your comment").fill("@editor, do we have the letter, signed?")
    reviewer.get_by_role("button", name="Save").click()
    expect(thread).to_contain_text("signed?")
    reviewer.locator(".thread").get_by_role("link", name="reworded").click()
    expect(reviewer.get_by_text("do we have the letter itself?")).to_be_visible()
    assert_accessible(reviewer)
    pictures(reviewer, "comment-history")
    reviewer.get_by_role("button", name="Resolve").click()
    expect(thread).to_contain_text("resolved by Reviewer Person")


def test_selected_words_are_commented_on_by_key(chromium: Browser, one_article: Site) -> None:
    editor = Person(logged_in(chromium, one_article, "editor"), one_article)
    page = editor.page
    page.goto(f"{one_article.address}/checks/1")
    editor.select_words("fishing club")
    expect(page.get_by_role("button", name="New claim")).to_be_visible()
    page.keyboard.press("m")
    place = page.get_by_label("About the passage")
    expect(place.locator("option:checked")).to_have_text("fishing club")
    page.get_by_label("Your comment").fill("Which of the two clubs?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".thread blockquote")).to_have_text("fishing club")
    expect(page.get_by_label("Your comment")).to_have_value("")
    assert_accessible(page)
    pictures(page, "comments")


def answering(page: Page, words: str) -> None:
    page.locator(".thread summary", has_text="Answer").click()
    page.get_by_label("Your answer").fill(words)
    page.get_by_role("button", name="Answer").click()
