"""Pointers: words that stand for a claim made before, "it", "those claims", "the accusation"."""

from collections.abc import Sequence

from app.text.words import Word

_CLAIM_NOUNS = frozenset(
    (
        "claim claims allegation allegations accusation accusations assertion assertions statement "
        "statements report reports charge charges suggestion suggestions remark remarks comment "
        "comments"
    ).split()
)
PLURALS = frozenset(noun for noun in _CLAIM_NOUNS if noun.endswith("s"))
_DETERMINERS = frozenset("those these that this the such all any both his her their its".split())
_PRONOUNS = frozenset("it them that this".split())
#: A noun further on is not what the words are about.
_REACH = 6


def pointer(words: Sequence[Word]) -> str | None:
    """Give the word that points back if the words do no more: "it", the "claims" of "those claims".

    "The claims of a sale" is told apart by its own words, and points nowhere.
    """
    lows = [word.low for word in words[:_REACH]]
    for at, low in enumerate(lows):
        if low in _CLAIM_NOUNS and _DETERMINERS.intersection(lows[:at]):
            behind = len(words) - at - 1
            return low if behind <= (4 if low in PLURALS else 2) else None
    return "it" if len(words) == 1 and lows[0] in _PRONOUNS else None


def names_a_claim(words: Sequence[Word]) -> bool:
    """Is there a word such as "accusation" or "report" among these?"""
    return any(word.low in _CLAIM_NOUNS for word in words)
