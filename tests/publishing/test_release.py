"""Releases: in order, nothing twice, nothing left over, and mended after any interruption."""

import pytest

from app.publishing import site, whole
from app.publishing.history import History
from app.publishing.release import Released, StoreError, release
from app.publishing.site import File

from . import factories
from .factories import IMPRINT
from .stores import Memory

SLUG = factories.edition().slug


def expected(*histories: History) -> dict[str, bytes]:
    """What a bucket should hold."""
    files = whole.whole_site(histories, IMPRINT)
    return {file.path.removeprefix("/") or "index.html": file.body for file in files}


def test_a_store_holds_the_bytes_that_the_application_serves() -> None:
    store = Memory()
    history = factories.three_editions()
    done = whole.release_site(store, [history], IMPRINT)
    assert store.public == expected(history)
    assert done == Released(written=len(store.public))


def test_what_is_there_already_is_not_written_again_unless_asked() -> None:
    store, history = Memory(), factories.history()
    whole.release_site(store, [history], IMPRINT)
    store.done.clear()
    assert whole.release_site(store, [history], IMPRINT).written == 0
    assert store.done == []
    assert whole.release_site(store, [history], IMPRINT, again=True).written == len(store.public)


def test_a_new_edition_writes_what_changed_the_page_after_it_and_the_lists_last() -> None:
    store = Memory()
    before, after = factories.history(), factories.three_editions()
    whole.release_site(store, [before], IMPRINT)
    store.done.clear()
    whole.release_site(store, [after], IMPRINT)
    assert store.public == expected(after)
    public = [name for name in store.done if not name.startswith(".stet")]
    assert f"f/{SLUG}/v1" not in public
    assert public[:2] == [f"f/{SLUG}/v2", f"f/{SLUG}/v3"]
    assert public[-2:] == [f"f/{SLUG}", "index.html"]


def test_withdrawn_is_overwritten_at_every_address() -> None:
    store = Memory()
    gone = factories.history(withdrawals=(factories.withdrawn(),))
    whole.release_site(store, [factories.history()], IMPRINT)
    whole.release_site(store, [gone], IMPRINT)
    assert store.public == expected(gone)
    below = [body for name, body in store.public.items() if name.startswith("f/")]
    assert all(b"The dive log was not authentic." in body for body in below)


def test_what_belongs_to_nothing_any_more_is_removed_and_what_is_not_ours_stays() -> None:
    store = Memory()
    files = list(site.files(factories.history(), IMPRINT))
    release(store, f"f/{SLUG}", files)
    store.held["robots.txt"] = store.kept(files[0])[0]
    assert release(store, f"f/{SLUG}", files[:-1]).removed == 1
    assert files[-1].path.removeprefix("/") not in store.public
    assert "robots.txt" in store.public


class Killed(BaseException):
    """The end of the process."""


def test_killed_at_every_single_write_the_next_release_makes_it_whole() -> None:
    before, after = factories.history(), factories.three_editions()
    retired = factories.three_editions(claims=factories.claims()[:3])
    whole.release_site(baseline := Memory(), [before], IMPRINT)
    step = 0
    while True:
        store = Memory(held=dict(baseline.held))
        left = iter(range(step))

        def beat(left=left) -> None:  # type: ignore[no-untyped-def]
            if next(left, None) is None:
                raise Killed

        try:
            whole.release_site(store, [after], IMPRINT, beat=beat)
            break
        except Killed:
            page = store.public[f"f/{SLUG}"]
            assert page in (expected(before)[f"f/{SLUG}"], expected(after)[f"f/{SLUG}"])
            if page == expected(after)[f"f/{SLUG}"]:
                assert expected(after).items() - {("index.html", b"")} >= {
                    (n, b) for n, b in store.public.items() if n != "index.html"
                }
            # Whatever comes next: the same edition, or one with fewer claims.
            for wanted in (after, retired):
                again = Memory(held=dict(store.held))
                whole.release_site(again, [wanted], IMPRINT)
                assert again.public == expected(wanted)
        step += 1
    assert step > 10


def test_a_list_of_what_may_be_there_is_written_first() -> None:
    store = Memory()
    release(store, f"f/{SLUG}", site.files(factories.history(), IMPRINT))
    assert store.done[0] == store.done[-1] == f".stet/f/{SLUG}.json"
    assert set(store.listed(f"f/{SLUG}")) == set(store.public)


def test_a_strange_address_is_refused_before_anything_is_written() -> None:
    store = Memory()
    strange = File(path="/f/../../x", body=b"", type=site.HTML)
    with pytest.raises(StoreError, match="no address of a public file"):
        release(store, "lists", [strange])
    assert store.done == []
