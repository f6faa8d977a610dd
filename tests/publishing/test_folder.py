"""The folder: every file whole, packed beside, tombstones marked, strangers' files refused."""

import gzip
import os
from pathlib import Path

import pytest

from app.publishing import layout, whole
from app.publishing.folder import Folder
from app.publishing.history import History
from app.publishing.release import Kept, Released, StoreError

from . import factories
from .factories import IMPRINT


def released(root: Path, *histories: History, again: bool = False) -> Released:
    folder = Folder(root)
    with folder.hold():
        return whole.release_site(folder, histories, IMPRINT, again=again)


def public(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".stet" not in path.parts
    }


def test_every_file_is_there_in_its_bytes_and_packed_where_that_is_smaller(tmp_path: Path) -> None:
    root = tmp_path / "new" / "site"
    history = factories.three_editions()
    released(root, history)
    files = list(whole.whole_site([history], IMPRINT))
    found = public(root)
    for file in files:
        name = layout.file_name(file)
        assert found.pop(name) == file.body
        packed = found.pop(f"{name}.gz", None)
        assert packed == (file.gzipped if len(file.body) > 500 else None)
        assert packed is None or gzip.decompress(packed) == file.body
    assert found == {}
    assert not list((root / ".stet" / "new").iterdir())


def test_a_withdrawn_fact_check_is_marked_and_its_editions_are_gone(tmp_path: Path) -> None:
    released(tmp_path, factories.history())
    released(tmp_path, factories.history(withdrawals=(factories.withdrawn(),)))
    found, slug = public(tmp_path), factories.edition().slug
    marked = {name for name in found if ".gone." in name and not name.endswith(".gz")}
    assert {f"f/{slug}.gone.html", f"f/{slug}/v1.gone.html", f"f/{slug}.json.gone.json"} <= marked
    assert found[f"f/{slug}/index.html"] == found[f"f/{slug}.gone.html"]
    plain = [b for n, b in found.items() if n.startswith("f/") and not n.endswith(".gz")]
    assert all(b"The dive log was not authentic." in body for body in plain)
    # Published again: the marks go, but for the edition that was taken back.
    second = factories.edition(number=2, issued_at="2024-08-01T09:00:00Z")
    again = factories.history(factories.edition(), second, withdrawals=(factories.withdrawn(),))
    released(tmp_path, again)
    # A comparison goes with either of the two editions that it compares.
    gone = {f"f/{slug}/v1.gone.html", f"f/{slug}/v2/changes.gone.html"}
    assert {name for name in public(tmp_path) if name.endswith(".gone.html")} == gone


def test_a_second_release_leaves_untouched_what_is_there(tmp_path: Path) -> None:
    released(tmp_path, factories.history())
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.html")}
    assert released(tmp_path, factories.history()).written == 0
    assert {path: path.stat().st_ino for path in tmp_path.rglob("*.html")} == before


def test_what_somebody_damaged_is_mended_by_a_whole_export(tmp_path: Path) -> None:
    released(tmp_path, factories.history())
    whole_one = public(tmp_path)
    (tmp_path / "index.html").write_text("defaced")
    (tmp_path / "f" / f"{factories.edition().slug}.json").unlink()
    released(tmp_path, factories.history(), again=True)
    assert public(tmp_path) == whole_one


def test_a_folder_with_files_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="files that Stet did not write"):
        released(tmp_path, factories.history())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_files_that_were_put_beside_ours_later_stay(tmp_path: Path) -> None:
    released(tmp_path, factories.history())
    (tmp_path / "humans.txt").write_text("User-agent: *\n")
    released(tmp_path)
    assert (tmp_path / "humans.txt").exists()


def test_two_processes_do_not_write_at_once(tmp_path: Path) -> None:
    with Folder(tmp_path).hold(), pytest.raises(StoreError, match="Another process"):
        released(tmp_path, factories.history())


@pytest.mark.parametrize("name", ["../x", "f/../../x", "way/out"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    root, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    folder = Folder(root)
    with folder.hold():
        (root / "way").symlink_to(outside)
        with pytest.raises(StoreError, match="would be outside"):
            folder.write([[Kept(name=name, body=b"x")]], lambda: None)
        with pytest.raises(StoreError, match="would be outside"):
            folder.remove([name])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "site"]
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        released(tmp_path, factories.history())


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"exists|Not a directory"):
        released(tmp_path / "file", factories.history())
