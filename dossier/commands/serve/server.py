"""The preview's server: tornado and livereload's socket, with what they leave open closed."""

from __future__ import annotations

import json
import logging
import signal
import threading
import webbrowser
from pathlib import Path
from socket import socket
from typing import Any
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.platform.asyncio import BaseAsyncIOLoop
from tornado.web import Application

from dossier.commands.serve.answers import SCRIPT, SOCKET, STYLE, Elsewhere, answer
from dossier.commands.serve.guard import LOOPBACK, Guarded, hosts_of, is_own_origin, refusal
from dossier.commands.serve.preview import Preview
from dossier.commands.serve.watch import Finish, bursts, keep_fresh
from dossier.headers import content_type

_MAX_HEADER_BYTES = 16 << 10
_MAX_BODY_BYTES = 1 << 10
"""Nothing is ever sent to the preview."""
_IDLE_S = 10
"""A request's head must have come within this time; so long a quiet connection is kept."""
_PING_S = 30
"""A tab that is gone without a word is noticed so soon."""
MOST_CONNECTIONS = 128
"""The oldest is closed for a new one: whoever holds many open keeps nobody else out. A tab connects again by itself."""


class PortTakenError(Exception):
    """No port asked for is free; the text names it."""


class Files(Guarded):
    """The site's files, from memory; no path of the disk is ever opened."""

    def get(self, path: str) -> None:
        """Answer as a static host would."""
        found = answer(self.shown, path)
        if isinstance(found, Elsewhere):
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(f"/{quote(found.path)}{query}")
            return
        self.set_status(found.status)
        self.set_header("Content-Type", content_type(found.name))
        self.finish(found.data)

    head = get


class Own(Guarded):
    """The preview's own script and style sheet, which no built site has."""

    def get(self, name: str) -> None:
        """Answer with one of our two files."""
        file = Path(__file__).with_name(f"client.{name}")
        self.set_header("Content-Type", content_type(file.name))
        self.finish(file.read_bytes())


class Nothing(Guarded):
    """Whatever has no address at all, such as `OPTIONS *`."""

    def prepare(self) -> None:
        """Refuse it."""
        super().prepare()
        if not self._finished:
            self.send_error(404)


class Reload(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's socket, for our own pages only; says nothing of paths."""

    def initialize(self, hosts: frozenset[str], preview: Preview) -> None:
        """Take what the application gives."""
        self.hosts = hosts
        self.preview = preview

    def check_origin(self, origin: str) -> bool:
        """Accept only pages of this preview."""
        return is_own_origin(origin, self.hosts)

    def prepare(self) -> None:
        """Refuse a foreign Host, and a client that names no origin."""
        if refusal(self.request.headers, self.hosts) or not self.request.headers.get("Origin"):
            self.send_error(403)

    def on_message(self, message: str | bytes) -> None:
        """Speak livereload's protocol; what cannot be read closes the socket.

        A page that says which version it has, and is behind, is told so at once: the message about a build that ended
        while it was loading went past it.
        """
        try:
            super().on_message(message)
            said = json.loads(message)
            if (
                said["command"] == "info"
                and said.get("version", self.preview.shown.version) != self.preview.shown.version
            ):
                self.send_message(_reload_message(self.preview))
        except (ValueError, AttributeError, TypeError, KeyError):
            self.close()


def _reload_message(preview: Preview) -> str:
    """Return livereload's message. It names no file."""
    said = {"command": "reload", "path": "/", "liveCSS": True, "liveImg": True, "version": preview.shown.version}
    return json.dumps(said)


def reload_all(preview: Preview) -> None:
    """Tell every page that there is a new version."""
    for waiter in sorted(LiveReloadHandler.waiters, key=id):
        waiter.send_message(_reload_message(preview))


class Server(HTTPServer):
    """A server that a slow or greedy client cannot fill."""

    def initialize(self, *arguments: Any, **options: Any) -> None:
        """Begin with no connection."""
        super().initialize(*arguments, **options)
        self.streams: list[IOStream] = []

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Take a connection; beyond the limit close the oldest."""
        self.streams = [one for one in self.streams if not one.closed()]
        while len(self.streams) >= MOST_CONNECTIONS:
            self.streams.pop(0).close()
        self.streams.append(stream)
        super().handle_stream(stream, address)


def application(preview: Preview, port: int) -> Application:
    """Make the server's table of addresses."""
    given = {"hosts": hosts_of(port), "preview": preview}
    own = f"{SCRIPT.rpartition('.')[0]}\\.({SCRIPT.rpartition('.')[2]}|{STYLE.rpartition('.')[2]})"
    return Application(
        [(SOCKET, Reload, given), (own, Own, given), (r"/(.*)", Files, given)],
        default_handler_class=Nothing,
        default_handler_args=given,
        websocket_max_message_size=_MAX_BODY_BYTES,
        websocket_ping_interval=_PING_S,
        compress_response=False,
    )


def run(preview: Preview, ports: list[int], *, open_browser: bool) -> None:
    """Build, then serve until interrupted. Raises PortTakenError when no port is free."""
    for name in ("tornado.access", "tornado.general", "livereload"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    port, sockets = _bind(ports)
    server = Server(
        application(preview, port),
        max_header_size=_MAX_HEADER_BYTES,
        max_body_size=_MAX_BODY_BYTES,
        idle_connection_timeout=_IDLE_S,
        body_timeout=_IDLE_S,
    )
    server.add_sockets(sockets)
    stop, ready = threading.Event(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(preview, IOLoop.current(), stop, ready), daemon=True)
    watcher.start()
    try:
        ready.wait()
        address = f"http://{LOOPBACK}:{port}/{preview.shown.base}{preview.exhibit.start}"
        preview.terminal.say(f"preview at {address} · Ctrl-C stops")
        _stop_at_interrupt(IOLoop.current())
        if open_browser:
            webbrowser.open(address)
        IOLoop.current().start()
        preview.terminal.say("preview stopped")
    except KeyboardInterrupt:
        preview.terminal.say("preview stopped")
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop.set()
        server.stop()
        watcher.join(_IDLE_S)  # watchfiles' own code must not be running when the interpreter goes


def _stop_at_interrupt(loop: IOLoop) -> None:
    """Let Ctrl-C end the loop. Raised just anywhere, an interrupt is lost where Python cannot pass it on: `__del__`."""
    assert isinstance(loop, BaseAsyncIOLoop), "tornado has no other loop"
    signal.signal(signal.SIGINT, lambda number, frame: loop.asyncio_loop.call_soon_threadsafe(loop.stop))


def _bind(ports: list[int]) -> tuple[int, list[socket]]:
    for port in ports:
        try:
            return port, bind_sockets(port, address=LOOPBACK)
        except OSError:
            continue
    raise PortTakenError(f"{ports[0]}" if len(ports) == 1 else f"{ports[0]} to {ports[-1]}")


def _watch(preview: Preview, loop: IOLoop, stop: threading.Event, ready: threading.Event) -> None:
    """Keep the preview fresh, and tell open pages whenever something is shown that was not before."""
    versions = [preview.shown.version]

    def told(fault: BaseException | None) -> None:
        if fault is not None:
            preview.failed(fault)
        if preview.shown.version != versions[-1]:
            versions[:] = [preview.shown.version]
            loop.add_callback(reload_all, preview)
        ready.set()

    keep_fresh(preview.rebuild, bursts(preview.project, lambda: preview.style, stop), told, Finish(preview.finish))
