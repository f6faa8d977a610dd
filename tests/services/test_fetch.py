"""Pages are fetched from real servers of this machine, which the test alone allows to be asked."""

import gzip
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from pathlib import Path

import pytest

from app.services.fetch import Fetcher, NotFetched, addresses
from tests.webserver import PAGE, Web, certificate_for, leads_to, sends, web_server

HERE = (ip_network("127.0.0.1/32"),)


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as web:
        web.answers["/"] = sends()
        yield web


def fetcher(*webs: Web, named: Callable[[str, float], Sequence[str]] | None = None) -> Fetcher:
    """May ask these servers; every name leads to this machine if no other way is given."""
    return Fetcher(
        agent="Stet (+https://checks.example.org)",
        allowed=HERE,
        ports=frozenset({80, 443, *(web.port for web in webs)}),
        resolve=named or (lambda host, _: ["127.0.0.1"]),
        seconds=3,
    )


def at(web: Web, path: str = "/", *, scheme: str = "http", host: str = "news.example") -> str:
    return f"{scheme}://{host}:{web.port}{path}"


def refused(by: Fetcher, url: str) -> str:
    with pytest.raises(NotFetched) as error:
        by.page(url)
    return str(error.value)


def test_a_page_is_fetched_under_its_name_by_somebody_who_says_who(web: Web) -> None:
    web.answers["/a%20b?c=d"] = sends(kind='text/html; charset="iso-8859-2"')
    page = fetcher(web).page(at(web, "/a b?c=d#e"))
    assert (page.body, page.charset) == (PAGE, "iso-8859-2")
    ((method, path, headers),) = web.asked
    assert (method, path) == ("GET", "/a%20b?c=d")
    assert headers["Host"] == f"news.example:{web.port}"
    assert headers["User-Agent"] == "Stet (+https://checks.example.org)"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]"])
def test_a_private_address_is_refused_before_anything_is_sent(host: str, web: Web) -> None:
    by = replace(fetcher(web, named=addresses), allowed=())
    assert refused(by, at(web, host=host)) in (
        "It is at a private address, which is never looked up.",
        "There is no server of that name.",
    )
    assert web.asked == []


def test_a_name_with_one_private_address_is_refused(web: Web) -> None:
    by = fetcher(web, named=lambda *_: ["127.0.0.1", "10.0.0.1"])
    assert "private address" in refused(by, at(web))
    assert web.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_to_a_private_address_refused(status: int, web: Web) -> None:
    web.answers["/moved"] = leads_to("/", status)
    assert fetcher(web).page(at(web, "/moved")).body == PAGE
    web.answers["/inside"] = leads_to(at(web, host="inside.example"), status)
    before = len(web.asked)
    inside = {"inside.example": ["10.0.0.1"]}
    by = fetcher(web, named=lambda host, _: inside.get(host, ["127.0.0.1"]))
    assert "private address" in refused(by, at(web, "/inside"))
    assert len(web.asked) == before + 1


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///etc/passwd", "does not begin with http"),
        ("gopher://news.example/", "does not begin with http"),
        ("http://user:secret@news.example/", "a name or a password"),
        ("http://news.example:22/", "names a port"),
        ("http://[::1/", "no address"),
    ],
)
def test_what_leads_elsewhere_is_not_followed(to: str, why: str, web: Web) -> None:
    assert why in refused(fetcher(web), to)
    web.answers["/on"] = leads_to(to)
    assert why in refused(fetcher(web), at(web, "/on"))
    assert len(web.asked) == 1


def test_no_more_than_five_redirects_are_followed(web: Web) -> None:
    web.answers |= {f"/{n}": leads_to(f"/{n + 1}") for n in range(6)}
    web.answers["/5"] = sends()
    assert fetcher(web).page(at(web, "/0")).body == PAGE
    web.answers["/5"] = leads_to("/6")
    assert "more than 5 times" in refused(fetcher(web), at(web, "/0"))


def test_a_name_that_changes_once_it_was_checked_leads_nowhere_else(web: Web) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    asked: list[str] = []

    def named(host: str, _: float) -> list[str]:
        asked.append(host)
        return answers[min(len(asked) - 1, 1)]

    assert fetcher(web, named=named).page(at(web)).body == PAGE
    assert asked == ["news.example"]


def test_the_next_address_of_a_name_is_tried_where_the_first_is_silent(web: Web) -> None:
    by = replace(
        fetcher(web, named=lambda *_: ["127.0.0.9", "127.0.0.1"]),
        allowed=(ip_network("127.0.0.0/8"),),
    )
    assert by.page(at(web)).body == PAGE


