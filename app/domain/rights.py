"""How much of somebody else's article may be shown."""

from enum import StrEnum


class Rights(StrEnum):
    """What readers are shown of the article: all of it, or only paragraphs that hold claims."""

    FULL = "full"
    EXCERPTS = "excerpts"
