"""What the publisher changed, as the desk lists it: each with the claims it may be about."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.dossier import ClaimFile, Dossier
from app.publishing.redline import Fate, Piece
from app.revised import in_words
from app.text.finding.edits import Edit, around

#: So many claims are offered for each rewrite, the nearest first.
OFFERED = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """One rewrite with what is around it, and where it can be told."""

    edit: Edit
    pieces: Sequence[Piece]
    claims: Sequence[ClaimFile]
    #: The claims on whose timeline it is told already.
    on: Sequence[ClaimFile]

    @property
    def old(self) -> str:
        """Its place in the text before, as the form sends it."""
        return f"{self.edit.old.start}-{self.edit.old.end}"

    @property
    def new(self) -> str:
        """Its place in the text after, as the form sends it."""
        return f"{self.edit.new.start}-{self.edit.new.end}"


def told(whole: Dossier, number: int, edits: Sequence[Edit]) -> list[Rewrite]:
    """The rewrites from the revision before `number` to that one."""
    before, after = whole.revisions[number - 2].text, whole.revisions[number - 1].text
    return [
        Rewrite(
            edit=edit,
            pieces=_shown(before, after, edit),
            claims=_nearest(whole, number, edit),
            on=_telling(whole, in_words(whole, number, edit)),
        )
        for edit in edits
    ]


def _shown(before: str, after: str, edit: Edit) -> Sequence[Piece]:
    """The edit with a few words on either side of it."""
    text, here = (after, edit.new) if edit.new else (before, edit.old)
    whole = around(text, here)
    shown = [
        Piece(Fate.KEPT, text[whole.start : here.start]),
        Piece(Fate.REMOVED, edit.old.of(before)),
        Piece(Fate.ADDED, edit.new.of(after)),
        Piece(Fate.KEPT, text[here.end : whole.end]),
    ]
    return [piece for piece in shown if piece.text]


def _nearest(whole: Dossier, number: int, edit: Edit) -> list[ClaimFile]:
    """The claims that a rewrite may be about: of either text, whichever stands nearest."""
    of = {revision.id: revision.number for revision in whole.revisions}

    def distance(file: ClaimFile) -> int:
        side = edit.old if of[file.anchor.revision_id] < number else edit.new
        return max(0, file.anchor.start - side.end, side.start - file.anchor.end)

    files = [*(file for file in whole.lost if file.is_missing), *whole.shown]
    return sorted(files, key=distance)[:OFFERED]


def _telling(whole: Dossier, words: str) -> list[ClaimFile]:
    return [
        file
        for file in whole.everything
        if any(statement.words == words for statement in file.statements)
    ]