def _drips(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: ")
    _forever(to)


def _drips_body(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    _forever(to)


def _forever(to: BaseHTTPRequestHandler) -> None:
    while True:
        to.wfile.write(b"a")
        to.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("answer", [_drips, _drips_body, lambda _: time.sleep(4)])
def test_a_slow_server_is_given_up_when_the_time_is_over(
    answer: Callable[[BaseHTTPRequestHandler], None], web: Web
) -> None:
    web.answers["/slow"] = answer
    began = time.monotonic()
    by = replace(fetcher(web), seconds=1)
    assert refused(by, at(web, "/slow")) == "It did not come within 1 seconds."
    assert time.monotonic() - began < 2.5


def test_of_a_huge_page_the_beginning_is_read(web: Web) -> None:
    def endless(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
        while True:
            to.wfile.write(b"<p>" * 10_000)

    web.answers["/huge"] = endless
    page = fetcher(web).page(at(web, "/huge"))
    assert len(page.body) == 2_000_000
    assert page.body.startswith(PAGE)


@pytest.mark.parametrize("layers", [1, 2])
def test_what_unpacks_to_a_thousand_times_its_size_takes_no_memory(layers: int, web: Web) -> None:
    bomb = bytes(200_000_000)
    for _ in range(layers):
        bomb = gzip.compress(bomb, 6)
    web.answers["/bomb"] = sends(bomb, Content_Encoding=", ".join(["gzip"] * layers))
    tracemalloc.start()
    try:
        page = fetcher(web).page(at(web, "/bomb"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(page.body) == 2_000_000
    assert peak < 12_000_000


def test_a_packed_page_is_unpacked(web: Web) -> None:
    web.answers["/gz"] = sends(gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetcher(web).page(at(web, "/gz")).body == PAGE


@pytest.mark.parametrize("kind", ["application/pdf", "image/svg+xml", "text/plain", ""])
def test_what_is_no_html_is_not_read(kind: str, web: Web) -> None:
    web.answers["/file"] = sends(kind=kind)
    assert "not a web page" in refused(fetcher(web), at(web, "/file"))


def test_a_page_that_is_not_there_is_told_with_its_status(web: Web) -> None:
    assert refused(fetcher(web), at(web, "/gone")) == "Its server answers with 404."


def test_a_server_that_breaks_off_or_is_not_there_is_told(web: Web) -> None:
    web.answers["/half"] = sends(Content_Length="9999")
    assert "breaks off" in refused(fetcher(web), at(web, "/half"))
    web.answers["/noise"] = lambda to: to.wfile.write(b"\x16\x03\x01\x02" * 50)
    assert "breaks off" in refused(fetcher(web), at(web, "/noise"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = Web(port=free.getsockname()[1])
        assert "cannot be reached" in refused(fetcher(nobody), at(nobody))
    by = fetcher(web, named=lambda *_: [])
    assert refused(by, at(web)) == "There is no server of that name."


def test_the_certificate_is_checked_against_the_name(tmp_path: Path) -> None:
    certificate = certificate_for("news.example", tmp_path)
    with web_server(certificate) as web:
        web.answers["/"] = sends()
        by = fetcher(web)
        trusting = replace(by, trust=str(certificate))
        assert trusting.page(at(web, scheme="https")).body == PAGE
        wrong = "Its server's certificate is not in order."
        assert refused(by, at(web, scheme="https")) == wrong
        assert refused(trusting, at(web, scheme="https", host="other.example")) == wrong
        assert "breaks off" in refused(trusting, at(web, scheme="http"))
    assert [headers["Host"] for _, _, headers in web.asked] == [f"news.example:{web.port}"]


def test_a_proxy_is_asked_for_names_that_are_unknown_here_and_not_for_private_ones(
    web: Web,
) -> None:
    web.answers["http://news.example/a"] = sends()
    by = replace(fetcher(named=lambda *_: []), proxy=f"http://desk:s%40cret@127.0.0.1:{web.port}")
    assert by.page("http://news.example/a#b").body == PAGE
    ((_, path, headers),) = web.asked
    assert path == "http://news.example/a"
    assert headers["Host"] == "news.example"
    assert headers["proxy-authorization"] == "Basic ZGVzazpzQGNyZXQ="
    private = replace(by, resolve=lambda *_: ["10.0.0.1"])
    assert "private address" in refused(private, "http://news.example/a")
    assert len(web.asked) == 1
    # It makes no tunnel: what is asked for over TLS is not asked in the clear instead.
    assert "breaks off" in refused(by, "https://news.example/a")
    assert len(web.asked) == 1


def test_the_system_is_asked_for_names_and_not_waited_for() -> None:
    assert "127.0.0.1" in addresses("127.0.0.1", 5)
    assert addresses("a" * 70 + ".example", 5) == []
