"""Transcripts: who speaks when, in lines that begin with a name and a colon."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.text.spans import Span, lines

# "ANNA LEE:", "Q:", "Anna Lee (BBC):", "[00:12] Anna Lee:", "SEN. LEE [on the phone]:"
_TURN = re.compile(
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s{1,3})?"
    r"(?P<name>[^\W\d_a-z][\w’'.&-]*(?: (?:[^\W\d_a-z][\w’'.&-]*|of|the|de|van|von|al|for)){0,5})"
    r"(?:,? ?[(\[][^()\[\]:\n]{1,40}[)\]])?\s?:\s+(?=\S)"
)
#: No name is longer.
_LOOKED_AT = 120
#: What stands before a colon and is nobody's name.
_LABELS = frozenset(
    (
        "note notes photo photos picture image video source sources credit caption update updated "
        "correction related watch read more also see contact email phone tel date time location "
        "where when what who why how tags topics published author by posted filed summary example "
        "warning disclaimer editor's editor’s http https subject to from cc re"
    ).split()
)
_FEWEST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: the speaker's name, and what is said up to the next turn.

    It begins at `start`, with the name or with the time before it.
    """

    start: int
    name: Span
    speech: Span


def turns(text: str) -> tuple[Turn, ...]:
    """Find the turns of a transcript, in offsets of a canonical text; none in any other text.

    At least three lines begin with a name and a colon, and somebody speaks twice and somebody else
    at all. Names in capitals ("ANNA LEE:", "Q:") are enough; names in small letters make a
    transcript only if half of all lines begin so, for articles have such lines too ("Anna Lee:
    suspended for two games").
    """
    found = list(lines(text))
    begun = [(at, *opening) for at, line in enumerate(found) if (opening := _opening(text, line))]
    if not _is_transcript([name.of(text) for _, name, _ in begun], count=len(found)):
        return ()
    ends = [found[at - 1].end for at, *_ in begun[1:]] + [_last_end(text, found[begun[-1][0]])]
    return tuple(
        Turn(found[at].start, name, Span(said, end))
        for (at, name, said), end in zip(begun, ends, strict=True)
    )


def _last_end(text: str, line: Span) -> int:
    """End the last turn with its paragraph: what follows may be the writer's again."""
    end = text.find("\n\n", line.end)
    return len(text) if end < 0 else end


def speeches(sentences: Iterable[Span], said: Sequence[Turn]) -> Iterator[Span]:
    """Cut the speakers' names off the sentences (sorted) of a transcript."""
    for sentence in sentences:
        turn = turn_at(said, sentence.start)
        start = max(sentence.start, turn.speech.start) if turn else sentence.start
        if start < sentence.end:
            yield Span(start, sentence.end)


def turn_at(said: Sequence[Turn], at: int) -> Turn | None:
    """Find the turn in which an offset lies, the name in front of it included."""
    index = bisect_right(said, at, key=lambda turn: turn.start) - 1
    return said[index] if index >= 0 and at < said[index].speech.end else None


def _opening(text: str, line: Span) -> tuple[Span, int] | None:
    """Read the name at the beginning of a line, and where the speech behind it begins."""
    match = _TURN.match(text, line.start, min(line.end, line.start + _LOOKED_AT))
    if match is None or match["name"].split()[0].lower() in _LABELS:
        return None
    return Span(*match.span("name")), match.end()


def _is_transcript(names: list[str], *, count: int) -> bool:
    often = Counter(names)
    if len(names) < _FEWEST_TURNS or len(often) < 2 or len(often) == len(names):
        return False
    in_capitals = sum(name.isupper() for name in names)
    return 2 * in_capitals > len(names) or 2 * len(names) >= count
