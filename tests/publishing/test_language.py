"""The public pages in more than one language: nothing stays English, and nothing else moves."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from threading import Barrier

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from app.domain.claims import DismissReason
from app.domain.dates import DatedOn, Precision
from app.domain.house import LANGUAGES
from app.domain.verdicts import Scope, StatementKind
from app.publishing import codec, front, language, oembed, picture, render, reporting, site, whole
from app.publishing.claimreview import reviews
from app.publishing.edition import Contact, Dismissed, Edition
from app.publishing.history import History
from app.publishing.imprint import Imprint
from app.publishing.language import date_words, quantity, speaking
from app.publishing.listing import Index, entry
from app.publishing.media import CSV, HTML
from app.publishing.query import Query
from app.publishing.reporting import Filled
from app.publishing.words import SET_ASIDE

from . import factories
from .factories import IMPRINT, on

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [name for name in LANGUAGES if name != language.OURS]
GERMAN = replace(IMPRINT, name="Prüfstelle", language="de", contact="desk@example.org")
KEYWORDS = {"say": None, "later": None, "count": (1, 2), "_": None, "gettext": None,
            "ngettext": (1, 2)}  # fmt: skip

#: Words that we use in English and nobody does in German.
ENGLISH = re.compile(
    r"\b(?:the|and|of|by|with|were|is|are|not|this|that|what|who|how|why|our|we|you|your|on|"
    r"Said|Denied|Retracted|Repeated|Supported|Unproven|Supports|Contradicts|Claims?|Claimed|"
    r"Claimants?|Outlets?|Topics?|Sources?|Corrections?|Editions?|Evidence|Ruled|Signed|Checked|"
    r"checked|Page|Search|Filters|Verdict|Newer|Older|Method|About|Report|Send|Licence|Published|"
    r"Updated|Withdrawn|January|February|March|May|June|July|October|December)\b"
)


@cache
def wanted() -> dict[str | tuple[str, ...], None]:
    """Every message that code and templates hold, as the command of the Makefile finds them."""
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    return {message if isinstance(message, str) else tuple(message): None
            for _, _, message, _, _ in found}  # fmt: skip


def catalogue(name: str) -> Catalog:
    with (language.LOCALE / name / "LC_MESSAGES" / "stet.po").open("rb") as written:
        return read_po(written, locale=name)


def messages(name: str) -> list[Message]:
    return [message for message in catalogue(name) if message.id]


def forms(told: str | tuple[str, ...] | list[str]) -> list[str]:
    return [told] if isinstance(told, str) else list(told)


@pytest.mark.parametrize("name", OTHERS)
def test_everything_is_translated_and_nothing_that_is_not_said(name: str) -> None:
    kept = catalogue(name)
    known = {m.id if isinstance(m.id, str) else tuple(m.id) for m in messages(name)}
    assert set(wanted()) - known == set(), "Run `make messages`, and translate these."
    assert known - set(wanted()) == set(), "Nobody says these any more."
    assert not kept.obsolete
    assert [m.id for m in messages(name) if m.fuzzy or not all(forms(m.string))] == []
    assert all(len(forms(m.string)) == 2 for m in messages(name) if m.pluralizable)


@pytest.mark.parametrize("name", OTHERS)
def test_placeholders_and_elements_are_those_of_the_original(name: str) -> None:
    for message in messages(name):
        for form in forms(message.string):
            for part in (r"%\(\w+\)s", r"%(?!\()", r'<[^>]+>|href="[^"]*"'):
                ours = set(re.findall(part, forms(message.id)[-1]))
                assert set(re.findall(part, form)) == ours, form


def test_the_extraction_sees_every_message_in_the_code() -> None:
    said = [
        call.args[0].value
        for path in (ROOT / "app").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("say", "later", "count")
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]
    known = {forms(message)[0] for message in wanted()}
    assert len(said) > 100 and set(said) <= known


def test_reasons_for_setting_aside_have_their_words() -> None:
    untold = {DismissReason.MISTAKE, DismissReason.MERGED}
    assert set(SET_ASIDE) == {reason.value for reason in DismissReason if reason not in untold}


def _rich() -> Edition:
    """An edition with something of everything that a page can tell."""
    first, *others = factories.claims()
    part = factories.statement(StatementKind.DENIED, scope=Scope.PART, on_behalf_of="Blix")
    undated = factories.statement(StatementKind.REPEATED, dated=None, source=None, start=1, end=5)
    claims = (replace(first, statements=(*first.statements, part, undated)), *others)
    asked = Contact(
        party="Blix", role="press", channel="phone", asked_on="2024-05-30", replied_on="2024-05-31",
        line="Ja.", claim=1,
    )  # fmt: skip
    aside = tuple(Dismissed(reason=reason, count=2) for reason in SET_ASIDE)
    return factories.edition(claims=claims, contacts=(asked,), dismissed=aside, passed_over=3)


def _histories() -> list[History]:
    gone = factories.history(factories.edition(slug="gone"), withdrawals=(factories.withdrawn(),))
    rich = factories.history(replace(_rich(), slug="rich"))
    return [factories.three_editions(), gone, rich]


def _pages(imprint: Imprint) -> Iterator[tuple[str, str]]:
    """Every public page that there is, those that the application alone serves included."""
    histories = _histories()
    for file in whole.whole_site(histories, imprint):
        if file.type == HTML:
            yield file.path, file.body.decode()
    with speaking(imprint.language):
        index = Index(entry(history.newest) for history in histories)
    for asked in ({"q": "harbour"}, {"q": "zzz", "outlet": "y", "since": "2024-01-01"}):
        yield str(asked), front.results(index, imprint, Query.read(asked)).body.decode()
    for check in (None, index.entries[0]):
        yield "form", reporting.form(imprint, filled=Filled(problems=["–"]), check=check)
    yield "thanks", reporting.thanks(imprint).body.decode()


def _typed(node: object) -> Iterator[str]:
    """Everything in an edition that somebody typed."""
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, str):
        yield node
    elif isinstance(node, Iterable):
        for part in node:
            yield from _typed(part)


def _said(html: str) -> list[str]:
    """What a page says in its own words, to those who see it and those who hear it."""
    html = re.sub(r"<(style|script|textarea)\b.*?</\1>", "", html, flags=re.DOTALL)
    told = re.findall(
        r'(?:aria-label|title|alt)="([^"]*)"|name="description" content="([^"]*)"', html
    )
    pieces = [" ".join(pair) for pair in told] + re.split(r"<[^>]*>", html)
    return [" ".join(piece.split()) for piece in pieces]


@pytest.mark.parametrize("name", OTHERS)
def test_no_page_has_an_english_word_of_ours(name: str) -> None:
    ours, theirs = replace(GERMAN, language="en"), replace(GERMAN, language=name)
    typed = " ".join(
        " ".join(text.split())
        for history in _histories()
        for told in (*history.editions, *history.withdrawals)
        for text in _typed(codec.to_plain(told))
    )
    seen = 0
    for path, html in _pages(theirs):
        assert f'<html lang="{name}">' in html, path
        for piece in map(unescape, _said(html)):
            seen += 1
            if ENGLISH.search(piece) and not _is_typed(piece, typed):
                pytest.fail(f"{path}: {piece}")
    assert seen > 1000
    # The list of words would find them: nearly every page of ours has one.
    english = [any(map(ENGLISH.search, _said(html))) for _, html in _pages(ours)]
    assert all(english)


def _is_typed(piece: str, typed: str) -> bool:
    """Is what is English about it quoted, a name or a finding?"""
    parts = re.split(r"[„“”]|: | – |, | · |\. |; |\(|\)|…| von | in | auf ", piece)
    return all(part.strip(" .,:") in typed for part in parts if ENGLISH.search(part))


def test_english_pages_are_what_they_were_beside_german_ones() -> None:
    """Threads draw at once, each in its own language."""
    both, history = Barrier(2), factories.three_editions()
    before = {name: render.page(history, replace(IMPRINT, language=name)) for name in ("en", "de")}

    def draw(name: str) -> list[str]:
        both.wait()
        return [render.page(history, replace(IMPRINT, language=name)) for _ in range(5)]

    with ThreadPoolExecutor(2) as pool:
        drawn = dict(zip(("en", "de"), pool.map(draw, ("en", "de")), strict=True))
    assert drawn == {name: [page] * 5 for name, page in before.items()}
    assert language.spoken() == "en"


def test_programs_read_the_same_as_before_and_people_german() -> None:
    history = factories.three_editions()
    data = {}
    for name in ("en", "de"):
        found = site.find(history, replace(IMPRINT, language=name), ".json")
        assert found
        data[name] = json.loads(found.body)
    german, english = data["de"], data["en"]
    assert german.keys() == english.keys() and german["language"] == "de"
    assert [c["verdict"] for c in german["claims"] if "verdict" in c] == [
        c["verdict"] for c in english["claims"] if "verdict" in c
    ]
    assert german["summary"].startswith("9 Behauptungen: ")
    tables = [site.find(history, imprint, "/claims.csv") for imprint in (IMPRINT, GERMAN)]
    assert tables[0] and tables[1] and tables[0].type == CSV and tables[0].body == tables[1].body


def test_the_word_for_programs_is_the_word_on_the_page() -> None:
    history = factories.history()
    page = render.page(history, GERMAN)
    told = [review["reviewRating"]["alternateName"] for review in reviews(history, GERMAN)]
    assert {"Belegt", "Zurückgezogen", "Bestritten", "Unbelegt"} == set(told)
    assert all(f"<b>{word}</b>" in page for word in told)
    assert {review["inLanguage"] for review in reviews(history, GERMAN)} == {"de"}


def test_the_words_of_a_scheme_that_the_house_wrote_stay() -> None:
    first, *others = factories.claims()
    assert first.verdict
    own = replace(first.verdict, label="Mostly so", definition="Nearly everything holds.")
    page = render.page(
        factories.history(factories.edition(claims=(replace(first, verdict=own), *others))), GERMAN
    )
    assert "<b>Mostly so</b>" in page and "Nearly everything holds." in page


def test_permanent_pages_stay_as_they_were_issued() -> None:
    history = factories.history()
    issued = render.page(history, IMPRINT, permanent=True)
    found = site.find(replace(history, pages={1: issued}), GERMAN, "/v1")
    assert found and found.body.decode() == issued


def test_the_article_keeps_its_own_language_and_the_cards_have_that_of_the_house() -> None:
    page = render.page(factories.history(), GERMAN)
    assert '<div id="article-text" lang="en">' in page
    assert '<div class="notes" lang="de">' in page and 'lang="en"' in page


def test_numbers_and_dates_as_germans_write_them() -> None:
    with speaking("de"):
        assert quantity(12345) == "12.345"
        days = [on("2024-05-02", precision) for precision in Precision]
        assert [date_words(day) for day in days] == [
            "2. Mai 2024", "Mai 2024", "2024", "vor dem 2. Mai 2024",
        ]  # fmt: skip
    assert quantity(12345) == "12,345" and date_words(DatedOn(days[0].on)) == "2 May 2024"


def test_what_others_show_is_german_too() -> None:
    history = factories.history()
    told = oembed.answer(history, GERMAN, 1)
    assert told and told["title"].startswith("Faktencheck, Behauptung 1: ")
    with speaking("de"):
        german = picture.draw(history.newest)
    assert german != picture.draw(history.newest)


def test_a_language_without_catalogue_is_said_in_english() -> None:
    with speaking("xx"):
        assert language.say("Sources") == "Sources"
