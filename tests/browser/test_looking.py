"""An address that is typed and left is looked up, and empty fields are filled in from the page."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import demo, migrated, serving
from tests.browser.desk import Person, Site, assert_accessible, pictures
from tests.webserver import Web, leads_to, sends, web_server

# No name ends in .invalid: the proxy alone knows where these pages are.
NEWS = "http://news.invalid"


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with web_server() as web:
        yield web


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, web: Web) -> Iterator[Site]:
    """The demo newsroom on a server that looks pages up, through a proxy."""
    folder = tmp_path_factory.mktemp("looking")
    environ = migrated(folder)
    environ |= {"FETCH_SOURCES": "on", "FETCH_PROXY": f"http://127.0.0.1:{web.port}"}
    passwords = demo(environ)
    with serving(folder, environ) as address:
        yield Site(address, passwords)


@pytest.fixture(scope="module")
def reviewer(chromium: Browser, site: Site) -> Iterator[Person]:
    person = Person.arrives(chromium, site, "rosa")
    yield person
    person.context.close()


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    """The claims of the demo article, one for each test: what is typed on one comes back there."""
    return iter(range(2, 10))


@pytest.fixture
def page(reviewer: Person, numbers: Iterator[int]) -> Page:
    """The source part of the form on a claim where nothing was typed yet."""
    page, number = reviewer.page, next(numbers)
    page.goto(f"{reviewer.site.address}/desk")
    page.locator(".checks a").last.click()
    page.locator(f"mark a[data-n='{number}']").first.click()
    expect(page.locator("#claim-title")).to_contain_text(f"Claim {number}")
    reviewer.open("Attach a source")
    return page


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#source [name={name}]")


def status(page: Page) -> Locator:
    return page.locator("#source [role=status]")


def test_empty_fields_are_filled_in_and_typed_ones_are_left(page: Page, web: Web) -> None:
    arrived = Event()

    def waits(to: BaseHTTPRequestHandler) -> None:
        arrived.wait(5)
        sends()(to)

    web.answers[f"{NEWS}/minutes"] = waits
    field(page, "publisher").fill("The Post")
    field(page, "url").fill(f"{NEWS}/minutes")
    field(page, "url").press("Tab")
    expect(status(page)).to_have_text("Looking the page up…")
    expect(field(page, "title")).to_be_focused()
    arrived.set()
    expect(field(page, "title")).to_have_value("Minutes of the élite", timeout=15_000)
    expect(field(page, "source_date")).to_have_value("2024-05-02")
    expect(field(page, "publisher")).to_have_value("The Post")
    expect(status(page)).to_have_text(
        "Filled in from the page: title, date. Look at it before you save."
    )
    expect(page.locator("#title-proposed")).to_be_visible()
    expect(field(page, "title")).to_have_accessible_description("Proposed by the page.")
    assert_accessible(page)
    status(page).scroll_into_view_if_needed()
    pictures(page, "looked-up")
    field(page, "title").press_sequentially("!")
    expect(page.locator("#title-proposed")).to_have_count(0)
    # It is kept like what is typed.
    expect(page.locator("#kept")).to_have_text(re.compile("Kept"))


def test_why_a_page_was_not_looked_up_is_said(page: Page, web: Web) -> None:
    for path, why in (("/gone", "answers with 404"), ("/inside", "at a private address")):
        web.answers[f"{NEWS}/inside"] = leads_to("http://127.0.0.1/")
        field(page, "url").fill(f"{NEWS}{path}")
        field(page, "url").press("Tab")
        expect(status(page)).to_contain_text(why, timeout=15_000)
        expect(status(page)).to_contain_text("Fill the fields in by hand.")
        expect(field(page, "title")).to_have_value("")
    pictures(page, "not-looked-up")


def test_a_confidential_source_is_not_looked_up(page: Page, web: Web) -> None:
    before = len(web.asked)
    page.get_by_label("Confidential: never shown").check()
    field(page, "url").fill(f"{NEWS}/secret")
    field(page, "url").press("Tab")
    expect(field(page, "title")).to_be_focused()
    expect(status(page)).to_have_text("")
    page.get_by_label("Confidential: never shown").uncheck()
    web.answers[f"{NEWS}/open"] = sends()
    field(page, "url").fill(f"{NEWS}/open")
    field(page, "url").press("Tab")
    expect(field(page, "title")).to_have_value("Minutes of the élite", timeout=15_000)
    assert [path for _, path, _ in web.asked[before:]] == [f"{NEWS}/open"]
