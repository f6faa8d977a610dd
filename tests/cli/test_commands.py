"""The command line on a real database: what each command does, says, and gives as exit code."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select, text

from app import checked, create_app, schema
from app.database import Database
from app.models import Claim, FactCheck, User
from app.services import passwords
from app.text.paste.canonical import canonical
from config import Config
from tests.conftest import ROOT
from tests.factories import ARTICLE, Newsroom
from tests.word import paragraph, word_file

#: Nothing listens there: whoever needs a database fails.
UNREACHABLE = "postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=1"

SPAN = {"start", "end"}
CLAIM = SPAN | {
    *("quote", "claimant", "claimant_start", "claimant_end", "cue", "cue_start", "cue_end"),
    *("mode", "type", "score", "reasons"),
}
STATEMENT = SPAN | {"kind", "actor", "actor_start", "actor_end", "about", "scope"}
EXTRACTION = {
    *("text_sha256", "length", "boilerplate", "sentences", "claims", "passed_over", "statements"),
}


def flask(*arguments: str, database: str) -> subprocess.CompletedProcess[bytes]:
    """Run `flask --app wsgi ...` as an operator would."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database, "SECRET_KEY": "test"},
        capture_output=True,
        check=False,
    )


def runner(url: str) -> FlaskCliRunner:
    app: Flask = create_app(Config(database_url=url, secret_key="test"))
    return app.test_cli_runner()


@pytest.fixture
def house(small_newsroom: Newsroom, sqlite_url: str) -> FlaskCliRunner:
    """Commands on the database of a newsroom."""
    return runner(sqlite_url)


def extracted(article: str, given: bytes = b"") -> dict[str, Any]:
    """What `check --json` prints."""
    done = runner(UNREACHABLE).invoke(args=["check", "--json", article], input=given)
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.output))


class TestCheck:
    """`check FILE`: the claims of an article, without a database."""

    @pytest.fixture
    def article(self, tmp_path: Path) -> Path:
        path = tmp_path / "article.txt"
        path.write_text(ARTICLE, "utf-8")
        return path

    def test_it_prints_claims_and_needs_no_database(self, article: Path) -> None:
        done = flask("check", str(article), database=UNREACHABLE)
        assert (done.returncode, done.stderr) == (0, b"")
        printed = done.stdout.decode()
        assert "the club had dumped 400 litres of lye into the Alm" in printed
        assert "1 lines of boilerplate." in printed.splitlines()[-1]

    def test_its_json_holds_the_canonical_text_by_offsets(self, article: Path) -> None:
        found = extracted(str(article))
        whole = canonical(ARTICLE).text
        assert set(found) == EXTRACTION
        assert found["length"] == len(whole)
        assert found["text_sha256"] == hashlib.sha256(whole.encode()).hexdigest()
        assert all(set(span) == SPAN for span in [*found["boilerplate"], *found["sentences"]])
        assert [whole[b["start"] : b["end"]] for b in found["boilerplate"]] == ["Share this story"]
        assert found["claims"] and found["statements"]
        for claim in found["claims"]:
            assert set(claim) == CLAIM
            assert whole[claim["start"] : claim["end"]] == claim["quote"]
            for part in ("claimant", "cue"):
                start, end = claim[f"{part}_start"], claim[f"{part}_end"]
                assert (start is None) == (end is None)
                if start is not None:
                    # "Brandt" in the text may stand for Ilse Brandt.
                    assert set(whole[start:end].split()) & set(claim[part].split())
            assert claim["mode"] in (None, "direct", "indirect", "mixed")
            assert 0 <= claim["score"] <= 1 and claim["reasons"]
        for statement in found["statements"]:
            assert set(statement) == STATEMENT
            assert 0 <= statement["about"] < len(found["claims"])
            assert whole[statement["start"] : statement["end"]]

    def test_it_explains_what_made_each_claim(self, article: Path) -> None:
        done = runner(UNREACHABLE).invoke(args=["check", "--explain", str(article)])
        assert done.exit_code == 0, done.output
        lines = done.output.splitlines()
        claims = [at for at, line in enumerate(lines) if re.match(r" *\d+\. ", line)]
        assert all(lines[at + 2].startswith("     rule: ") for at in claims)
        assert "the cue “said” reports it; before the cue stands who said it: “" in done.output
        assert len(claims) == done.output.count(" in all, which gives a score of 0.") - len(
            [line for line in lines if "] passed over, 0." in line]
        )
        assert re.search(r"^     [+-]\d\.\d\d figure: ", done.output, re.MULTILINE)
        assert "  - Share this story\n     rule: furniture of the site" in done.output

    def test_its_json_explains_if_asked(self, article: Path) -> None:
        done = runner(UNREACHABLE).invoke(args=["check", "--json", "--explain", str(article)])
        found = json.loads(done.output)
        assert set(found) == EXTRACTION | {"explain"}
        told = found["explain"]
        for part in ("claims", "passed_over"):
            assert [e["score"] for e in told[part]] == [row["score"] for row in found[part]]
        assert len(told["boilerplate"]) == len(found["boilerplate"])
        for explanation in told["claims"]:
            assert set(explanation) == {"rule", "base", "weights", "total", "score"}
            whole = explanation["base"] + sum(w["weight"] for w in explanation["weights"])
            assert whole == pytest.approx(explanation["total"], abs=0.02)

    def test_an_astral_character_shifts_no_offset(self, tmp_path: Path) -> None:
        path = tmp_path / "astral.txt"
        whole = "👩\u200d🚒 👍🏽 One.\n\nKarl Munk said that 9,000 trout had died."
        path.write_bytes(whole.replace("\n", "\r\n").encode())
        found = extracted(str(path))
        assert found["length"] == len(whole)
        quotes = [whole[c["start"] : c["end"]] for c in found["claims"]]
        assert "9,000 trout had died" in quotes

    def test_it_reads_what_is_piped_in(self) -> None:
        given = b"\xef\xbb\xbf" + ARTICLE.encode()
        assert extracted("-", given=given)["length"] == len(canonical(ARTICLE).text)

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (None, " cannot be read: No such file or directory."),
            (b"", ": The file is empty."),
            (b" \n\x00\n", ": The file is empty."),
            (
                b"<p> </p>",
                ": No text was found in it. It may be drawn by a script: open the page, "
                "select its text and copy it into the box.",
            ),
            (b"%PDF-1.7", ": This is a PDF. Open it, select its text and copy it into the box."),
            (b"a" * 5_000_001, " holds 5,000,001 bytes: 5,000,000 is the most."),
        ],
    )
    def test_a_bad_file_is_told_in_a_sentence(
        self, tmp_path: Path, content: bytes | None, sentence: str
    ) -> None:
        path = tmp_path / "bad.txt"
        if content is not None:
            path.write_bytes(content)
        done = runner(UNREACHABLE).invoke(args=["check", str(path)])
        assert done.exit_code == 1
        assert done.output == f"Error: {path}{sentence}\n"

    def test_it_reads_pages_and_word_files(self, tmp_path: Path) -> None:
        page = f"<html><body><p>{ARTICLE.split(chr(10))[4]}</p></body></html>"
        for name, data in (
            ("a.html", page.encode()),
            ("a.docx", word_file(*map(paragraph, ARTICLE.split("\n\n")))),
        ):
            (tmp_path / name).write_bytes(data)
            done = runner(UNREACHABLE).invoke(args=["check", str(tmp_path / name)])
            assert done.exit_code == 0, done.output
            assert "there was no proof that the fishing club poisoned the river" in done.output

    def test_a_folder_is_no_article(self, tmp_path: Path) -> None:
        done = runner(UNREACHABLE).invoke(args=["check", str(tmp_path)])
        assert (done.exit_code, done.output) == (
            1,
            f"Error: {tmp_path} cannot be read: Is a directory.\n",
        )


