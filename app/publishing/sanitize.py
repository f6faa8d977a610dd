"""The one file that imports bleach and nh3, or makes markup out of strings.

What people wrote is kept as written; it is cleaned here each time it is shown.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, cast
from urllib.parse import urlsplit

import bleach
import mistune
import nh3
from markupsafe import Markup as Markup  # the one door: others take the type from here
from markupsafe import escape as escape

from app.publishing.language import say, spoken

RATIONALE_LIMIT: Final = 50_000
"""UTF-8 bytes of Markdown; bleach is quadratic, so the input is capped before it is reached."""

NESTING_LIMIT: Final = 100

TAGS: Final = frozenset({"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code"})
HEADINGS: Final = frozenset({"h3", "h4"})
_ELEMENT: Final = re.compile(r"<(/?)(?!br|hr|img)(\w+)")
_SCHEMES: Final = frozenset({"http", "https"})

# Joined, they escape what stands between them as `Markup.format` does, in less than half its time.
_LESS, _GREATER, _SLASH, _SPACE, _IS, _QUOTE = map(Markup, ("<", ">", "/", " ", '="', '"'))


def opening(name: str, attributes: Mapping[str, str | None]) -> Markup:
    """An opening tag with its attribute values escaped; those that are None are left out."""
    parts: list[str] = [_LESS, name]
    for key, value in attributes.items():
        if value is not None:
            parts += (_SPACE, key, _IS, value, _QUOTE)
    return joined([*parts, _GREATER])


@lru_cache(maxsize=32)
def closing(name: str) -> Markup:
    """A closing tag."""
    return joined((_LESS, _SLASH, name, _GREATER))


def joined(parts: Iterable[str]) -> Markup:
    """One piece of markup out of many; what is not markup is escaped."""
    return Markup().join(parts)


def safe_url(url: str) -> str | None:
    """The address if a reader may be sent there: http or https, with a host, no credentials."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        plain = parts.username is None and parts.password is None and bool(parts.hostname)
    except ValueError:
        return None
    odd = any(ord(char) <= 0x20 or char in '\\<>"\x7f' for char in url)
    return url if parts.scheme in _SCHEMES and plain and not odd else None


def rationale_html(markdown: str) -> Markup:
    """Turn a rationale into the few elements that readers get; raw HTML is shown as text.

    More than 50 kB, or more than 100 levels of nesting, is refused (ValueError). Links keep http
    and https addresses only, and tell search engines not to follow them.
    """
    return _cleaned(markdown, _Plain, TAGS)


def policy_html(markdown: str) -> Markup:
    """Turn a text of the house into the elements of a rationale and headings of two levels.

    The limits are those of a rationale. The page has its own headings above: the text's begin at
    the third level.
    """
    return _cleaned(markdown, _Headed, TAGS | HEADINGS)


def plain_text(markdown: str) -> str:
    """The words of a rationale without markup, on one line."""
    return " ".join(rationale_html(markdown).striptags().split())


def first_paragraph(markdown: str) -> str:
    """The words of a rationale's first paragraph, without markup: what a finding is made of."""
    opening_paragraph = rationale_html(markdown).partition("</p>")[0]
    return " ".join(Markup(opening_paragraph).striptags().split())  # noqa: S704 -- taken apart


def gap() -> Markup:
    """What stands in the article's place where it is not ours to show."""
    words = Markup('<p class="notes gap" lang="{}">{}</p>')
    return words.format(spoken(), say("Paragraphs without claims are left out."))


_TOO_DEEP = "The text is nested too deeply: 100 levels at most."


def _cleaned(markdown: str, renderer: type[mistune.HTMLRenderer], tags: frozenset[str]) -> Markup:
    if len(markdown.encode()) > RATIONALE_LIMIT:
        raise ValueError("The text is too long: 50 kB at most.")
    try:
        html = cast(str, _markdown(markdown, renderer))
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    if _depth(html) > NESTING_LIMIT:
        raise ValueError(_TOO_DEEP)
    return Markup(_cleaner(tags).clean(_first_pass(html, tags)).strip())  # noqa: S704 -- cleaned twice


class _Plain(mistune.HTMLRenderer):
    """Headings and code blocks become paragraphs, pictures and unsafe links their own words."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return f"<p><strong>{text}</strong></p>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<p><code>{mistune.escape(code)}</code></p>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return f'<a href="{mistune.escape(url)}">{text}</a>' if safe_url(url) else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


class _Headed(_Plain):
    """Like a rationale, but with headings."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        name = "h3" if level <= 3 else "h4"
        return f"<{name}>{text}</{name}>\n"


def _markdown(text: str, renderer: type[mistune.HTMLRenderer]) -> object:
    # A parser per call: it keeps state, and pages are drawn by several threads.
    return mistune.create_markdown(renderer=renderer(escape=True))(text)


def _depth(html: str) -> int:
    """The deepest nesting of elements in well-formed HTML."""
    deepest = depth = 0
    for slash, _ in _ELEMENT.findall(html):
        depth += -1 if slash else 1
        deepest = max(deepest, depth)
    return deepest


def _first_pass(html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        attributes={"a": {"href"}},
        attribute_filter=lambda _, name, value: safe_url(value) if name == "href" else value,
        url_schemes=set(_SCHEMES),
        link_rel="nofollow noopener",
    )


def _cleaner(tags: frozenset[str]) -> bleach.Cleaner:
    # Made per call: bleach's own documentation forbids sharing one between threads.
    return bleach.Cleaner(
        tags=tags, attributes={"a": ["href", "rel"]}, protocols=_SCHEMES, strip=True
    )


def inline(own: str) -> Markup:
    """Our own style sheet or script, to stand inside its element; never anything that was typed.

    What would end the element early is refused (ValueError).
    """
    if "</" in own or "<!--" in own:
        raise ValueError("This would end the element that it stands in.")
    return Markup(own)  # noqa: S704 -- a file of ours
