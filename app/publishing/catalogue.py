"""The lists of the public site as files: the counterpart of `site`, which knows each fact-check.

Both together are the whole public site: the application serves these files, the export writes them.
"""

from collections.abc import Callable, Iterator, Sequence

from app.publishing import render
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.site import HTML, File

#: Every fact-check that was ever published, the one that changed last first.
Histories = Sequence[History]


def find(histories: Histories, imprint: Imprint, path: str) -> File | None:
    """The list at an address of the site; None where there is none."""
    maker = _LISTS.get(path)
    return maker(histories, imprint) if maker else None


def files(histories: Histories, imprint: Imprint) -> Iterator[File]:
    """Every list of the site."""
    for maker in _LISTS.values():
        yield maker(histories, imprint)


def _front(histories: Histories, imprint: Imprint) -> File:
    entries = [render.entry(history.newest) for history in histories if not history.withdrawal]
    return File(path="/", body=render.front(imprint, entries).encode(), type=HTML)


_LISTS: dict[str, Callable[[Histories, Imprint], File]] = {"/": _front}
