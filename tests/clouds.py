"""Servers on loopback that hold sites as strangers do: S3 by Swift and rclone, WebDAV by rclone and WsgiDAV, FTP."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.session import Session

from dossier.publish import Target
from dossier.publish.s3 import S3Target
from dossier.publish.s3_client import Access

KEY, SECRET = "dossier:curator", "hunter2hunter2"
PATIENCE_S = 60


def free_port(host: str = "127.0.0.1") -> int:
    """Return a port that nobody listens on."""
    with socket.create_server((host, 0)) as free:
        return int(free.getsockname()[1])


def rclone() -> str:
    """Return rclone of the test environment; fail where there is none."""
    found = shutil.which("rclone", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found, "rclone is not installed"
    return found


@contextmanager
def running(command: list[str], port: int, log: Path, **environment: str) -> Iterator[int]:
    """Run a server until the block ends; yield its port once it answers."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env={**os.environ, **environment}
        )
    try:
        until = time.monotonic() + PATIENCE_S
        while not _answers(port):
            assert process.poll() is None and time.monotonic() < until, log.read_text()
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


@contextmanager
def swift(folder: Path) -> Iterator[int]:
    """Serve S3 with Swift; a bucket is made by its client."""
    port = free_port()
    script = Path(__file__).with_name("swift_server.py")
    (folder / "swift").mkdir()
    command = [sys.executable, "-W", "ignore", str(script), str(folder / "swift"), SECRET, str(port)]
    with running(command, port, folder / "swift.log") as ready:
        yield ready


@contextmanager
def rclone_serve(kind: str, root: Path, *options: str) -> Iterator[int]:
    """Serve a folder with rclone."""
    port = free_port()
    command = [rclone(), "serve", kind, "--addr", f"127.0.0.1:{port}", *options, str(root)]
    with running(command, port, root.parent / f"{root.name}.log", RCLONE_CONFIG=os.devnull) as ready:
        yield ready


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Set variables of this process for the block."""
    old = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in old.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@dataclass(frozen=True)
class Place:
    """A site's place on a server: how dossier reaches it, and how a stranger sees and changes it past dossier."""

    server: str
    port: int
    target: Callable[[int], Target]
    """Reaches it through a port: the server's own, or a proxy's."""
    shown: Callable[[], dict[str, bytes]]
    write: Callable[[str, bytes], None]
    clear: Callable[[], None]


def bucket_place(server: str, port: int, bucket: str) -> Place:
    """Make a bucket and return the place under a prefix of it."""
    client = s3_client(port)
    client.create_bucket(Bucket=bucket)

    def shown() -> dict[str, bytes]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="bridge/")
        keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return {key[7:]: client.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}

    def write(path: str, data: bytes) -> None:
        client.put_object(Bucket=bucket, Key=f"bridge/{path}", Body=data)

    def clear() -> None:
        for path in shown():
            client.delete_object(Bucket=bucket, Key=f"bridge/{path}")

    return Place(server, port, lambda port: S3Target(access(port, bucket), "bridge/"), shown, write, clear)


def access(port: int, bucket: str) -> Access:
    """Return what dossier.yaml would say of a bucket on loopback."""
    return Access(bucket=bucket, endpoint=f"http://127.0.0.1:{port}", timeout_s=2, tries=1)


def s3_client(port: int) -> Any:
    """Return a client that shares nothing with dossier but the library."""
    return Session().create_client(
        "s3",
        region_name="us-east-1",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )


class Grounds:
    """Servers, started when a test first wants them and ended after the last."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self.folder, self.servers = folder, servers
        self.ports: dict[str, int] = {}
        self.places = 0

    def port(self, kind: str) -> int:
        """Return the port of a server, as `s3 on swift`."""
        if kind not in self.ports:
            self.ports[kind] = self._start(kind)
        return self.ports[kind]

    def root(self, kind: str) -> Path:
        """Return the folder that a server keeps its files in."""
        return self.folder / kind.replace(" ", "-")

    def place(self, kind: str) -> Place:
        """Return an empty place on a server."""
        self.places += 1
        return bucket_place(kind, self.port(kind), f"place{self.places}")

    def _start(self, kind: str) -> int:
        root = self.root(kind)
        root.mkdir()
        if kind == "s3 on swift":
            return self.servers.enter_context(swift(root))
        return self.servers.enter_context(rclone_serve("s3", root, "--auth-key", f"{KEY},{SECRET}"))
