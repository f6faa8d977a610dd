"""The language that the words around articles are in: gettext, with English as it stands in code.

Which one is spoken holds while something is drawn, in the thread that draws it, and for no other.
The catalogues are read from their .po files once: there is nothing to compile.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import jinja2
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from app.domain.dates import DatedOn, Precision
from app.publishing.imprint import Imprint

OURS: Final = "en"
LOCALE: Final = Path(__file__).parent / "locale"

_spoken: ContextVar[str] = ContextVar("spoken", default=OURS)

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def spoken() -> str:
    """The language that is spoken now (BCP 47)."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in this language meanwhile; what has no catalogue is said in English."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def in_house_language(function: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Let a function speak the language of the imprint that is among its arguments."""

    @wraps(function)
    def spoken_of(*args: Asked.args, **named: Asked.kwargs) -> Made:
        given = (*args, *named.values())
        imprint = next(one for one in given if isinstance(one, Imprint))
        with speaking(imprint.language):
            return function(*args, **named)

    return spoken_of


def gettext(message: str) -> str:
    """The message in the language that is spoken."""
    return _catalogue(spoken()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for this number in the language that is spoken."""
    return _catalogue(spoken()).ngettext(one, many, number)


def say(message: str, **values: object) -> str:
    """The message with its values: "%(name)s" stands for one."""
    return gettext(message) % values


def count(one: str, many: str, number: int, **values: object) -> str:
    """The message for a number, which stands in it as "%(number)s"."""
    return ngettext(one, many, number) % {"number": quantity(number), **values}


def later(message: str) -> str:
    """The message as it is: marked for the catalogue, and said where it is used."""
    return message


def quoted(words: str) -> str:
    """Words in quotation marks."""
    return say("“%(words)s”", words=words)


def quantity(number: int) -> str:
    """A number as people write it: "12,345"."""
    return f"{number:,}" if spoken() == OURS else str(format_decimal(number, locale=spoken()))


def date_words(dated: DatedOn) -> str:
    """A date for people, no more exact than it is known: "before 26 July 2022"."""
    if spoken() == OURS:
        return dated.words
    if dated.precision is Precision.BEFORE:
        return say("before %(day)s", day=_date(dated, "long"))
    patterns: Mapping[Precision, str] = {Precision.MONTH: "MMMM y", Precision.YEAR: "y"}
    return _date(dated, patterns.get(dated.precision, "long"))


def equip(environment: jinja2.Environment) -> None:
    """Let templates say what they say in the language that is spoken."""
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    install = getattr(environment, "install_gettext_callables")  # noqa: B009 -- of the extension
    install(gettext, ngettext, newstyle=True)


def _date(dated: DatedOn, pattern: str) -> str:
    return str(format_date(dated.on, pattern, locale=spoken()))


@cache
def _catalogue(language: str) -> NullTranslations:
    path = LOCALE / language / "LC_MESSAGES" / "stet.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as written:
        write_mo(compiled, read_po(written, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
