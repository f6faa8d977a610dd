"""The desk as a person uses it: log in, paste, look at claims, fill the one form."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.factories import PASSWORD

#: They take time, and nobody looks at those of every run: PICTURES=1 makes them.
IS_LOOKED_AT = bool(os.environ.get("PICTURES"))
SCREENSHOTS = Path(__file__).resolve().parent / "screenshots"
WIDTHS = {1440: 900, 768: 1024, 390: 844}


@dataclass(frozen=True)
class Site:
    """A running server and the one-time passwords of its demo newsroom."""

    address: str
    passwords: dict[str, str]


@dataclass
class Person:
    """Somebody at the desk, in a browser of their own."""

    page: Page
    site: Site

    @classmethod
    def arrives(cls, chromium: Browser, site: Site, login: str) -> "Person":
        """Log in for the first time: a one-time password, then one of their own."""
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        context.set_default_timeout(8_000)
        page = context.new_page()
        page.goto(f"{site.address}/desk")
        page.get_by_label("Log-in name").fill(login)
        page.get_by_label("Password", exact=True).fill(site.passwords[login])
        page.get_by_role("button", name="Log in").click()
        page.get_by_label("One-time password").fill(site.passwords[login])
        page.get_by_label("New password", exact=True).fill(PASSWORD)
        page.get_by_label("New password again").fill(PASSWORD)
        page.get_by_role("button", name="Change password").click()
        expect(page.get_by_role("heading", name="Fact-checks")).to_be_visible()
        return cls(page, site)

    @property
    def context(self) -> BrowserContext:
        """The browser of this person."""
        return self.page.context

    def paste(self, text: str, **particulars: str) -> None:
        """Take an article in as far as the lines that may be dropped."""
        self.page.goto(f"{self.site.address}/desk")
        self.page.get_by_role("link", name="Paste an article").first.click()
        self.page.get_by_label("The article's text").fill(text)
        self.page.get_by_role("button", name="Continue").click()
        for label, value in particulars.items():
            self.page.get_by_label(label, exact=True).fill(value)

    def freeze(self) -> None:
        """Freeze the text; the workspace opens."""
        self.page.get_by_role("button", name="Freeze the text").click()
        expect(self.page.locator("#article-text")).to_be_visible()

    def take_up(self, words: str) -> None:
        """Take up the claim that begins with these words, by clicking on them."""
        self.page.locator("mark a", has_text=words).first.click()
        expect(self.quote).to_contain_text(words)

    @property
    def quote(self) -> Locator:
        """The words of the claim taken up."""
        return self.page.locator(".claim-head .quote")

    def open(self, summary: str) -> None:
        """Open a part of the panel if it is closed."""
        title = self.page.locator("summary", has_text=re.compile(f"^{re.escape(summary)}"))
        part = self.page.locator("#panel details", has=title)
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()

    def fill_source(self, **fields: str) -> None:
        """Fill in a source on the one form."""
        self.open("Attach a source")
        self._fill("#source", fields)

    def fill_statement(self, **fields: str) -> None:
        """Fill in a statement on the one form."""
        self.open("Record a statement")
        self._fill("#statement", fields)

    def rule(self, verdict: str, rationale: str) -> None:
        """Choose a verdict and say why."""
        self.page.get_by_role("radio", name=verdict).check()
        self.page.get_by_label("Rationale").fill(rationale)

    def select_words(self, words: str) -> None:
        """Select words of the article with the mouse's result, not its movement."""
        found = self.page.evaluate(
            """(words) => {
                const walker = document.createTreeWalker(
                    document.getElementById("article-text"), NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const at = walker.currentNode.data.indexOf(words);
                    if (at < 0) continue;
                    getSelection().setBaseAndExtent(
                        walker.currentNode, at, walker.currentNode, at + words.length);
                    return true;
                }
                return false;
            }""",
            words,
        )
        assert found, f"“{words}” is in no single run of the article"

    def article_text(self) -> str:
        """The text content of the article pane, to the code point."""
        return self.page.evaluate("document.getElementById('article-text').textContent")

    def _fill(self, part: str, fields: dict[str, str]) -> None:
        for name, value in fields.items():
            field = self.page.locator(f"{part} [name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)


def picture(page: Page, name: str, *, full: bool = False) -> None:
    """Save a screenshot for people to look at, where they want some; git ignores the folder."""
    if IS_LOOKED_AT:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=full)


def pictures(page: Page, name: str) -> None:
    """Save a screen at the three widths, light and dark."""
    for scheme in ("light", "dark") if IS_LOOKED_AT else ():
        page.emulate_media(color_scheme=scheme)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            picture(page, f"{name}-{width}-{scheme}", full=width < 1000)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})


def assert_accessible(page: Page) -> None:
    """Nothing that axe can find is wrong with the page."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
