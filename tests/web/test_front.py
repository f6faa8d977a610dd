"""The front by HTTP: search with its state in the address, names, in step with editions."""

import pytest

from app.publishing import front
from tests.web.browsing import Html
from tests.web.conftest import Site

SLUG = "mill-owner-takes-back-river-poisoning-charge"


@pytest.fixture
def published(site: Site) -> Site:
    """A site with one published fact-check."""
    site.newsroom.publication()
    return site


def test_what_is_published_can_be_found_at_once_and_withdrawn_no_more(site: Site) -> None:
    stranger, editor = site.stranger(), site.as_("editor")
    assert SLUG not in stranger.get("/").text
    check_id, _, slug = site.newsroom.publication()
    for path in ("/", "/?q=brandt", "/?verdict=Retracted", "/claimants/karl-munk"):
        assert f"/f/{slug}" in stranger.get(path).text, path
    assert stranger.get("/?q=zebra").text.count(f"/f/{slug}") == 0
    page = f"/checks/{check_id}/publish"
    sent = editor.submit(page, f"/checks/{check_id}/withdraw", reason="It was forged.")
    assert sent.status_code == 302
    for path in ("/", "/?q=brandt"):
        assert f"/f/{slug}" not in stranger.get(path).text, path
    assert stranger.get("/claimants/karl-munk").status_code == 404


def test_what_is_not_published_is_never_found(published: Site) -> None:
    stranger = published.stranger()
    check_id = published.newsroom.pasted("Secret plan\n\nZebras, Ida Falk said, ate 400 oranges.")
    published.newsroom.ruled(check_id, published.newsroom.first_claim(check_id))
    assert "Nothing found" in stranger.get("/?q=zebras").text
    assert stranger.get("/claimants/ida-falk").status_code == 404


def test_a_later_edition_takes_the_place_of_the_earlier_one(published: Site) -> None:
    stranger, newsroom = published.stranger(), published.newsroom
    assert "Nothing found" not in stranger.get("/?q=poisoning").text
    path = "/checks/1/article"
    sent = published.as_("editor").submit(path, headline="Owner backs down", outlet="The Alm Post")
    assert sent.status_code == 302
    newsroom.published(1, note="A better headline.")  # type: ignore[arg-type]
    assert "Owner backs down" in stranger.get("/?q=backs+down").text
    assert "Owner backs down" in stranger.get("/outlets/the-alm-post").text


def test_the_form_leads_to_an_address_without_what_was_not_asked(published: Site) -> None:
    stranger = published.stranger()
    sent = stranger.get("/?q=+fish++club&verdict=&claimant=&outlet=&topic=&since=&until=")
    assert (sent.status_code, sent.location) == (302, "/?q=fish%20club")
    assert stranger.get(sent.location).status_code == 200
    assert stranger.get("/?q=&verdict=").location == "/"
    assert stranger.get("/?since=yesterday").location == "/"
    assert stranger.get("/?page=7").location == "/"
    assert stranger.get("/?utm_source=x").status_code == 200


@pytest.mark.parametrize(
    "asked",
    ["q=%00", "q=%ED%A0%80", "q=" + "x" * 9000, "page=²&q=a", "page=-1&q=a", "page=99999999&q=a",
     "q=a&q=b", "verdict[]=x", "since=9999-99-99", "q=%F0%9F%90%9F", "q=<script>"],
)  # fmt: skip
def test_no_query_makes_a_fault(asked: str, published: Site) -> None:
    stranger, path = published.stranger(), f"/?{asked}"
    for _ in range(3):
        response = stranger.get(path)
        if response.status_code != 302:
            break
        path = response.location
    assert response.status_code == 200


def test_the_front_without_a_query_is_the_file_of_the_export(published: Site) -> None:
    from app.web import front as view  # the index of this application
    from app.web import house

    with published.app.test_request_context("/"):
        files = {file.path: file.body for file in front.files(view.index(), house.imprint())}
    assert {"/", "/claimants", "/outlets", "/topics", "/claimants/karl-munk"} <= files.keys()
    for path, body in files.items():
        assert published.stranger().get(path).data == body, path


@pytest.mark.parametrize(
    "path", ["/page/1", "/page/2", "/page/x", "/claimants/", "/claimants/no-one",
             "/claimants/page/2", "/claimants/karl-munk/page/2", "/others",
             "/logo/0000000000000000.png", "/logo/%.png"]
)  # fmt: skip
def test_beyond_the_lists_there_is_nothing(path: str, published: Site) -> None:
    response = published.stranger().get(path)
    assert response.status_code == 404
    assert "Set-Cookie" not in response.headers


def test_search_and_filters_are_plain_form_fields(published: Site) -> None:
    html = Html(published.stranger().get("/?verdict=Retracted").text)
    (form,) = html.forms
    assert (form.action, form.method) == ("/", "get")
    assert set(form.values) == {"q", "verdict", "claimant", "outlet", "topic", "since", "until"}
    assert form.values["verdict"] == "Retracted"
    labels = {given["for"] for tag, given in html.elements if tag == "label"}
    assert labels == set(form.values)
