"""What the lists of the public site are made of: published fact-checks, in brief, and their names.

An entry holds all that a list tells, and nothing else of the edition: thousands fit into memory,
and neither a list nor a search reads a document.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from app.publishing.edition import Edition
from app.publishing.language import later
from app.publishing.naming import folded, key_of, slug_of


class Tally(NamedTuple):
    """How many claims have one verdict."""

    style: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedClaim:
    """A claim as lists tell it."""

    number: int
    words: str
    """The wording, or else the beginning of the quote."""
    is_quote: bool
    claimant: str
    claimant_role: str
    style: str
    label: str
    badge: str
    rating: int
    """The place of the verdict on the scale; 0: not yet checked."""
    searched: str
    """Everything that the search looks at, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published fact-check in a list."""

    slug: str
    headline: str
    outlet: str
    topics: tuple[str, ...]
    issued_at: str
    number: int
    coverage: str
    claims: tuple[ListedClaim, ...]
    searched: str

    @property
    def day(self) -> str:
        """The day on which the edition was issued (ISO)."""
        return self.issued_at[:10]

    @property
    def verdicts(self) -> tuple[Tally, ...]:
        """How many claims have each verdict."""
        return tallied(self.claims)


def entry(edition: Edition) -> Entry:
    """What lists say of a fact-check."""
    article = edition.article
    return Entry(
        slug=edition.slug,
        headline=article.headline,
        outlet=article.outlet,
        topics=edition.topics,
        issued_at=edition.issued_at,
        number=edition.number,
        coverage=edition.coverage.words,
        claims=tuple(
            ListedClaim(
                number=claim.number,
                words=claim.shown,
                is_quote=not claim.wording,
                claimant=claim.claimant,
                claimant_role=claim.claimant_role,
                style=claim.style,
                label=claim.label,
                badge=claim.badge,
                rating=claim.verdict.rating if claim.verdict else 0,
                searched=folded(f"{claim.wording} {claim.quote} {claim.claimant}"),
            )
            for claim in edition.claims
        ),
        searched=folded(f"{article.headline} {article.outlet} {' '.join(edition.topics)}"),
    )


def tallied(claims: Iterable[ListedClaim]) -> tuple[Tally, ...]:
    """How many claims have each verdict, from the best standing down; not yet checked last."""
    counts = Counter((claim.rating, claim.style, claim.label) for claim in claims)
    ordered = sorted(counts.items(), reverse=True)
    return tuple(Tally(style, label, count) for (_, style, label), count in ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry that a query found, with those of its claims that it speaks of."""

    entry: Entry
    claims: tuple[ListedClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody or something that a page of its own tells of: a claimant, an outlet, a topic."""

    slug: str
    name: str
    role: str
    found: tuple[Found, ...]

    @property
    def verdicts(self) -> tuple[Tally, ...]:
        """How many claims have each verdict."""
        return tallied(claim for one in self.found for claim in one.claims)

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return sum(len(one.claims) for one in self.found)


class Kind(NamedTuple):
    """A kind of name that has pages: its place in the address, and the words for it."""

    path: str
    one: str
    many: str
    of_entry: Callable[[Entry], Sequence[str]]
    of_claim: Callable[[ListedClaim], Sequence[str]] | None = None
    """None: every claim of the fact-check belongs to the name."""


KINDS: Final = (
    Kind(
        "claimants",
        later("claimant"),
        later("Claimants"),
        lambda entry: [claim.claimant for claim in entry.claims],
        lambda claim: [claim.claimant],
    ),
    Kind("outlets", later("outlet"), later("Outlets"), lambda entry: [entry.outlet]),
    Kind("topics", later("topic"), later("Topics"), lambda entry: entry.topics),
)


class Index:
    """The published fact-checks that stand, newest first, and every name in them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(sorted(entries, key=lambda one: one.issued_at, reverse=True))

    def names(self, kind: Kind) -> Mapping[str, Named]:
        """The names of a kind by their slugs, in alphabetical order."""
        return self._named[kind.path]

    @cached_property
    def verdicts(self) -> tuple[str, ...]:
        """The words of all verdicts that a claim has, from the best standing down."""
        claims = (claim for entry in self.entries for claim in entry.claims)
        return tuple(dict.fromkeys(tally.label for tally in tallied(claims)))

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, Named]]:
        return {kind.path: _gathered(self.entries, kind) for kind in KINDS}


def _gathered(entries: Sequence[Entry], kind: Kind) -> dict[str, Named]:
    names: dict[str, tuple[str, list[Found]]] = {}
    for entry in entries:
        here = {slug: name for name in kind.of_entry(entry) if (slug := slug_of(name))}
        for slug, name in here.items():
            claims = entry.claims
            if kind.of_claim:
                mine = [c for c in claims if any(slug_of(n) == slug for n in kind.of_claim(c))]
                claims = tuple(mine)
            # The newest spelling is the one that is shown.
            names.setdefault(slug, (name, []))[1].append(Found(entry=entry, claims=claims))
    ordered = sorted(names.items(), key=lambda pair: key_of(pair[1][0]))
    return {
        slug: Named(slug=slug, name=name, role=_role(kind, found), found=tuple(found))
        for slug, (name, found) in ordered
    }


def _role(kind: Kind, found: Sequence[Found]) -> str:
    """What the newest fact-check calls a claimant."""
    if kind.of_claim is None:
        return ""
    roles = (claim.claimant_role for one in found for claim in one.claims)
    return next(filter(None, roles), "")
