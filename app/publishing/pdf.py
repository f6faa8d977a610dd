"""The print page as a tagged PDF (PDF/UA-1), where the extra `requirements-pdf.txt` is installed.

WeasyPrint lays the page out in a process of its own: one page at a time, within limits of size,
time and memory, and it may fetch nothing. Run as a module, this file is that process.
"""

import resource
import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore

LONGEST = 1_500_000
"""UTF-8 bytes of a page that is laid out."""

_SECONDS, _PATIENCE, _MEMORY = 60, 10, 2_000_000_000
_ROOT = Path(__file__).parents[2]
_PRESS = BoundedSemaphore(1)


class NotMade(Exception):
    """There is no PDF, and why, in words for the reader; `never`: not on this server at all."""

    def __init__(self, words: str, *, never: bool = False) -> None:
        super().__init__(words)
        self.never = never


@cache
def available() -> bool:
    """Are WeasyPrint and the Pango library that it needs installed?"""
    return find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


def make(html: str, base_url: str) -> bytes:
    """Lay a page out on paper; `base_url` completes its links. Else NotMade is raised."""
    if not available():
        raise NotMade("PDF files are not made on this server. Use the page to print.", never=True)
    page = html.encode()
    if len(page) > LONGEST:
        raise NotMade("This fact check is too long for a PDF. Use the page to print.", never=True)
    if not _PRESS.acquire(timeout=_PATIENCE):
        raise NotMade("Another PDF is being made. Try again in a moment.")
    try:
        return _in_its_own_process(page, base_url)
    finally:
        _PRESS.release()


def _in_its_own_process(page: bytes, base_url: str) -> bytes:
    command = [sys.executable, "-m", "app.publishing.pdf", base_url]
    try:
        done = subprocess.run(  # noqa: S603 -- ourselves
            command, cwd=_ROOT, input=page, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotMade("Making the PDF takes too long. Use the page to print.") from None
    if done.returncode:
        raise NotMade("The PDF could not be made. Use the page to print.")
    return done.stdout


def main() -> None:
    """Read a page from standard input, write the PDF to standard output."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    page = sys.stdin.buffer.read()
    nothing = URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(
        string=page.decode(), base_url=sys.argv[1], url_fetcher=nothing, media_type="print"
    )
    # Named by what is on it, and not by when it was made.
    name = sha256(page).hexdigest()[:32].encode()
    document.write_pdf(sys.stdout.buffer, pdf_variant="pdf/ua-1", pdf_identifier=name)


if __name__ == "__main__":
    main()
