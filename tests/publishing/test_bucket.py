"""The bucket, on a real S3-compatible server that the tests start."""

from collections.abc import Iterator

import pytest

from app.publishing import place, whole
from app.publishing.bucket import Access
from app.publishing.release import StoreError

from . import factories
from .factories import IMPRINT
from .stores import Server, s3_server

pytest.importorskip("obstore", reason="obstore is missing (requirements-s3.txt)")
pytest.importorskip("moto.server", reason="moto is missing (requirements-dev.txt)")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with s3_server() as running:
        yield running


@pytest.mark.parametrize("prefix", ["", "/checks/public"])
def test_a_bucket_holds_every_file_under_its_address(server: Server, prefix: str) -> None:
    store = place.store_at(f"s3://{server.bucket}{prefix}", server.access)
    history = factories.three_editions()
    with store.hold():
        whole.release_site(store, [history], IMPRINT)
        assert whole.release_site(store, [history], IMPRINT).written == 0
    for file in whole.whole_site([history], IMPRINT):
        key = f"{prefix}{file.path if file.path != '/' else '/index.html'}".removeprefix("/")
        body, headers = server.get(key)
        assert body == file.body
        assert (headers["content-type"], headers["cache-control"]) == (file.type, file.caching)


def test_withdrawn_is_overwritten_and_what_is_left_over_removed(server: Server) -> None:
    store = place.store_at(f"s3://{server.bucket}/gone", server.access)
    fewer = factories.three_editions(claims=factories.claims()[:1])
    gone = factories.history(withdrawals=(factories.withdrawn(),))
    whole.release_site(store, [factories.history()], IMPRINT)
    assert whole.release_site(store, [fewer], IMPRINT).removed > 0
    whole.release_site(store, [gone], IMPRINT)
    slug = factories.edition().slug
    for key in (f"gone/f/{slug}", f"gone/f/{slug}.json", f"gone/f/{slug}/v1"):
        assert b"The dive log was not authentic." in server.get(key)[0]


def test_a_bucket_that_does_not_answer_or_is_not_there_is_named_in_one_line(
    server: Server,
) -> None:
    dead = Access(endpoint="http://127.0.0.1:1", access_key="k", secret_key="sesame")
    for bucket, access in (("public-site", dead), ("no-such-bucket", server.access)):
        store = place.store_at(f"s3://{bucket}", access)
        with pytest.raises(StoreError, match=f"s3://{bucket}") as told:
            whole.release_site(store, [factories.history()], IMPRINT)
        assert "\n" not in str(told.value)
        assert "sesame" not in str(told.value)
