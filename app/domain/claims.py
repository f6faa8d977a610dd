"""Why a claim is not looked into."""

from enum import StrEnum


class DismissReason(StrEnum):
    """The reason given when a claim is dismissed; all but MERGED count in the coverage shown."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    TRIVIAL = "too small to matter"
    DUPLICATE = "said elsewhere in the article"
    NOT_A_CLAIM = "not a claim"
    NOT_CHECKABLE = "cannot be checked"
    MERGED = "merged into another claim"
