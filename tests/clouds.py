"""Servers on loopback that hold sites as strangers do: S3 by Swift and rclone, WebDAV by rclone and WsgiDAV, FTP."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.session import Session

from dossier.publish import Target
from dossier.publish.dav import DavTarget
from dossier.publish.dav_wire import Wire
from dossier.publish.rclone import RcloneTarget, ftp_remote
from dossier.publish.rclone_process import Rclone
from dossier.publish.s3 import S3Target
from dossier.publish.s3_client import Access
from projects import small_project, tree
from repositories import certificate

KEY, SECRET = "dossier:curator", "hunter2hunter2"
FTP_HOST = "127.0.0.2"
PATIENCE_S = 60
Answering = Callable[[BaseHTTPRequestHandler], tuple[int, bytes]]
"""Status and body for a request."""


def free_port(host: str = "127.0.0.1") -> int:
    """Return a port that nobody listens on."""
    with socket.create_server((host, 0)) as free:
        return int(free.getsockname()[1])


def free_ports(count: int) -> range:
    """Return ports in a row that nobody listens on, at 127.0.0.1 and FTP_HOST; below those that systems hand out."""
    for first in range(20_000 + os.getpid() % 100 * count, 32_000, count):
        with suppress(OSError), ExitStack() as taken:
            for port in range(first, first + count):
                for host in ("127.0.0.1", FTP_HOST):
                    taken.enter_context(socket.create_server((host, port)))
            return range(first, first + count)
    raise OSError("no ports are free")


def rclone() -> str:
    """Return rclone of the test environment; fail where there is none."""
    found = shutil.which("rclone", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found, "rclone is not installed"
    return found


@contextmanager
def running(command: list[str], port: int, log: Path, *, host: str = "127.0.0.1", **environment: str) -> Iterator[int]:
    """Run a server until the block ends; yield its port once it answers."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env={**os.environ, **environment}
        )
    try:
        until = time.monotonic() + PATIENCE_S
        while not _answers(host, port):
            assert process.poll() is None and time.monotonic() < until, log.read_text()
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _answers(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), timeout=5):
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
def wsgidav(root: Path, certificate: tuple[Path, Path]) -> Iterator[int]:
    """Serve WebDAV over TLS with WsgiDAV, which writes files in place."""
    port = free_port()
    settings = {
        "host": "127.0.0.1",
        "port": port,
        "provider_mapping": {"/": str(root)},
        "simple_dc": {"user_mapping": {"*": {"curator": {"password": SECRET}}}},
        "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
        "ssl_certificate": str(certificate[0]),
        "ssl_private_key": str(certificate[1]),
        "ssl_adapter": "builtin",
        "logging": {"enable": False},
    }
    file = root.parent / f"{root.name}.json"
    file.write_text(json.dumps(settings))
    command = [sys.executable, "-W", "ignore", "-m", "wsgidav.server.server_cli", "--config", str(file)]
    with running(command, port, root.parent / f"{root.name}.log") as ready:
        yield ready


@contextmanager
def ftp(root: Path, certificate: tuple[Path, Path], data_ports: range) -> Iterator[int]:
    """Serve FTP at 127.0.0.2, so that a proxy can stand at the same ports of 127.0.0.1."""
    port = free_port(FTP_HOST)
    script = str(Path(__file__).with_name("ftp_server.py"))
    ports = [str(one) for one in (port, data_ports[0], data_ports[-1])]
    command = [sys.executable, "-W", "ignore", script, str(root), *map(str, certificate), SECRET, *ports]
    with running(command, port, root.parent / f"{root.name}.log", host=FTP_HOST) as ready:
        yield ready


@contextmanager
def answering(answer: Answering) -> Iterator[int]:
    """Run a host that answers as told; yield its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, data = answer(self)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


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
    host: str = "127.0.0.1"
    more_ports: tuple[int, ...] = ()
    """Ports of the host beside `port` that a proxy must stand before."""

    @property
    def direct(self) -> Target:
        """The target without a proxy."""
        return self.target(self.port)


def project_at(root: Path, target: str) -> Path:
    """Make a project of a few pages with one target, `web`."""
    project = small_project(root, {"notes/one.md": "---\ntitle: One\n---\n\nA text.\n"})
    settings = project / "content/dossier.yaml"
    settings.write_text(f"{settings.read_text()}publish: {{web: {target}}}\n")
    return project


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


def disk_place(server: str, port: int, folder: Path, target: Callable[[int], Target]) -> Place:
    """Return a place that a stranger sees and changes on the server's disk."""

    def shown() -> dict[str, bytes]:
        return {path: data for path, data in tree(folder).items() if ".dossier-tmp" not in path}

    def write(path: str, data: bytes) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)

    def clear() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()

    clear()
    return Place(server, port, target, shown, write, clear)


