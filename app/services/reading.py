"""What a stranger's page declares, read in a process of its own within limits of time and memory.

A parser can be kept busy for minutes by two megabytes that were made for it: a tag with a hundred
thousand attributes is enough. Run as a module, this file is that process.
"""

import json
import re
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from app.text.paste import html
from app.text.paste.canonical import canonical
from app.text.paste.declared import declared
from app.text.paste.encodings import decode
from app.text.paste.unreadable import Unreadable

SECONDS = 8
_MEMORY = 1_000_000_000
_ROOT = Path(__file__).parents[2]
_LABEL = re.compile(r"[\w.:-]{1,40}", re.ASCII)
_TITLE, _PUBLISHER = 300, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a page declares of itself, as much as a source has room for; or why nothing is known."""

    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    refusal: str = ""


NO_PAGE = Found(refusal="It cannot be read as a web page.")


def read(body: bytes, charset: str, *, seconds: float = SECONDS) -> Found:
    """What a page declares, in another process; `charset` is what its server names, if anything."""
    label = charset if _LABEL.fullmatch(charset) else ""
    command = [sys.executable, "-m", "app.services.reading", label]
    try:
        done = subprocess.run(  # noqa: S603 -- ourselves
            command, cwd=_ROOT, input=body, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return Found(refusal="It takes too long to be read.")
    if done.returncode:
        return NO_PAGE
    told = json.loads(done.stdout)
    day = told.pop("published_on")
    return Found(**told, published_on=date.fromisoformat(day) if day else None)


def read_here(body: bytes, charset: str) -> Found:
    """The same in this process, however long it takes."""
    try:
        document = html.load(decode(body, declares=True, named=charset).text)
    except Unreadable:
        document = None
    if document is None:
        return NO_PAGE
    about = declared(document.root)
    return Found(
        title=_line(about.headline, _TITLE),
        publisher=_line(about.outlet, _PUBLISHER),
        published_on=about.published,
    )


def _line(words: str | None, most: int) -> str:
    return " ".join(canonical(words or "").text.split())[:most].rstrip()


def main() -> None:
    """Read a page from standard input, write what it declares to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # Where whoever started this is killed, it ends by itself.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    found = read_here(sys.stdin.buffer.read(), sys.argv[1])
    json.dump(asdict(found), sys.stdout, default=date.isoformat)


if __name__ == "__main__":
    main()
