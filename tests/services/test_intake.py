"""From the paste box to a frozen text: what is dropped, kept, repaired and refused."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.errors import Conflict, NotAllowed, NotFound, Refused
from app.domain.house import House
from app.domain.ids import CheckId, DraftId
from app.domain.journal import Act
from app.domain.verdicts import StatementKind
from app.models import Draft, FactCheck, JournalEntry
from app.queries import integrity
from app.services import intake
from app.services.intake import Particulars
from app.text.paste.canonical import canonical
from tests.factories import ARTICLE, Newsroom

TITLE = Particulars(headline="Mill owner takes back charge")


def start(newsroom: Newsroom, text: str = ARTICLE) -> Draft:
    """A draft as the editor's browser has it."""
    with newsroom.work("editor") as work:
        draft_id = intake.start_draft(work, intake.read(work.house, text=text)).id
    with newsroom.database.reading() as session:
        draft = session.get_one(Draft, draft_id)
        session.expunge_all()
        return draft


def freeze(newsroom: Newsroom, draft: Draft, dropped: list[int], who: str = "editor") -> CheckId:
    """Press the button."""
    with newsroom.work(who) as work:
        return intake.freeze(
            work, draft.id, version=draft.version, particulars=TITLE, dropped=dropped
        ).id


def count(newsroom: Newsroom, kind: type[Draft] | type[FactCheck]) -> int:
    with newsroom.database.reading() as session:
        return session.scalars(select(func.count()).select_from(kind)).one()


def test_furniture_of_the_site_is_dropped_and_the_page_says_so(newsroom: Newsroom) -> None:
    draft = start(newsroom)
    revision = newsroom.dossier(freeze(newsroom, draft, draft.dropped)).revision
    assert revision.text == canonical(ARTICLE.replace("Share this story", "")).text
    assert revision.trimmed
    assert revision.text_sha256 == hashlib.sha256(revision.text.encode()).hexdigest()


def test_an_editor_may_keep_every_line(small_newsroom: Newsroom) -> None:
    draft = start(small_newsroom)
    revision = small_newsroom.dossier(freeze(small_newsroom, draft, [])).revision
    assert revision.text == canonical(ARTICLE).text
    assert not revision.trimmed


def test_particulars_are_proposed_from_the_text(small_newsroom: Newsroom) -> None:
    assert start(small_newsroom).headline == "Mill owner takes back river poisoning charge"


def test_a_claim_with_a_claimant_comes_with_the_assertion_proposed(
    small_newsroom: Newsroom,
) -> None:
    attributed = [
        file for file in small_newsroom.dossier(small_newsroom.pasted()).files if file.claim.cue
    ]
    assert attributed
    for file in attributed:
        assert (StatementKind.ASSERTED, file.claim.claimant) in {
            (proposal.kind, proposal.actor) for proposal in file.proposals
        }


def test_a_quotation_that_lost_its_sentence_is_nobodys_until_a_person_says_so(
    small_newsroom: Newsroom,
) -> None:
    text = f"{ARTICLE}\nMunk said that the club would pay 4,000 euros. “hundreds of eels”had died."
    files = small_newsroom.dossier(small_newsroom.pasted(text)).files
    garbled = [file for file in files if file.claim.garbled]
    assert garbled
    assert [(file.claim.claimant, file.proposals) for file in garbled] == [("", [])] * len(garbled)


def test_a_second_press_gives_the_same_fact_check(newsroom: Newsroom) -> None:
    draft = start(newsroom)
    assert freeze(newsroom, draft, []) == freeze(newsroom, draft, draft.dropped)
    assert count(newsroom, FactCheck) == 1


