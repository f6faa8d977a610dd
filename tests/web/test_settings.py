"""The settings: looked at before they are saved, and then on every public page."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from tests.web.browsing import Html
from tests.web.conftest import Site


def save(site: Site, **values: Any) -> TestResponse:
    return site.as_("admin").submit("/settings", **values)


def picture(kind: str = "PNG") -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (300, 100), "teal").save(out, kind)
    return BytesIO(out.getvalue())


def add_logo(site: Site, sent: BytesIO) -> TestResponse:
    return site.as_("admin").post("/settings/logo", {"logo": (sent, "x.exe", "text/html")})


def test_until_they_are_saved_the_configuration_holds(small_site: Site) -> None:
    form = small_site.as_("admin").page("/settings").form("")
    assert form.values["name"] == "The Test Desk"
    assert form.values["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "We freeze the text" in form.values["method"]
    assert "The Test Desk" in small_site.stranger().get("/").text


def test_what_is_saved_is_on_every_public_page_and_the_desk(site: Site) -> None:
    _, _, slug = site.newsroom.publication()
    old = site.stranger().get(f"/f/{slug}/v1").data
    values = {"name": "The Harbour Desk", "colour": "#aa2200", "contact": "desk@harbour.example"}
    assert save(site, **values, funding="Paid by *readers*.").status_code == 302
    stranger = site.stranger()
    for path in ("/", f"/f/{slug}", "/claimants", "/method", "/about", "/report-an-error"):
        text = stranger.get(path).text
        assert "The Harbour Desk" in text and "--link:#aa2200" in text, path
    assert "Paid by <em>readers</em>." in stranger.get("/about").text
    assert "The Harbour Desk" in site.as_("editor").get("/desk").text
    assert "The Harbour Desk" in stranger.get("/nothing").text
    assert stranger.get(f"/f/{slug}/v1").data == old


def test_the_colours_shades_are_told_in_words(small_site: Site) -> None:
    save(small_site, colour="#ffff00")
    page = small_site.as_("admin").get("/settings").text
    assert "The colour is made darker by day (#" in page
    assert '<rect width="24" height="24" rx="4" fill="#' in page


@pytest.mark.parametrize(
    ("picture", "words"),
    [("check", "Mill owner takes back"), ("/", "Fact checks"), ("/about", "Who pays"),
     ("/method", "The verdicts"), ("/corrections-policy", "When we are wrong")],
)  # fmt: skip
def test_a_page_can_be_looked_at_before(picture: str, words: str, small_site: Site) -> None:
    small_site.newsroom.publication()
    before = small_site.rows()
    looked = save(small_site, name="Unsaved Desk", colour="#aa2200", picture=picture, do="look")
    assert looked.status_code == 200
    assert words in looked.text and "Unsaved Desk" in looked.text and "#aa2200" in looked.text
    assert looked.headers["Cache-Control"] == "no-store"
    assert "sha256-" in looked.headers["Content-Security-Policy"]
    assert small_site.rows() == before
    assert "Unsaved Desk" not in small_site.stranger().get("/").text


@pytest.mark.parametrize("do", ["look", "save"])
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(do: str, small_site: Site) -> None:
    before = small_site.rows()
    sent = save(small_site, name="", colour="red", contact="x", ethics="Typed for an hour", do=do)
    assert sent.status_code == 422
    for words in ("needs a name", "six digits", "write an e-mail address", "Typed for an hour"):
        assert words in sent.text
    assert Html(sent.text).form("").values["colour"] == "red"
    assert small_site.rows() == before


def test_two_admins_do_not_overwrite_each_other(site: Site) -> None:
    page = site.as_("admin").page("/settings")
    site.newsroom.settled(name="Theirs", contact="theirs@desk.example")
    data = {**page.form("").values, "name": "Mine", "colour": "#112233"}
    sent = site.as_("admin").client.post("/settings", data=data)
    assert sent.status_code == 409
    assert "Somebody else saved here meanwhile" in sent.text
    again = site.as_("admin").again(sent)
    assert again.status_code == 302
    form = site.as_("admin").page("/settings").form("")
    assert (form.values["name"], form.values["colour"]) == ("Mine", "#112233")
    assert form.values["contact"] == "theirs@desk.example"


def test_a_logo_is_added_chosen_and_served_for_good(site: Site) -> None:
    assert add_logo(site, picture("WEBP")).status_code == 302
    assert "/logo/" not in site.stranger().get("/").text
    assert save(site, logo_id="1").status_code == 302
    html = Html(site.stranger().get("/").text)
    (shown,) = [given for tag, given in html.elements if tag == "img"]
    assert shown["alt"] == "The Test Desk"
    served = site.stranger().get(shown["src"])
    assert served.data.startswith(b"\x89PNG")
    assert served.headers["Content-Type"] == "image/png"
    assert "immutable" in served.headers["Cache-Control"]
    assert "Set-Cookie" not in served.headers
    known = {"If-None-Match": served.headers["ETag"]}
    assert site.stranger().get(shown["src"], headers=known).status_code == 304
    assert save(site, logo_id="").status_code == 302
    assert "<img" not in site.stranger().get("/").text
    assert site.stranger().get(shown["src"]).status_code == 200


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"<svg onload='a()'/>", 422, "no PNG, JPEG or WebP"),
        (b"", 422, "no PNG, JPEG or WebP"),
    ],
)
def test_what_is_no_picture_is_refused(
    sent: bytes, status: int, words: str, small_site: Site
) -> None:
    before = small_site.rows()
    refused = add_logo(small_site, BytesIO(sent))
    assert refused.status_code == status
    assert words in refused.text
    assert small_site.rows() == before


def test_more_than_a_picture_is_not_read(small_site: Site) -> None:
    sent = small_site.as_("admin").client.post(
        "/settings/logo", data=b"x" * 1_200_000, content_type="multipart/form-data; boundary=x"
    )
    assert sent.status_code == 413


def test_files_are_taken_nowhere_else(small_site: Site) -> None:
    sent = small_site.as_("admin").post("/settings", {"name": "x", "logo": (picture(), "a.png")})
    assert sent.status_code == 400


@pytest.mark.parametrize("payload", ["<script>a()</script>", "[x](javascript:a())", "<img src=x>"])
def test_markup_in_a_text_stays_words(payload: str, small_site: Site) -> None:
    texts = dict.fromkeys(
        ("method", "unnamed", "corrections", "about", "ethics", "funding", "people"),
        f"# {payload}\n\n{payload}",
    )
    assert save(small_site, name=payload[:100], licence_name=payload, **texts).status_code == 302
    for path in ("/", "/method", "/about", "/corrections-policy", "/report-an-error"):
        text = small_site.stranger().get(path).text
        assert payload not in text or payload.startswith("["), path
        assert "javascript:" not in "".join(
            given.get("href", "") for _, given in Html(text).elements
        )
