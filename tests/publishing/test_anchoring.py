"""Quotes before the libraries that annotation tools use, where Node.js and they are there.

Set `NODE_LIBRARIES` to the `node_modules` that holds them; `.ci/run` does, where npm is there.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.publishing import annotations, render
from app.publishing.history import History

from . import factories
from .factories import IMPRINT

LIBRARIES = os.environ.get("NODE_LIBRARIES", "")

pytestmark = [
    pytest.mark.skipif(not LIBRARIES, reason="NODE_LIBRARIES does not name the libraries"),
    pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is missing"),
]


@pytest.fixture(scope="module")
def script() -> Path:
    """The script, where Node.js looks for its libraries: beside them."""
    place = Path(LIBRARIES).parent / "anchoring.mjs"
    shutil.copy(Path(__file__).with_name("anchoring.mjs"), place)
    return place


def selectors_of(history: History) -> list[dict[str, Any]]:
    """Every selector of every claim into the page."""
    items = json.loads(json.dumps(annotations.collection(history, IMPRINT)))["first"]["items"]
    targets = [item["target"][0] for item in items]
    assert all("/v" in target["source"] for target in targets)
    return [selector for target in targets for selector in target["selector"]]


def found(script: Path, page: str, selectors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    asked = json.dumps({"page": page, "selectors": selectors})
    done = subprocess.run(
        ["node", str(script)], input=asked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize("history", [factories.history(), factories.three_editions()])
def test_every_claim_is_found_where_it_stands_and_nowhere_else(
    script: Path, history: History
) -> None:
    selectors = selectors_of(history)
    quotes = {claim.quote for claim in history.newest.claims}
    answers = found(script, render.page(history, IMPRINT), selectors)
    assert len(answers) == len(selectors) > len(quotes)
    seen = set()
    for selector, answer in zip(selectors, answers, strict=True):
        (one,) = answer["apache"]
        assert one["isInArticle"], selector
        assert one["text"] in quotes, selector
        if selector["type"] == "TextQuoteSelector":
            assert one["text"] == selector["exact"]
            assert answer["quote"] == one
            seen.add(one["text"])
    assert seen == quotes


def test_a_character_within_the_text_would_be_noticed(script: Path) -> None:
    history = factories.history()
    page, claim = render.page(history, IMPRINT), history.newest.claims[0]
    first, start = claim.quote, page.index(f'id="q{claim.number}"')
    words = first.split()[0]
    broken = page[:start] + page[start:].replace(words, f"{words}<sup>1</sup>", 1)
    quote = next(s for s in selectors_of(history) if s.get("exact") == first)
    (answer,) = found(script, broken, [quote])
    assert answer["apache"] == []