def test_choices_are_kept_and_an_older_page_cannot_overwrite_them(newsroom: Newsroom) -> None:
    draft = start(newsroom)
    with newsroom.work("editor") as work:
        kept = intake.keep_choices(work, draft.id, version=1, particulars=TITLE, dropped=[9, 0])
        work.session.flush()
        assert (kept.headline, kept.dropped, kept.version) == (TITLE.headline, [0, 9], 2)
    with pytest.raises(Conflict):
        freeze(newsroom, draft, [])
    assert count(newsroom, FactCheck) == 0


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", "\x00\x07", "\ud800"])
def test_nothing_cannot_be_pasted(small_newsroom: Newsroom, text: str) -> None:
    with pytest.raises(Refused, match="There is no text in the box"):
        start(small_newsroom, text)
    assert count(small_newsroom, Draft) == 0


@pytest.mark.parametrize(
    ("text", "bytes_"), [("a" * 21, "21 bytes"), ("ü" * 11, "22 bytes"), ("🐟" * 6, "24 bytes")]
)
def test_a_text_over_the_limit_is_refused_by_its_bytes(
    small_newsroom: Newsroom, text: str, bytes_: str
) -> None:
    small_newsroom.house = replace(small_newsroom.house, max_article_bytes=20)
    with pytest.raises(Refused, match=f"This text has {bytes_}; 20 is the most"):
        start(small_newsroom, text)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"file": b"a" * 41}, "This file has 41 bytes; 40 is the most"),
        ({"file": b"a" * 21}, "This text has 21 bytes; 20 is the most"),
        ({"file": b"<p>" + b"a" * 21}, "This text has 21 bytes; 20 is the most"),
        ({"file": b""}, "The file is empty"),
        ({"file": b"%PDF-1.7"}, "This is a PDF"),
        ({"text": ""}, "There is no text in the box"),
        ({"text": "", "html": "<p>"}, "There is no text in the box"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(sent: dict[str, Any], words: str) -> None:
    house = House(newsroom="Desk", max_article_bytes=20, max_file_bytes=40)
    with pytest.raises(Refused, match=words):
        intake.read(house, **sent)


HTML = "<nav>Home</nav><h1>Ferry stops</h1><p>It will stop on Sunday.</p>"


def test_the_clipboards_html_tells_paragraphs_apart() -> None:
    house = House(newsroom="Desk")
    text = "Ferry stops\nIt will stop on Sunday."
    assert intake.read(house, text=text, html=HTML).text == (
        "Home\n\nFerry stops\n\nIt will stop on Sunday."
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One two three four five six", "<p>One two"),  # it shows less than the box
        ("One", "<script>x()</script>"),
        ("One", ""),
        ("One", "<p>One" + " " * 60),  # over the limit of a file
        ("One", "<p>One</p><p>" + "x" * 30),  # shows more than an article may have
    ],
)
def test_html_that_is_no_use_leaves_the_text_of_the_box(text: str, html: str) -> None:
    house = House(newsroom="Desk", max_article_bytes=30, max_file_bytes=60)
    assert intake.read(house, text=text, html=html).text == text


def test_a_draft_begun_with_a_file_keeps_its_text_and_what_it_declares(newsroom: Newsroom) -> None:
    page = (
        b"<!doctype html><meta name=author content='Ines Okafor'><meta property='og:site_name' "
        b"content='The Island Post'><meta name=date content='2021-05-03'><link rel=canonical "
        b"href='https://post.example/ferry'><h1>Ferry stops</h1><p>It will stop on Sunday.</p>"
        b"<p>Share this story</p>"
    )
    with newsroom.work("editor") as work:
        draft_id = intake.start_draft(work, intake.read(work.house, file=page)).id
    with newsroom.database.reading() as session:
        draft = session.get_one(Draft, draft_id)
        assert draft.pasted == "Ferry stops\n\nIt will stop on Sunday.\n\nShare this story"
        assert draft.dropped == [draft.pasted.index("Share")]
        assert (draft.headline, draft.byline) == ("Ferry stops", "Ines Okafor")
        assert (draft.outlet, draft.url) == ("The Island Post", "https://post.example/ferry")
        assert draft.published_on == date(2021, 5, 3)
        entry = session.scalars(
            select(JournalEntry).where(JournalEntry.act == Act.DRAFT_STARTED)
        ).one()
        assert entry.data["kind"] == "HTML"


