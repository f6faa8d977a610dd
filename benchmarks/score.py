"""Run the outside scorers on the engine and print one table.

    python benchmarks/score.py SCORERS DATA

SCORERS is the folder of the scorers (`eval_segmentation.py` and the others), DATA a folder of the
public data sets, or one part of it as `benchmarks/part.py` makes them. What each scorer takes and
how it counts stands at its head; `benchmarks/README.md` says where the data comes from.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Task:
    """One scorer with one bridge; `sets` are the data sets that it is to read."""

    name: str
    scorer: str
    bridge: str
    options: tuple[str, ...] = ()


TASKS = (
    Task("golden rules of sentences", "segmentation", "split", ("--sets", "golden")),
    Task("sentences of web text", "segmentation", "split", ("--sets", "ewt-dev", "--glue")),
    Task("attribution in news", "attribution", "attribute", ("--part", "dev")),
    Task("check-worthiness, debates", "checkworthiness", "worth", ("--sets", "ct24-dev")),
    Task("check-worthiness, 2023 test", "checkworthiness", "worth", ("--sets", "ct24-devtest")),
    Task("check-worthiness, ranking", "checkworthiness", "worth", ("--sets", "ct19-train")),
    Task("article out of HTML", "cleaning", "clean"),
    Task("article out of a copied page", "cleaning", "clean_plain", ("--plain",)),
    Task("claims checked before", "retrieval", "retrieve", ("--sets", "ct20-dev")),
)


def main(scorers: Path, data: Path) -> int:
    """Print what each scorer says of the engine; give 1 if one of them failed."""
    failed = 0
    for task in TASKS:
        done = _score(task, scorers.resolve(), data.resolve())
        told = done.stdout.strip().splitlines() or done.stderr.strip().splitlines()[-1:]
        failed |= done.returncode
        print(f"{task.name}:", *(f"    {line}" for line in told), sep="\n", flush=True)
    return failed


def _score(task: Task, scorers: Path, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(scorers / f"eval_{task.scorer}.py"), "--mirror", str(data)]
    command += ["--predictor", f"benchmarks.engine:{task.bridge}", *task.options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=scorers, env=environment, capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
