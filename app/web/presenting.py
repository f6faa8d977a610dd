"""How rows and values read on the desk: template filters, one word for each thing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from app.domain.dates import DatedOn, timeline_key
from app.domain.verdicts import Scope, StatementKind
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile, statement_fact
from app.models import Anchor, Proposal, Source, Statement
from app.publishing.claims import UNCHECKED, style_of
from app.queries.checked import Hit
from app.queries.places import ClaimPlace
from app.services.review import Review
from app.text.claims import shaping
from app.text.claims.shaping import Move
from app.text.finding.anchors import Status
from app.text.spans import Span

#: A longer passage is found by its first and its last words.
FRAGMENT_WORDS = 8

STATE_WORDS = {
    ClaimState.OPEN: "undecided",
    ClaimState.RULED: "waits for sign-off",
    ClaimState.AWAITING: "waits for a second opinion",
    ClaimState.DISPUTED: "waits for a decision",
    ClaimState.SIGNED: "signed off",
    ClaimState.DISMISSED: "dismissed",
}

#: What became of a claim's words in a newer text, as the list of claims says it.
STANDING_WORDS = {
    Status.SAME: "same place",
    Status.MOVED: "moved",
    Status.CHANGED: "changed",
    Status.AMBIGUOUS: "ambiguous: in several places",
    Status.GONE: "gone",
}


def filters() -> dict[str, Callable[..., Any]]:
    """Every filter of the desk's templates."""
    return {
        "dated": dated,
        "source_date": source_date,
        "state_words": STATE_WORDS.__getitem__,
        "standing_words": STANDING_WORDS.__getitem__,
        "style": style,
        "style_of": style_of,
        "act_words": act_words,
        "acts_proposed": acts_proposed,
        "text_fragment": text_fragment,
        "shorten": shorten,
        "megabytes": megabytes,
        "quantity": quantity,
        "timeline_order": timeline_order,
        "split_places": split_places,
        "nudges": nudges,
        "pieces": pieces,
    }


def told_beside(span: Span, claims: Iterable[ClaimPlace]) -> str:
    """How a claim on these words would stand to the others: "inside claim 3, across claim 4"."""
    found: dict[str, list[str]] = {
        "the same words as": [],
        "inside": [],
        "around": [],
        "across": [],
    }
    for claim in claims:
        if span.overlaps(claim.span):
            found[_relation(span, claim.span)].append(f"claim {claim.number}")
    return ", ".join(
        f"{relation} {' and '.join(names)}" for relation, names in found.items() if names
    )


def _relation(span: Span, other: Span) -> str:
    if span == other:
        return "the same words as"
    if other.contains(span):
        return "inside"
    return "around" if span.contains(other) else "across"


def dated(statement: Statement) -> str:
    """When a statement was made, as exactly as it is known."""
    on = _dated_on(statement)
    return on.words if on else "no date"


def source_date(source: Source) -> str:
    """When a source was published, or nothing."""
    if source.published_on is None:
        return ""
    return DatedOn(source.published_on, source.published_precision).words


def style(file: ClaimFile) -> str:
    """The CSS class of a claim's mark and badge: that of its verdict, as on the public page."""
    return style_of(file.ruling.verdict.key) if file.ruling else UNCHECKED


def megabytes(size: int) -> str:
    """A number of bytes as people speak of it."""
    return f"{size / 1_000_000:,.3g} MB"


def shorten(words: str, length: int = 90) -> str:
    """The beginning of a passage, cut between words."""
    flat = " ".join(words.split())
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0].rstrip(",;:–—") + " …"


def quantity(number: int, noun: str) -> str:
    """ "1 claim", "7 claims"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def told(review: Review, claim: str) -> str:
    """What a saved form has done, for the person who sent it."""
    parts = {"a source": review.citing, "a statement": review.stating, "a ruling": review.decided}
    done = [what for what, given in parts.items() if given]
    return f"{claim} is saved{': ' if done else ''}{', '.join(done)}."


def act_words(act: Proposal | Statement) -> str:
    """What somebody did to a claim: "denied in part by the port"."""
    part = " in part" if act.scope is Scope.PART else ""
    return f"{act.kind.value}{part} by {act.actor or 'somebody'}"


def recorded(statement: Statement) -> str:
    """What was recorded, and what it needs before a verdict can rest on it."""
    fact = statement_fact(statement)
    lacks = f" It has {' and '.join(f'no {what}' for what in fact.missing)} yet."
    carries = statement.kind in (StatementKind.DENIED, StatementKind.RETRACTED)
    why = " No verdict can rest on it before." if carries and fact.missing else ""
    return f"Recorded: {act_words(statement)}.{lacks if fact.missing else ''}{why}"


def acts_proposed(file: ClaimFile) -> int:
    """How many acts on a claim wait for an answer, beside its having been made."""
    return sum(proposal.kind is not StatementKind.ASSERTED for proposal in file.proposals)


def text_fragment(passage: str) -> str:
    """The address by which a browser finds a passage on the page (a text fragment directive)."""
    words = passage.split()
    ends = [words] if len(words) <= FRAGMENT_WORDS else [words[:4], words[-4:]]
    return "#:~:text=" + ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)


def timeline_order(statements: Iterable[Statement]) -> list[Statement]:
    """Oldest first; what has no date comes last."""
    return sorted(statements, key=lambda statement: timeline_key(_dated_on(statement)))


def _dated_on(statement: Statement) -> DatedOn | None:
    on = statement.dated_on
    return DatedOn(on, statement.precision) if on else None


@dataclass(frozen=True, slots=True)
class Nudge:
    """A button that moves one end of a claim by a step."""

    start: int
    end: int
    words: str
    key: str
    by_character: bool


#: What a step is called, around how far it goes, and its key; with Alt it goes by a letter.
_NUDGES = {
    Move.START_EARLIER: ("Start a {} earlier", "{"),
    Move.START_LATER: ("Start a {} later", "}"),
    Move.END_EARLIER: ("End a {} earlier", "["),
    Move.END_LATER: ("End a {} later", "]"),
}


def split_places(anchor: Anchor, text: str) -> list[tuple[int, str]]:
    """Where a claim can be parted: the offset of the word it is parted before, and a few words."""
    places = shaping.split_places(text, Span(anchor.start, anchor.end))
    return [(at, shorten(text[at : anchor.end], 40)) for at in places]


def nudges(anchor: Anchor, text: str) -> list[list[Nudge]]:
    """The steps that are left to the ends of a claim: those by a word, then those by a letter."""
    span = Span(anchor.start, anchor.end)
    by_word = [_nudge(step) for step in shaping.word_steps(text, span)]
    return [by_word, [_nudge(step, letter=True) for step in shaping.character_steps(text, span)]]


def _nudge(step: shaping.Step, *, letter: bool = False) -> Nudge:
    words, key = _NUDGES[step.move]
    noun, held = ("letter", "Alt+") if letter else ("word", "")
    return Nudge(step.start, step.end, words.format(noun), held + key, letter)


def pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The other claim as it is told, cut up: each piece, and whether this claim lacks it."""
    text, at = hit.other.told, 0
    for span in hit.differing:
        yield text[at : span.start], False
        yield text[span.start : span.end], True
        at = span.end
    yield text[at:], False
