"""`export` and `jobs`: what they write, say, and give as exit code."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from app.domain.house import House
from app.publishing import layout
from app.publishing.file import File
from tests.cli.released import app_of, files_of
from tests.factories import Newsroom
from tests.publishing.stores import s3_server

#: What the application answers itself, and a folder cannot: there a page without a form stands.
FORMS = {"/", "/report-an-error"}


def runner(room: Newsroom, **settings: str) -> FlaskCliRunner:
    return app_of(room, newsroom="The Test Desk", **settings).test_cli_runner()


def files(room: Newsroom) -> list[File]:
    return files_of(room, newsroom="The Test Desk")


def test_export_writes_the_bytes_that_the_application_sends(
    small_newsroom: Newsroom, tmp_path: Path
) -> None:
    small_newsroom.publication()
    folder = tmp_path / "site"
    app = app_of(small_newsroom, newsroom="The Test Desk")
    done = app.test_cli_runner().invoke(args=["export", str(folder)])
    assert done.exit_code == 0, done.output
    assert f"{folder} holds the public site: 1 fact-checks" in done.output
    for file in files(small_newsroom):
        sent = app.test_client().get(file.path)
        assert (sent.status_code, sent.content_type) == (200, file.type)
        assert file.body == (folder / layout.file_name(file)).read_bytes()
        assert (sent.data != file.body) == (file.path in FORMS), file.path


def test_export_refuses_a_folder_with_the_files_of_somebody_else(
    small_newsroom: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    done = runner(small_newsroom).invoke(args=["export", str(tmp_path)])
    assert done.exit_code == 1
    assert "files that Stet did not write" in done.output


def test_export_writes_into_a_bucket(small_newsroom: Newsroom) -> None:
    pytest.importorskip("obstore", reason="obstore is missing (requirements-s3.txt)")
    pytest.importorskip("moto.server", reason="moto is missing (requirements-dev.txt)")
    small_newsroom.publication()
    with s3_server() as server:
        commands = runner(
            small_newsroom,
            s3_endpoint=server.access.endpoint,
            s3_region=server.access.region,
            s3_access_key=server.access.access_key,
            s3_secret_key=server.access.secret_key,
        )
        done = commands.invoke(args=["export", f"s3://{server.bucket}/site"])
        assert done.exit_code == 0, done.output
        for file in files(small_newsroom):
            assert server.get(f"site/{layout.object_name(file)}")[0] == file.body


def test_jobs_are_listed_and_run(small_newsroom: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    small_newsroom.house = House(newsroom="The Test Desk", publish_to=str(folder))
    check_id, _, _ = small_newsroom.publication()
    commands = runner(small_newsroom, publish_to=str(folder))
    assert f"release of fact-check {check_id}, due" in commands.invoke(args=["jobs", "list"]).output
    folder.write_text("in the way")
    failed = commands.invoke(args=["jobs", "run"])
    assert failed.exit_code == 1
    assert "1 of 1 jobs failed; they are tried again." in failed.output
    assert "tried 1 times" in commands.invoke(args=["jobs", "list"]).output
    folder.unlink()
    done = commands.invoke(args=["jobs", "run"])
    assert (done.exit_code, done.output) == (0, "1 jobs done.\n")
    assert commands.invoke(args=["jobs", "list"]).output == "Nothing is left to do.\n"
    for file in files(small_newsroom):
        assert (folder / layout.file_name(file)).read_bytes() == file.body


def test_what_an_admin_saves_brings_everything_out_anew(
    small_newsroom: Newsroom, tmp_path: Path
) -> None:
    room, folder = small_newsroom, tmp_path / "site"
    room.house = House(newsroom="The Test Desk", publish_to=str(folder))
    commands = runner(room, publish_to=str(folder))
    _, _, slug = room.publication()
    assert commands.invoke(args=["jobs", "run"]).output == "1 jobs done.\n"
    assert "The Test Desk" in (folder / "about.html").read_text()
    room.settled(name="The Quay Desk", logo_id=room.logo(), texts={"funding": "By subscribers."})
    assert commands.invoke(args=["jobs", "run"]).output == "1 jobs done.\n"
    (logo,) = (folder / "logo").iterdir()
    for name in ("index.html", "about.html", f"f/{slug}/index.html", "claimants.html"):
        text = (folder / name).read_text()
        assert "The Quay Desk" in text
        assert f"/logo/{logo.name}" in text
    assert "By subscribers." in (folder / "about.html").read_text()
    assert "The Quay Desk" not in (folder / "f" / slug / "v1.html").read_text()
