"""The desk's search, on both databases."""

import pytest

from app.domain.verdicts import StatementKind
from app.queries.search import Group, search, words_of
from app.services import comments, statements
from tests.factories import Newsroom


def found(newsroom: Newsroom, asked: str, most: int = 25) -> dict[str, Group]:
    with newsroom.database.reading() as session:
        return {group.name: group for group in search(session, words_of(asked), most=most)}


def totals(newsroom: Newsroom, asked: str) -> dict[str, int]:
    return {name: group.total for name, group in found(newsroom, asked).items()}


def test_each_kind_is_found_by_its_own_words(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    source_id = newsroom.cited(check_id, claim_id)
    newsroom.stated(check_id, claim_id, StatementKind.RETRACTED, source_id)
    assert totals(newsroom, "TROUT mill")["Fact-checks"] == 1
    assert totals(newsroom, "lye")["Claims"] == 1
    (source,) = found(newsroom, "resolved council")["Sources"].found
    assert (source.title, source.claim_id) == ("Minutes of the council", claim_id)
    (statement,) = found(newsroom, "take it back")["Statements"].found
    assert statement.title == "retracted by Ilse Brandt, manager"


def test_all_words_must_be_held(newsroom: Newsroom) -> None:
    newsroom.pasted()
    assert totals(newsroom, "lye zebra") == dict.fromkeys(
        ("Fact-checks", "Claims", "Sources", "Statements", "Comments"), 0
    )


@pytest.mark.parametrize("asked", ["%", "_", "/", "\\", "'", "\0%", "😀"])
def test_what_like_takes_for_patterns_is_plain_here(asked: str, newsroom: Newsroom) -> None:
    newsroom.pasted("A plain headline\n\nThe mill dumped lye on Monday.")
    assert not any(totals(newsroom, asked).values())


def test_more_than_are_shown_are_counted(newsroom: Newsroom) -> None:
    for _ in range(3):
        newsroom.pasted()
    group = found(newsroom, "mill", most=2)["Fact-checks"]
    assert (len(group.found), group.total) == (2, 3)


def test_what_was_removed_or_struck_is_not_found(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    statement_id = newsroom.stated(check_id, claim_id, StatementKind.DENIED, None)
    assert totals(newsroom, "take back")["Statements"] == 1
    with newsroom.work("reviewer") as work:
        statements.strike(work, statement_id, version=newsroom.version(check_id, claim_id))  # type: ignore[arg-type]
    assert totals(newsroom, "take back")["Statements"] == 0


def test_an_endless_question_is_cut() -> None:
    assert len(words_of("word " * 500)) == 1
    assert len(words_of(" ".join(map(str, range(500))))) == 8


def test_a_comment_is_found_by_its_newest_words_until_it_is_taken_back(newsroom: Newsroom) -> None:
    claim_id = newsroom.first_claim(newsroom.pasted())
    with newsroom.work("reviewer") as work:
        written = comments.on_claim(work, claim_id, words="Ask the harbour master.").id
    (hit,) = found(newsroom, "harbour reviewer")["Comments"].found
    assert (hit.comment_id, hit.claim_id) == (written, claim_id)
    with newsroom.work("reviewer") as work:
        comments.reword(work, written, version=1, words="Ask the pilot.")
    assert totals(newsroom, "harbour")["Comments"] == 0
    assert totals(newsroom, "pilot")["Comments"] == 1
    with newsroom.work("reviewer") as work:
        comments.take_back(work, written, version=2)
    assert totals(newsroom, "pilot")["Comments"] == 0
