"""The settings of the house that rules ask about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the newsroom has decided for all its fact-checks."""

    newsroom: str
    four_eyes: bool = True
    #: Where readers find the public pages, without a final slash.
    base_url: str = "http://127.0.0.1:8000"
    #: Address of the licence under which fact-checks may be used; empty: none is given.
    licence: str = ""
    #: Folder or bucket into which publishing writes; empty: the application alone serves readers.
    publish_to: str = ""
    max_article_bytes: int = 5_000_000
    max_file_bytes: int = 20_000_000
