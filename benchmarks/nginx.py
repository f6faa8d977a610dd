"""nginx as docs/OPERATING.md has it, on a folder and a port of one's own."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPERATING = Path(__file__).resolve().parent.parent / "docs" / "OPERATING.md"
FRAME = """\
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes {workers};
events {{ worker_connections 1024; }}
http {{
access_log off;
sendfile on;
{temporary}
{servers}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class NoNginx(Exception):
    """nginx is not installed; the message says how to get it."""


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def documented(site: Path, port: int) -> str:
    """The block of docs/OPERATING.md, for a folder and a port."""
    blocks = re.findall(r"^```nginx\n(.*?)^```", OPERATING.read_text("utf-8"), re.M | re.S)
    (block,) = (block for block in blocks if "root /srv/site;" in block)
    block = block.replace("root /srv/site;", f"root {site};")
    return block.replace("listen 80;", f"listen 127.0.0.1:{port};")


@contextmanager
def running(folder: Path, servers: str, port: int, *, workers: int = 1) -> Iterator[None]:
    """nginx with these blocks, its own files in `folder`, until the end of the block."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise NoNginx("nginx is missing: apt-get install nginx-light")
    configuration = folder / "nginx.conf"
    configuration.write_text(
        FRAME.format(
            user="user root;" if os.geteuid() == 0 else "",
            folder=folder,
            workers=workers,
            temporary="\n".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY),
            servers=servers,
        )
    )
    command = [program, "-p", str(folder), "-c", str(configuration), "-g", "daemon off;"]
    said = folder / "said.log"
    with said.open("wb") as output:
        process = subprocess.Popen(command, stderr=output)
    try:
        _wait_for(process, port, said)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError(said.read_text())
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx does not listen.")
