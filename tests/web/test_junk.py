"""Junk to every route that changes something: refused or done, never a fault of ours."""

import random
from typing import Any

import pytest

from app.queries.integrity import faults
from tests.web.conftest import Site, set_scene
from tests.web.routes import CHANGING

FIELDS = (
    "q party role channel about asked_on deadline replied_on line version source_version start "
    "end at other reason note sentence drop text headline outlet byline url published_on rights "
    "topics chosen_because wording claimant claimant_role title publisher source_date "
    "source_precision source_kind archive_url no_archive_reason origin interest "
    "secondary_reason confidential stance excerpt locator kind actor actor_role on_behalf_of "
    "dated_on precision scope words statement_source place known_source proposal_id verdict "
    "as_of rationale next current new again login name roles base seen password html file "
    "colour logo_id contact licence licence_name language method unnamed corrections about ethics "
    "funding people picture do answer words_too logo days reads_rulings revision adjacent "
    "by_character keep count"
).split()

LONG = "https://x.example/" + "x" * 1500

JUNK: list[Any] = [
    "", " ", "0", "1", "2", "3", "7", "-1", "²", "٣", "1e9", str(2**31 - 1), str(2**31), "9" * 40,
    "1-9", "5-1", "²-³", "0-99999", "\x00", "a\x00b", "\u202e", "\ud7ff\ufffd", "𝔸🐟",
    "e\u0301" * 50,
    "x" * 300, "x" * 2500, "😀" * 200, "\n" * 50,
    "\r\n\t", "<b>&amp;</b>", "%s%d{0}{{7*7}}",
    "' OR 1=1 --",
    "javascript:a()", "https://x.example/a", LONG, "http://[", "https://[::1]/", "//x",
    "http://a:b@c/",
    "2024-05-01", "2022-13-40", "0001-01-01", "9999-12-31", "20240501", "2024-W01-1", "-1-1-1",
    "day", "month", "before", "primary", "supports", "contradicts", "context", "retracted",
    "denied",
    "asserted", "full", "part", "supported", "unproven", "opinion", "merged into another claim",
    "new", "y", "false", "correction", "first", "update", "admin", "editor", "> " * 3000,
    "*" * 5000, "[" * 3000, "[a](" * 800, "`" * 999, "<" * 3000, "- " * 500, "# x\n\n" * 200,
    ["1", "2", "x"], ["0-5", "5-9"], [],
]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_no_junk_makes_a_fault(seed: int, site: Site) -> None:
    """With a good session, a good token, and as often as not the right version."""
    scene, chance = set_scene(site.newsroom), random.Random(seed)
    browsers = [site.as_("both"), site.as_("admin")]
    token = {id(browser): browser.token for browser in browsers}
    routes = [r for r in CHANGING if r.endpoint not in ("accounts.leave", "accounts.password")]
    for route in routes * 5:
        values = {name: chance.choice(JUNK) for name in FIELDS if chance.random() < 0.5}
        if chance.random() < 0.7:
            values["version"] = str(chance.randint(1, 6))
        ids = {name: chance.choice((old, old, chance.randint(1, 20)))
               for name, old in vars(scene).items()}  # fmt: skip
        browser = browsers[0] if chance.random() < 0.9 else browsers[1]
        path = route.path.format(**ids)
        sent = {**values, "csrf_token": token[id(browser)]}
        response = browser.client.post(path, data=sent)
        assert response.status_code < 500, (path, values)
        if response.status_code >= 400:
            # A page, or the part of one that says what is wrong.
            assert "<h1" in response.text or "data-says" in response.text, (path, values)
    for address in ("/desk", f"/checks/{scene.check}", f"/checks/{scene.published}", "/"):
        assert browsers[0].get(address).status_code == 200
    with site.newsroom.database.reading() as session:
        assert list(faults(session)) == []


def test_the_junk_names_every_field_that_a_form_has(small_site: Site) -> None:
    scene = set_scene(small_site.newsroom)
    both = small_site.as_("both")
    named: set[str] = set()
    paths = [f"/claims/{claim}" for claim in (scene.open, scene.ruled, scene.signed)]
    paths += [f"/citations/{scene.citation}", f"/statements/{scene.statement}", "/articles/new"]
    paths += [f"/checks/{scene.check}/article", f"/checks/{scene.published}/publish"]
    paths += [f"/checks/{scene.check}/contacts", f"/contacts/{scene.contact}"]
    paths += [f"/checks/{scene.check}/guests"]
    paths += [f"/drafts/{scene.draft}", "/account/password", "/login", "/people", "/settings"]
    whose = {"/login": small_site.stranger(), "/people": small_site.as_("admin")}
    whose["/settings"] = small_site.as_("admin")
    for login in ("both", "admin"):
        small_site.as_(login).post(f"/reports/{scene.report}/look-into", {"version": 1})
        whose[f"/reports/{scene.report}?{login}"] = small_site.as_(login)
    paths += [path for path in whose if "?" in path]
    whose[f"/drafts/{scene.draft}"] = small_site.as_("editor")
    _change(small_site, scene.published)
    for path in paths:
        for tag, given in whose.get(path, both).page(path).elements:
            if tag in ("input", "select", "textarea", "button") and "name" in given:
                named.add(given["name"])
    assert named - {"csrf_token"} == set(FIELDS)


def _change(site: Site, check: int) -> None:
    """Give the published page something new, so that the form for publishing is whole."""
    path = f"/checks/{check}/article"
    assert site.as_("editor").submit(path, headline="Another").status_code == 302
