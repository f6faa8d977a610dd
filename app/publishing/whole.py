"""The whole public site: every form of every fact-check, and the lists that lead to them."""

from collections.abc import Iterator, Sequence

from app.publishing import catalogue, layout, site
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.release import Beat, Released, Store, release
from app.publishing.site import File


def whole_site(histories: Sequence[History], imprint: Imprint) -> Iterator[File]:
    """Every public file; `histories` as `published.histories` orders them."""
    for history in histories:
        yield from site.files(history, imprint)
    yield from catalogue.files(histories, imprint)


def release_site(
    store: Store,
    histories: Sequence[History],
    imprint: Imprint,
    *,
    again: bool = False,
    beat: Beat = lambda: None,
) -> Released:
    """Bring out everything, one fact-check after the other and the lists last."""
    done = Released()
    for history in histories:
        done += release_history(store, history, imprint, again=again, beat=beat)
    return done + release_lists(store, histories, imprint, again=again, beat=beat)


def release_history(
    store: Store,
    history: History,
    imprint: Imprint,
    *,
    again: bool = False,
    beat: Beat = lambda: None,
) -> Released:
    """Bring out one fact-check in all its forms."""
    part = layout.part_of(f"/f/{history.slug}")
    return release(store, part, site.files(history, imprint), again=again, beat=beat)


def release_lists(
    store: Store,
    histories: Sequence[History],
    imprint: Imprint,
    *,
    again: bool = False,
    beat: Beat = lambda: None,
) -> Released:
    """Bring out what tells of several fact-checks; after them, because it leads to them."""
    return release(store, layout.LISTS, catalogue.files(histories, imprint), again=again, beat=beat)
