"""The first look: what Stet would make of a paste, drawn while it is still in the box.

Nothing is decided here: what is clutter and what is a claim is asked of the functions that take the
article in and freeze it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.publishing.claims import UNCHECKED
from app.publishing.markup import Mark, Row, article_rows
from app.publishing.sanitize import Markup
from app.services import intake, texts
from app.services.intake import Particulars
from app.text.claims.picking import Claim
from app.text.paste.canonical import Repair, canonical
from app.text.paste.pasted import Pasted
from app.text.spans import Span, lines, moved
from app.text.structure.language import is_english
from app.web.drafting import LONG_RUN

#: In code points: some 34,000 words, for which the engine needs about a second. Claims of longer
#: texts are found once, when the text is frozen, and not with every change.
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs of the article, or one line of clutter.

    `kept` are the lines among the paragraphs that an editor keeps although Stet takes them for
    clutter; `html` is None for a line that is dropped, whose words are `dropped`.
    """

    html: Markup | None
    kept: tuple[str, ...] = ()
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Parts of one kind that stand together; a folded one opens with a click."""

    parts: tuple[Part, ...]
    is_clutter: bool

    @property
    def is_folded(self) -> bool:
        """Is this a menu or a footer, which nobody wants to scroll past?"""
        return self.is_clutter and len(self.parts) >= LONG_RUN


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What is shown beside the box; `claims` is None where the text is too long to be drawn."""

    about: Particulars
    words: int
    claims: int | None
    dropped: int
    is_english: bool
    repairs: tuple[Repair, ...]
    notes: tuple[str, ...]
    runs: tuple[Run, ...] = ()


def first_look(pasted: Pasted, *, kept: Collection[str] = ()) -> FirstLook:
    """Read a paste as it would be taken in; `kept` are words of lines not to be dropped."""
    whole = canonical(pasted.text)
    dropped = intake.dropped(pasted, kept=kept)
    is_short = len(whole.text) <= LONGEST
    prepared = texts.prepare(pasted.text, dropped) if is_short else None
    text = prepared.text if prepared else texts.kept(pasted.text, dropped)
    return FirstLook(
        about=intake.proposed(pasted.about),
        words=len(text.split()),
        claims=len(prepared.extraction.claims) if prepared else None,
        dropped=len(dropped),
        is_english=is_english(text),
        repairs=whole.removals,
        notes=pasted.notes,
        runs=_runs(whole.text, pasted.site, set(dropped), prepared) if prepared else (),
    )


def counted(pasted: str, dropped: Collection[int]) -> tuple[int, int] | None:
    """How many claims, in how many words, are in what is kept of a paste; None for a long one."""
    if len(pasted) > LONGEST:
        return None
    prepared = texts.prepare(pasted, dropped)
    return len(prepared.extraction.claims), len(prepared.text.split())


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that Stet takes for clutter: where it stands, or stood, in the drawn text."""

    at: int
    words: str
    is_dropped: bool


def _runs(
    whole: str, site: Sequence[Span], dropped: Collection[int], prepared: texts.Prepared
) -> tuple[Run, ...]:
    drawn, clutter = _drawn(whole, site, dropped)
    where = {"of": list(lines(prepared.text)), "to": list(lines(drawn))}
    claims = prepared.extraction.claims
    spans = moved([claim.span for claim in claims], **where)
    marks = [_mark(n, *pair) for n, pair in enumerate(zip(claims, spans, strict=True), start=1)]
    placed = [
        (row.paragraphs[0].start, _paragraphs(row, clutter)) for row in article_rows(drawn, marks)
    ]
    placed += [(line.at, Part(None, dropped=line.words)) for line in clutter if line.is_dropped]
    # Clutter comes before the paragraph whose place it shares.
    parts = [part for _, part in sorted(placed, key=lambda pair: (pair[0], bool(pair[1].html)))]
    runs = groupby(parts, key=lambda part: part.html is None)
    return tuple(Run(tuple(run), is_clutter) for is_clutter, run in runs)


def _drawn(whole: str, site: Sequence[Span], dropped: Collection[int]) -> tuple[str, list[_Line]]:
    """The text as it is drawn: without what is dropped, and what is kept in its own paragraph."""
    pieces, clutter, at, length = [], [], 0, 0
    for span in sorted(site):
        before, words = whole[at : span.start] + "\n\n", span.of(whole)
        length += len(before)
        clutter.append(_Line(length, words, span.start in dropped))
        after = "" if span.start in dropped else words + "\n\n"
        pieces += [before, after]
        length += len(after)
        at = span.end
    text = "".join([*pieces, whole[at:]])
    lead = len(text) - len(text.lstrip())
    moved_up = [_Line(max(0, line.at - lead), line.words, line.is_dropped) for line in clutter]
    return text.strip(), moved_up


def _mark(number: int, claim: Claim, span: Span) -> Mark:
    said_by = f", said by {claim.claimant}" if claim.claimant and not claim.garbled else ""
    return Mark(
        number=number,
        start=span.start,
        end=span.end,
        style=UNCHECKED,
        href=None,
        described_by=None,
        label=f"Claim {number}: {claim.type}{said_by}",
    )


def _paragraphs(row: Row, clutter: Sequence[_Line]) -> Part:
    first, last = row.paragraphs[0].start, row.paragraphs[-1].end
    here = (line.words for line in clutter if not line.is_dropped and first <= line.at < last)
    return Part(row.html, kept=tuple(here))
