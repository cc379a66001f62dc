"""The preview's server: tornado and livereload, behind a guard that closes what they leave open.

python-livereload answers any Host and any Origin, drops reloads within three seconds, polls, and injects an inline
script; each is closed or replaced here. Only this machine is answered, only under the address that was printed.
"""

from __future__ import annotations

import logging
import mimetypes
import posixpath
import threading
import webbrowser
from pathlib import Path
from urllib.parse import unquote

import livereload
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from dossier.commands.serve.preview import Preview, empty_page
from dossier.load import is_ignored

LOOPBACK = "127.0.0.1"
SOCKET = "/livereload"
SCRIPT = "/livereload.js"
_INJECTED = b'<script src="/livereload.js" defer></script></head>'
"""An external script: the pages' own policy forbids inline ones."""
_WATCHED = ("content", "templates")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Server": "dossier",
}
_MAX_HEADER_BYTES = 16 << 10
_IDLE_S = 30
_DEBOUNCE_MS = 80


class PortTakenError(Exception):
    """No port asked for is free; the text names it."""


class Guarded(RequestHandler):
    """Answers only requests for our own host and, where a browser names one, from our own origin."""

    def initialize(self, hosts: frozenset[str], preview: Preview) -> None:
        """Take what the application gives every handler."""
        self.hosts = hosts
        self.preview = preview

    def set_default_headers(self) -> None:
        """Set the published site's policy, and forbid caching."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse a foreign Host (DNS rebinding) with 421 and a foreign Origin with 403."""
        if not _is_ours(self.request.headers.get("Host", ""), self.hosts):
            self.send_error(421)
        elif not _is_own_origin(self.request.headers.get("Origin"), self.hosts):
            self.send_error(403)

    def write_error(self, status_code: int, **details: object) -> None:
        """Say only the number: no message carries a path."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}\n")


class Files(Guarded):
    """The site's files, from memory; no path of the disk is ever opened."""

    def get(self, path: str) -> None:
        """Answer with a file, the page of a folder, a redirect to it, or the site's own 404 page."""
        path = path.removeprefix(self.preview.base_path)
        wanted = _site_path(path)
        if wanted + "/index.html" in self.preview.files and not path.endswith("/") and path:
            self.redirect(f"/{wanted}/")
            return
        name = posixpath.join(wanted, "index.html") if path.endswith("/") or not path else wanted
        data = self.preview.page(name)
        if data is None:
            self.set_status(404)
            name, data = "404.html", self.preview.page("404.html") or empty_page(self.preview)
        self._answer(name, data)

    head = get

    def _answer(self, name: str, data: bytes) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind in ("application/json", "application/xml", "text/javascript")
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.finish(data.replace(b"</head>", _INJECTED, 1) if name.endswith(".html") else data)


class Script(Guarded):
    """livereload's own client script."""

    def get(self) -> None:
        """Answer with the script from livereload's package."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(_client_script())


class Reload(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's socket, for our own pages only; says nothing of paths."""

    def initialize(self, hosts: frozenset[str]) -> None:
        """Take what the application gives."""
        self.hosts = hosts

    def check_origin(self, origin: str) -> bool:
        """Accept only pages of this preview."""
        return _is_own_origin(origin, self.hosts)

    def prepare(self) -> None:
        """Refuse a foreign Host, and a client that names no origin."""
        if not _is_ours(self.request.headers.get("Host", ""), self.hosts) or not self.request.headers.get("Origin"):
            self.send_error(403)

    def on_message(self, message: str | bytes) -> None:
        """Speak livereload's protocol; what cannot be read closes the socket."""
        try:
            super().on_message(message)
        except (ValueError, AttributeError, TypeError):
            self.close()


def reload_all() -> None:
    """Tell every page to load itself again. The message names no file."""
    message = '{"command": "reload", "path": "/", "liveCSS": false, "liveImg": false}'
    for waiter in sorted(LiveReloadHandler.waiters, key=id):
        waiter.send_message(message)


def application(preview: Preview, port: int) -> Application:
    """Make the server's table of addresses."""
    hosts = frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})
    return Application(
        [
            (SOCKET, Reload, {"hosts": hosts}),
            (SCRIPT, Script, {"hosts": hosts, "preview": preview}),
            (r"/(.*)", Files, {"hosts": hosts, "preview": preview}),
        ],
        websocket_max_message_size=64 << 10,
        compress_response=False,
    )


def run(preview: Preview, ports: list[int], *, open_browser: bool) -> None:
    """Build, then serve until interrupted. Raises PortTakenError when no port is free."""
    logging.getLogger("tornado.access").setLevel(logging.CRITICAL)
    logging.getLogger("tornado.general").setLevel(logging.CRITICAL)
    logging.getLogger("livereload").setLevel(logging.CRITICAL)
    port, sockets = _bind(ports)
    preview.rebuild()
    server = HTTPServer(
        application(preview, port),
        max_header_size=_MAX_HEADER_BYTES,
        idle_connection_timeout=_IDLE_S,
        body_timeout=_IDLE_S,
    )
    server.add_sockets(sockets)
    loop = IOLoop.current()
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(preview, loop, stop), daemon=True)
    watcher.start()
    try:
        preview.terminal.say(f"preview at http://{LOOPBACK}:{port}/ · Ctrl-C stops")
        if open_browser:
            webbrowser.open(f"http://{LOOPBACK}:{port}/")
        loop.start()
    except KeyboardInterrupt:
        preview.terminal.say("preview stopped")
    finally:
        stop.set()
        server.stop()


def _bind(ports: list[int]) -> tuple[int, list]:  # type: ignore[type-arg]  # sockets of tornado's own kind
    for port in ports:
        try:
            return port, bind_sockets(port, address=LOOPBACK)
        except OSError:
            continue
    raise PortTakenError(f"{ports[0]}" if len(ports) == 1 else f"{ports[0]} to {ports[-1]}")


def _watch(preview: Preview, loop: IOLoop, stop: threading.Event) -> None:
    """Rebuild after every burst of saves. One build at a time: changes meanwhile make the next one."""
    from watchfiles import watch

    folders = [preview.project / name for name in _WATCHED if (preview.project / name).is_dir()]

    def is_content(change: object, path: str) -> bool:
        inside = Path(path.removeprefix(str(preview.project)))
        return not any(is_ignored(part) for part in inside.parts)

    for _ in watch(*folders, watch_filter=is_content, debounce=_DEBOUNCE_MS, stop_event=stop, raise_interrupt=False):
        try:
            preview.rebuild()
        except OSError as fault:
            preview.terminal.say(f"the build failed: {fault}; the last good pages stay")
            continue
        loop.add_callback(reload_all)


def _site_path(path: str) -> str:
    """Return the path of the site that a request asks for; `..` leads nowhere, since only known paths are answered."""
    return posixpath.normpath(unquote(path)).strip("/").removeprefix(".")


def _is_ours(host: str, hosts: frozenset[str]) -> bool:
    return host.lower() in hosts


def _is_own_origin(origin: str | None, hosts: frozenset[str]) -> bool:
    return origin is None or any(origin.lower() == f"http://{host}" for host in hosts)


def _client_script() -> bytes:
    path = Path(livereload.__file__).parent / "vendors" / "livereload.js"
    return path.read_bytes()
