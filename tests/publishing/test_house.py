"""The house on public pages: policies with lasting anchors, a colour that can be read, a logo."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from app.domain.verdicts import HOUSE_SCHEME, Footing
from app.publishing import paper, policies, render, reporting
from app.publishing.accent import DARK, LEAST_CONTRAST, LIGHT, Accent, accent, contrast
from app.publishing.claimreview import organization
from app.publishing.listing import entry
from app.publishing.logo import LARGEST_FILE, Logo, drawn
from app.publishing.reporting import Filled
from app.publishing.sanitize import policy_html

from . import factories
from .factories import IMPRINT

PAGES = {file.path: file.body.decode() for file in policies.files(IMPRINT, {})}


def test_every_address_that_claimreview_names_is_there() -> None:
    own = [*PAGES, reporting.PATH, "/"]
    for name, address in organization(IMPRINT).items():
        if name.startswith("@") or not address.startswith(IMPRINT.base_url):
            continue
        path, _, anchor = address.removeprefix(IMPRINT.base_url).partition("#")
        assert path in own, name
        if anchor:
            assert f'id="{anchor}"' in PAGES[path], name


def test_links_of_the_page_to_the_method_lead_somewhere() -> None:
    page = render.page(factories.history(), IMPRINT)
    for path, anchor in re.findall(
        r'href="(/(?:method|about|corrections-policy))#?([a-z]*)"', page
    ):
        assert not anchor or f'id="{anchor}"' in PAGES[path]


def test_the_method_tells_every_verdict_and_what_the_number_is_not() -> None:
    page = PAGES["/method"]
    for verdict in HOUSE_SCHEME:
        assert verdict.label in page and verdict.definition in page
        assert f"Standing: {verdict.rating} of 5." in page
    assert "It is not a truth score" in page
    assert "only on a statement, with actor, date and source, that takes the claim back." in page
    assert policies.RESTS_ON.keys() == {*Footing}
    assert "A second person signs off" in page
    alone = policies.page(policies.METHOD, IMPRINT, {}, four_eyes=False).body.decode()
    assert "one-person desk" in alone and "A second person" not in alone


def test_the_houses_own_text_takes_the_place_of_ours_and_the_anchors_stay() -> None:
    own = {"funding": "## Owners\n\nA *trust*. <script>x</script> [a](javascript:b())"}
    page = policies.page(policies.ABOUT, IMPRINT, own).body.decode()
    assert "<h3>Owners</h3>" in page and "<em>trust</em>" in page
    assert "has not yet written down" not in page
    assert page.count("<script") == 1 and "javascript:" not in page
    assert {"ethics", "funding", "people"} <= set(re.findall('id="([a-z]+)"', page))


def test_headings_in_a_text_go_below_those_of_the_page() -> None:
    html = policy_html("# A\n\n## B\n\n### C\n\n#### D\n\n<h1>E</h1>")
    assert re.findall("<h[1-6]>", html) == ["<h3>", "<h3>", "<h3>", "<h4>"]
    with pytest.raises(ValueError, match="too long"):
        policy_html("x" * 50_001)


def test_contact_and_licence_stand_where_readers_look() -> None:
    imprint = replace(
        IMPRINT, contact="desk@check.example.org", licence="https://licence.example.org/by",
        licence_name="Free to use",
    )  # fmt: skip
    about = policies.page(policies.ABOUT, imprint, {}).body.decode()
    assert 'href="mailto:desk@check.example.org"' in about
    assert '<a rel="license" href="https://licence.example.org/by">Free to use</a>' in about
    page = render.page(factories.history(), imprint)
    assert '<a rel="license" href="https://licence.example.org/by">Free to use</a>' in page
    assert organization(imprint)["email"] == "desk@check.example.org"
    assert "mailto:" not in PAGES["/about"]


@pytest.mark.parametrize(
    "colour", ["#1f4f8b", "#ffff00", "#FFFFFF", "#000000", "#808080", "#ff0044"]
)
def test_a_colour_is_made_readable_by_day_and_by_night(colour: str) -> None:
    found = accent(colour)
    for shade, grounds in ((found.light, LIGHT), (found.dark, DARK)):
        assert min(contrast(shade, ground) for ground in grounds) >= LEAST_CONTRAST
        assert re.fullmatch("#[0-9a-f]{6}", shade)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert accent("#1f4f8b").light == "#1f4f8b"
    assert accent("#97bff0").dark == "#97bff0"
    assert accent("#1f4f8b").dark != "#1f4f8b"


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#1234567", "#12345g", "#1f4f8b;}"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="six digits"):
        accent(colour)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    light, dark = re.findall(r":root{([^}]*--bg:[^}]*)}", paper.style())[:2]
    for block, grounds in ((light, LIGHT), (dark, DARK)):
        assert tuple(re.findall(r"--(?:bg|card):(#\w{6})", block)) == grounds


def test_the_colour_is_in_the_page_and_in_its_policy() -> None:
    plain = render.page(factories.history(), IMPRINT)
    coloured = render.page(factories.history(), replace(IMPRINT, accent=accent("#aa2200")))
    assert ":root{--link:#aa2200;--foc:#aa2200}" in coloured
    assert paper.policy_of(plain) != paper.policy_of(coloured)
    assert Accent(light="#111111", dark="#eeeeee").css.count("--link") == 2


def picture(kind: str = "PNG", size: tuple[int, int] = (600, 200), mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else None).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_and_small(kind: str) -> None:
    found = drawn(picture(kind))
    assert found.png.startswith(b"\x89PNG") and len(found.png) < 40_000
    assert (found.logo.width, found.logo.height) == (144, 48)
    assert found.logo.path == f"/logo/{found.logo.sha256[:16]}.png"
    assert drawn(picture(kind)) == found


def test_nothing_hidden_in_a_picture_goes_along() -> None:
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", comment=b"taken at home")
    assert b"taken at home" in out.getvalue()
    assert b"taken at home" not in drawn(out.getvalue()).png


def test_a_noisy_picture_is_drawn_in_fewer_colours() -> None:
    noisy = Image.effect_noise((480, 96), 90).convert("RGB")
    out = BytesIO()
    noisy.save(out, "PNG")
    assert len(drawn(out.getvalue()).png) < 60_000


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "no PNG, JPEG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
        (picture("GIF"), "no PNG, JPEG or WebP"),
        (picture()[:60], "damaged"),
        (picture(size=(4001, 1)), "4,000 points"),
        (picture() + b"x" * LARGEST_FILE, "1 MB at most"),
    ],
    ids=["nothing", "svg", "gif", "cut off", "wide", "heavy"],
)
def test_what_is_no_picture_is_refused(sent: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        drawn(sent)


def test_the_logo_stands_in_place_of_the_name_and_says_it() -> None:
    logo = Logo(sha256="ab" * 32, width=120, height=40)
    page = render.page(factories.history(), replace(IMPRINT, logo=logo))
    assert (
        '<a href="/"><img src="/logo/abababababababab.png" width="120" height="40" '
        'alt="Example Check Desk"></a>'
    ) in page
    assert organization(replace(IMPRINT, logo=logo))["logo"] == IMPRINT.at(logo.path)


def test_the_form_gives_back_what_was_typed() -> None:
    filled = Filled(
        values={"page": "harbour-oil-spill", "claim": "3", "words": "<b>No</b>", "email": "x"},
        problems=["Your e-mail address: this is no e-mail address."],
    )
    page = reporting.form(IMPRINT, filled=filled, check=entry(factories.edition()))
    assert '<option value="3" selected>' in page and "&lt;b&gt;No&lt;/b&gt;" in page
    assert "this is no e-mail address" in page and "What you wrote is still here" in page
    unknown = reporting.form(IMPRINT, filled=replace(filled, problems=()), check=None)
    assert 'name="about"' in unknown and 'value="harbour-oil-spill"' in unknown


def test_without_an_application_reports_go_by_mail() -> None:
    page = reporting.by_mail(replace(IMPRINT, contact="desk@check.example.org"))
    assert page.path == "/report-an-error"
    assert 'href="mailto:desk@check.example.org?subject=' in page.body.decode()
    assert "<form" not in page.body.decode()
    assert "no address for letters" in reporting.by_mail(IMPRINT).body.decode()
