"""A proxy on loopback that disturbs one connection after so many bytes of the client, and lets all others pass."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 1 << 12
MODES = ("cut", "reset", "stall", "flip", "lost")
"""The line ends (FIN), breaks (RST), falls silent, turns one bit, or ends after the server has acted, its answer unread."""


@dataclass
class Proxy:
    """Stands before `port`. `mode` is one of MODES or `pass`; it strikes once, after `bytes_left` bytes of clients."""

    port: int
    host: str = "127.0.0.1"
    mode: str = "pass"
    bytes_left: int = 1 << 60
    sent: int = 0
    """Bytes that clients have sent so far."""
    answered: int = 0
    """Bytes that the server has sent so far."""
    struck: int = 0
    """How often a connection was disturbed."""
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    counting: threading.Lock = field(default_factory=threading.Lock)
    lines: list[Line] = field(default_factory=list)

    @property
    def own_port(self) -> int:
        return int(self.listening.getsockname()[1])

    def disturb(self, mode: str, after_bytes: int) -> None:
        """Strike once, after so many bytes that clients send from now on."""
        with self.counting:
            self.mode, self.bytes_left = mode, after_bytes

    def serve(self, listening: socket.socket, port: int) -> None:
        """Take connections to a port, each in a thread of its own, until the listening socket is closed."""
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                line = Line(self, client, port)
                self.lines.append(line)
                threading.Thread(target=line.run, daemon=True).start()

    def spend(self, data: bytes) -> tuple[str, bytes]:
        """Count bytes; return what to do with this chunk, and what of it goes to the server in any case."""
        with self.counting:
            self.sent += len(data)
            if self.mode == "pass" or len(data) <= self.bytes_left:
                self.bytes_left -= len(data)
                return "pass", data
            self.struck += 1
            mode, self.mode = self.mode, "pass"
            head = data[: self.bytes_left]
            if mode == "flip":
                return "pass", head + bytes([data[len(head)] ^ 1]) + data[len(head) + 1 :]
            return mode, data if mode == "lost" else head


@dataclass
class Line:
    """One client, and the connection to the server that belongs to it."""

    proxy: Proxy
    client: socket.socket
    port: int
    is_deaf: bool = False
    """Whether nothing of the server reaches the client any more."""
    is_lost: bool = False
    """Whether the next answer of the server ends the connection."""

    def run(self) -> None:
        """Carry bytes both ways until either side ends."""
        with self.client, suppress(OSError), socket.create_connection((self.proxy.host, self.port)) as server:
            for one in (self.client, server):  # small pieces are passed on at once, as they came
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._answer, args=(server,), daemon=True)
            back.start()
            with suppress(OSError):
                self._forward(server)
            back.join(10)

    def _forward(self, server: socket.socket) -> None:
        while data := self.client.recv(CHUNK):
            deed, head = self.proxy.spend(data) if not self.is_deaf else ("pass", b"")
            self.is_deaf |= deed == "stall"
            self.is_lost |= deed == "lost"
            server.sendall(head)
            if deed in ("cut", "reset"):
                _end(self.client, server, is_reset=deed == "reset")
                return
        server.shutdown(socket.SHUT_WR)

    def _answer(self, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(CHUNK):
                self.proxy.answered += len(data)
                if self.is_lost:
                    break
                if not self.is_deaf:
                    self.client.sendall(data)
        with suppress(OSError):
            self.client.shutdown(socket.SHUT_RDWR if self.is_lost else socket.SHUT_WR)


def _end(client: socket.socket, server: socket.socket, *, is_reset: bool) -> None:
    for one in (client, server):
        if is_reset:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with suppress(OSError):  # a reset is sent by closing; before it only our own readers are woken
            one.shutdown(socket.SHUT_RD if is_reset else socket.SHUT_RDWR)


@contextmanager
def proxy_before(port: int, *more: int, host: str = "127.0.0.1") -> Iterator[Proxy]:
    """Run a proxy while the block runs; `more` ports of the host have the same number on the proxy's side."""
    proxy = Proxy(port, host)
    doors = [(proxy.listening, port), *((socket.create_server(("127.0.0.1", one)), one) for one in more)]
    threads = [threading.Thread(target=proxy.serve, args=door, daemon=True) for door in doors]
    for thread in threads:
        thread.start()
    try:
        yield proxy
    finally:
        for one in (*(listening for listening, _ in doors), *(line.client for line in proxy.lines)):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for listening, _ in doors:
            listening.close()
        for thread in threads:
            thread.join(10)
