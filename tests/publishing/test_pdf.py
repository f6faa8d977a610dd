"""PDFs: made within limits where the extra is installed, and refused in words elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.publishing import pdf, render, site

from . import factories
from .factories import IMPRINT

needs_extra = pytest.mark.skipif(not pdf.available(), reason="requirements-pdf.txt, Pango")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pdf, "available", lambda: False)
    yield


@needs_extra
def test_a_fact_check_on_paper() -> None:
    found = site.find(factories.history(), IMPRINT, "/print.pdf")
    assert found and found.type == "application/pdf"
    assert found.body.startswith(b"%PDF-") and b"pdfuaid" in found.body
    again = site.find(factories.history(), IMPRINT, "/print.pdf")
    assert again and again.body == found.body


@needs_extra
def test_nothing_is_fetched() -> None:
    page = (
        '<!doctype html><html lang="en"><title>A</title><p>A<img alt="b" src="file:///etc/hosts">'
    )
    assert pdf.make(page, IMPRINT.at("/")).startswith(b"%PDF-")
    with pytest.raises(ValueError, match="Nothing is fetched"):
        pdf._refuse("file:///etc/hosts")


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
