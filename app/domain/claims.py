"""Why a claim is not looked into."""

from enum import StrEnum


class DismissReason(StrEnum):
    """Why a claim is dismissed; readers are told of all but MISTAKE and MERGED."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    TRIVIAL = "too small to matter"
    DUPLICATE = "said elsewhere in the article"
    NOT_A_CLAIM = "not a claim"
    NOT_CHECKABLE = "cannot be checked"
    MISTAKE = "added by mistake"
    MERGED = "merged into another claim"
