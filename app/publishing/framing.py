"""How other sites frame a fact-check: the code that they paste, and how much room it needs.

The frame grows to its content where the other site listens (AMP's or Pym's messages). Where it does
not, the height given here has to do: an estimate, and the frame scrolls if it falls short.
"""

from collections.abc import Iterable

from app.publishing.claims import Claim
from app.publishing.edition import Edition
from app.publishing.history import History
from app.publishing.imprint import Addresses
from app.publishing.language import say
from app.publishing.sanitize import Markup, closing, escape, joined, opening

SANDBOX = "allow-scripts allow-popups allow-top-navigation-by-user-activation"

#: A column of text on most sites, in CSS pixels.
WIDTH = 600

_LINE, _EM, _FRAME = 24, 8, 48
"""Height of a line, width of a letter and what the edges take, in CSS pixels."""


def height(edition: Edition, width: int = WIDTH) -> int:
    """The pixels that the whole check needs in a frame of this width."""
    head = _lines([edition.article.headline, edition.summary], width, scale=1.25)
    listed = [text for claim in edition.claims for text in (claim.shown, claim.badge)]
    return _rounded(_LINE * (head + _lines(listed, width) + len(edition.claims)) + 160)


def claim_height(claim: Claim, width: int = WIDTH) -> int:
    """The pixels that one claim needs in a frame of this width."""
    head = _lines([claim.shown], width, scale=1.25)
    body = _lines([claim.badge, claim.quote, claim.finding, claim.claimant], width)
    return _rounded(_LINE * (head + body) + 240)


def iframe(src: str, title: str, *, height: int, width: int | None = None) -> Markup:
    """The frame itself; without `width` it takes the room that there is."""
    size = "border:0" if width else "width:100%;border:0"
    attributes = {
        "src": src,
        "title": title,
        "loading": "lazy",
        "sandbox": SANDBOX,
        "width": str(width) if width else None,
        "height": str(height),
        "style": size,
    }
    return joined([opening("iframe", attributes), closing("iframe")])


def title(history: History, claim: Claim | None = None) -> str:
    """What the frame is called, for those who do not see it."""
    of = history.newest.article.headline
    if claim is None:
        return say("Fact check: %(headline)s", headline=of)
    return say("Fact check, claim %(number)s: %(claim)s", number=claim.number, claim=claim.shown)


def snippet(history: History, to: Addresses) -> str:
    """The code that shows the whole check elsewhere: a frame, and a link that always works."""
    named = title(history)
    frame = iframe(to.embed, named, height=height(history.newest))
    return _pasted(frame, to.page, f"{named} – {history.newest.newsroom}")


def claim_snippet(history: History, claim: Claim, to: Addresses) -> str:
    """The code that shows one claim elsewhere."""
    named = title(history, claim)
    frame = iframe(to.embed_of(claim.number), named, height=claim_height(claim))
    return _pasted(frame, to.card(claim.number), f"{named} – {history.newest.newsroom}")


def _pasted(frame: Markup, href: str, words: str) -> str:
    """As a string: on our page the code is shown, and escaped for that."""
    link = [opening("a", {"href": href}), escape(words), closing("a")]
    return str(joined([frame, escape("\n"), opening("p", {}), *link, closing("p")]))


def _lines(texts: Iterable[str], width: int, *, scale: float = 1) -> int:
    """Lines of text, each counted in `scale` lines of the body's size."""
    letters = max(10, int((width - _FRAME) / (_EM * scale)))
    return sum(round(-(-len(text) // letters) * scale) for text in texts)


def _rounded(pixels: int) -> int:
    return -(-pixels // 10) * 10
