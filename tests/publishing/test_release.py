"""Releases: in order, nothing twice, nothing left over, and mended after any interruption."""

from dataclasses import replace
from itertools import chain

import pytest

from app.publishing import layout, pdf, site, whole
from app.publishing.history import History
from app.publishing.release import Beat, Released, StoreError, release
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
    frozen = [f"f/{SLUG}/{name}" for name in ("v2", "v2/changes", "v3", "v3/changes")]
    assert sorted(public[:4]) == frozen
    page = public.index(f"f/{SLUG}")
    assert all(name.startswith(f"f/{SLUG}") for name in public[:page])
    lists = set(public[page + 1 :])
    assert all(layout.part_of(f"/{name}") == layout.LISTS for name in lists)
    assert {"index.html", "feed.atom", "corrections"} <= lists


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


Parts = dict[str, list[File]]


def drawn(history: History) -> Parts:
    """The parts of a site, drawn once for many releases."""
    drawn: Parts = {f"f/{SLUG}": [], layout.LISTS: []}
    for file in whole.whole_site([history], IMPRINT):
        drawn[layout.part_of(file.path)].append(file)
    return drawn


def release_parts(store: Memory, parts: Parts, beat: Beat = lambda: None) -> None:
    for part, files in parts.items():
        release(store, part, files, beat=beat)


def bodies(parts: Parts) -> dict[str, bytes]:
    files = chain.from_iterable(parts.values())
    return {layout.object_name(file): file.body for file in files}


def test_killed_at_every_single_write_the_next_release_makes_it_whole() -> None:
    before, after = drawn(factories.history()), drawn(factories.three_editions())
    retired = drawn(factories.three_editions(claims=factories.claims()[:3]))
    page, old, new = f"f/{SLUG}", bodies(before), bodies(after)
    release_parts(baseline := Memory(), before)
    step = 0
    while True:
        store = Memory(held=dict(baseline.held))
        left = iter(range(step))

        def beat(left=left) -> None:  # type: ignore[no-untyped-def]
            if next(left, None) is None:
                raise Killed

        try:
            release_parts(store, after, beat)
            break
        except Killed:
            assert store.public[page] in (old[page], new[page])
            if store.public[page] == new[page]:
                below = {n: b for n, b in store.public.items() if n.startswith("f/")}
                assert below == {n: b for n, b in new.items() if n.startswith("f/")}
            # Whatever comes next: the same edition, or one with fewer claims.
            for wanted in (after, retired):
                again = Memory(held=dict(store.held))
                release_parts(again, wanted)
                assert again.public == bodies(wanted)
        step += 1
    assert step > 10


def test_a_list_of_what_may_be_there_is_written_first() -> None:
    store = Memory()
    release(store, f"f/{SLUG}", site.files(factories.history(), IMPRINT))
    assert store.done[0] == store.done[-1] == f".stet/f/{SLUG}.json"
    assert set(store.listed(f"f/{SLUG}")) == set(store.public)


def test_without_its_pdf_a_fact_check_is_published_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def not_made(html: str, base_url: str) -> bytes:
        raise pdf.NotMade("The PDF could not be made.")

    monkeypatch.setattr(pdf, "make", not_made)
    history, offering = factories.history(), replace(IMPRINT, pdf=True)
    paths = {file.path for file in site.files(history, offering)}
    assert paths == {file.path for file in site.files(history, IMPRINT)}


def test_a_strange_address_is_refused_before_anything_is_written() -> None:
    store = Memory()
    strange = File(path="/f/../../x", body=b"", type=site.HTML)
    with pytest.raises(StoreError, match="no address of a public file"):
        release(store, "lists", [strange])
    assert store.done == []
