"""From paste to published page, and to its correction: the whole way, in Chromium."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import ROOT
from tests.browser.desk import Person, assert_accessible, picture, pictures
from tests.conftest import SHARED


@dataclass(frozen=True)
class Story:
    """An article, and what in it the test takes hold of."""

    name: str
    text: str
    furniture: str
    claim: str
    claimant: str
    denial: str
    orphan: str
    unmarked: str


OWN = Story(
    name="own",
    text=(ROOT / "app" / "cli" / "demo_article.txt").read_text("utf-8"),
    furniture="Read more: Ten harbour walks for a rainy weekend",
    claim="the city had clear proof that Norhaven Port was about to dump",
    claimant="Piet Alder",
    denial="The port company quickly rejected those claims",
    orphan="that was never in question",
    unmarked="Her remarks come three weeks",
)


def seed() -> Story:
    """The article that Stet was made for; skips where it is not at hand."""
    path = SHARED / "articles" / "seed-drone-claim.txt"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    return Story(
        name="seed",
        text=path.read_text("utf-8"),
        furniture="Might of the Islamic Revolution",
        claim="Washington had clear evidence that Iran was preparing to deliver",
        claimant="Jake Sullivan",
        denial="Tehran quickly rejected those claims",
        orphan="that has been actually affected",
        unmarked="remarks come more than two weeks",
    )


@pytest.fixture(scope="module", params=["own", "seed"])
def story(request: pytest.FixtureRequest) -> Story:
    """Once with an article of our own, once with the real one."""
    return OWN if request.param == "own" else seed()


def test_the_whole_way(
    story: Story, editor: Person, reviewer: Person, stranger: BrowserContext
) -> None:
    """Paste, shape, rule in one request, sign off, publish, read, correct, read again."""
    paste(editor, story)
    shape(editor, story)
    rule(editor, story)
    sign_off(reviewer, story)
    slug = publish(editor, story)
    read(stranger, f"{editor.site.address}{slug}", story)
    correct(editor, reviewer, story)
    read_again(editor.context.browser, f"{editor.site.address}{slug}", story)


def paste(editor: Person, story: Story) -> None:
    """Boilerplate is struck through; one click keeps or drops a line; the words stay."""
    editor.paste(story.text, Outlet="The Courier", Date="2024-03-14")
    line = editor.page.locator(".lines li", has_text=story.furniture)
    expect(line.locator("input")).to_be_checked()
    decoration = "node => getComputedStyle(node).textDecorationLine"
    assert line.locator("span").evaluate(decoration) == "line-through"
    line.locator("label").click()
    assert line.locator("span").evaluate(decoration) == "none"
    line.locator("label").click()
    assert_accessible(editor.page)
    pictures(editor.page, f"{story.name}-draft")
    editor.freeze()
    shown = editor.article_text()
    assert story.furniture not in shown
    assert story.orphan in shown
    kept = story.text.replace("\r\n", "\n").splitlines()
    assert all(part in kept for part in shown.splitlines() if part)


def shape(editor: Person, story: Story) -> None:
    """Dismiss, restore, add by selecting, cut by selecting, split, merge."""
    page = editor.page
    editor.take_up(story.claim[:30])
    expect(page.get_by_label("Claimant", exact=True)).to_have_value(story.claimant)
    before = page.locator("mark [data-n]").count()

    editor.select_words(story.unmarked)
    page.get_by_role("button", name="New claim").click()
    expect(editor.quote).to_have_text(story.unmarked)
    assert page.locator("mark [data-n]").count() == before + 1

    longer = story.unmarked.rsplit(" ", 1)[0]
    editor.select_words(longer)
    page.get_by_role("button", name="to these words").click()
    expect(editor.quote).to_have_text(longer)

    editor.open("Split or move")
    page.get_by_label("Split before the word").select_option(index=1)
    page.get_by_role("button", name="Split", exact=True).click()
    expect(page.locator("#panel .list summary")).to_contain_text(f"{before + 2} claims")
    editor.open("Merge with another")
    page.get_by_label("Take this one in").select_option(index=0)
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("#panel .list summary")).to_contain_text(f"{before + 1} claims")

    editor.open("Dismiss")
    page.get_by_label("Because it is").select_option("opinion")
    page.get_by_role("button", name="Dismiss", exact=True).click()
    expect(page.locator("#panel .note")).to_contain_text("Dismissed: opinion")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("button", name="Take it")).to_be_visible()
    editor.open("Dismiss")
    page.get_by_label("Because it is").select_option("not a claim")
    page.get_by_role("button", name="Dismiss", exact=True).click()
    expect(page.locator("#panel .note")).to_contain_text("not a claim")


def rule(editor: Person, story: Story) -> None:
    """Source, statement, verdict and rationale in one request, without leaving the page."""
    page = editor.page
    editor.take_up(story.claim[:30])
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_role("button", name="Stop working on it")).to_be_visible()

    proposal = page.locator(".proposal", has_text=story.denial)
    expect(proposal).to_contain_text("Denied")
    page.locator(".proposal", has_text="Asserted").get_by_role("link", name="Change").click()
    expect(page.locator("#statement [name=actor]")).to_have_value(story.claimant)
    page.locator("#statement [name=dated_on]").fill("2024-02-20")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".timeline")).to_contain_text(f"Asserted by {story.claimant}")
    pictures(page, f"{story.name}-workspace")
    assert_accessible(page)

    page.evaluate("window.sameDocument = true")
    editor.rule("Retracted", "The claimant’s own side took it back. That was two weeks later.")
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator(".problems")).to_contain_text("needs a statement “retracted”")
    expect(page.get_by_label("Rationale")).to_have_value(
        "The claimant’s own side took it back. That was two weeks later."
    )
    editor.fill_source(
        url="https://gov.example/briefing",
        title="Transcript of the briefing",
        publisher="The press office",
        source_date="2024-03-12",
        stance="contradicts",
        excerpt="We have no measurements that show it.",
        locator="minute 14",
        archive_url="https://archive.example/briefing",
    )
    editor.fill_statement(
        kind="retracted",
        scope="part",
        actor="Lena Voss",
        actor_role="deputy",
        on_behalf_of=story.claimant,
        dated_on="2024-03-12",
        words="We withdraw it.",
        statement_source="new",
    )
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("mark.ret")).to_have_count(1)
    expect(editor.quote).not_to_contain_text(story.claim[:30])
    assert page.evaluate("window.sameDocument") is True
    picture(page, f"{story.name}-workspace-after-ruling")


def sign_off(reviewer: Person, story: Story) -> None:
    """The second person finds the ruling on the front page and approves it."""
    page = reviewer.page
    page.goto(f"{reviewer.site.address}/desk")
    pictures(page, f"{story.name}-desk")
    assert_accessible(page)
    page.get_by_role("region", name="Waiting for sign-off").get_by_role("link").first.click()
    expect(page.locator(".claim-head .quote")).to_contain_text(story.claim[:30])
    page.get_by_role("button", name="Sign off").click()
    expect(page.locator("#panel")).to_contain_text("Signed off by Rosa Lindqvist")


def publish(editor: Person, story: Story) -> str:
    """Everything that blocks is listed and linked; once nothing does, the page goes out."""
    page = editor.page
    page.get_by_role("link", name="Publish").first.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("left to do")
    left = page.locator(".blockers li").count()
    assert left > 5
    picture(page, f"{story.name}-publish-blocked")
    assert_accessible(page)
    page.locator(".blockers a").first.click()
    page.get_by_role("button", name="May go out unchecked").click()
    expect(page.get_by_role("button", name="Must be decided")).to_be_visible()
    page.get_by_role("link", name="Publish").first.click()
    expect(page.locator(".blockers li")).to_have_count(left - 1)
    page.get_by_role("button", name="undecided claims go out").click()
    expect(page.get_by_role("heading", name="Nothing is in the way")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_contain_text("Edition 1 is published")
    picture(page, f"{story.name}-published")
    return page.locator(".note a").first.get_attribute("href") or ""


def read(stranger: BrowserContext, address: str, story: Story) -> None:
    """A stranger reads it: marks in place, badge, timeline, coverage, edition."""
    page = stranger.new_page()
    page.goto(address)
    expect(page.locator("#article-text mark.ret")).to_have_count(1)
    expect(page.locator(".card.ret")).to_contain_text(
        "Retracted in part by Lena Voss, 12 March 2024"
    )
    page.locator("mark.ret a").first.click()
    expect(page.locator(".card.ret .timeline")).to_be_visible()
    expect(page.locator(".card.ret .timeline")).to_contain_text(story.claimant)
    expect(page.locator(".lead").first).to_contain_text("1 checked")
    expect(page.locator("body")).to_contain_text("Edition 1")
    assert_accessible(page)
    pictures(page, f"{story.name}-public")
    page.emulate_media(media="print")
    picture(page, f"{story.name}-public-print", full=True)
    page.close()
    read_without_script(stranger, address)


def read_without_script(stranger: BrowserContext, address: str) -> None:
    """Nothing is missing where scripts do not run."""
    assert stranger.browser is not None
    plain = stranger.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(address)
    page.locator(".card.ret summary").click()
    expect(page.locator(".card.ret")).to_contain_text("Transcript of the briefing")
    assert not plain.cookies()
    plain.close()


def correct(editor: Person, reviewer: Person, story: Story) -> None:
    """Reopen, rule anew, sign off, and tell readers what changed."""
    page = editor.page
    page.get_by_role("link", name="Desk", exact=True).click()
    page.locator(".checks a").first.click()
    editor.take_up(story.claim[:30])
    page.get_by_role("button", name="Reopen").click()
    # The reasons are there to be mended; the verdict is to be given anew.
    expect(page.get_by_label("Rationale")).to_have_value(re.compile("own side took it back"))
    expect(page.get_by_role("radio", name="No verdict yet")).to_be_checked()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("is saved.")
    page.get_by_role("link", name="Start from it").click()
    # The form comes anew: what is typed goes into the new one.
    expect(page).to_have_url(re.compile("again=1"))
    expect(page.locator("body:not([aria-busy])")).to_be_visible()
    editor.rule("Denied", "A sale is admitted now. It was smaller than claimed.")
    editor.fill_statement(
        kind="denied", actor="The port company", dated_on="2024-02-21", words="It is not so."
    )
    page.locator("#statement [name=statement_source]").select_option(index=2)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You ruled: somebody else signs off.")).to_be_visible()
    sign_off(reviewer, story)
    page.get_by_role("link", name="Publish").first.click()
    page.get_by_role("button", name="Publish edition 2").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "A verdict that readers were told has changed"
    )
    page.get_by_label("What was wrong or new").fill("We said retracted; the denial stands alone.")
    picture(page, f"{story.name}-publish-correction", full=True)
    page.get_by_role("button", name="Publish edition 2").click()
    expect(page.get_by_role("status")).to_contain_text("Edition 2 is published")


def read_again(chromium: Browser | None, address: str, story: Story) -> None:
    """The new edition carries the correction; the old one stays at its own address and says so."""
    assert chromium is not None
    # A reader without a copy of the page: browsers keep one for a minute.
    page = chromium.new_page()
    page.goto(address)
    expect(page.locator(".notice").first).to_contain_text("the denial stands alone")
    expect(page.locator("#article-text mark.den")).to_have_count(1)
    pictures(page, f"{story.name}-public-corrected")
    page.goto(f"{address}/v1")
    expect(page.locator(".notice").first).to_contain_text("as it was issued on")
    expect(page.locator("#article-text mark.ret")).to_have_count(1)
    picture(page, f"{story.name}-public-superseded")
    page.close()
