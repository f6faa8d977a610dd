"""The whole public site: every form of every fact-check, the lists that lead to them, the house."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.verdicts import HOUSE_SCHEME, Verdict
from app.publishing import catalogue, front, layout, policies, reporting, site
from app.publishing.file import File
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.language import speaking
from app.publishing.listing import Index, entry
from app.publishing.policies import Texts
from app.publishing.release import Beat, Released, Store, release


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the site tells of the house beside its imprint."""

    texts: Texts = field(default_factory=dict)
    scheme: Sequence[Verdict] = HOUSE_SCHEME
    four_eyes: bool = True
    logos: Mapping[str, bytes] = field(default_factory=dict)
    """Every logo there ever was, by its SHA-256 (hex): permanent pages go on showing theirs."""


UNSETTLED = About()
"""A house that has settled nothing yet."""


def whole_site(
    histories: Sequence[History], imprint: Imprint, about: About = UNSETTLED
) -> Iterator[File]:
    """Every public file; `histories` as `published.histories` orders them."""
    yield from _logos(about)
    for history in histories:
        yield from site.files(history, imprint)
    yield from _lists(histories, imprint, about)


def release_site(
    store: Store,
    histories: Sequence[History],
    imprint: Imprint,
    about: About = UNSETTLED,
    *,
    again: bool = False,
    beat: Beat = lambda: None,
) -> Released:
    """Bring out everything: the logos, one fact-check after the other, and the lists last."""
    done = release(store, layout.LOGOS, _logos(about), again=again, beat=beat)
    for history in histories:
        done += release_history(store, history, imprint, again=again, beat=beat)
    return done + release_lists(store, histories, imprint, about, again=again, beat=beat)


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
    about: About = UNSETTLED,
    *,
    again: bool = False,
    beat: Beat = lambda: None,
) -> Released:
    """Bring out what tells of several fact-checks; after them, because it leads to them."""
    files = _lists(histories, imprint, about)
    return release(store, layout.LISTS, files, again=again, beat=beat)


def _lists(histories: Sequence[History], imprint: Imprint, about: About) -> Iterator[File]:
    """The lists and the pages on the house, as far as they need nobody who answers."""
    with speaking(imprint.language):
        index = Index(entry(history.newest) for history in histories if not history.withdrawal)
    yield from front.files(index, imprint, searchable=False)
    yield from policies.files(imprint, about.texts, scheme=about.scheme, four_eyes=about.four_eyes)
    yield reporting.by_mail(imprint)
    yield from catalogue.files(histories, imprint)


def _logos(about: About) -> Iterator[File]:
    for sha256, png in about.logos.items():
        yield front.logo(sha256, png)
