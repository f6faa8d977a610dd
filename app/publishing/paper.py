"""What every public page is made with: templates, the inlined style and script, their hashes.

Style and script are inlined, and `policy_of` names them by their hashes: send it with every page.
The page says the same of itself, for whoever serves it as a mere file.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import jinja2
from markupsafe import Markup

from app.publishing import language, sanitize, words
from app.publishing.bidi import isolated
from app.publishing.claims import day_words, small, verdict_word
from app.publishing.imprint import Imprint

Key = TypeVar("Key")

_HERE = Path(__file__).parent
STYLES = ("tokens.css", "article.css", "page.css")
SCRIPT = "page.js"
NONE, SELF = "'none'", "'self'"

_INLINED = ("style", "script")
_BEGINNING = '<meta charset="utf-8">\n'


def render(template: str, **context: object) -> str:
    """A public page out of a template of ours."""
    imprint = context.get("imprint")
    spoken = imprint.language if isinstance(imprint, Imprint) else language.spoken()
    with language.speaking(spoken):
        html = _templates().get_template(template).render(context)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_holding(html)}">\n'
    return html.replace(_BEGINNING, _BEGINNING + meta, 1)


def policy_of(html: str, *, framed: bool = False) -> str:
    """The Content-Security-Policy of a page: nothing but the style and script that it holds.

    They are read out of the page itself, which may have been drawn by an earlier version of this
    code. `framed` is for what other sites may show in a frame.
    """
    return f"{_holding(html)}; frame-ancestors {'*' if framed else SELF}"


def _holding(html: str) -> str:
    """The part of the policy that a page can say itself: who may frame it, it cannot."""
    inlined = {name: re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL) for name in _INLINED}
    allowed = (
        f"{name}-src {' '.join(map(_hash, found)) or NONE}" for name, found in inlined.items()
    )
    return "; ".join(
        (
            f"default-src {NONE}",
            *allowed,
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


@cache
def style(*names: str) -> str:
    """Style sheets as they are inlined: in one, without comments and line breaks.

    Those of every page, unless others are named, which only the pages that need them add.
    """
    css = "\n".join((_HERE / "static" / name).read_text("utf-8") for name in names or STYLES)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css)).strip()
    return css.replace(": ", ":").replace(";}", "}")


@cache
def script(name: str = SCRIPT) -> str:
    """A script as it is inlined: without the indentation."""
    lines = (_HERE / "static" / name).read_text("utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.lstrip().startswith("//"))


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def loader() -> jinja2.BaseLoader:
    """The templates of the public pages; the desk borrows macros from them."""
    return jinja2.FileSystemLoader(_HERE / "templates")


def filters() -> dict[str, Callable[..., object]]:
    """The filters that the templates of the public pages need."""
    return {
        "day": day_words,
        "rationale": sanitize.rationale_html,
        "policy": sanitize.policy_html,
        "isolated": isolated,
        "safe_url": sanitize.safe_url,
        "verdict_word": verdict_word,
        "small": small,
        "told": language.gettext,
        "date_words": language.date_words,
        "quantity": language.quantity,
        "act": _said(words.ACTS),
        "stance": _said(words.STANCES),
        "source_kind": _said(words.SOURCES),
        "edition_kind": _said(words.EDITIONS),
        "field": _said(words.FIELDS),
        "asked_field": _said(words.ASKED),
        "left_out": _said(words.LEFT_OUT),
    }


def equip(environment: jinja2.Environment) -> None:
    """Give an environment what the templates of the public pages need."""
    language.equip(environment)
    environment.filters |= filters()


def _said(told: Mapping[Key, str]) -> Callable[[Key], str]:
    """A filter that says the word for a value."""
    return lambda key: language.say(told[key])


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=loader(),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    equip(environment)
    environment.globals |= {
        "css": lambda *names: sanitize.inline(style(*names)),
        "accent": _accent,
        "js": _js,
    }
    return environment


def _accent(imprint: Imprint) -> Markup:
    """The colours of the house, where it has chosen one, as they are inlined."""
    return sanitize.inline(imprint.accent.css if imprint.accent else "")


def _js(name: str = SCRIPT) -> Markup:
    return sanitize.inline(script(name))
