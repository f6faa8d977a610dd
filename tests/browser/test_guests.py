"""An editor lets a guest in, who reads and comments by keyboard, and is shut out again."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Site, assert_accessible, pictures
from tests.browser.test_front import logged_in


def invited(editor: Page, site: Site, name: str) -> str:
    """The address of a link that the editor makes by the form."""
    editor.goto(f"{site.address}/checks/1")
    editor.get_by_role("link", name=re.compile("^Guests")).click()
    editor.get_by_label("The guest’s name").fill(name)
    editor.get_by_role("button", name="Make the link").click()
    return editor.get_by_label("Address").input_value()


def arrived(chromium: Browser, address: str, *, scripts: bool = True) -> Page:
    """A browser from outside, behind the door."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, java_script_enabled=scripts
    )
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Open").click()
    return page


def test_a_guest_is_let_in_comments_and_is_shut_out(chromium: Browser, one_article: Site) -> None:
    editor = logged_in(chromium, one_article, "editor")
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = invited(editor, one_article, "Prof. Ada Roe")
    expect(editor.get_by_role("heading", name="The link for Prof. Ada Roe")).to_be_visible()
    assert_accessible(editor)
    pictures(editor, "guest-made")
    editor.get_by_role("button", name="Copy").click()
    expect(editor.get_by_text("Copied.")).to_be_visible()
    assert editor.evaluate("navigator.clipboard.readText()") == address

    # Somebody of the desk who opens it stays who they are.
    editor.goto(address)
    expect(editor.get_by_text("you stay so")).to_be_visible()
    assert_accessible(editor)

    stranger = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    stranger.goto(address)
    assert_accessible(stranger)
    pictures(stranger, "guest-door")
    stranger.context.close()

    guest = arrived(chromium, address)
    expect(guest.locator("#article-text")).to_be_visible()
    assert guest.evaluate("location.pathname") == "/guest"
    assert address not in guest.evaluate("document.referrer")
    assert_accessible(guest)
    # To the claim and to the form by keyboard alone.
    guest.locator("mark a").first.focus()
    guest.keyboard.press("Enter")
    expect(guest.locator(".asked:target")).to_be_in_viewport()
    guest.get_by_role("link", name="Comment on claim 1").focus()
    guest.keyboard.press("Enter")
    expect(guest.get_by_label("About").locator("option:checked")).to_contain_text("1:")
    guest.get_by_label("Your comment").focus()
    guest.keyboard.type("We tested for **lye**, not for poison.")
    guest.keyboard.press("Tab")
    guest.keyboard.press("Enter")
    expect(guest.locator(".thread")).to_contain_text("We tested for lye")
    expect(guest.get_by_label("Your comment")).to_have_value("")

    editor.goto(f"{one_article.address}/desk")
    editor.get_by_role("link", name="Notifications (1)").click()
    assert_accessible(editor)
    editor.get_by_role("link", name="Prof. Ada Roe (guest) commented").click()
    editor.locator(".thread summary", has_text="Answer").click()
    expect(editor.get_by_text("Prof. Ada Roe reads this answer.")).to_be_visible()
    assert_accessible(editor)
    editor.get_by_label("Your answer").fill("Which laboratory did that?")
    editor.get_by_role("button", name="Answer").click()
    expect(editor.locator(".answer")).to_contain_text("Which laboratory did that?")
    pictures(editor, "guest-at-claim")

    guest.reload()
    expect(guest.locator(".answer")).to_contain_text("Which laboratory did that?")
    assert_accessible(guest)
    pictures(guest, "guest-page")
    guest.get_by_role("link", name="Go on").click()
    guest.get_by_label("Your answer").fill("That of the water board.")
    assert_accessible(guest)
    pictures(guest, "guest-thread")
    guest.get_by_role("button", name="Send").click()
    expect(guest.locator(".answer").last).to_contain_text("That of the water board.")

    editor.goto(f"{one_article.address}/checks/1/guests")
    editor.get_by_role("button", name="Revoke the link of Prof. Ada Roe").click()
    expect(editor.get_by_role("row", name="Prof. Ada Roe")).to_contain_text("revoked")
    assert_accessible(editor)
    pictures(editor, "guests")
    guest.get_by_label("Your comment").fill("One more thing.")
    guest.get_by_role("button", name="Comment", exact=True).click()
    expect(guest.get_by_text("This link was ended.")).to_be_visible()
    assert_accessible(guest)


def test_a_guest_selects_words_and_comments_on_them(chromium: Browser, one_article: Site) -> None:
    editor = logged_in(chromium, one_article, "editor")
    guest = arrived(chromium, invited(editor, one_article, "Ada Roe"))
    bar = guest.get_by_role("link", name="Comment on these words")
    expect(bar).to_be_hidden()
    guest.locator("#article-text p").first.evaluate("p => getSelection().selectAllChildren(p)")
    words = guest.evaluate("getSelection().toString()").strip()
    expect(bar).to_be_visible()
    assert_accessible(guest)
    pictures(guest, "guest-selected")
    bar.focus()
    guest.keyboard.press("Enter")
    chosen = guest.get_by_label("About").locator("option:checked")
    expect(chosen).to_contain_text(words[:20])
    guest.get_by_label("Your comment").fill("Which river is that?")
    pictures(guest, "guest-passage")
    guest.get_by_role("button", name="Comment", exact=True).click()
    expect(guest.locator(".thread blockquote")).to_contain_text(words[:20])
    assert_accessible(guest)
    editor.goto(f"{one_article.address}/checks/1/comments")
    expect(editor.locator(".thread blockquote")).to_contain_text(words[:20])


def test_a_guest_needs_no_script(chromium: Browser, one_article: Site) -> None:
    editor = logged_in(chromium, one_article, "editor")
    guest = arrived(chromium, invited(editor, one_article, "Bo Hale"), scripts=False)
    guest.get_by_label("Your comment").fill("I was there.")
    guest.get_by_role("button", name="Comment", exact=True).click()
    expect(guest.locator(".thread")).to_contain_text("I was there.")
    guest.get_by_role("link", name="Reword").click()
    guest.get_by_label("Your comment").fill("I was there at noon.")
    guest.get_by_role("button", name="Save").click()
    expect(guest.locator(".thread")).to_contain_text("I was there at noon.")
    guest.get_by_role("button", name="Take back").click()
    expect(guest.locator(".thread")).to_contain_text("Taken back by its author.")
