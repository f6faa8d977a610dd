"""The desk under strain: two people at one claim, lost sessions, no connection, no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.desk import PASSWORD, Person, Site, assert_accessible, picture, pictures

WORDING = "Short wording for readers"
RATIONALE = "The photographs show sand. We asked a geologist."


def open_demo(person: Person, number: int) -> None:
    """Open the demo article's claim of this number."""
    page = person.page
    page.goto(f"{person.site.address}/desk")
    page.locator(".checks a").last.click()
    page.locator(f"mark a[data-n='{number}']").first.click()
    expect(page.locator("#claim-title")).to_contain_text(f"Claim {number}")


@pytest.fixture
def unaware(editor: Person) -> Iterator[None]:
    """The editor's page does not learn of itself what others do: it is saved on what it shows."""
    editor.page.route("**/changes?*", lambda route: route.fulfill(status=204))
    yield
    editor.page.unroute("**/changes?*")


@pytest.mark.usefixtures("unaware")
def test_the_second_to_save_sees_the_change_and_keeps_what_was_typed(
    editor: Person, reviewer: Person
) -> None:
    for person in (editor, reviewer):
        open_demo(person, 2)
    reviewer.page.get_by_label("Short wording for readers").fill("The port dumped nothing")
    reviewer.page.get_by_role("button", name="Save", exact=True).click()
    expect(reviewer.page.locator("#panel .list")).to_contain_text("The port dumped nothing")

    page = editor.page
    editor.fill_source(title="Permit register", stance="supports", excerpt="No entry.")
    editor.rule("Supported", RATIONALE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".conflict")).to_contain_text("Rosa Lindqvist")
    expect(page.locator(".conflict")).to_contain_text("The port dumped nothing")
    expect(page.get_by_label("Rationale")).to_have_value(RATIONALE)
    expect(page.locator("#source [name=title]")).to_have_value("Permit register")
    assert_accessible(page)
    picture(page, "conflict")

    page.get_by_label("Short wording for readers").fill("The port dumped nothing")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel")).to_contain_text("You ruled: somebody else signs off.")


@pytest.mark.usefixtures("unaware")
def test_where_both_changed_a_field_theirs_stands_beside_it(
    editor: Person, reviewer: Person
) -> None:
    for person in (editor, reviewer):
        open_demo(person, 6)
    reviewer.page.get_by_label("Short wording for readers").fill("The harbour was dredged twice")
    reviewer.page.get_by_label("Claimant", exact=True).fill("The port")
    reviewer.page.get_by_role("button", name="Save", exact=True).click()
    expect(reviewer.page.locator("#panel .list")).to_contain_text("The harbour was dredged twice")

    page = editor.page
    page.get_by_label("Short wording for readers").fill("Somebody dredged the harbour")
    page.get_by_role("button", name="Save", exact=True).click()
    wording = page.get_by_label("Short wording for readers")
    expect(wording).to_have_value("Somebody dredged the harbour")
    expect(page.locator("#wording-theirs")).to_contain_text("The harbour was dredged twice")
    expect(page.get_by_label("Claimant", exact=True)).to_have_value("The port")
    assert_accessible(page)
    wording.scroll_into_view_if_needed()
    pictures(page, "conflict-both")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".conflict")).to_have_count(0)
    expect(page.get_by_label("Claimant", exact=True)).to_have_value("The port")


def test_a_page_that_refuses_does_not_lose_what_was_typed_outside_the_workspace(
    editor: Person,
) -> None:
    page = editor.page
    page.goto(f"{editor.site.address}/checks/1/article")
    page.get_by_label("Byline").fill("Ann Lee")
    page.locator("main [name=csrf_token]").evaluate("field => field.value = 'old'")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="This request cannot be read")).to_be_visible()
    page.goto(f"{editor.site.address}/checks/1/article")
    expect(page.get_by_label("Byline")).to_have_value("Ann Lee")
    # What was typed before a refusal and after it is kept together.
    page.get_by_label("Address").fill("nowhere")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("http://")
    page.get_by_label("Outlet").fill("The Post")
    page.goto(f"{editor.site.address}/checks/1/article")
    for label, value in (("Byline", "Ann Lee"), ("Address", "nowhere"), ("Outlet", "The Post")):
        expect(page.get_by_label(label)).to_have_value(value)
    page.get_by_label("Address").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#article-text")).to_be_visible()
    page.goto(f"{editor.site.address}/checks/1/article")
    expect(page.get_by_label("Address")).to_have_value("")


def saved_by(person: Person, address: str, wording: str, claimant: str) -> None:
    """Somebody words a claim, in their own browser."""
    page = person.page
    page.goto(address)
    page.get_by_label(WORDING).fill(wording)
    page.get_by_label("Claimant", exact=True).fill(claimant)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .flash")).to_contain_text("is saved")