class TestPeople:
    """`users create|list|disable|set-roles|set-password`."""

    def user(self, newsroom: Newsroom, login: str) -> User:
        with newsroom.database.reading() as session:
            found = session.scalars(select(User).where(User.login == login)).one()
            session.expunge_all()
            return found

    def test_a_new_person_logs_in_once_with_what_was_printed(
        self, house: FlaskCliRunner, small_newsroom: Newsroom
    ) -> None:
        command = "users create Rosa --name Rosa --role editor --role admin".split()
        done = house.invoke(args=command)
        assert done.exit_code == 0, done.output
        rosa = self.user(small_newsroom, "rosa")
        assert passwords.matches(rosa.password_hash, done.output.split()[-1])
        assert rosa.must_change_password
        assert "rosa  Rosa  (admin, editor)" in house.invoke(args=["users", "list"]).output

    def test_access_ends_and_is_shown_as_ended(
        self, house: FlaskCliRunner, small_newsroom: Newsroom
    ) -> None:
        assert house.invoke(args=["users", "disable", "reviewer"]).exit_code == 0
        gone = self.user(small_newsroom, "reviewer")
        assert gone.disabled_at is not None and gone.session_epoch == 1
        listed = house.invoke(args=["users", "list"]).output
        assert "reviewer  Reviewer Person  (reviewer; disabled " in listed

    def test_a_new_password_replaces_the_old(
        self, house: FlaskCliRunner, small_newsroom: Newsroom
    ) -> None:
        done = house.invoke(args=["users", "set-password", "reviewer"])
        changed = self.user(small_newsroom, "reviewer")
        assert passwords.matches(changed.password_hash, done.output.split()[-1])
        assert changed.session_epoch == 1

    def test_roles_are_replaced(self, house: FlaskCliRunner, small_newsroom: Newsroom) -> None:
        assert house.invoke(args=["users", "set-roles", "both", "--role", "admin"]).exit_code == 0
        assert [row.role for row in self.user(small_newsroom, "both").roles] == ["admin"]

    @pytest.mark.parametrize(
        ("command", "sentence"),
        [
            ("create editor --name E --role editor", "already logs in"),
            ("create ? --name E --role editor", "cannot be a log-in name"),
            ("disable nobody", "Nobody logs in as “nobody”."),
            ("set-password nobody", "Nobody logs in as “nobody”."),
        ],
    )
    def test_what_is_refused_is_told_in_a_sentence(
        self, house: FlaskCliRunner, command: str, sentence: str
    ) -> None:
        done = house.invoke(args=["users", *command.split()])
        assert done.exit_code == 1
        assert done.output.startswith("Error: ") and sentence in done.output
        assert "Traceback" not in done.output


