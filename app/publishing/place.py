"""Where the public site is kept: a folder or a bucket, as an address names it."""

from pathlib import Path

from app.publishing.bucket import SCHEME, Access, Bucket
from app.publishing.folder import Folder
from app.publishing.release import Store


def store_at(address: str, access: Access) -> Store:
    """The store at a path, or at `s3://bucket/prefix`; raise StoreError where it cannot be used."""
    if address.startswith(SCHEME):
        return Bucket.at(address, access)
    return Folder(Path(address).expanduser().absolute())
