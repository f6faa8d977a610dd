"""The settings of the house that rules ask about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch"}
"""The languages that public pages can be in (BCP 47): those that their words are written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the public pages say of the house, as an admin decides it."""

    name: str
    colour: str = ""
    """"#rrggbb"; empty: the colour of the style sheet."""
    licence: str = ""
    """Address of the licence under which fact-checks may be used; empty: none is given."""
    licence_name: str = ""
    language: str = "en"
    contact: str = ""
    """E-mail address for readers."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Markdown by the name of the section of a page; what is not here has its usual text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the newsroom has decided for all its fact-checks."""

    newsroom: str
    four_eyes: bool = True
    #: Whoever signs off has opened every source that the claim cites.
    open_sources: bool = False
    #: Where readers find the public pages, without a final slash.
    base_url: str = "http://127.0.0.1:8000"
    #: Address of the licence under which fact-checks may be used; empty: none is given.
    licence: str = ""
    #: Folder or bucket into which publishing writes; empty: the application alone serves readers.
    publish_to: str = ""
    #: A mail server is there to write to people.
    sends_mail: bool = False
    #: The server may look up what the page at a source's address says of itself.
    fetches_sources: bool = False
    #: Of the newsroom: when its morning is (IANA name).
    time_zone: str = "UTC"
    max_article_bytes: int = 5_000_000
    max_file_bytes: int = 20_000_000
