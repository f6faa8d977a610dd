"""Turns: lines that begin with a name and a colon, in transcripts and in the midst of articles."""

import re
from collections import Counter
from collections.abc import Callable
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
        "warning disclaimer editor's editor’s http https subject to from cc re analysis breaking "
        "click exclusive listen live opinion subscribe editor"
    ).split()
)
_FEWEST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's words behind a name and a colon.

    It begins at `start`, with the name or with the time before it. In a transcript the speech runs
    to the next turn; in an article it ends with its line.
    """

    start: int
    name: Span
    speech: Span


def turns(text: str, *, is_known: Callable[[str], bool] = lambda _: False) -> tuple[Turn, ...]:
    """Find the turns of a canonical text; `is_known` says whether it has a person's full name.

    In a transcript at least three lines begin with a name and a colon, and somebody speaks twice
    and somebody else at all. Names in capitals ("ANNA LEE:", "Q:") are enough; names in small
    letters make one only if half of all lines begin so, for articles have such lines too ("Anna
    Lee: suspended for two games"). Elsewhere a line is a turn if its name is known, or stands in
    capitals before two lines.
    """
    found = list(lines(text))
    begun = [(at, *opening) for at, line in enumerate(found) if (opening := _opening(text, line))]
    names = [name.of(text) for _, name, _ in begun]
    if not _is_transcript(names, count=len(found)):
        often = Counter(names)
        return tuple(
            Turn(found[at].start, name, Span(said, found[at].end))
            for at, name, said in begun
            if is_known(name.of(text)) or (often[name.of(text)] > 1 and name.of(text).isupper())
        )
    ends = [found[at - 1].end for at, *_ in begun[1:]] + [_last_end(text, found[begun[-1][0]])]
    return tuple(
        Turn(found[at].start, name, Span(said, end))
        for (at, name, said), end in zip(begun, ends, strict=True)
    )


def _last_end(text: str, line: Span) -> int:
    """End the last turn with its paragraph: what follows may be the writer's again."""
    end = text.find("\n\n", line.end)
    return len(text) if end < 0 else end


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
