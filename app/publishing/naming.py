"""Names and words as lists compare them, and the addresses that names get."""

import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import Final

from slugify import slugify

_SLUG_LENGTH: Final = 70


def folded(text: str) -> str:
    """The words of a text as they are compared in a search, each with a space before it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _spaced("".join(char for char in plain if not unicodedata.combining(char)))


def key_of(name: str) -> str:
    """What makes two spellings one name: its letters, marks and digits, in lower case."""
    return _spaced(unicodedata.normalize("NFKC", name).casefold()).strip()


def _spaced(text: str) -> str:
    kept = (char if char.isalnum() or unicodedata.combining(char) else " " for char in text)
    return " ".join(("", *"".join(kept).split()))


@lru_cache(maxsize=16_384)
def slug_of(name: str) -> str:
    """The address of a name: made of the name alone, so that it never changes.

    Where ASCII cannot tell the name whole, a few digits of a hash keep it apart from others that
    would read the same. Empty for a name without a letter or digit.
    """
    key = key_of(name)
    slug = slugify(key, max_length=_SLUG_LENGTH, word_boundary=True)
    if not key or slug.replace("-", " ") == key:
        return str(slug)
    return "-".join(filter(None, (slug, sha256(key.encode()).hexdigest()[:8])))
