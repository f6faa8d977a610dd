"""A folder of files, for any web server: every file is replaced by a rename.

All new files are on the disk before the first is renamed. A process that is killed can leave the
site between two editions only within that moment of renaming, not for as long as writing takes.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.publishing import layout
from app.publishing.file import File
from app.publishing.release import Beat, Kept, StoreError

OURS = ".stet"
#: Smaller files are sent as they are; so does the application.
WORTH_PACKING = 500


@dataclass(frozen=True, slots=True)
class Folder:
    """The public site in a folder; what is in `.stet` is no part of it."""

    root: Path

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Lock the folder; raise StoreError if it is locked, or holds what is not ours."""
        with _in_words(self.root):
            self._claim()
            lock = os.open(self.root / OURS / "lock", os.O_CREAT | os.O_RDWR, 0o644)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreError(f"Another process is writing to {self.root}.") from None
            shutil.rmtree(self._staging, ignore_errors=True)
            yield
        finally:
            os.close(lock)

    def kept(self, file: File) -> list[Kept]:
        """The file, packed beside it what a server may send instead, and what marks a tombstone."""
        names = [layout.file_name(file)]
        if file.gone:
            names.insert(0, layout.tombstone_name(file))
        kept = []
        for name in names:
            if len(file.body) > WORTH_PACKING and len(file.gzipped) < len(file.body):
                kept.append(Kept(name=f"{name}.gz", body=file.gzipped))
            kept.append(Kept(name=name, body=file.body))
        return kept

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        with _in_words(self.root):
            try:
                return self._place(name).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, groups: Sequence[Sequence[Kept]], beat: Beat) -> None:
        """Write all under other names first, then rename one after the other."""
        with _in_words(self.root):
            staged = []
            self._make_room(self._staging)
            for number, kept in enumerate(chain.from_iterable(groups)):
                beat()
                place = self._place(kept.name)
                self._make_room(place.parent)
                staged.append((self._staged(number, kept.body), place))
            for temporary, place in staged:
                temporary.replace(place)
            for folder in {place.parent for _, place in staged}:
                _sync(folder)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files, and the folders that are empty then."""
        with _in_words(self.root):
            for name in names:
                place = self._place(name)
                place.unlink(missing_ok=True)
                for folder in place.parents:
                    if folder == self.root or not _removed(folder):
                        break

    @property
    def _staging(self) -> Path:
        return self.root / OURS / "new"

    def _claim(self) -> None:
        """Mark an empty folder as ours; refuse one in which somebody else's files are."""
        self.root.mkdir(parents=True, exist_ok=True)
        marker = self.root / OURS
        if not marker.is_dir() and any(self.root.iterdir()):
            raise StoreError(
                f"{self.root} holds files that Stet did not write: name an empty folder."
            )
        marker.mkdir(exist_ok=True)

    def _place(self, name: str) -> Path:
        place = self.root / name
        root = self.root.resolve()
        if ".." in name.split("/") or not place.parent.resolve().is_relative_to(root):
            raise StoreError(f"{name!r} would be outside {self.root}.")
        return place

    def _staged(self, number: int, body: bytes) -> Path:
        path = self._staging / str(number)
        with path.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        return path

    def _make_room(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_room(folder.parent)
            folder.mkdir(exist_ok=True)
            _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Bring the names in a folder onto the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _removed(folder: Path) -> bool:
    """Remove a folder if it is empty."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


@contextmanager
def _in_words(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{error.filename or root}: {error.strerror or error}.") from None
