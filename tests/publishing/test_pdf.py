"""PDFs: made within limits where the extra is installed, and refused in words elsewhere."""

import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from zlib import decompressobj

import pytest
from PIL import Image

from app.publishing import pdf, render, site

from . import factories
from .factories import IMPRINT

needs_extra = pytest.mark.skipif(not pdf.available(), reason="requirements-pdf.txt, Pango")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pdf, "available", lambda: False)
    yield


def unpacked(made: bytes) -> bytes:
    """A PDF with its packed streams laid open."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    return made + b"".join(decompressobj().decompress(s) for s in streams if s[:1] == b"x")


@needs_extra
def test_a_fact_check_on_paper() -> None:
    found = site.find(factories.history(), IMPRINT, "/print.pdf")
    assert found and found.type == "application/pdf"
    assert found.body.startswith(b"%PDF-")
    assert b"pdfuaid" in unpacked(found.body) and b"/StructTreeRoot" in unpacked(found.body)
    again = site.find(factories.history(), IMPRINT, "/print.pdf")
    assert again and again.body == found.body


@needs_extra
@pytest.mark.parametrize("kind", ["file", "http", "data"])
def test_nothing_is_fetched(kind: str, tmp_path: Path) -> None:
    """A picture of one dot, wherever it lies, does not come onto the paper."""
    dot = BytesIO()
    Image.new("RGB", (1, 1), "red").save(dot, "PNG")
    (tmp_path / "dot.png").write_bytes(dot.getvalue())
    with serving(tmp_path) as (address, asked):
        place = {
            "file": (tmp_path / "dot.png").as_uri(),
            "http": f"{address}/dot.png",
            "data": f"data:image/png;base64,{b64encode(dot.getvalue()).decode()}",
        }[kind]
        page = f'<!doctype html><html lang="en"><title>A</title><p>A<img alt="b" src="{place}">'
        made = pdf.make(page, IMPRINT.at("/"))
    assert made.startswith(b"%PDF-") and b"/Subtype /Image" not in unpacked(made)
    assert asked == []


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A server of a folder's files, and what it was asked for."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_without_the_extra_there_are_words(without: None) -> None:
    with pytest.raises(pdf.NotMade, match="not made on this server") as refused:
        site.find(factories.history(), IMPRINT, "/print.pdf")
    assert refused.value.never


def test_pages_that_are_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "available", lambda: True)
    with pytest.raises(pdf.NotMade, match="too long"):
        pdf.make("x" * (pdf.LONGEST + 1), "")


@pytest.mark.parametrize(
    ("broken", "words"), [("_SECONDS", "too long"), ("_ROOT", "could not be made")]
)
def test_a_failure_is_told(
    broken: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(pdf, "available", lambda: True)
    monkeypatch.setattr(pdf, broken, 0.01 if broken == "_SECONDS" else tmp_path)
    with pytest.raises(pdf.NotMade, match=words):
        pdf.make("<p>A", "")


def test_the_link_is_there_only_where_the_file_is() -> None:
    history, offering = factories.history(), replace(IMPRINT, pdf=True)
    assert "print.pdf" in render.page(history, offering)
    assert "print.pdf" not in render.page(history, IMPRINT)
    assert "print.pdf" not in render.page(history, offering, permanent=True)
    assert "/f/harbour-oil-spill/print.pdf" not in {f.path for f in site.files(history, IMPRINT)}