def test_a_marked_line_stands_where_it_says_in_the_kept_text(small_newsroom: Newsroom) -> None:
    text = "Ferry stops\r\x00\n\r\n\ud800Share this story\r\nIt will stop on Sunday."
    draft = start(small_newsroom, text)
    assert draft.dropped == [canonical(draft.pasted).text.index("Share")]


def test_a_text_at_the_limit_is_taken(small_newsroom: Newsroom) -> None:
    small_newsroom.house = replace(small_newsroom.house, max_article_bytes=20)
    assert start(small_newsroom, "ü" * 10).id


def test_a_text_without_lines_left_is_refused(small_newsroom: Newsroom) -> None:
    draft = start(small_newsroom, "One line.\n\nTwo lines.")
    with pytest.raises(Refused, match="Every line is struck out"):
        freeze(small_newsroom, draft, [0, 11])
    assert count(small_newsroom, FactCheck) == 0


@pytest.mark.parametrize(
    ("odd", "kept"),
    [
        pytest.param("👩\u200d🚒 🏳️\u200d🌈", "👩\u200d🚒 🏳️\u200d🌈", id="emoji"),
        pytest.param("قال الوزير إن", "قال الوزير إن", id="Arabic"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian joiner"),
        pytest.param("a\x00b\x07c", "abc", id="NUL and control"),
        pytest.param("a\ud800b\udc00c", "abc", id="lone surrogates"),
        pytest.param("a\r\x00\nb", "a\nb", id="NUL within a line ending"),
        pytest.param("\u202eabc\u202c", "abc", id="direction override"),
        pytest.param("e\u0301", "e\u0301", id="combining mark"),
    ],
)
def test_odd_characters_never_shift_an_anchor(newsroom: Newsroom, odd: str, kept: str) -> None:
    said = "Owner Karl Munk said that 9,000 trout had died."
    check_id = newsroom.pasted(f"Begin {odd} end.\n\n{said}")
    assert newsroom.dossier(check_id).revision.text == f"Begin {kept} end.\n\n{said}"
    claim_id = newsroom.claim_on(check_id, "9,000 trout had died")
    assert newsroom.dossier(check_id).file(claim_id).anchor.exact == "9,000 trout had died"
    with newsroom.database.reading() as session:
        assert integrity.faults(session) == []


def test_what_was_pasted_is_kept_as_it_came(newsroom: Newsroom) -> None:
    draft = start(newsroom, "Two\r\n\r\n\r\nlines \u200b here.")
    with newsroom.database.reading() as session:
        assert session.get_one(Draft, draft.id).pasted == "Two\r\n\r\n\r\nlines \u200b here."


@pytest.mark.parametrize("who", ["both", "reviewer", "admin"])
def test_a_draft_is_its_owners(small_newsroom: Newsroom, who: str) -> None:
    draft = start(small_newsroom)
    with pytest.raises(NotAllowed):
        freeze(small_newsroom, draft, [], who=who)


def test_a_draft_that_is_not_there_is_not_found(small_newsroom: Newsroom) -> None:
    with small_newsroom.work("editor") as work:
        for key in (0, -1, 77, 2**31, 2**64):
            with pytest.raises(NotFound):
                intake.freeze(work, DraftId(key), version=1, particulars=TITLE, dropped=[])


def test_particulars_change_after_freezing_until_somebody_else_did(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    with newsroom.work("editor") as work:
        intake.describe(work, check_id, version=1, particulars=TITLE)
    assert newsroom.dossier(check_id).check.headline == TITLE.headline
    with pytest.raises(Conflict), newsroom.work("both") as work:
        intake.describe(work, check_id, version=1, particulars=replace(TITLE, outlet="Courier"))
    assert newsroom.dossier(check_id).check.outlet == ""
