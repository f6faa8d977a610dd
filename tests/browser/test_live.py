"""What others do appears by itself: two browsers, and a server of two processes."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect
from sqlalchemy import Engine

from tests.browser.conftest import demo_site
from tests.browser.desk import Person, Site, assert_accessible, pictures
from tests.conftest import new_postgres, postgres_address

#: Longer than the pace of asking, on a slow machine.
SOON = 20_000
SAVED = "https://saved.example.org/register"
HIDE = """(hidden) => {
    if (hidden) Object.defineProperty(document, "hidden", { value: true, configurable: true });
    else delete document.hidden;
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """As for a larger desk: two processes that share nothing but the database, of either kind."""
    with ExitStack() as stack:
        database = ""
        if request.param == "postgres":
            server: Engine = request.getfixturevalue("postgres_server")
            database = postgres_address(stack.enter_context(new_postgres(server)))
        folder = tmp_path_factory.mktemp("live")
        yield stack.enter_context(demo_site(folder, workers=2, database=database))


def opened(person: Person, number: int) -> Page:
    """The demo article with the claim of this number taken up and the list open."""
    page = person.page
    page.goto(f"{person.site.address}/desk")
    page.locator(".checks a").last.click()
    link = page.locator(f"mark a[data-n='{number}']").first
    # A click on the claim that is taken up puts the caret: go there by its address.
    page.goto(f"{person.site.address}{link.get_attribute('href')}")
    page.locator("#panel").focus()
    expect(page.locator("#claim-title")).to_contain_text(f"Claim {number}")
    page.evaluate("window.isTheSamePage = true")
    page.locator(".list > summary").click()
    return page


def ruled(person: Person, number: int, finding: str) -> None:
    """Somebody rules on a claim, in their own browser."""
    page = opened(person, number)
    person.fill_source(
        title=f"Register {number}", stance="context", excerpt="Entry 7.", archive_url=SAVED
    )
    person.rule("Unproven", finding)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#panel")).to_contain_text("You ruled")


def row(page: Page, number: int) -> Locator:
    """The row of a claim in the list."""
    return page.locator(".claims > li").filter(has=page.get_by_text(f"{number}", exact=True))


def sees(locator: Locator, words: str) -> None:
    """It appears by itself."""
    expect(locator).to_contain_text(words, timeout=SOON)


def test_a_ruling_appears_while_somebody_types_elsewhere(editor: Person, reviewer: Person) -> None:
    page = opened(editor, 1)
    rationale = page.get_by_label("Rationale")
    rationale.fill("Half of a thought")
    rationale.press("Home")
    ruled(reviewer, 2, "Neither entry settles it.")
    sees(row(page, 2), "Unproven, waits for sign-off")
    expect(page.locator("mark:has(a[data-n='2'])").first).to_have_class("unp", timeout=SOON)
    sees(page.locator("#news"), "Rosa Lindqvist ruled (claim 2)")
    # Whoever types was not disturbed: nothing was loaded, typed text, focus and caret are there.
    assert page.evaluate("window.isTheSamePage")
    expect(rationale).to_have_value("Half of a thought")
    expect(rationale).to_be_focused()
    assert rationale.evaluate("field => field.selectionStart") == 0
    expect(page.locator("#compare")).to_have_count(0)
    rationale.fill("")


def test_the_claim_at_hand_is_shown_as_it_is_now(editor: Person, reviewer: Person) -> None:
    page = opened(editor, 3)
    link = page.locator("#panel a[data-key='j']")
    link.focus()
    ruled(reviewer, 3, "The pictures are too coarse.")
    sees(page.locator("#panel .rationale"), "The pictures are too coarse.")
    sees(page.locator("#said"), "Rosa Lindqvist ruled")
    expect(link).to_be_focused()
    assert page.evaluate("window.isTheSamePage")
    # It is whole: what it offers now can be pressed, on the version that is shown.
    page.get_by_role("button", name="Sign off").click()
    sees(page.locator("#panel"), "Signed off by")


def test_the_one_who_types_on_the_same_claim_is_told_and_compares(
    editor: Person, reviewer: Person
) -> None:
    page = opened(editor, 4)
    wording = page.get_by_label("Short wording for readers")
    wording.fill("The port dumped sand")
    theirs = opened(reviewer, 4)
    theirs.get_by_label("Short wording for readers").fill("Nobody dumped anything")
    theirs.get_by_role("button", name="Save", exact=True).click()
    notice = page.locator("#compare")
    sees(notice, "Rosa Lindqvist changed this claim meanwhile.")
    expect(wording).to_be_focused()
    expect(wording).to_have_value("The port dumped sand")
    assert_accessible(page)
    pictures(page, "live-compare")
    notice.get_by_role("button", name="Compare").press("Enter")
    expect(page.locator("#wording-theirs")).to_contain_text("Nobody dumped anything")
    expect(wording).to_have_value("The port dumped sand")
    expect(page.locator(".conflict")).to_contain_text("Rosa Lindqvist")
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    sees(row(page, 4), "The port dumped sand")
    expect(page.locator(".conflict")).to_have_count(0)
    sees(row(theirs, 4), "The port dumped sand")


def test_a_comment_appears_while_somebody_types_and_while_they_answer(
    editor: Person, reviewer: Person
) -> None:
    page, theirs = opened(editor, 8), opened(reviewer, 8)
    typed = page.get_by_label("Rationale")
    typed.fill("Not to be lost")
    comment(theirs, "Have you asked the harbour office?")
    thread = page.locator(".thread").first
    sees(thread, "Have you asked the harbour office?")
    sees(page.locator("#said"), "Rosa Lindqvist commented. It is shown.")
    expect(typed).to_be_focused()
    thread.locator("summary").click()
    answer = thread.get_by_label("Your answer")
    answer.fill("Twice, and")
    comment(theirs, "And the water board?")
    sees(page.locator(".thread").last, "And the water board?")
    expect(answer).to_be_focused()
    expect(answer).to_have_value("Twice, and")
    expect(typed).to_have_value("Not to be lost")
    expect(page.locator("#compare")).to_have_count(0)
    typed.fill("")
    answer.fill("")


def comment(page: Page, words: str) -> None:
    """Somebody comments on the claim that they have taken up."""
    page.locator("[data-key=m]").click()
    page.locator("#comment-words").fill(words)
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".talk")).to_contain_text(words)


