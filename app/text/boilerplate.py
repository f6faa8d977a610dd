"""Boilerplate: which lines of a paste are the site's and not the article's."""

import re

from app.text.spans import Span, lines

#: Whole lines that a site puts around an article. Each is matched against the line in lower case.
_FURNITURE = re.compile(
    r"(?:please )?(?:share|like|tweet|email|print|save|bookmark|pin)(?: on| via| with)?"
    r"(?: (?:this|the|it|article|story|post|page|via|on|with|by|social|media|facebook|twitter|x"
    r"|whatsapp|linkedin|email|friends))*"
    r"|(?:related|recommended|more|latest|popular|trending|top|most read|most popular|read more"
    r"|read also|also read|see also|you may also like|you might also like|further reading)"
    r"(?: (?:articles?|stories|posts?|news|reading|links?|topics?|on this|from .{1,40}|like this))*"
    r"|(?:back|return|scroll|skip)(?: (?:to|the|top|home|page|main|content|button|navigation|of))+"
    r"|(?:sign up|subscribe|join|register|log in|sign in|follow us|click here|tap here|get the)\b.*"
    r"|.{0,40}\bnewsletters?\b.{0,60}"
    r"|advertise?ments?|advertisement.{0,40}|(?:sponsored|promoted)(?: content)?|ads? by .*"
    r"|(?:article|story) continues below.*|continue reading.*|read the full .*|loading.*"
    r"|(?:leave|post|write|add) (?:a|your) (?:comment|reply)|(?:\d+ )?comments?(?: \(?\d+\)?)?"
    r"|view (?:all )?comments.*|\d+ min(?:ute)?s? read|reading time.*"
    r"|facebook|twitter|whatsapp|linkedin|instagram|telegram|reddit|pinterest|youtube|menu|search"
    r"|home|tags?|topics?|previous(?: article| post)?|next(?: article| post)?|copy link|link copied"
    r"|(?:tags?|topics?|filed under|categories|category)\s?:.*"
    r"|(?:read more|read also|also read|more|see also|watch|related)\s?:.*"
    r"|(?:copyright|©|\(c\)).*|all rights reserved.*|terms (?:of|and) .*|privacy policy.*"
    r"|.{0,30}\bcookies?\b.{0,80}"
)
#: Furniture is short; longer lines are somebody's prose.
_LONGEST_FURNITURE = 120

_BULLET = re.compile(r"[-–—•*⁃·>|#\d(\[]")
_QUOTE_MARKS = frozenset('“”"„«»')
_SENTENCE_END = re.compile(r"[.!?…:;,。！？][)\]\"'”’»]*$")
#: A headline that stands alone is a link; a shorter line is a heading of the article itself.
_SHORTEST_LINK, _LONGEST_LINK = 5, 20
#: Headline, standfirst, byline, date: lines that end without a full stop and are the article's own.
_TITLE_LINES = 4


def boilerplate(text: str) -> tuple[Span, ...]:
    """Mark the lines that are the site's and not the article's: share lines, related headlines.

    Only whole lines are marked, never the headline and standfirst at the top, and the text itself
    is not changed: an editor decides what goes (`drop`).
    """
    found = tuple(lines(text))
    site = {index for index, line in enumerate(found) if _is_furniture(line.of(text))}
    prose = [index for index, line in enumerate(found) if _is_prose(line.of(text))]
    # Without a body of prose (a list, a transcript, a poem) a line that stands alone says nothing.
    if prose and 2 * len(prose) >= len(found) - len(site) - _TITLE_LINES:
        below = range(prose[0] + 1, len(found))
        site |= {at for at in below if _is_related_link(text, found[at], before=found[at - 1])}
    return tuple(found[index] for index in sorted(site))


def _is_furniture(line: str) -> bool:
    if len(line) > _LONGEST_FURNITURE:
        return False
    return bool(_FURNITURE.fullmatch(line.lower().strip(" .!:»›→↑*-–—|[]")))


def _is_prose(line: str) -> bool:
    return len(line) > 200 or (
        len(line.split(None, 8)) > 7 and bool(_SENTENCE_END.search(line[-8:]))
    )


def _is_related_link(text: str, line: Span, *, before: Span) -> bool:
    """Is this a headline standing alone below the first paragraph of the article?"""
    words = line.of(text)[:400].split()
    if not _SHORTEST_LINK <= len(words) <= _LONGEST_LINK or _BULLET.match(words[0]):
        return False
    shown = line.of(text)
    if not shown[0].isupper() or _QUOTE_MARKS.intersection(shown) or text[before.end - 1] == ":":
        return False
    alone = text[line.end : line.end + 2] in {"\n\n", ""} and text.endswith("\n\n", 0, line.start)
    ends = _SENTENCE_END.search(shown[-8:])
    return alone and (ends is None or (shown.endswith("?") and ":" in shown))
