"""An article is pasted again: compared, frozen, its lost claims placed, its rewrites told."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Person, assert_accessible, pictures
from tests.conftest import SHARED
from tests.factories import ARTICLE, REVISED

SEED = SHARED / "articles" / "seed-drone-claim.txt"


def paste_again(editor: Person, text: str) -> None:
    """From the workspace to the comparison with what the article says now."""
    page = editor.page
    page.get_by_role("link", name="New revision").click()
    expect(page.get_by_role("heading", name="A new revision")).to_be_visible()
    page.get_by_label("The article's text").fill(text)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="before it is frozen")).to_be_visible()


def freeze(editor: Person) -> None:
    """Freeze what was compared; the workspace opens."""
    editor.page.get_by_role("button", name="Freeze as revision 2").click()
    expect(editor.page.locator("#panel .flash")).to_contain_text("Revision 2 is frozen.")


def test_from_the_paste_to_the_last_lost_claim(editor: Person) -> None:
    page = editor.page
    editor.paste(ARTICLE)
    editor.freeze()
    page.get_by_role("link", name="New revision").click()
    assert_accessible(page)
    page.go_back()
    paste_again(editor, REVISED)
    expect(page.locator("del", has_text="9,000")).to_be_visible()
    expect(page.locator("ins", has_text="900")).to_be_visible()
    expect(page.get_by_role("heading", name="3 claims for a person to place")).to_be_visible()
    assert_accessible(page)
    pictures(page, "revision-compared")
    freeze(editor)
    expect(page.locator("#panel .list > summary")).to_contain_text("3 lost")
    assert "900 trout" in editor.article_text()

    # By keys alone: the lost claims come first in the walk; the button takes the place near it.
    page.locator("#panel .list > summary").click()
    page.locator(".lost-claim a", has_text="9,000 trout").press("Enter")
    expect(editor.quote).to_have_text("9,000 trout had died")
    lost = page.get_by_role("region", name="This claim lost its place")
    expect(lost).to_be_visible()
    assert_accessible(page)
    pictures(page, "revision-lost")
    lost.get_by_role("button", name="It stands here: 900 trout had died").press("Enter")
    expect(editor.quote).to_have_text("900 trout had died")
    expect(page.locator("mark.current")).to_have_text("900 trout had died")
    expect(page.locator("#panel .list > summary")).to_contain_text("2 lost")

    # By selecting words.
    page.locator("#panel .list > summary").click()
    page.locator(".lost-claim a", has_text="400 litres").click()
    expect(lost).to_be_visible()
    editor.select_words("dumped 400 litres")
    page.get_by_role("button", name="A lost claim stands here").first.click()
    expect(editor.quote).to_have_text("dumped 400 litres")

    # And what is not there any more.
    page.locator("#panel .list > summary").click()
    page.locator(".lost-claim a", has_text="12 percent").click()
    page.get_by_role("button", name="It is no longer in the article").click()
    expect(page.get_by_role("region", name="No longer in the article")).to_be_visible()
    expect(page.locator("#panel .list > summary")).not_to_contain_text("lost")
    assert_accessible(page)


def test_what_the_publisher_changed_is_told_by_one_press(editor: Person) -> None:
    page = editor.page
    editor.paste(ARTICLE)
    editor.freeze()
    paste_again(editor, REVISED)
    freeze(editor)
    page.get_by_role("link", name="Revision 2", exact=True).click()
    expect(page.get_by_role("heading", name="3 passages changed by the publisher")).to_be_visible()
    assert_accessible(page)
    pictures(page, "revision-rewrites")
    rewrite = page.locator(".rewrite", has=page.locator("del", has_text="9,000"))
    expect(rewrite.get_by_label("On the timeline of")).to_contain_text("9,000 trout had died")
    rewrite.get_by_role("button", name="Tell that the publisher changed this").click()
    expect(page.get_by_role("status")).to_contain_text("The change is on the timeline of")
    rewrite.get_by_role("link", name="a lost claim").click()
    timeline = page.locator("#panel .timeline")
    expect(timeline).to_contain_text("Clarified by The publisher")
    expect(timeline).to_contain_text("Before: “the Alm and that 9,000 trout had died.”")
    assert_accessible(page)


def test_what_was_typed_survives_a_reload_and_a_paste_its_browser(editor: Person) -> None:
    page = editor.page
    editor.paste(ARTICLE)
    editor.freeze()
    page.get_by_role("link", name="New revision").click()
    page.get_by_label("The article's text").fill("Half an article")
    page.reload()
    expect(page.get_by_label("The article's text")).to_have_value("Half an article")
    page.get_by_label("The article's text").fill(REVISED)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="before it is frozen")).to_be_visible()
    address = page.url
    page.goto(f"{editor.site.address}/desk")
    page.get_by_role("link", name="Go on with your new revision").first.click()
    expect(page).to_have_url(address)


def test_without_script_a_revision_is_frozen_and_a_claim_placed(editor: Person) -> None:
    editor.paste(ARTICLE)
    editor.freeze()
    state, browser = editor.context.storage_state(), editor.context.browser
    assert browser is not None
    plain = Person(
        browser.new_context(java_script_enabled=False, storage_state=state).new_page(), editor.site
    )
    plain.page.goto(editor.page.url)
    paste_again(plain, REVISED)
    freeze(plain)
    plain.page.locator("#panel .list > summary").click()
    plain.page.locator(".lost-claim a", has_text="9,000 trout").click()
    plain.page.locator("#sentences summary").click()
    plain.page.get_by_role("checkbox", name="Two weeks earlier").check()
    plain.page.locator("#sentences").get_by_role("button", name="A lost claim stands here").click()
    expect(plain.quote).to_contain_text("900 trout had died")
    plain.context.close()


def test_the_seed_article_is_revised(editor: Person) -> None:
    if not SEED.exists():
        pytest.skip("the seed article is not in this checkout's neighbourhood")
    text = SEED.read_text()
    editor.paste(text)
    editor.freeze()
    page = editor.page
    claims = page.locator("#panel .claims li").count()
    paste_again(editor, text.replace("several hundred", "several dozen"))
    expect(page.locator("ins")).to_have_count(1)
    expect(page.locator(".standing.changed")).to_have_count(1)
    freeze(editor)
    expect(page.locator("#panel .claims li")).to_have_count(claims)
    expect(page.locator("#panel .list > summary")).to_contain_text("1 lost")
