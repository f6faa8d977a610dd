"""The front, reports of errors and the settings in Chromium: by keyboard, narrow, accessible."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.database import Database
from tests.browser.conftest import migrated, serving
from tests.browser.desk import Site, assert_accessible, pictures
from tests.factories import ARTICLE, PASSWORD, Newsroom

MANY = 28


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A newsroom that has published more than one page of fact-checks."""

    folder = tmp_path_factory.mktemp("front")
    environ = migrated(folder)
    newsroom = Newsroom(Database.at(environ["DATABASE_URL"]))
    newsroom.publication()
    for number in range(MANY):
        check_id = newsroom.pasted(f"Harbour story number {number}\n\n{ARTICLE}")
        newsroom.published(check_id)
    newsroom.reported(slug="harbour-story-number-1", sender="A reader", email="a@b.example")
    newsroom.database.engine.dispose()
    with serving(folder, environ) as address:
        yield Site(address, {})


@pytest.fixture
def reader(stranger: BrowserContext) -> Page:
    """A page of somebody who reads."""
    page = stranger.new_page()
    page.set_default_timeout(8_000)
    return page


def logged_in(chromium: Browser, site: Site, login: str) -> Page:
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(8_000)
    page.goto(f"{site.address}/login?next=/desk")
    page.get_by_label("Log-in name").fill(login)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Fact-checks")).to_be_visible()
    return page


def assert_reflows(page: Page) -> None:
    """Nothing sticks out of a window of 320 points (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert width <= 320, page.url


def test_a_reader_searches_by_keyboard(reader: Page, site: Site) -> None:
    reader.goto(site.address)
    reader.get_by_label("Search", exact=True).focus()
    reader.keyboard.type("poisoning")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_contain_text("fact-check")
    assert reader.url == f"{site.address}/?q=poisoning"
    # Past the button, into the filters.
    reader.get_by_label("Search", exact=True).focus()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.tagName") == "SUMMARY"
    reader.keyboard.press("Enter")
    reader.get_by_label("Verdict").select_option("Retracted")
    reader.get_by_role("button", name="Apply").press("Enter")
    expect(reader.get_by_role("status")).to_contain_text("1 fact-check for")
    assert reader.url == f"{site.address}/?q=poisoning&verdict=Retracted"
    expect(reader.get_by_label("Verdict")).to_have_value("Retracted")
    reader.locator(".told a").first.click()
    expect(reader.locator(".card:target")).to_be_visible()


def test_the_front_is_complete_without_script(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/")
    page.get_by_role("link", name="Older").click()
    assert page.url.endswith("/page/2")
    page.goto(f"{site.address}/?verdict=Retracted&topic=none")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_role("link", name="leave out the topic").click()
    expect(page.locator(".checks > li")).to_have_count(1)
    context.close()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "front"),
        ("/?verdict=Retracted&since=2024-01-01", "front-filtered"),
        ("/?q=zebra&verdict=Retracted", "front-nothing"),
        ("/claimants", "claimants"),
        ("/claimants/ilse-brandt", "claimant"),
        ("/method", "method"),
        ("/about", "about"),
        ("/corrections-policy", "corrections-policy"),
        ("/report-an-error?page=mill-owner-takes-back-river-poisoning-charge", "report-form"),
        ("/report-an-error/thanks", "report-thanks"),
    ],
)
def test_every_page_of_the_front_is_accessible(
    path: str, name: str, reader: Page, site: Site
) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(f"{site.address}{path}")
    assert len([url for url in asked if not url.startswith("data:")]) == 1
    assert reader.context.cookies() == []
    assert_reflows(reader)
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme)
        assert_accessible(reader)
    pictures(reader, name)


def test_a_report_reaches_the_desk_and_is_answered(
    chromium: Browser, reader: Page, site: Site
) -> None:
    reader.goto(f"{site.address}/f/mill-owner-takes-back-river-poisoning-charge")
    reader.locator(".use").get_by_role("link", name="Report an error").click()
    assert not reader.locator(".trap").evaluate("e => e.getBoundingClientRect().right > 0")
    reader.get_by_label("Which claim").select_option(index=1)
    reader.get_by_label("What is wrong").fill("The manager said Tuesday.")
    reader.get_by_label("Your e-mail").fill("reader@alm.example")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()
    page = logged_in(chromium, site, "second")
    page.get_by_role("link", name="Reports of errors").click()
    assert_accessible(page)
    assert_reflows(page)
    pictures(page, "reports")
    page.get_by_role("link", name="The manager said Tuesday.").click()
    page.get_by_role("button", name="Look into it").click()
    expect(page.get_by_role("heading", name=re.compile("looked into"))).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)
    pictures(page, "report")
    page.get_by_label("What we found").fill("The recording says Tuesday: corrected.")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name=re.compile("accepted"))).to_be_visible()
    page.context.close()


def test_an_admin_looks_before_saving(chromium: Browser, reader: Page, site: Site) -> None:
    page = logged_in(chromium, site, "admin")
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Name of the house").fill("The Alm Desk")
    page.get_by_label("Colour of the house").fill("#b03060")
    page.get_by_label("Who pays for this").fill("### Owners\n\nA *trust*.")
    page.get_by_label("Page to look at").select_option("/about")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Look at this page").click()
    looked = opened.value
    expect(looked.get_by_role("heading", name="Owners")).to_be_visible()
    assert_accessible(looked)
    pictures(looked, "settings-preview")
    reader.goto(f"{site.address}/about")
    expect(reader.get_by_text("The Alm Desk")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The settings are saved")).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)
    pictures(page, "settings")
    # Past the copy that this browser may keep for a minute.
    reader.goto(f"{site.address}/about?again")
    expect(reader.locator(".house")).to_have_text("The Alm Desk")
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme)
        assert_accessible(reader)
    page.context.close()
