"""A bucket of an S3-compatible object store: the address is the key, and every put is whole.

Needs obstore (`requirements-s3.txt`), which is imported only when a bucket is opened.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.publishing import layout
from app.publishing.file import File
from app.publishing.release import Beat, Kept, StoreError

if TYPE_CHECKING:
    from obstore.store import S3Store

SCHEME = "s3://"
AT_ONCE = 8
#: Shorter than the lease of a job, so that whoever waits for a slow store still holds it.
SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a bucket is reached; what is empty, obstore looks for in the AWS_ variables."""

    endpoint: str = ""
    region: str = ""
    access_key: str = ""
    secret_key: str = ""


@dataclass(frozen=True, slots=True)
class Bucket:
    """The public site in a bucket, below a prefix."""

    address: str
    _store: "S3Store"

    @classmethod
    def at(cls, address: str, access: Access) -> "Bucket":
        """The bucket at `s3://bucket/prefix`; raise StoreError where obstore is missing."""
        try:
            from obstore.store import S3Store
        except ModuleNotFoundError:
            raise StoreError(
                "Writing to a bucket needs obstore: pip install -r requirements-s3.txt"
            ) from None
        bucket, _, prefix = address.removeprefix(SCHEME).partition("/")
        named = {
            "endpoint": access.endpoint,
            "region": access.region or "us-east-1",
            "access_key_id": access.access_key,
            "secret_access_key": access.secret_key,
        }
        with _in_words(address):
            store = S3Store(
                bucket,
                prefix=prefix.strip("/") or None,
                client_options={
                    "allow_http": access.endpoint.startswith("http://"),
                    "timeout": f"{SECONDS}s",
                },
                retry_config={"max_retries": 1},
                **{name: value for name, value in named.items() if value},  # type: ignore[arg-type]
            )
        return cls(address, store)

    def hold(self) -> nullcontext[None]:
        """Nothing to hold: jobs take turns, and each object is replaced at once."""
        return nullcontext()

    def kept(self, file: File) -> list[Kept]:
        """The file under its address: what was withdrawn is replaced by its tombstone."""
        name = layout.object_name(file)
        return [Kept(name=name, body=file.body, type=file.type, caching=file.caching)]

    def read(self, name: str) -> bytes | None:
        """The bytes of an object; None where there is none."""
        import obstore

        with _in_words(self.address):
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except FileNotFoundError:
                return None

    def write(self, groups: Sequence[Sequence[Kept]], beat: Beat) -> None:
        """Put each object; those of one group in any order, some at once."""
        with _in_words(self.address), ThreadPoolExecutor(AT_ONCE) as pool:
            for group in groups:
                for begin in range(0, len(group), AT_ONCE):
                    beat()
                    list(pool.map(self._put, group[begin : begin + AT_ONCE]))

    def remove(self, names: Sequence[str]) -> None:
        """Delete objects."""
        import obstore

        if names:
            with _in_words(self.address):
                obstore.delete(self._store, names)

    def _put(self, kept: Kept) -> None:
        import obstore

        attributes = {"Content-Type": kept.type, "Cache-Control": kept.caching}
        obstore.put(self._store, kept.name, kept.body, attributes=attributes)


@contextmanager
def _in_words(address: str) -> Iterator[None]:
    """Say in one line what the library says in twenty."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, OSError) as error:
        first = str(error).splitlines()[0]
        raise StoreError(f"{address}: {first[:300]}") from None
