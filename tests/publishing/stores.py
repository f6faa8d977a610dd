"""A store in memory, and an S3-compatible server: what releases are tested against."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from app.publishing import layout
from app.publishing.bucket import Access
from app.publishing.release import Beat, Kept
from app.publishing.site import File


@dataclass
class Memory:
    """A store that tells what was done to it, in order."""

    held: dict[str, Kept] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    def hold(self) -> nullcontext[None]:
        return nullcontext()

    def kept(self, file: File) -> list[Kept]:
        return [Kept(name=layout.object_name(file), body=file.body, type=file.type)]

    def read(self, name: str) -> bytes | None:
        return self.held[name].body if name in self.held else None

    def write(self, groups: Sequence[Sequence[Kept]], beat: Beat) -> None:
        for group in groups:
            for kept in group:
                beat()
                self.held[kept.name] = kept
                self.done.append(kept.name)

    def remove(self, names: Sequence[str]) -> None:
        for name in names:
            self.held.pop(name, None)
            self.done.append(f"-{name}")

    @property
    def public(self) -> dict[str, bytes]:
        """What readers can reach."""
        return {n: k.body for n, k in self.held.items() if not n.startswith(".stet/")}

    def listed(self, part: str) -> dict[str, str | None]:
        return dict(json.loads(self.read(f".stet/{part}.json") or b"{}"))


@dataclass(frozen=True)
class Server:
    """An S3-compatible server with one bucket."""

    access: Access
    bucket: str
    client: Any
    """The client of another maker: what we wrote is read by what did not write it."""

    def get(self, key: str) -> tuple[bytes, dict[str, str]]:
        """An object as it is kept, with the headers that go with it."""
        found = self.client.get_object(Bucket=self.bucket, Key=key)
        return found["Body"].read(), found["ResponseMetadata"]["HTTPHeaders"]


@contextmanager
def s3_server() -> Iterator[Server]:
    """moto's server on a port of its own; raises ModuleNotFoundError where moto is missing."""
    import boto3
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    access = Access(
        endpoint=f"http://{host}:{port}", region="us-east-1", access_key="key", secret_key="secret"
    )
    client = boto3.client(
        "s3",
        endpoint_url=access.endpoint,
        region_name=access.region,
        aws_access_key_id=access.access_key,
        aws_secret_access_key=access.secret_key,
    )
    try:
        client.create_bucket(Bucket="public-site")
        yield Server(access, "public-site", client)
    finally:
        running.stop()