def test_integrity_says_that_the_record_holds_or_fails(
    house: FlaskCliRunner, small_newsroom: Newsroom
) -> None:
    small_newsroom.publication()
    done = house.invoke(args=["integrity"])
    assert (done.exit_code, done.output.startswith("The record holds")) == (0, True)
    with small_newsroom.database.engine.begin() as connection:
        connection.execute(text("UPDATE journal SET subject_id = 99 WHERE seq = 2"))
    done = house.invoke(args=["integrity"])
    assert done.exit_code == 1
    assert "Journal: entry 2 is not what was written." in done.output


def test_reindex_makes_the_search_anew_and_says_how_much_is_found(
    house: FlaskCliRunner, small_newsroom: Newsroom
) -> None:
    check_id, claim_id, _ = small_newsroom.publication()
    with small_newsroom.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM checked_claims"))
    done = house.invoke(args=["reindex"])
    assert (done.exit_code, done.output) == (0, "Claims that were ruled on and can be found: 1.\n")
    told = small_newsroom.dossier(check_id).file(claim_id).anchor.exact
    with small_newsroom.database.reading() as session:
        assert checked.search(session, {0: told})[0].claims == [claim_id]


def test_a_demo_fills_an_empty_newsroom_once(sqlite_url: str) -> None:
    commands = runner(sqlite_url)
    first = commands.invoke(args=["demo"])
    assert first.exit_code == 0, first.output
    database = Database.at(sqlite_url)

    def count() -> list[int]:
        with database.reading() as session:
            return [
                session.scalars(select(func.count()).select_from(kind)).one()
                for kind in (User, FactCheck, Claim)
            ]

    people, checks, claims = count()
    assert (people, checks) == (4, 1)
    assert claims > 3
    second = commands.invoke(args=["demo"])
    assert (second.exit_code, count()) == (0, [people, checks, claims])
    assert "nothing was added" in second.output
    with database.reading() as session:
        edith = session.scalars(select(User).where(User.login == "edith")).one()
        printed = next(line for line in first.output.splitlines() if "edith" in line).split()
        assert passwords.matches(edith.password_hash, printed[1])
    database.engine.dispose()


def test_an_upgrade_is_done_once_and_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    first, second = (flask("upgrade", database=url) for _ in range(2))
    newest = schema.newest()
    assert first.stdout.decode() == f"The database went from empty to migration {newest}.\n"
    assert second.stdout.decode() == f"The database is already at migration {newest}.\n"
    assert first.returncode == second.returncode == 0


def test_an_upgrade_refuses_a_newer_database(
    house: FlaskCliRunner, small_newsroom: Newsroom
) -> None:
    with small_newsroom.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    done = house.invoke(args=["upgrade"])
    assert done.exit_code == 1
    assert done.output.startswith("Error: The database is at migration 9999")


@pytest.mark.parametrize("command", [["users", "list"], ["integrity"], ["reindex"], ["demo"]])
@pytest.mark.parametrize("where", ["empty", "unreachable"])
def test_a_database_that_is_not_ready_is_told_in_a_sentence(
    tmp_path: Path, command: list[str], where: str
) -> None:
    url = UNREACHABLE if where == "unreachable" else f"sqlite:///{tmp_path / 'new.sqlite3'}"
    done = runner(url).invoke(args=command)
    assert done.exit_code == 1
    assert done.output.startswith("Error: The database does not answer as it should")


def test_a_pack_is_written_with_its_checksums(
    house: FlaskCliRunner, small_newsroom: Newsroom, tmp_path: Path
) -> None:
    check_id, _, _ = small_newsroom.publication()
    result = house.invoke(args=["pack", str(check_id), str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    sums = [line.split("  ", 1) for line in result.output.splitlines()]
    assert [Path(name).name for _, name in sums] == ["pack.json", "pack.html"]
    for digest, name in sums:
        assert hashlib.sha256(Path(name).read_bytes()).hexdigest() == digest
    assert sums[0][0] in (tmp_path / "out" / "pack.html").read_text("utf-8")
    nothing = house.invoke(args=["pack", "99", str(tmp_path / "none")])
    assert nothing.exit_code == 1 and "There is no such fact-check." in nothing.output
    (tmp_path / "file").write_text("")
    blocked = house.invoke(args=["pack", str(check_id), str(tmp_path / "file" / "below")])
    assert blocked.exit_code == 1 and "cannot be written" in blocked.output