@pytest.mark.usefixtures("unaware")
def test_a_conflict_names_who_changed_what_and_theirs_can_be_taken(
    editor: Person, reviewer: Person
) -> None:
    page = editor.page
    open_demo(editor, 11)
    page.get_by_label(WORDING).fill("Mercury fell a little")
    saved_by(reviewer, page.url, "Mercury fell by 18 percent", "The water board")
    page.get_by_role("button", name="Save", exact=True).click()
    box = page.get_by_role("region", name="What changed meanwhile")
    expect(box).to_contain_text("Rosa Lindqvist")
    expect(box.get_by_role("link", name="Claimant", exact=True)).to_be_visible()
    expect(box).to_contain_text("both of you changed it")
    expect(page.get_by_label("Claimant", exact=True)).to_have_value("The water board")
    assert_accessible(page)
    pictures(page, "conflict")
    box.get_by_role("link", name=WORDING).click()
    expect(page.get_by_label(WORDING)).to_be_focused()
    page.locator("#wording-theirs").scroll_into_view_if_needed()
    pictures(page, "conflict-field")
    page.get_by_role("radio", name="Take theirs").check()
    expect(page.get_by_label(WORDING)).to_have_value("Mercury fell by 18 percent")
    page.get_by_role("radio", name="Keep yours").check()
    expect(page.get_by_label(WORDING)).to_have_value("Mercury fell a little")
    page.get_by_role("radio", name="Take theirs").check()
    page.get_by_label(WORDING).press("End")
    page.get_by_label(WORDING).press_sequentially(" here")
    expect(page.get_by_role("radio", name="Keep yours")).to_be_checked()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .flash")).to_contain_text("is saved")
    expect(page.get_by_label(WORDING)).to_have_value("Mercury fell by 18 percent here")


def test_a_conflict_is_settled_without_a_script(
    chromium: Browser, editor: Person, reviewer: Person
) -> None:
    open_demo(editor, 12)
    address = editor.page.url
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Log-in name").fill("edith")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label(WORDING).fill("Mine")
    saved_by(reviewer, address, "Theirs", "The mayor")
    page.get_by_role("button", name="Save", exact=True).click()
    box = page.get_by_role("region", name="What changed meanwhile")
    box.get_by_role("link", name=WORDING).click()
    page.get_by_role("radio", name="Take theirs").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel .flash")).to_be_visible()
    expect(page.get_by_label(WORDING)).to_have_value("Theirs")
    expect(page.get_by_label("Claimant", exact=True)).to_have_value("The mayor")
    context.close()


def test_an_expired_session_gives_back_what_was_typed(reviewer: Person) -> None:
    page = reviewer.page
    open_demo(reviewer, 3)
    page.get_by_label("Rationale").fill(RATIONALE)
    reviewer.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("What you typed is kept")
    page.get_by_label("Log-in name").fill("rosa")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#claim-title")).to_contain_text("Claim 3")
    expect(page.get_by_label("Rationale")).to_have_value(RATIONALE)


def test_without_a_connection_nothing_typed_is_lost(reviewer: Person) -> None:
    page = reviewer.page
    open_demo(reviewer, 4)
    page.get_by_label("Rationale").fill(RATIONALE)
    reviewer.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    expect(page.get_by_label("Rationale")).to_have_value(RATIONALE)
    reviewer.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Rationale")).to_have_value(RATIONALE)


def test_ctrl_enter_saves_and_moves_on(editor: Person) -> None:
    page = editor.page
    open_demo(editor, 5)
    editor.fill_source(title="Satellite log", stance="context", excerpt="Clouds.")
    editor.rule("Unproven", "The pictures do not settle it.")
    page.get_by_label("Rationale").press("Control+Enter")
    expect(page.locator("#claim-title")).to_contain_text("Claim 6")
    expect(page.locator("#panel")).to_be_focused()


@pytest.fixture
def scriptless(chromium: Browser, reviewer: Person, editor: Person) -> Iterator[Page]:
    """The editor's session in a browser that runs no scripts."""
    context = chromium.new_context(
        java_script_enabled=False, storage_state=editor.context.storage_state()
    )
    yield context.new_page()
    context.close()


def test_the_desk_works_without_script(scriptless: Page, site: Site) -> None:
    page = scriptless
    page.goto(f"{site.address}/desk")
    page.locator(".checks a").last.click()
    page.get_by_text("Add a claim from whole sentences").click()
    page.locator("[name=sentence]").first.check()
    page.get_by_role("button", name="Make a claim of it").click()
    expect(page.locator(".claim-head .quote")).to_have_text(
        "City backs away from harbour dredging claim"
    )
    page.get_by_role("button", name="Take it").click()
    expect(page.locator(".claim-head")).to_contain_text("Edith Amsel works on it")
    page.locator("#source [name=title]").fill("Council minutes")
    page.locator("#source [name=excerpt]").fill("So resolved.")
    page.locator("#source [name=stance]").select_option("supports")
    page.get_by_role("radio", name="Supported").check()
    page.get_by_label("Rationale").fill("The minutes say so.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel")).to_contain_text("You ruled: somebody else signs off.")


SCREENS = (
    *("desk", "articles/new", "account/password"),
    *("checks/1/log", "checks/1/article", "checks/1/checked"),
)


@pytest.mark.parametrize("path", [*SCREENS, "checks/1", "checks/1/publish", "no-such-page", "../"])
def test_every_screen_is_accessible_and_fits_a_phone(editor: Person, path: str) -> None:
    page = editor.page
    page.goto(f"{editor.site.address}/{path}")
    assert_accessible(page)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, f"{path} scrolls sideways at {width} px"
    page.set_viewport_size({"width": 1440, "height": 900})


def test_the_log_in_and_the_admins_page_are_accessible(
    chromium: Browser, stranger: BrowserContext, site: Site
) -> None:
    page = stranger.new_page()
    page.goto(f"{site.address}/login")
    assert_accessible(page)
    picture(page, "login")
    admin = Person.arrives(chromium, site, "ada")
    admin.page.get_by_role("link", name="People").click()
    admin.page.get_by_label("Log-in name").fill("nils")
    admin.page.get_by_label("Name", exact=True).fill("Nils Berg")
    admin.page.get_by_label("reviewer").check()
    admin.page.get_by_role("button", name="Add").click()
    expect(admin.page.get_by_role("status")).to_contain_text("one-time password")
    expect(admin.page.get_by_label("Log-in name")).to_have_value("")
    assert_accessible(admin.page)
    picture(admin.page, "people")
    admin.context.close()