def dav_place(server: str, port: int, folder: Path) -> Place:
    """Return a folder over WebDAV with TLS."""

    def target(port: int) -> Target:
        url = f"https://127.0.0.1:{port}/{folder.name}/"
        return DavTarget(Wire(url=url, user="curator", password=SECRET, timeout_s=2, tries=1))

    return disk_place(server, port, folder, target)


def ftp_place(server: str, port: int, folder: Path, data_ports: range) -> Place:
    """Return a folder over FTP with TLS."""

    def target(wanted: int) -> Target:
        host = FTP_HOST if wanted == port else "127.0.0.1"
        remote, options = ftp_remote(f"ftp://{host}:{wanted}/{folder.name}", "curator")
        return RcloneTarget(quick_rclone(remote, options), SECRET, "DOSSIER_WEB")

    found = disk_place(server, port, folder, target)
    return replace(found, host=FTP_HOST, more_ports=tuple(data_ports))


def remote_place(server: str, port: int, bucket: str) -> Place:
    """Return a bucket as a remote of rclone's own configuration."""
    found = bucket_place(server, port, bucket)

    def target(port: int) -> Target:
        options = {
            "RCLONE_CONFIG_THERE_TYPE": "s3",
            "RCLONE_CONFIG_THERE_PROVIDER": "Rclone",
            "RCLONE_CONFIG_THERE_ENDPOINT": f"http://127.0.0.1:{port}",
            "RCLONE_CONFIG_THERE_ACCESS_KEY_ID": KEY,
            "RCLONE_CONFIG_THERE_SECRET_ACCESS_KEY": SECRET,
        }
        return RcloneTarget(quick_rclone(f"there:{bucket}/bridge", options))

    return replace(found, target=target)


def quick_rclone(remote: str, options: Mapping[str, str]) -> Rclone:
    """Return rclone without this machine's configuration, which gives up soon."""
    own = {
        "PATH": os.environ["PATH"],
        "RCLONE_CONFIG": os.devnull,
        "SSL_CERT_FILE": os.environ.get("SSL_CERT_FILE", ""),
    }
    return Rclone(remote=remote, shown="there", environment=own, options=options, silence_s=2, tries=1)


def access(port: int, bucket: str) -> Access:
    """Return what dossier.yaml would say of a bucket on loopback."""
    return Access(bucket=bucket, endpoint=f"http://127.0.0.1:{port}", timeout_s=2, tries=1)


@cache
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
        self.data_ports = free_ports(32)
        self.certificates: list[tuple[Path, Path]] = []

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
        name, port = f"place{self.places}", self.port(kind)
        if kind.startswith("s3"):
            return bucket_place(kind, port, name)
        if kind.startswith("rclone"):
            return remote_place(kind, port, name)
        if kind.startswith("ftp"):
            return ftp_place(kind, port, self.root(kind) / name, self.data_ports)
        return dav_place(kind, port, self.root(kind) / name)

    def _start(self, kind: str) -> int:
        needed = "swift" if "swift" in kind else "openssl" if kind.startswith(("ftp", "webdav")) else ""
        if needed and not (importlib.util.find_spec(needed) or shutil.which(needed)):
            assert not os.environ.get("CI"), f"no {needed}"
            pytest.skip(f"no {needed}")
        self.root(kind).mkdir()
        return self.servers.enter_context(self._server(kind))

    def _server(self, kind: str) -> AbstractContextManager[int]:
        root, login = self.root(kind), ("--user", "curator", "--pass", SECRET)
        match kind:
            case "s3 on swift":
                return swift(root)
            case "s3 on rclone":
                return rclone_serve("s3", root, "--auth-key", f"{KEY},{SECRET}")
            case "rclone on s3":
                return nullcontext(self.port("s3 on rclone"))
            case "ftp on pyftpdlib":
                return ftp(root, self.certificate(), self.data_ports)
            case "webdav on wsgidav":
                return wsgidav(root, self.certificate())
            case "webdav on rclone":
                trusted, key = self.certificate()
                return rclone_serve("webdav", root, *login, "--cert", str(trusted), "--key", str(key))
        raise ValueError(kind)

    def certificate(self) -> tuple[Path, Path]:
        """Return a certificate of loopback, which this process trusts from then on, and its key."""
        if not self.certificates:
            self.certificates.append(certificate(self.folder))
            self.servers.enter_context(environment(SSL_CERT_FILE=str(self.certificates[0][0])))
        return self.certificates[0]
