"""Matching: what a claim is about, as words that a full-text search can find it by.

How like two claims are, `app.text.finding.likeness` says.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

import snowballstemmer

_LINK = re.compile(r"https?://\S*|pic\.twitter\.com/\S*")
#: "Ilse Brandt (@ilsebrandt)": the handle in brackets repeats the name before it.
_HANDLE = re.compile(r"\(@\w{1,50}\)")
_POINTS = re.compile(r"\b(?:[A-Z]\.){2,}")
#: Where a word begins that was run together with the one before: "#CleanAlmNow2020".
_SEAM = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z]{3})"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
#: The day in a date: its month and year tell more.
_DAY = re.compile(rf"\b\d{{1,2}} (?={_MONTH}\b)|\b({_MONTH}) \d{{1,2}}\b(?![.:]?\d)")
_AMOUNT = re.compile(r"(?<=\d)\s?(k|mn?|bn|b)\b", re.IGNORECASE)
_AMOUNTS = {"k": " thousand", "m": " million", "mn": " million", "b": " billion", "bn": " billion"}
_WORD = re.compile(r"\d++(?:[.,]\d++)*+|[^\W\d_]++(?:'[^\W\d_]++)*+")
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
#: Words that tell nothing about what a claim is about.
_EMPTY = frozenset(
    (
        "a about all am amp an and any are as at be been but by can could did do does dont down "
        "for from had has have he her here him his how i if im in into is it its just may me "
        "might more most my no not now of on or our out over rt she should so t than that the "
        "their them then there these they this those to up us was we were what when where who "
        "why will with would you"
    ).split()
)
#: Of a longer text the beginning is compared, and of a longer word.
_MOST_WORDS, _LONGEST = 400, 60
#: A search asks for so many words at most: more make it slow and find the same.
_MOST_ASKED = 14


def words(text: str) -> list[str]:
    """The words of a text that tell what it is about, in their order and as they are written.

    Words that were run together in a hashtag or a name are parted; links, the days of dates and
    empty words are left out; numbers are digits, and letters are without their marks.
    """
    plain = _LINK.sub(" ", text[: _MOST_WORDS * _LONGEST]).replace("’", "'")
    plain = _HANDLE.sub(" ", plain)
    plain = _POINTS.sub(lambda points: points[0].replace(".", ""), plain)
    plain = _DAY.sub(lambda day: f"{day[1] or ''} ", plain)
    plain = _AMOUNT.sub(lambda amount: _AMOUNTS[amount[1].lower()], plain)
    plain = unicodedata.normalize("NFKD", _SEAM.sub(" ", plain))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    written = (_written(match[0]) for match in _WORD.finditer(plain))
    telling = (word for word in written if word == "US" or word.lower() not in _EMPTY)
    return list(islice(telling, _MOST_WORDS))


@lru_cache(maxsize=2**12)
def stems(text: str) -> frozenset[str]:
    """What a text is about: the stems of its telling words, and its figures."""
    return frozenset(map(stem, words(text)))


@lru_cache(maxsize=2**16)
def stem(word: str) -> str:
    """The stem of an English word by Snowball, the same for "dumped" and "Dumping"."""
    # A stemmer of its own each time: it works inside itself, and threads share this function.
    return str(snowballstemmer.stemmer("english").stemWord(word.lower()))


def rarest(counts: Mapping[str, int]) -> list[str]:
    """The words worth asking a search for, rarest first, given how many texts hold each."""
    held = (word for word, count in counts.items() if count)
    return sorted(held, key=lambda word: (counts[word], word))[:_MOST_ASKED]


def _written(word: str) -> str:
    """A word without possessive and apostrophes; a number in digits."""
    if word[0].isdecimal():
        return word.replace(",", "")[:_LONGEST]
    plain = word.removesuffix("'s").removesuffix("'S").replace("'", "")
    return _NUMBERS.get(plain.lower(), plain)[:_LONGEST]