def test_a_new_claim_appears_in_the_text_but_not_under_a_selection(
    editor: Person, reviewer: Person
) -> None:
    theirs, page = opened(reviewer, 1), opened(editor, 1)
    count = theirs.locator(".claims > li").count()
    words = theirs.locator("#article-text p").last.inner_text()[:24]
    theirs.evaluate(
        """() => {
            const words = document.querySelector("#article-text p").firstChild;
            getSelection().setBaseAndExtent(words, 0, words, 3);
        }"""
    )
    chosen = theirs.evaluate("getSelection().toString()")
    page.get_by_text("Add a claim from whole sentences").click()
    page.locator("#sentences [type=checkbox]").last.check()
    page.get_by_role("button", name="Make a claim of it").click()
    expect(page.locator(".claims > li")).to_have_count(count + 1)
    expect(theirs.locator(".claims > li")).to_have_count(count + 1, timeout=SOON)
    assert theirs.evaluate("getSelection().toString()") == chosen
    marked = theirs.locator("#article-text p").last.locator("mark")
    theirs.evaluate("getSelection().removeAllRanges()")
    expect(marked).not_to_have_count(0, timeout=SOON)
    assert words in theirs.locator("#article-text").inner_text()


def test_who_is_on_which_claim_is_shown_by_name_until_they_leave(
    editor: Person, reviewer: Person
) -> None:
    page, theirs = opened(editor, 5), opened(reviewer, 5)
    sees(page.locator("#others"), "Also here: Rosa Lindqvist (claim 5)")
    sees(page.locator("#here"), "Rosa Lindqvist is on this claim, too")
    sees(row(page, 5), "Rosa Lindqvist is here")
    sees(theirs.locator("#here"), "Edith")
    assert_accessible(page)
    pictures(page, "live-presence")
    theirs.locator("mark a[data-n='6']").first.click()
    sees(row(page, 6), "Rosa Lindqvist is here")
    expect(page.locator("#here")).to_be_empty()
    theirs.evaluate(HIDE, True)
    expect(page.locator("#others")).to_be_empty(timeout=SOON)
    theirs.evaluate(HIDE, False)
    sees(page.locator("#others"), "Rosa Lindqvist (claim 6)")
    theirs.goto(f"{reviewer.site.address}/desk")  # as closing the tab does, it leaves the page
    expect(page.locator("#others")).to_be_empty(timeout=SOON)


