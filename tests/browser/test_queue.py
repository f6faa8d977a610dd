"""An editor hands out work, and a reviewer gives one claim back."""

from playwright.sync_api import Browser, expect

from tests.browser.desk import Site, assert_accessible, pictures
from tests.browser.test_front import logged_in


def test_three_claims_are_assigned_at_once_and_one_comes_back(
    chromium: Browser, one_article: Site
) -> None:
    editor = logged_in(chromium, one_article, "editor")
    editor.get_by_role("link", name="Open queue").click()
    assert_accessible(editor)
    boxes = editor.locator("input[name=claim]")
    for n in range(3):
        boxes.nth(n).check()
    editor.get_by_label("Reviewer").select_option("Reviewer Person")
    editor.get_by_role("button", name="Assign").click()
    expect(editor.get_by_role("status").first).to_have_text("3 claims done.")
    reviewer = logged_in(chromium, one_article, "reviewer")
    assert_accessible(reviewer)
    pictures(reviewer, "desk-queue")
    reviewer.get_by_role("link", name="My work").click()
    mine = reviewer.locator("input[name=claim]")
    expect(mine).to_have_count(3)
    mine.first.check()
    reviewer.get_by_role("button", name="Hand back").click()
    expect(reviewer.get_by_role("status").first).to_have_text("1 claim done.")
    expect(mine).to_have_count(2)
    editor.goto(f"{one_article.address}/queue?list=all")
    pictures(editor, "queue")
    assert_accessible(editor)
    editor.goto(f"{one_article.address}/checks/1/deadline")
    assert_accessible(editor)
