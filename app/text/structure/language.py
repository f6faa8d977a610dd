"""Is this English? Rules that read English words must not be let loose on anything else."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    (
        "the of and to that is was for with he it said by from are has have had be not this but "
        "they which you at will would she his her their were been who what there we i if when about"
    ).split()
)
#: This many words tell; fewer than the least are taken for English if their letters are Latin.
_SAMPLE, _LEAST = 600, 20
_SHARE = 0.15


def is_english(text: str) -> bool:
    """Judge by the share of the commonest English words among the first 600 words."""
    found: list[str] = []
    for match in _WORD.finditer(text[:20_000]):
        found.append(match[0].lower())
        if len(found) == _SAMPLE:
            break
    if len(found) < _LEAST:
        return all(word < "\u0250" for word in found)
    return sum(word in _ENGLISH for word in found) >= _SHARE * len(found)
