"""The README opens with the two commands, and its map is the folder as it is."""

import re

from tests.docs.pages import ROOT, page

README = page("README.md")


def test_begins_with_the_two_commands() -> None:
    assert README.startswith("# Stet\n\n```sh\nmake run\nmake test\n```\n")


def test_pictures_the_page_and_the_workspace() -> None:
    opening = README.partition("\n## ")[0]
    assert "](docs/images/annotated-page.png)" in opening
    assert "](docs/images/workspace.png)" in README


def test_the_map_names_every_part_of_the_application() -> None:
    drawn = README.partition("```text\napp/\n")[2].partition("\n```")[0]
    inside = {m[1] for m in re.finditer(r"^  (\S+)", drawn, re.MULTILINE)}
    there = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in (ROOT / "app").iterdir()
        if (path / "__init__.py").exists() or path.suffix == ".py"
    }
    assert inside == there - {"__init__.py"}


def test_the_map_names_only_what_exists_beside_it() -> None:
    drawn = README.partition("```text\n")[2].partition("\n```")[0]
    outside = [m[1] for m in re.finditer(r"^(\S+)", drawn, re.MULTILINE)]
    assert outside
    assert [name for name in outside if not (ROOT / name).exists()] == []


def test_the_licence_is_the_one_named() -> None:
    assert "[Apache-2.0](LICENSE)" in README
    assert "Apache License" in page("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in page("LICENSE")
