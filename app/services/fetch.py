"""Fetching one web page from a stranger's server, within bounds and from public addresses alone.

A name is looked up once, every address that it has is checked, and the connection is made to one of
these in figures, so that a name that changes in between leads nowhere else (DNS rebinding). The
certificate is still checked against the name. Redirects are followed by hand, each like the first.
"""

import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from threading import Thread, Timer
from time import monotonic
from urllib.parse import unquote, urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, make_headers, parse_url

from app.domain.reach import Network, may_be_asked

REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
#: So many of a name's addresses are tried, one after the other.
_TRIED = 3
_MOVED = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PART = 65_536

#: Gives the addresses of a name, in figures, within so many seconds; none where there are none.
Resolver = Callable[[str, float], Sequence[str]]


class NotFetched(Exception):
    """The page was not fetched; says why, in a sentence for the desk."""


@dataclass(frozen=True, slots=True)
class Page:
    """The beginning of a page, as bytes of HTML, and the charset that its server names, if any."""

    body: bytes
    charset: str


def addresses(host: str, seconds: float) -> list[str]:
    """Ask the system for the addresses of a name, and wait no longer than this."""
    found: list[str] = []

    def ask() -> None:
        try:
            infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(info[4][0]) for info in infos))

    # The system takes its own time; whoever waits for it is left behind.
    asking = Thread(target=ask, name="look up", daemon=True)
    asking.start()
    asking.join(seconds)
    return list(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """How pages are fetched."""

    #: What it is called in the logs of those who are asked.
    agent: str
    #: `http://[user:password@]host:port`; it looks names up and connects. Empty: none.
    proxy: str = field(default="", repr=False)
    #: Networks that may be asked although they are not public.
    allowed: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset(PORTS.values())
    resolve: Resolver = addresses
    #: A file of certificates to trust; None: those of the system.
    trust: str | None = None
    #: For the page with all its redirects.
    seconds: float = 10
    #: Bytes, unpacked; what comes behind them is not read.
    most: int = 2_000_000

    def page(self, url: str) -> Page:
        """Fetch a page of HTML; raise NotFetched where that cannot be, or must not be, done."""
        until = monotonic() + self.seconds
        for _ in range(REDIRECTS + 1):
            to = self._target(url)
            found = self._answer(to, until)
            if isinstance(found, Page):
                return found
            url = _onward(to.url, found)
        raise NotFetched(f"It leads on from address to address more than {REDIRECTS} times.")

    def _target(self, url: str) -> Url:
        """The address, taken apart; what is checked here is what is used afterwards."""
        try:
            to = parse_url(url)
        except LocationParseError:
            raise NotFetched("It leads to what is no address.") from None
        if to.scheme not in PORTS or not to.host:
            raise NotFetched("It leads to an address that does not begin with http:// or https://.")
        if to.auth is not None:
            raise NotFetched("Its address holds a name or a password.")
        if _port(to) not in self.ports:
            raise NotFetched("Its address names a port that pages are not looked up at.")
        return to

    def _answer(self, to: Url, until: float) -> Page | str:
        """Ask one server; gives the page, or where it leads on to."""
        trouble = NotFetched("Its server does not answer.")
        for connection in self._ways(to, until):
            found = None
            with _open_until(connection, until) as cut:
                try:
                    connection.connect()
                    cut.socket = connection.sock
                    found = self._asked(connection, to)
                except ssl.SSLCertVerificationError:
                    trouble = NotFetched("Its server's certificate is not in order.")
                except (HTTPError, HTTPException, OSError, ValueError) as error:
                    trouble = _told(error)
            # What was cut off may look like a page that is whole.
            if cut.is_made or monotonic() >= until:
                raise NotFetched(f"It did not come within {self.seconds:.0f} seconds.")
            if found is not None:
                return found
        raise trouble

    def _ways(self, to: Url, until: float) -> Iterator[HTTPConnection]:
        """Connections to try, not opened yet: to the proxy, or to the addresses that were checked.

        Behind a proxy a name may be unknown here; then the proxy alone decides where it leads.
        """
        host = (to.host or "").strip("[]")
        found = self.resolve(host, max(until - monotonic(), 0))
        if not all(may_be_asked(address, allowed=self.allowed) for address in found):
            raise NotFetched("It is at a private address, which is never looked up.")
        if self.proxy:
            yield self._proxied(to, until)
            return
        if not found:
            raise NotFetched("There is no server of that name.")
        for address in found[:_TRIED]:
            left = max(until - monotonic(), 0.001)
            if to.scheme == "https":
                yield self._secure(address, _port(to), left, server_hostname=host)
            else:
                yield HTTPConnection(address, _port(to), timeout=left)

    def _secure(self, host: str, port: int, seconds: float, **more: str) -> HTTPSConnection:
        # The context checks certificate and name (PROTOCOL_TLS_CLIENT).
        context = ssl.create_default_context(cafile=self.trust)
        return HTTPSConnection(host, port, timeout=seconds, ssl_context=context, **more)  # type: ignore[arg-type]

    def _proxied(self, to: Url, until: float) -> HTTPConnection:
        proxy, left = parse_url(self.proxy), max(until - monotonic(), 0.001)
        at = (proxy.host or "").strip("[]"), proxy.port or 80
        if to.scheme == "http":
            return HTTPConnection(*at, timeout=left)
        connection = self._secure(*at, left)
        connection.set_tunnel((to.host or "").strip("[]"), _port(to), headers=self._to_proxy())
        return connection

    def _to_proxy(self) -> dict[str, str]:
        auth = parse_url(self.proxy).auth if self.proxy else None
        return make_headers(proxy_basic_auth=unquote(auth)) if auth else {}

    def _asked(self, connection: HTTPConnection, to: Url) -> Page | str:
        is_forwarded = bool(self.proxy) and to.scheme == "http"
        headers = {
            "Host": to.netloc or "",
            "User-Agent": self.agent,
            "Accept": "text/html, application/xhtml+xml;q=0.9",
            "Accept-Encoding": "gzip",
            **(self._to_proxy() if is_forwarded else {}),
        }
        where = to._replace(fragment=None).url if is_forwarded else to.request_uri
        connection.request("GET", where, headers=headers, preload_content=False)
        with closing(connection.getresponse()) as answer:
            return self._read(answer)

    def _read(self, answer: BaseHTTPResponse) -> Page | str:
        onward = answer.headers.get("Location")
        if answer.status in _MOVED and onward:
            return onward
        if answer.status != 200:
            raise NotFetched(f"Its server answers with {answer.status}.")
        about = Message()
        about["Content-Type"] = answer.headers.get("Content-Type", "")
        if about.get_content_type() not in _PAGES or "Content-Type" not in answer.headers:
            raise NotFetched("It is a file of another kind, not a web page.")
        body = bytearray()
        for part in answer.stream(_PART, decode_content=True):
            body += part
            if len(body) >= self.most:
                break
        return Page(bytes(body[: self.most]), str(about.get_param("charset") or ""))


def _onward(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location  # no address, as is found when it is taken apart


def _port(to: Url) -> int:
    return to.port or PORTS[to.scheme or "http"]


def _told(error: Exception) -> NotFetched:
    """Why a connection failed, without what a stranger's server said."""
    if isinstance(error, TimeoutError):
        return NotFetched("Its server does not answer.")
    return NotFetched("Its server cannot be reached, or breaks off.")


class _Cut:
    """Cuts a connection off when its time is over, whatever it waits for.

    The timeout of a socket is for each wait alone: a byte now and then would make it endless.
    """

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        #: A connection lets go of its socket before a body without a length is read.
        self.socket: socket.socket | None = None
        self.is_made = False

    def make(self) -> None:
        """Cut it off, now."""
        self.is_made = True
        if (held := self.socket or self._connection.sock) is None:
            return
        with suppress(OSError):  # closed meanwhile
            # Of the socket itself: TLS would take its leave first.
            socket.socket.shutdown(held, socket.SHUT_RDWR)


@contextmanager
def _open_until(connection: HTTPConnection, until: float) -> Iterator[_Cut]:
    cut = _Cut(connection)
    timer = Timer(max(until - monotonic(), 0), cut.make)
    timer.daemon = True
    timer.start()
    try:
        yield cut
    finally:
        timer.cancel()
        connection.close()
