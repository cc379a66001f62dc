"""SFTP version 3 (draft-ietf-secsh-filexfer-02) over the pipes of ssh: packets and answers. Knows no site.

Requests are sent ahead of their answers, so that a long way to the host costs little.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from subprocess import Popen, TimeoutExpired
from typing import IO, TypeAlias

from dossier.publish.host import HostError
from dossier.publish.ssh import Login, end, text_of

VERSION = 3
PIECE_BYTES = 1 << 15
"""What every server takes and gives in one packet (§3)."""
MOST_BYTES = 1 << 18
"""A longer packet is none: a shell that greets, or a broken server."""
AHEAD = 64
"""Requests under way. Their answers must fit into a pipe while requests are still being written."""
_LOOKS = 4
"""How often the watch looks during one wait."""
_LAST_WORDS_S = 5.0
"""How long ssh may take to say why it ends."""


class Kind(IntEnum):
    """Types of packets (§3)."""

    INIT, VERSION, OPEN, CLOSE, READ, WRITE, LSTAT = range(1, 8)
    SETSTAT, OPENDIR, READDIR, REMOVE, MKDIR, RMDIR = 9, 11, 12, 13, 14, 15
    STAT, RENAME, READLINK, SYMLINK = 17, 18, 19, 20
    STATUS, HANDLE, DATA, NAME, ATTRS = range(101, 106)
    EXTENDED = 200


class Code(IntEnum):
    """What a STATUS says (§7)."""

    OK, EOF, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE = range(5)


Request: TypeAlias = tuple[Kind, bytes]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; its fields are read from `data`."""

    kind: int
    data: bytes

    @property
    def code(self) -> int:
        """The code of a STATUS; OK for an answer that carries something."""
        return int.from_bytes(self.data[:4], "big") if self.kind == Kind.STATUS else Code.OK


def string(data: bytes) -> bytes:
    """Encode a string (RFC 4251 §5)."""
    return len(data).to_bytes(4, "big") + data


def uint32(number: int) -> bytes:
    """Encode a number of four bytes."""
    return number.to_bytes(4, "big")


@dataclass(slots=True)
class Wire:
    """An open connection. Every method raises HostError when it is lost or silent for too long."""

    login: Login
    process: Popen[bytes]
    stderr: IO[bytes]
    extensions: dict[bytes, bytes] = field(default_factory=dict)
    last_id: int = 0
    moves: int = 0
    """Packets that came or went: the watch looks whether there are more."""
    is_waiting: bool = False
    is_late: bool = False
    is_over: threading.Event = field(default_factory=threading.Event)

    def exchange(self, requests: Iterable[Request]) -> list[Reply]:
        """Send requests and return their answers, in the order of the requests. Making one must not ask the host."""
        self.is_waiting = True
        try:
            return list(self._answers(requests))
        except EOFError:
            raise self._lost() from None
        finally:
            self.is_waiting = False

    def greet(self) -> None:
        """Agree on the version and hear of extensions (§4)."""
        self.is_waiting = True
        try:
            self._send(Kind.INIT, uint32(VERSION))
            reply = self._receive()
        except EOFError:
            raise self._lost() from None
        self.is_waiting = False
        if reply.kind != Kind.VERSION:
            raise self.nonsense()
        fields = Fields(reply.data[4:])
        try:
            while not fields.is_at_end:
                self.extensions.update({fields.string(): fields.string()})
        except ValueError:
            raise self.nonsense() from None

    def watch(self) -> None:
        """End the connection when no packet has moved for a whole wait; run in a thread."""
        seen, silent = -1, 0
        while silent < _LOOKS:
            if self.is_over.wait(self.login.stall_s / _LOOKS):
                return
            silent = silent + 1 if self.is_waiting and seen == self.moves else 0
            seen = self.moves
        self.is_late = True
        end(self.process)

    def _answers(self, requests: Iterable[Request]) -> Iterator[Reply]:
        due: deque[int] = deque()
        early: dict[int, Reply] = {}
        for kind, body in requests:
            self.last_id = (self.last_id + 1) % (1 << 32)
            self._send(kind, uint32(self.last_id) + body)
            due.append(self.last_id)
            if len(due) >= AHEAD:
                yield self._answer(due.popleft(), early)
        while due:
            yield self._answer(due.popleft(), early)

    def _answer(self, wanted: int, early: dict[int, Reply]) -> Reply:
        while wanted not in early:
            reply = self._receive()
            early[int.from_bytes(reply.data[:4], "big")] = Reply(reply.kind, reply.data[4:])
            if len(early) > AHEAD:
                raise self.nonsense()
        return early.pop(wanted)

    def _send(self, kind: Kind, body: bytes) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(uint32(len(body) + 1) + bytes((kind,)) + body)
            self.process.stdin.flush()
        except OSError:
            raise EOFError from None
        self.moves += 1

    def _receive(self) -> Reply:
        length = int.from_bytes(self._read(4), "big")
        if not 5 <= length <= MOST_BYTES:
            raise self.nonsense()
        packet = self._read(length)
        self.moves += 1
        return Reply(packet[0], packet[1:])

    def _read(self, size: int) -> bytes:
        assert self.process.stdout is not None
        data = self.process.stdout.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def _lost(self) -> HostError:
        try:
            self.process.wait(_LAST_WORDS_S)
        except TimeoutExpired:
            end(self.process)
        return self.login.fault(text_of(self.stderr), is_late=self.is_late)

    def nonsense(self) -> HostError:
        """End the connection: what came is no answer."""
        end(self.process)
        advice = "if a start-up file of the shell there prints something, let it do so only on a terminal"
        return HostError(f"{self.login.shown} answers something that is not SFTP", help=advice)


class Fields:
    """Reads an answer field by field. Raises ValueError where it ends too early."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return self.place >= len(self.data)

    def uint(self, size: int = 4) -> int:
        """Read a number of so many bytes."""
        return int.from_bytes(self._take(size), "big")

    def string(self) -> bytes:
        """Read a string."""
        return self._take(self.uint())

    def skip(self, size: int) -> None:
        """Leave out so many bytes."""
        self._take(size)

    def _take(self, size: int) -> bytes:
        start, self.place = self.place, self.place + size
        if self.place > len(self.data):
            raise ValueError
        return self.data[start : self.place]


@contextmanager
def connect(login: Login) -> Iterator[Wire]:
    """Open a connection to the SFTP subsystem of a host."""
    with tempfile.TemporaryFile() as stderr:
        process = login.start("-s", command="sftp", stderr=stderr)
        wire = Wire(login, process, stderr)
        watch = threading.Thread(target=wire.watch, daemon=True)
        watch.start()
        try:
            wire.greet()
            yield wire
        finally:
            wire.is_over.set()
            _close(process)
            watch.join()


def _close(process: Popen[bytes]) -> None:
    end(process)
    for stream in (process.stdin, process.stdout):
        assert stream is not None
        try:
            stream.close()
        except OSError:
            continue  # bytes that nobody waits for any more
