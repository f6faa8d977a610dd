"""Whatever is typed, wherever it is shown: words, never markup, never script."""

import pytest

from app.domain.policy import Role
from app.publishing import paper
from app.services import accounts
from tests.factories import ARTICLE, PASSWORD
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site

TAIL = "<xss7 onclick=a()>\"'{{7*7}}</script>"


def typed(name: str) -> str:
    """A payload that tells which field it came from."""
    return name + TAIL


def _is_data(words: str) -> bool:
    return words.startswith('{"@context":"https://schema.org"') and "<" not in words


def assert_harmless(html: str, *names: str) -> None:
    """No element, handler, script or address of the payload's making; its words are there."""
    page = Html(html)
    for tag, attributes in page.elements:
        assert tag not in ("xss7", "img", "iframe", "object", "base"), tag
        assert not [name for name in attributes if name.startswith("on")], attributes
        for name in ("href", "src", "action", "formaction"):
            scheme = attributes.get(name, "").strip().lower().partition(":")[0]
            assert scheme not in ("javascript", "vbscript"), attributes
            assert scheme != "data" or attributes.get("rel") == "icon"
    # Scripts are our files, or the one inlined script whose hash the policy names.
    # Data for programs is no script; a browser runs none of it.
    ours = (paper.script().strip(), "")
    assert [
        words for words in page.scripts if not _is_data(words) and words.strip() not in ours
    ] == []
    for name in names:
        assert typed(name) in page.text, name


@pytest.fixture
def mallory(small_site: Site) -> Browser:
    """Somebody whose very name is a payload, with every role."""
    with small_site.newsroom.work("admin") as work:
        accounts.add_person(
            work,
            login="mallory",
            name=typed("name"),
            roles=set(Role),
            password=PASSWORD,
            one_time=False,
        )
    return small_site.as_("mallory")


PARTICULARS = {name: typed(name) for name in ("headline", "outlet", "byline")}
CLAIM = ("wording", "claimant", "claimant_role")
SOURCE = (
    "title", "publisher", "no_archive_reason", "excerpt", "locator", "origin", "interest",
    "secondary_reason",
)  # fmt: skip
ACT = ("actor", "actor_role", "on_behalf_of", "words")
CHOSEN = {
    "url": "https://x.example/'onclick='a()",
    "stance": "supports",
    "kind": "retracted",
    "dated_on": "2024-04-30",
    "statement_source": "new",
    "verdict": "retracted",
    "as_of": "2024-05-01",
    "rationale": typed("finding")
    + ".\n\n"
    + typed("rationale")
    + "\n\n<img src=x onerror=a()> [j](javascript:a()) ![i](javascript:a()) <a href='//x'>y</a>"
    + "\n\n<script>a()</script>\n\n```\n</code><xss7>\n```\n",
}


