"""A host on loopback as hosts are: compressed text, types and keeping times from dossier's own table, the site's 404."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dossier.headers import HASHED, IMMUTABLE, REVALIDATED, content_type

LEVEL = 6
"""Of gzip, as nginx and Apache are commonly set."""
COMPRESSED = ("text", "javascript", "json", "xml")


class Compressing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, root: Path, base: str, *rest: object) -> None:
        self.root, self.base = root, base
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        inside = unquote(urlsplit(self.path).path).removeprefix(self.base)
        path = self.root / inside
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        path = path if found else self.root / "404.html"
        kind, data = content_type(path.name), path.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", IMMUTABLE if inside.startswith(HASHED) else REVALIDATED)
        if any(word in kind for word in COMPRESSED):
            data = gzip.compress(data, LEVEL, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def served(root: Path, base: str = "/") -> Iterator[str]:
    """Serve a built site under a path that begins and ends with a slash; yield the address of its home page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, root, base))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()
