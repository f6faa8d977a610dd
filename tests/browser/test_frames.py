"""What other sites frame, in the frame of another site; and the pages of single claims."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from app.database import Database
from tests.browser.conftest import migrated, serving
from tests.factories import Newsroom

#: A host page that sizes its frame by what it is told, and keeps what it heard.
HOST = """<!doctype html><title>Another site</title>
<iframe id="frame" title="Framed" width="320" height="50" src="{src}"
 sandbox="allow-scripts allow-popups allow-top-navigation-by-user-activation"></iframe>
<script>
const heard = [], frame = document.getElementById("frame");
addEventListener("message", ({{ data }}) => {{
  heard.push(data);
  if (data.type === "embed-size") frame.height = data.height;
}});
</script>"""

TALL = "Math.ceil(document.documentElement.getBoundingClientRect().height)"


class _Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(HOST.format(src=asked.get("src", [""])[0]).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Another site, on a port of its own: another origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Host) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a published fact-check."""
    folder = tmp_path_factory.mktemp("frames")
    environ = migrated(folder)
    database = Database.at(environ["DATABASE_URL"])
    _, _, slug = Newsroom(database).publication()
    database.engine.dispose()
    with serving(folder, environ) as address:
        yield f"{address}/f/{slug}"


def framed(page: Page, host: str, src: str) -> None:
    page.goto(f"{host}/?src={src}")
    page.wait_for_function("frame.height > 50")


@pytest.mark.parametrize("form", ["/embed", "/embed/1", "/embed?claim=1%26childId=ours"])
def test_a_frame_on_another_site_grows_and_shrinks_with_its_content(
    form: str, host: str, check: str, stranger: BrowserContext
) -> None:
    page = stranger.new_page()
    framed(page, host, f"{check}{form}")
    inside = page.frames[1]
    tall = inside.evaluate(TALL)
    assert page.evaluate("+frame.height") == tall
    page.evaluate("frame.width = 700")
    page.wait_for_function(f"frame.height < {tall}")
    assert page.evaluate("+frame.height") == inside.evaluate(TALL)
    child = "ours" if "childId" in form else ""
    heights = [said for said in page.evaluate("heard") if isinstance(said, str)]
    assert heights and all(said.startswith(f"pymxPYMx{child}xPYMxheightx") for said in heights)
    if form != "/embed":
        assert inside.locator(".badge").count() == 1


def test_pym_may_begin_to_listen_later(host: str, check: str, stranger: BrowserContext) -> None:
    page = stranger.new_page()
    framed(page, host, f"{check}/embed?childId=ours")
    page.evaluate("heard.length = 0")
    page.evaluate("frame.contentWindow.postMessage('pymxPYMxoursxPYMxwidthxPYMx320', '*')")
    page.wait_for_function("heard.some((said) => said.startsWith?.('pymxPYMxours'))")


def test_links_in_the_frame_lead_out_of_it(host: str, check: str, stranger: BrowserContext) -> None:
    page = stranger.new_page()
    framed(page, host, f"{check}/embed")
    page.frames[1].locator(".claims a").first.click()
    page.wait_for_url(f"{check}#claim-1")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_deep_link_reaches_its_card(script: bool, check: str, chromium: Browser) -> None:
    screen = {"width": 390, "height": 800}
    context = chromium.new_context(java_script_enabled=script, viewport=screen)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(check)
    card = page.locator(".card:has(details)").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{check}#{card}")
    page.wait_for_timeout(600)
    assert page.locator(f"#{card}:target").count() == 1
    box = page.locator(f"#{card}").bounding_box()
    assert box and -50 < box["y"] < 800
    assert page.locator(f"#{card} details[open]").count() == (1 if script else 0)
    context.close()


@pytest.mark.parametrize("form", ["/claim/1", "/embed", "/embed/1"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_in_anybodys_way(
    form: str, scheme: str, width: int, check: str, chromium: Browser
) -> None:
    context = chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(f"{check}{form}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
