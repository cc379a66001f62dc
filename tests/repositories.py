"""Git hosts on loopback: a bare repository, what it shows, and the daemons that serve it."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """Run git as somebody else does, without this machine's settings."""
    own = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": "somebody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(
        command, env={**os.environ, **own, **environment}, capture_output=True, text=True, check=True
    ).stdout


def bare_repository(folder: Path) -> Path:
    """Make an empty repository, as a host does."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main")
    return folder


def shown(bare: Path, branch: str = "pages") -> dict[str, bytes]:
    """Return what the host shows: every file of the branch."""
    names = [name for name in git(bare, "ls-tree", "-r", "-z", "--name-only", branch).split("\0") if name]
    asked = "".join(f"{branch}:{name}\n" for name in names).encode()
    command = ["git", "-C", str(bare), "cat-file", "--batch"]
    said = subprocess.run(command, input=asked, capture_output=True, check=True).stdout
    files = {}
    for name in names:
        header, _, said = said.partition(b"\n")
        size = int(header.split()[2])
        files[name], said = said[:size], said[size + 1 :]
    return files


@contextmanager
def git_daemon(folder: Path) -> Iterator[int]:
    """Serve every repository of a folder with git daemon, which takes pushes; yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = ["git", "daemon", "--listen=127.0.0.1", f"--port={port}", "--enable=receive-pack", "--export-all"]
    process = subprocess.Popen(
        [*command, "--verbose", "--reuseaddr", f"--base-path={folder}", str(folder)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert process.stderr is not None
    assert any("Ready to rumble" in line for line in process.stderr)
    reading = threading.Thread(target=process.stderr.read, daemon=True)
    reading.start()
    try:
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
        reading.join(30)
        process.stderr.close()


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate of this machine's loopback address, and its key."""
    paths = folder / "host.pem", folder / "host.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1,IP:127.0.0.2,DNS:localhost", "-out", paths[0], "-keyout", paths[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return paths


class Backend(BaseHTTPRequestHandler):
    """Git's smart protocol over HTTP: hands every request to git-http-backend(1) as CGI (RFC 3875)."""

    folder: Path

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        length = int(self.headers.get("Content-Length", 0))
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(length),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "somebody",
            "REMOTE_ADDR": "127.0.0.1",
        }
        body = self.rfile.read(length)
        if len(body) < length:
            return
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=False)
        head, _, answer = done.stdout.partition(b"\r\n\r\n")
        status = next((line[8:] for line in head.split(b"\r\n") if line.startswith(b"Status: ")), b"200 OK")
        self.wfile.write(b"HTTP/1.0 " + status + b"\r\n" + head + b"\r\n\r\n" + answer)

    do_POST = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    """A server whose clients may vanish at any moment, in the middle of a handshake too."""

    daemon_threads = True
    context: ssl.SSLContext

    def finish_request(self, request: object, client_address: object) -> None:
        """Speak TLS in the client's own thread, so that one that stalls stops nobody else."""
        assert isinstance(request, socket.socket)
        with suppress(OSError), self.context.wrap_socket(request, server_side=True) as safe:
            safe.settimeout(20)
            super().finish_request(safe, client_address)
            safe.unwrap()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@contextmanager
def git_over_https(folder: Path, own: Path) -> Iterator[tuple[int, Path]]:
    """Serve every repository of a folder over https; yield the port and the certificate to trust."""
    public, key = certificate(own)
    server = QuietServer(("127.0.0.1", 0), type("Handler", (Backend,), {"folder": folder}))
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(public, key)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield int(server.server_address[1]), public
    finally:
        server.shutdown()
        server.server_close()