@pytest.fixture
def asked(chromium: Browser, editor: Person) -> Iterator[tuple[Page, list[Request]]]:
    """A tab whose clock the test moves, and every time that it asked."""
    context = chromium.new_context(storage_state=editor.context.storage_state())
    page, requests = context.new_page(), []
    page.clock.install()
    page.on("request", lambda sent: requests.append(sent) if "/changes?" in sent.url else None)
    page.goto(f"{editor.site.address}/checks/1")
    expect(page.locator("#article-text")).to_be_visible()
    yield page, requests
    context.close()


def asks_again(page: Page, seconds: int) -> None:
    """Within so many seconds of the page's clock."""
    with page.expect_response(lambda answer: "/changes?" in answer.url):
        page.clock.run_for(seconds * 1000)


def test_a_hidden_tab_asks_nothing_and_asks_at_once_when_it_is_seen(
    asked: tuple[Page, list[Request]],
) -> None:
    page, requests = asked
    asks_again(page, 5)
    page.evaluate(HIDE, True)
    before = len(requests)
    page.clock.run_for(600_000)
    assert len(requests) == before
    with page.expect_response(lambda answer: "/changes?" in answer.url):
        page.evaluate(HIDE, False)
    asks_again(page, 5)


def test_a_lost_connection_is_said_and_asked_for_ever_less_often(
    asked: tuple[Page, list[Request]],
) -> None:
    page, requests = asked
    asks_again(page, 5)
    box = page.locator("#connection")
    expect(box).to_be_hidden()
    page.route("**/changes?*", lambda route: route.abort())
    for _ in range(2):
        with page.expect_event("requestfailed"):
            page.clock.run_for(10_000)
    expect(box).to_contain_text("The connection is lost")
    expect(page.locator("#said")).to_contain_text("The connection is lost")
    assert_accessible(page)
    before = len(requests)
    page.clock.run_for(9_000)  # after two failures it waits for almost twice as long
    assert len(requests) == before
    page.unroute("**/changes?*")
    asks_again(page, 20)
    expect(box).to_be_hidden()
    expect(page.locator("#said")).to_contain_text("The connection is back")


def test_a_session_that_ended_is_said_and_keeps_what_was_typed(
    chromium: Browser, editor: Person
) -> None:
    context = chromium.new_context(storage_state=editor.context.storage_state())
    page = context.new_page()
    page.goto(f"{editor.site.address}/claims/7")
    rationale = page.get_by_label("Rationale")
    rationale.fill("Not yet sent.")
    context.clear_cookies()
    box = page.locator("#connection")
    sees(box, "Your session has ended")
    expect(rationale).to_be_focused()
    box.get_by_role("link", name="Log in again").click()
    mine = Person(page, editor.site)
    page.get_by_label("Log-in name").fill("edith")
    page.get_by_label("Password", exact=True).fill("violet harbour candle 88")
    page.get_by_role("button", name="Log in").click()
    expect(mine.quote).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_value("Not yet sent.")
    context.close()
