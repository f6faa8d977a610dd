"""What other sites ask for: frames, oEmbed, the social card, PDFs."""

import pytest

from app.publishing import pdf
from tests.web.conftest import Stage


def number(stage: Stage) -> int:
    """The public number of a claim that is published."""
    page = stage.site.stranger().get(f"/f/{stage.scene.slug}.json").json
    return int(page["claims"][0]["number"])


@pytest.fixture
def base(stage: Stage) -> str:
    """The address that pages begin with."""
    return stage.site.app.extensions["stet_config"].base_url  # type: ignore[no-any-return]


def test_every_site_may_frame_the_embeds(stage: Stage) -> None:
    slug, n = stage.scene.slug, number(stage)
    for path in (f"/f/{slug}/embed", f"/f/{slug}/embed/{n}"):
        answer = stage.site.stranger().get(path)
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers and "Set-Cookie" not in answer.headers
    page = stage.site.stranger().get(f"/f/{slug}/claim/{n}")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]


def test_a_claim_may_be_named_in_the_query(stage: Stage) -> None:
    slug = stage.scene.slug
    answer = stage.site.stranger().get(f"/f/{slug}/embed?claim=2&childId=a%26b")
    assert answer.status_code == 302
    assert answer.location == f"/f/{slug}/embed/2?childId=a%26b"
    odd = stage.site.stranger().get(f"/f/{slug}/embed?claim=//evil.example")
    assert odd.location.startswith(f"/f/{slug}/embed/%2F%2F")


def test_oembed_answers_for_pages_and_claims(stage: Stage, base: str) -> None:
    browser, slug, n = stage.site.stranger(), stage.scene.slug, number(stage)
    for asked in ("", f"%23claim-{n}", f"/claim/{n}"):
        answer = browser.get(f"/oembed?url={base}/f/{slug}{asked}&maxwidth=300&format=json")
        assert answer.status_code == 200, asked
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.json["width"] == 300
        assert (f"/embed/{n}" in answer.json["html"]) is bool(asked)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url={base}/f/{slug}&format=xml", 501),
        ("url={base}/f/nothing", 404),
        ("url={base}/f/{slug}%23claim-999", 404),
        ("url=https://other.example/f/{slug}", 404),
        ("url={base}/f/{slug}&maxwidth=wide", 200),
        ("url={base}/f/%00", 404),
    ],
)
def test_oembed_refuses_the_rest(query: str, status: int, stage: Stage, base: str) -> None:
    asked = query.format(base=base, slug=stage.scene.slug)
    assert stage.site.stranger().get(f"/oembed?{asked}").status_code == status


def test_the_card_is_a_picture_that_is_not_packed(stage: Stage) -> None:
    path = f"/f/{stage.scene.slug}/card.png?v=1"
    answer = stage.site.stranger().get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Type"] == "image/png"
    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"\x89PNG")


def test_where_no_pdf_is_made_readers_are_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "available", lambda: False)
    stage.site.app.extensions.pop("stet_told", None)  # as after a start without the library
    answer = stage.site.stranger().get(f"/f/{stage.scene.slug}/print.pdf")
    assert answer.status_code == 501
    assert "PDF files are not made on this server" in answer.text
    assert "print.pdf" not in stage.site.stranger().get(f"/f/{stage.scene.slug}").text
