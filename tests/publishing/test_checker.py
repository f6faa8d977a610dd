"""Pages before the Nu HTML checker (vnu), where Java and the checker are there.

Set `VNU_JAR` to the path of vnu.jar; `.ci/run` does, where npm and Java are there.
"""

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from app.publishing import site, whole

from . import factories
from .factories import IMPRINT
from .test_markup import drawn_edition, in_separator, mark

JAR = os.environ.get("VNU_JAR", "")
ALPHABET = "ab \n\n\n<&>\"'\t🐟é\u0301قل\u200d"

pytestmark = [
    pytest.mark.skipif(not JAR, reason="VNU_JAR does not name the Nu HTML checker"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is missing"),
]


def random_pages() -> dict[str, bytes]:
    """Pages on random texts with claims that nest and cross; always the same ones."""
    chance = random.Random(1852)
    pages = {}
    for number in range(12):
        text = "Words. " + "".join(chance.choices(ALPHABET, k=120)) + "end"
        gaps = in_separator(text)
        spans = [sorted(chance.sample(range(len(text)), 2)) for _ in range(8)]
        spans = [(start, end) for start, end in spans if not all(gaps[start:end])]
        marks = [mark(n, *span) for n, span in enumerate(spans, 1)]
        history = factories.history(drawn_edition(text, marks))
        page = site.find(history, IMPRINT, "")
        assert page is not None
        pages[f"random-{number}.html"] = page.body
    return pages


def test_no_page_has_an_error(tmp_path: Path) -> None:
    gone = factories.history(factories.edition(slug="gone"), withdrawals=(factories.withdrawn(),))
    files = whole.whole_site([factories.three_editions(), gone], IMPRINT)
    pages = {f"{n}.html": f.body for n, f in enumerate(files) if f.is_page} | random_pages()
    pages["broken.html"] = b"<!doctype html><title>x</title><p id=a><b id=a>x</p>"
    for name, body in pages.items():
        (tmp_path / name).write_bytes(body)
    done = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--skip-non-html", "--stdout", str(tmp_path)],
        capture_output=True,
        check=False,
    )
    errors = [m for m in json.loads(done.stdout)["messages"] if m["type"] == "error"]
    broken = [error for error in errors if error["url"].endswith("/broken.html")]
    assert broken, "the checker finds what is wrong"
    assert errors == broken
