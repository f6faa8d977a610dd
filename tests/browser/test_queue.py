"""An editor hands out work, and a reviewer gives one claim back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app.database import Database
from tests.browser.conftest import migrated, serving
from tests.browser.desk import Site, assert_accessible, pictures
from tests.browser.test_front import logged_in
from tests.factories import Newsroom


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A newsroom with one article in work."""
    folder = tmp_path_factory.mktemp("queue")
    environ = migrated(folder)
    newsroom = Newsroom(Database.at(environ["DATABASE_URL"]))
    newsroom.pasted()
    newsroom.database.engine.dispose()
    with serving(folder, environ) as address:
        yield Site(address, {})


def test_three_claims_are_assigned_at_once_and_one_comes_back(
    chromium: Browser, site: Site
) -> None:
    editor = logged_in(chromium, site, "editor")
    editor.get_by_role("link", name="Open queue").click()
    assert_accessible(editor)
    boxes = editor.locator("input[name=claim]")
    for n in range(3):
        boxes.nth(n).check()
    editor.get_by_label("Reviewer").select_option("Reviewer Person")
    editor.get_by_role("button", name="Assign").click()
    expect(editor.get_by_role("status").first).to_have_text("3 claims done.")
    reviewer = logged_in(chromium, site, "reviewer")
    assert_accessible(reviewer)
    pictures(reviewer, "desk-queue")
    reviewer.get_by_role("link", name="My work").click()
    mine = reviewer.locator("input[name=claim]")
    expect(mine).to_have_count(3)
    mine.first.check()
    reviewer.get_by_role("button", name="Hand back").click()
    expect(reviewer.get_by_role("status").first).to_have_text("1 claim done.")
    expect(mine).to_have_count(2)
    editor.goto(f"{site.address}/queue?list=all")
    pictures(editor, "queue")
    assert_accessible(editor)
    editor.goto(f"{site.address}/checks/1/deadline")
    assert_accessible(editor)
