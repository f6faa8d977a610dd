"""Part the public data sets into one to develop on and one to look at only at the end.

    python benchmarks/part.py DATA OUT

makes OUT/develop and OUT/held, laid out as DATA is, so that a scorer takes either for DATA. An
article, page or document is held aside if the SHA-256 of its name says so (about one in four): the
same ones on every machine. Sets that come in published parts keep those and are copied to both.
"""

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

POLNEAR = "networkdynamics+PolNeAR"
TREEBANK = "UniversalDependencies+UD_English-EWT"
PAGES = "scrapinghub+article-extraction-benchmark"
_DOCUMENT = re.compile(r"(?=^# newdoc)", re.MULTILINE)


def is_held(name: str) -> bool:
    """Is the text of this name held aside?"""
    return hashlib.sha256(name.encode()).digest()[0] < 64


def main(data: Path, out: Path) -> None:
    """Write both parts."""
    parts: dict[str, Callable[[str], bool]] = {
        "develop": lambda name: not is_held(name),
        "held": is_held,
    }
    for part, wanted in parts.items():
        folder = out / part
        shutil.copytree(data, folder, ignore=shutil.ignore_patterns(POLNEAR, TREEBANK, PAGES))
        _articles(data / POLNEAR, folder / POLNEAR, wanted)
        _documents(data / TREEBANK, folder / TREEBANK, wanted)
        _pages(data / PAGES, folder / PAGES, wanted)


def _articles(source: Path, target: Path, wanted: Callable[[str], bool]) -> None:
    for path in sorted(source.glob("data/*/text/*.txt")):
        if wanted(path.stem):
            _copy(path, source, target)
            for marks in path.parent.parent.glob(f"attributions/{path.stem}_*.ann"):
                _copy(marks, source, target)


def _documents(source: Path, target: Path, wanted: Callable[[str], bool]) -> None:
    target.mkdir(parents=True)
    for path in source.glob("*.conllu"):
        documents = _DOCUMENT.split(path.read_text(encoding="utf-8"))
        kept = [document for document in documents if wanted(document.split("\n", 1)[0])]
        (target / path.name).write_text("".join(kept), encoding="utf-8")


def _pages(source: Path, target: Path, wanted: Callable[[str], bool]) -> None:
    truth = json.loads((source / "ground-truth.json").read_text(encoding="utf-8"))
    kept = {key: row for key, row in truth.items() if wanted(key)}
    for key in kept:
        _copy(source / "html" / f"{key}.html.gz", source, target)
    (target / "ground-truth.json").write_text(json.dumps(kept), encoding="utf-8")


def _copy(path: Path, source: Path, target: Path) -> None:
    copy = target / path.relative_to(source)
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, copy)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
