"""Every command that a page names exists, and every command that exists is named."""

import re
from itertools import product

import click
import pytest

from app import create_app
from config import Config
from tests.docs.pages import PAGES, page

NAMED = re.compile(r"flask --app wsgi ([a-z][a-z-]*)(?: ([a-z][a-z|-]*))?")
OURS = "check demo export integrity jobs mail pack reindex upgrade users workflow"


@pytest.fixture(scope="module")
def commands() -> dict[str, click.Command]:
    app = create_app(Config(secret_key="for tests alone", database_url="sqlite://"))
    return app.cli.commands


def named() -> set[tuple[str, str]]:
    """The commands in the pages, each with the subcommand that follows it, if any."""
    found = set()
    for path in PAGES:
        for command, after in NAMED.findall(path.read_text("utf-8")):
            found |= set(product([command], after.split("|")))
    return found


def test_every_command_named_exists(commands: dict[str, click.Command]) -> None:
    wrong = []
    for command, after in named():
        found = commands.get(command)
        is_group = isinstance(found, click.Group)
        if found is None or (is_group and after and after not in found.commands):
            wrong.append((command, after))
    assert wrong == []


def test_every_command_is_in_the_readme(commands: dict[str, click.Command]) -> None:
    assert commands.keys() == set(OURS.split())
    names = list(OURS.split())
    groups = {n: c for n, c in commands.items() if isinstance(c, click.Group)}
    names += [f"{group} {name}" for group in groups for name in groups[group].commands]
    readme = page("README.md")
    assert [name for name in names if f"flask --app wsgi {name}" not in readme] == []


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    called = {
        name for path in PAGES for name in re.findall(r"\bmake ([a-z]+)`", path.read_text("utf-8"))
    }
    assert {"run", "test"} <= called <= targets
