"""Servers on loopback that hold sites as strangers do: S3 by Swift and rclone, WebDAV by WsgiDAV and Apache, FTP."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from web_servers import needs

KEY, SECRET = "dossier:curator", "hunter2hunter2"
FTP_HOST = "127.0.0.2"
PATIENCE_S = 60
DAV_MODULES = (
    "mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "dav", "dav_fs", "ssl",
)  # fmt: skip
DAV_ON_APACHE = """\
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {run}/pid
ErrorLog {run}/errors
SSLEngine on
SSLCertificateFile {certificate}
SSLCertificateKeyFile {key}
DavLockDB {run}/locks
DocumentRoot {root}
<Directory {root}>
    Dav On
    AuthType Basic
    AuthName bridge
    AuthBasicProvider file
    AuthUserFile {run}/users
    Require valid-user
</Directory>
"""
MODULES = Path("/usr/lib/apache2/modules")
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
def apache_dav(root: Path, certificate: tuple[Path, Path]) -> Iterator[int]:
    """Serve WebDAV over TLS with Apache's mod_dav, whose user is another than ours."""
    port, run = free_port(), root.with_name(f"{root.name}.run")
    run.mkdir()
    for folder in (root, run):
        folder.chmod(0o777)
    digest = base64.b64encode(hashlib.sha1(SECRET.encode()).digest()).decode()
    (run / "users").write_text(f"curator:{{SHA}}{digest}\n")
    values = {"root": root, "run": run, "port": port, "certificate": certificate[0], "key": certificate[1]}
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in DAV_MODULES)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    config = run / "apache.conf"
    config.write_text(f"{modules}\n{user}\n{DAV_ON_APACHE.format(**values)}")
    with running([needs("apache2"), "-X", "-f", str(config)], port, run / "log") as ready:
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