def test_payloads_in_every_field_stay_words_on_every_page(
    small_site: Site, mallory: Browser
) -> None:
    text = (
        typed("article") + "\n\n" + ARTICLE + "\n\nThe club denied " + typed("body") + " on Monday."
    )
    draft = mallory.submit("/articles/new", text=text).location
    assert_harmless(mallory.get(draft).text, "article", "body", "name")
    wrong = mallory.submit(draft, **PARTICULARS, url="javascript:" + TAIL)
    assert wrong.status_code == 422
    assert_harmless(wrong.text, *PARTICULARS, "javascript:")
    check = mallory.submit(draft, **PARTICULARS, url="https://x.example/{{7*7}}'").location
    newsroom = small_site.newsroom
    files = newsroom.dossier(int(check.rpartition("/")[2])).shown  # type: ignore[arg-type]
    path, other = (f"/claims/{file.claim.id}" for file in files[:2])
    mine = small_site.as_("both").page(path)

    sent = {**CHOSEN, **{name: typed(name) for name in (*CLAIM, *SOURCE, *ACT)}}
    assert mallory.submit(path, f"{path}/review", **sent).status_code == 302
    shown = (*CLAIM, "title", "publisher", "locator", "excerpt", *ACT, "rationale", "name")
    assert_harmless(mallory.get(path).text, *shown, "headline", "outlet")
    conflict = small_site.as_("both").submit(mine, f"{path}/review", **sent)
    assert conflict.status_code == 409
    assert_harmless(conflict.text, *shown, "no_archive_reason")

    returned = small_site.as_("second").submit(path, f"{path}/send-back", reason=typed("reason"))
    assert returned.status_code == 302
    assert_harmless(mallory.get(path).text, "reason", "rationale")
    again = mallory.get(path + "?again=1")
    assert_harmless(again.text, "rationale")
    ruled = {name: CHOSEN[name] for name in ("verdict", "rationale", "as_of")}
    assert mallory.submit(path, f"{path}/review", **ruled).status_code == 302
    assert small_site.as_("second").submit(path, f"{path}/sign-off").status_code == 302

    gone = mallory.submit(other, f"{other}/dismiss", reason="opinion", note=typed("note"))
    assert gone.status_code == 302
    assert_harmless(mallory.get(other).text, "note")
    newsroom.deferred(int(check.rpartition("/")[2]))  # type: ignore[arg-type]
    for address in (check, f"{check}/publish", "/desk"):
        assert_harmless(mallory.get(address).text, "headline", "name")
    assert_harmless(mallory.get(f"{check}/article").text, *PARTICULARS)
    assert_harmless(small_site.as_("admin").get("/people").text, "name")

    public = ("headline", "byline", *CLAIM, "title", "publisher", "excerpt", "locator", *ACT)
    everything = (*public, "no_archive_reason", "finding", "rationale", "name", "article", "body")
    assert_harmless(mallory.get(f"{check}/preview").text, *everything)
    assert mallory.submit(f"{check}/publish").status_code == 302
    page = small_site.stranger().get("/").text
    assert_harmless(page, "headline", "outlet")
    address = next(a["href"] for _, a in Html(page).elements if "/f/" in a.get("href", ""))
    address = "/f/" + address.rpartition("/f/")[2]
    assert_harmless(small_site.stranger().get(address).text, *everything)

    assert mallory.submit(path, f"{path}/reopen").status_code == 302
    describe = mallory.submit(f"{check}/article", headline=typed("second"))
    assert describe.status_code == 302
    corrected = mallory.submit(f"{check}/publish", note=typed("correction"), kind="correction")
    assert corrected.status_code == 422  # the claim that was reopened is undecided
    assert_harmless(corrected.text, "correction", "second")
    newsroom.deferred(int(check.rpartition("/")[2]))  # type: ignore[arg-type]
    corrected = mallory.submit(f"{check}/publish", note=typed("correction"), kind="correction")
    assert corrected.status_code == 302
    for version in ("", "/v1", "/v2"):
        assert_harmless(small_site.stranger().get(address + version).text)
    assert_harmless(small_site.stranger().get(address).text, "correction", "second")
    withdrawn = mallory.submit(f"{check}/publish", f"{check}/withdraw", reason=typed("withdrawal"))
    assert withdrawn.status_code == 302
    tombstone = small_site.stranger().get(address)
    assert tombstone.status_code == 410
    assert_harmless(tombstone.text, "withdrawal", "second", "name")
    assert_harmless(mallory.get(f"{check}/log").text, "name", "reason", "withdrawal", "claimant")


@pytest.mark.parametrize("path", ["/f/{0}", "/claims/1?proposal={0}", "/login?next={0}", "/{0}"])
def test_payloads_in_an_address_are_not_repeated(path: str, small_site: Site) -> None:
    for browser in (small_site.stranger(), small_site.as_("editor")):
        assert "xss7" not in browser.get(path.format(TAIL)).text


def test_payloads_in_a_log_in_name_stay_words(small_site: Site) -> None:
    response = small_site.stranger().log_in(typed("login"), typed("password"))
    assert response.status_code == 422
    assert_harmless(response.text, "login")
    assert "password<" not in Html(response.text).text
