"""oEmbed: which addresses are ours, and how they are shown within the room there is."""

import pytest

from app.publishing import oembed

from . import factories
from .factories import IMPRINT

PAGE = f"{IMPRINT.base_url}/f/harbour-oil-spill"


@pytest.mark.parametrize(
    ("url", "named"),
    [
        (PAGE, ("harbour-oil-spill", None)),
        (f"{PAGE}/", ("harbour-oil-spill", None)),
        (f"{PAGE}?utm_source=x", ("harbour-oil-spill", None)),
        (f"{PAGE}#sources", ("harbour-oil-spill", None)),
        (f"{PAGE}#claim-3", ("harbour-oil-spill", 3)),
        (f"{PAGE}/claim/3", ("harbour-oil-spill", 3)),
        (PAGE.replace("https://check", "HTTPS://CHECK"), ("harbour-oil-spill", None)),
        (f"{PAGE}/v1", None),
        (f"{PAGE}/claim/03", None),
        (f"{IMPRINT.base_url}/", None),
        ("https://check.example.org.evil.example/f/x", None),
        ("https://user@check.example.org/f/x", None),
        ("javascript://check.example.org/f/x", None),
        ("https://[/f/x", None),
        ("", None),
    ],
)
def test_only_pages_of_this_site_are_named(url: str, named: object) -> None:
    assert oembed.named(url, IMPRINT.base_url) == named


def test_the_answer_is_a_frame() -> None:
    found = oembed.answer(factories.history(), IMPRINT)
    assert found and found["version"] == "1.0" and found["type"] == "rich"
    assert f'src="{PAGE}/embed"' in found["html"]
    assert found["thumbnail_url"] == f"{PAGE}/card.png?v=1"


def test_one_claim_takes_less_room() -> None:
    whole = oembed.answer(factories.history(), IMPRINT)
    one = oembed.answer(factories.history(), IMPRINT, 5)
    assert whole and one and one["height"] < whole["height"]
    assert f'src="{PAGE}/embed/5"' in one["html"] and "There was no fuel" in one["title"]


@pytest.mark.parametrize("limits", [{"maxwidth": 300}, {"maxheight": 200}, {"maxwidth": 1}])
def test_limits_are_kept(limits: dict[str, int]) -> None:
    found = oembed.answer(factories.history(), IMPRINT, **limits)  # type: ignore[arg-type]
    assert found and "thumbnail_url" not in found
    assert found["width"] <= limits.get("maxwidth", 600)
    assert found["height"] <= limits.get("maxheight", 10_000)
    assert f'width="{found["width"]}" height="{found["height"]}"' in found["html"]


def test_what_is_not_there_is_not_shown() -> None:
    gone = factories.history(withdrawals=(factories.withdrawn(),))
    assert oembed.answer(gone, IMPRINT) is None
    assert oembed.answer(factories.history(), IMPRINT, 99) is None
