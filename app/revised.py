"""An article pasted again, against its newest frozen text: the edits, and where each claim stands.

Only a claim that is found in just its words, in one place, is carried over. For all others a
person decides; near places are suggested.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.errors import NotFound
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile, Dossier
from app.publishing.redline import Fate, Piece
from app.text.claims.snapping import snap
from app.text.finding.anchors import CARRIED, Found, Quote, Status, find, occurrences
from app.text.finding.edits import Edit, around, carried, edits
from app.text.spans import Span

#: More near places than this are no help to a person.
MOST_PLACES = 5

#: So many characters of a passage are quoted in a statement on what the publisher changed.
QUOTED = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim, and what became of its words in another text."""

    file: ClaimFile
    found: Found

    @property
    def is_carried(self) -> bool:
        """Does it stand in the other text as it stood before?"""
        return self.found.status in CARRIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A text against the newest revision of an article."""

    before: str
    after: str
    edits: Sequence[Edit]
    #: In the order of the article; claims that were lost before come last.
    fates: Sequence[Standing]

    def carried_to(self, span: Span) -> Span | None:
        """Where a passage of the revision would stand in the other text."""
        return carried(self.before, self.after, span, self.edits)

    @property
    def shown(self) -> list[Standing]:
        """The fates of the claims that were not set aside."""
        return [fate for fate in self.fates if fate.file.claim.state is not ClaimState.DISMISSED]

    @property
    def carried(self) -> list[Standing]:
        """The claims that are carried over."""
        return [fate for fate in self.fates if fate.is_carried]

    @property
    def lost(self) -> list[Standing]:
        """The claims that are left for a person."""
        return [fate for fate in self.fates if not fate.is_carried]


def compare(whole: Dossier, text: str) -> Comparison:
    """What became of an article and its claims in `text`.

    A claim that a person found gone is left out, unless the text makes it again.
    """
    before = whole.revision.text
    return Comparison(
        before=before,
        after=text,
        edits=edits(before, text),
        fates=[one for one in _fates(whole, text) if one.is_carried or not one.file.is_gone],
    )


def _fates(whole: Dossier, text: str) -> Iterator[Standing]:
    taken: set[Span] = set()
    for file in whole.everything:
        found = find(text, quote_of(file), hint=Span(file.anchor.start, file.anchor.end))
        if found.span in taken and found.status in CARRIED:
            # Two claims on the same words: a person says which of them stands there.
            found = Found(Status.AMBIGUOUS, None)
        elif found.span and file.claim.state is not ClaimState.DISMISSED:
            taken.add(found.span)
        yield Standing(file, found)


def quote_of(file: ClaimFile) -> Quote:
    """A claim's words with what stood around them."""
    return Quote(file.anchor.exact, file.anchor.prefix, file.anchor.suffix)


def near_places(whole: Dossier, file: ClaimFile) -> list[Span]:
    """Where a lost claim may stand in the newest revision, the likeliest first."""
    text = whole.revision.text
    number = next(r.number for r in whole.revisions if r.id == file.anchor.revision_id)
    before = whole.revisions[number - 1].text
    here = Span(file.anchor.start, file.anchor.end)
    found = find(text, quote_of(file), hint=here)
    candidates = [found.span, *occurrences(text, file.anchor.exact)]
    candidates.append(carried(before, text, here, edits(before, text)))
    snapped = (snap(text, span) for span in candidates if span)
    return [span for span in dict.fromkeys(snapped) if span][:MOST_PLACES]


def rewrites(whole: Dossier, number: int) -> list[Edit]:
    """What the publisher changed from the revision before to this one; raise NotFound for none.

    An edit is named by its places in the two texts; an empty side says that words were put in, or
    taken out.
    """
    before, after = _texts(whole, number)
    return edits(before, after)


def in_words(whole: Dossier, number: int, edit: Edit) -> str:
    """One rewrite as a statement tells it: the words before and after, with what is around them."""
    before, after = _texts(whole, number)
    if not edit.old:
        return f"Put in: {_quoted(after, edit.new)}"
    if not edit.new:
        return f"Taken out: {_quoted(before, edit.old)}"
    was, now = (around(text, span) for text, span in ((before, edit.old), (after, edit.new)))
    return f"Before: {_quoted(before, was)} After: {_quoted(after, now)}"


def pieces(before: str, after: str, changes: Sequence[Edit]) -> list[Piece]:
    """The new text with what was put in, and what was taken out in its old place."""
    found: list[Piece] = []
    at = 0
    for edit in changes:
        lead = after[at : edit.new.start]
        # A paragraph that was taken out stays one: the new text has no break for it.
        gap = "\n\n" if edit.old and _is_whole_line(before, edit.old) else ""
        is_last = bool(gap and lead) and not lead.endswith("\n")
        found.append(Piece(Fate.KEPT, lead + gap if is_last else lead))
        found.append(Piece(Fate.REMOVED, edit.old.of(before)))
        found.append(Piece(Fate.KEPT, "" if is_last else gap))
        found.append(Piece(Fate.ADDED, edit.new.of(after)))
        at = edit.new.end
    return [piece for piece in [*found, Piece(Fate.KEPT, after[at:])] if piece.text]


def _is_whole_line(text: str, span: Span) -> bool:
    """Does a passage begin and end with a line of the text?"""
    return "\n" in (text[span.start - 1 : span.start] or "\n") and "\n" in (
        text[span.end : span.end + 1] or "\n"
    )


def _texts(whole: Dossier, number: int) -> tuple[str, str]:
    if not 1 < number <= len(whole.revisions):
        raise NotFound(f"There is no revision {number} that follows another one.")
    return whole.revisions[number - 2].text, whole.revisions[number - 1].text


def _quoted(text: str, span: Span) -> str:
    words = span.of(text)
    return f"“{words if len(words) <= QUOTED else words[:QUOTED].rstrip() + ' …'}”"
