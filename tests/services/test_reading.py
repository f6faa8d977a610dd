"""What a page declares is read in a process of its own, and nothing that it holds keeps us busy."""

import time

import pytest

from app.services.reading import NO_PAGE, Found, read, read_here
from tests.webserver import PAGE


def test_both_processes_read_the_same() -> None:
    here = read_here(PAGE, "")
    assert read(PAGE, "") == here
    assert (here.title, here.publisher) == ("Minutes of the élite", "The Harbour Post")
    assert str(here.published_on) == "2024-05-02"


@pytest.mark.parametrize("charset", ["no-such", "a\x00b", "--help", "", "utf-8; x", "x" * 5000])
def test_a_charset_that_is_none_is_left_aside(charset: str) -> None:
    assert read(PAGE, charset).title == "Minutes of the élite"


def test_a_page_is_read_in_the_charset_that_its_server_names() -> None:
    assert read_here("<h1>Łódź</h1>".encode("iso-8859-2"), "iso-8859-2").title == "Łódź"


def test_what_a_page_declares_is_cut_to_what_a_source_has_room_for() -> None:
    page = f"<h1>{'word ' * 200}\x00\u202e</h1><meta property='og:site_name' content='{'x' * 500}'>"
    told = read_here(page.encode(), "utf-8")
    assert len(told.title) <= 300
    assert "\u202e" not in told.title
    assert len(told.publisher) == 200


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 1000, b"<div>" * 100_000])
def test_what_is_no_page_declares_nothing(body: bytes) -> None:
    assert read(body, "") in (Found(), NO_PAGE)


def test_a_page_that_takes_too_long_is_given_up() -> None:
    busy = b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">"
    began = time.monotonic()
    assert read(busy, "", seconds=1).refusal == "It takes too long to be read."
    assert time.monotonic() - began < 3
