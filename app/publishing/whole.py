"""The whole public site: every form of every fact-check, and the lists that lead to them."""

from collections.abc import Iterator, Sequence

from app.publishing import render, site
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.site import File


def whole_site(histories: Sequence[History], imprint: Imprint) -> Iterator[File]:
    """Every public file; `histories` as `published.histories` orders them."""
    for history in histories:
        yield from site.files(history, imprint)
    yield from lists(histories, imprint)


def lists(histories: Sequence[History], imprint: Imprint) -> Iterator[File]:
    """What tells of several fact-checks at once."""
    yield front(histories, imprint)


def front(histories: Sequence[History], imprint: Imprint) -> File:
    """The front page: the fact-checks that stand, in the order given."""
    entries = [render.entry(history.newest) for history in histories if not history.withdrawal]
    return File(path="/", body=render.front(imprint, entries).encode(), type=site.HTML)
