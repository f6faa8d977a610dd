"""The settings of the house that rules ask about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the newsroom has decided for all its fact-checks."""

    newsroom: str
    four_eyes: bool = True
    max_article_bytes: int = 5_000_000
    max_file_bytes: int = 20_000_000
