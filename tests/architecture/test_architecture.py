"""The house rules that no type can hold: who imports whom, who commits, who writes markup."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

APP = ROOT / "app"
PYTHON = sorted(APP.rglob("*.py"))
TEMPLATES = sorted([*APP.rglob("*.html"), *APP.rglob("*.xml"), *APP.rglob("*.svg")])


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def holding(pattern: str, *files: Path) -> set[str]:
    """The files in which a pattern is found."""
    return {name(path) for path in files if re.search(pattern, path.read_text("utf-8"))}


def walk(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize("package", ["app", "app.text", "app.domain"])
def test_the_engine_and_the_rules_load_no_framework(package: str) -> None:
    program = f"""
import importlib, pkgutil, sys
package = importlib.import_module({package!r})
if {package!r} != "app":
    for module in pkgutil.walk_packages(package.__path__, {package!r} + "."):
        importlib.import_module(module.name)
heavy = {{"flask", "sqlalchemy", "alembic", "jinja2", "markupsafe", "wtforms", "bleach", "nh3"}}
print(sorted(heavy & {{name.partition(".")[0] for name in sys.modules}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_markup_leaves_by_one_door() -> None:
    door = "app/publishing/sanitize.py"
    assert holding(r"\bMarkup\(|\bimport bleach|\bfrom bleach|\bnh3\b", *PYTHON) == {door}
    assert holding(r"\|\s*safe\b|autoescape\s+false", *TEMPLATES) == set()


def test_one_module_commits() -> None:
    assert holding(r"\.commit\(", *PYTHON) == {"app/services/work.py"}


def test_one_module_moves_claims_and_fact_checks() -> None:
    movers = {
        name(path)
        for path in PYTHON
        for node in walk(path)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        for part in ast.walk(target)
        if isinstance(part, ast.Attribute)
        and part.attr == "state"
        # Of proposals, which have no table of moves, only the timeline's service decides.
        and "ProposalState" not in ast.unparse(node)
    }
    assert movers == {"app/services/work.py"}


def test_no_request_user_or_clock_below_the_web() -> None:
    below = [p for p in PYTHON if p.relative_to(APP).parts[0] not in ("web", "cli", "factory.py")]
    assert (
        holding(r"datetime\.now\(|date\.today\(|time\.time\(|current_user|utcnow", *below) == set()
    )


def undocumented(path: Path) -> Iterator[str]:
    """The public functions of a module, and the module itself, that have no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    if not ast.get_docstring(tree) and tree.body:
        yield f"{name(path)}: the module"
    for node in tree.body:
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and not node.name.startswith("_") and not ast.get_docstring(node):
            yield f"{name(path)}: {node.name}"


def test_every_public_function_says_what_it_does() -> None:
    assert [missing for path in PYTHON for missing in undocumented(path)] == []


def project_files() -> list[Path]:
    """What git would keep: tracked files, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git repository")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    # In two halves, so that this file does not hold what it looks for.
    homes = "|".join(f"/{place}/" for place in ("work", "home", "root", "Users"))
    registries = "|".join(("pypi" + r"\.org", "files\\.python" + "hosted", "npm" + r"js\.org"))
    text = re.compile(rf"(?<![\w.}}])(?:{homes})|{registries}|index-" + "url")
    found = []
    for path in project_files():
        try:
            content = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name(path)}: {hit.group()}" for hit in text.finditer(content)]
    assert found == []
