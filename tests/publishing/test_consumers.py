"""What programs of others get out of a page: structured data, as extruct takes it."""

import extruct
import pytest

from app.publishing import claimreview, comparison, corrections, paging, render
from app.publishing.history import History

from . import factories
from .factories import IMPRINT


def found(html: str) -> list[dict[str, object]]:
    taken = extruct.extract(html, base_url=IMPRINT.base_url, syntaxes=["json-ld"])
    return list(taken["json-ld"])


@pytest.mark.parametrize("history", [factories.history(), factories.three_editions()])
def test_the_page_gives_the_graph_that_stands_alone(history: History) -> None:
    (graph,) = found(render.page(history, IMPRINT))
    assert graph == claimreview.graph(history, IMPRINT)
    kinds = [node["@type"] for node in graph["@graph"]]  # type: ignore[index, attr-defined]
    assert kinds == ["NewsArticle"] + ["ClaimReview"] * 7


def test_lists_comparisons_and_tombstones_review_nothing() -> None:
    history = factories.three_editions()
    entries = paging.cut(corrections.entries([history]), "/corrections", number=1, size=50)
    assert entries
    gone = factories.withdrawn()
    for html in (
        corrections.page(entries, IMPRINT),
        comparison.page(*history.editions[:2], IMPRINT),
        render.tombstone(factories.history(withdrawals=(gone,)), IMPRINT, gone),
    ):
        assert found(html) == []


def test_open_graph_names_the_page_and_its_picture() -> None:
    html = render.page(factories.history(), IMPRINT)
    taken = extruct.extract(html, syntaxes=["opengraph"])["opengraph"][0]
    told = dict(taken["properties"])
    assert told["og:url"] == f"{IMPRINT.base_url}/f/harbour-oil-spill"
    assert told["og:image"].startswith(told["og:url"]) and told["og:description"]
