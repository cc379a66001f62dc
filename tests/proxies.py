"""A proxy on loopback that cuts, resets or falsifies a connection after so many bytes of the client."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 1 << 12


@dataclass
class Proxy:
    """Stands before `port`. `mode` is `cut` (FIN), `reset` (RST), `flip` (one bit) or `pass`; after `bytes_left` bytes."""

    port: int
    mode: str = "pass"
    bytes_left: int = 1 << 60
    sent: int = 0
    """Bytes that clients have sent so far."""
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def own_port(self) -> int:
        return int(self.listening.getsockname()[1])

    def serve(self) -> None:
        """Take connections one after the other until the listening socket is closed."""
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                server = socket.create_connection(("127.0.0.1", self.port))
                back = threading.Thread(target=_pump, args=(server, client), daemon=True)
                back.start()
                self._forward(client, server)
                back.join(10)
                client.close()
                server.close()

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(CHUNK):
                self.sent += len(data)
                if self.mode != "pass" and len(data) > self.bytes_left:
                    head, self.mode, mode = data[: self.bytes_left], "pass", self.mode
                    if mode == "flip":
                        data = head + bytes([data[len(head)] ^ 1]) + data[len(head) + 1 :]
                    else:
                        server.sendall(head)
                        _end(client, server, is_reset=mode == "reset")
                        return
                self.bytes_left -= len(data)
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)


def _end(client: socket.socket, server: socket.socket, *, is_reset: bool) -> None:
    for one in (client, server):
        if is_reset:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(CHUNK):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def proxy_before(port: int) -> Iterator[Proxy]:
    """Run a proxy while the block runs."""
    proxy = Proxy(port)
    thread = threading.Thread(target=proxy.serve, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        with suppress(OSError):
            proxy.listening.shutdown(socket.SHUT_RDWR)
        proxy.listening.close()
        thread.join(10)
