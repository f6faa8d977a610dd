"""The exported folder behind a real nginx, as docs/OPERATING.md sets it up: as the app sends it."""

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.publishing import site, whole
from app.publishing.folder import Folder
from app.publishing.logo import drawn
from app.publishing.site import File
from benchmarks import nginx
from tests.factories import LOGO

from . import factories
from .factories import IMPRINT

STANDING = factories.three_editions()
GONE = factories.history(factories.edition(slug="taken-back"), withdrawals=(factories.withdrawn(),))
#: Its first edition was taken back, the second stands.
AGAIN = factories.history(
    factories.edition(slug="once-more"),
    factories.edition(slug="once-more", number=2, issued_at="2024-08-01T09:00:00Z"),
    withdrawals=(factories.withdrawn(),),
)
HISTORIES = (STANDING, GONE, AGAIN)
PICTURE = drawn(LOGO)
ABOUT = whole.About(logos={PICTURE.logo.sha256: PICTURE.png})
FILES = list(whole.whole_site(HISTORIES, IMPRINT, ABOUT))


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Files:
    """A web server on the exported folder."""

    port: int
    root: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={k.replace("_", "-"): headers[k] for k in headers})
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Files]:
    folder = tmp_path_factory.mktemp("nginx")
    root, port = folder / "site", nginx.free_port()
    store = Folder(root)
    with store.hold():
        whole.release_site(store, HISTORIES, IMPRINT, ABOUT)
    try:
        with nginx.running(folder, nginx.documented(root, port), port):
            yield Files(port, root)
    except nginx.NoNginx as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_every_file_is_sent_as_the_application_sends_it(served: Files, file: File) -> None:
    answer = served.get(file.path)
    assert answer.status == (410 if file.gone else 200)
    assert answer.body == file.body
    assert answer.headers["content-type"] == file.type
    assert answer.headers["cache-control"] == file.caching
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert answer.headers.get("access-control-allow-origin") == (None if file.is_page else "*")
    assert answer.headers.get("x-robots-tag") == (None if file.indexed else "noindex")
    assert "set-cookie" not in answer.headers
    if file.is_page:
        assert policy(answer) == set(file.policy.split("; "))


def policy(answer: Answer) -> set[str]:
    """What holds for a page: what it says itself, and what the header says."""
    (own,) = re.findall(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', answer.body.decode()
    )
    return {*own.split("; "), answer.headers["content-security-policy"]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_packed_is_the_same(served: Files, file: File) -> None:
    answer = served.get(file.path, Accept_Encoding="gzip")
    if len(file.body) > 500:
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.body == file.gzipped
    else:
        assert answer.body == file.body


def test_whoever_has_it_is_told_so(served: Files) -> None:
    page = served.get(f"/f/{STANDING.slug}")
    known = served.get(f"/f/{STANDING.slug}", If_None_Match=page.headers["etag"])
    assert (known.status, known.body) == (304, b"")


def test_the_page_has_one_address(served: Files) -> None:
    answer = served.get(f"/f/{STANDING.slug}/")
    assert (answer.status, answer.headers["location"]) == (308, f"/f/{STANDING.slug}")


def test_a_claim_to_embed_has_two_addresses(served: Files) -> None:
    answer = served.get(f"/f/{STANDING.slug}/embed?claim=1")
    assert (answer.status, answer.headers["location"]) == (302, f"/f/{STANDING.slug}/embed/1")
    assert served.get(f"/f/{STANDING.slug}/embed").status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/index.html", "/f/{}/index.html", "/f/{}/v1.html", "/f/{}/v1.html.gz", "/f/{}.json.gz"),
        *("/f/{}/annotations/1.jsonld", "/f/taken-back.gone.html", "/f/taken-back.json.gone.json"),
        *("/.stet/lists.json", "/.stet/lock", "/f", "/f/", "/f/nothing", "/f/{}/v9", "/f/{}/x/"),
        *("/../nginx.conf", "/%2e%2e/nginx.conf", "/f/..%2f..%2fnginx.conf", "/f/{}/../../../x"),
    ],
)
def test_nothing_else_is_answered(served: Files, path: str) -> None:
    assert served.get(path.format(STANDING.slug)).status in (400, 403, 404)


def test_a_withdrawal_is_gone_without_a_reload(served: Files) -> None:
    store = Folder(served.root)
    fresh = factories.history(factories.edition(slug="soon-gone"))
    with store.hold():
        whole.release_history(store, fresh, IMPRINT)
    assert served.get("/f/soon-gone").status == 200
    gone = factories.history(
        factories.edition(slug="soon-gone"), withdrawals=(factories.withdrawn(),)
    )
    with store.hold():
        whole.release_history(store, gone, IMPRINT)
    assert {served.get(file.path).status for file in site.files(gone, IMPRINT)} == {410}
