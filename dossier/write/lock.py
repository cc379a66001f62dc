"""One writer at a time: a lock that the operating system drops with the process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows has no flock; a lock file opened exclusively serves there
    fcntl = None  # type: ignore[assignment]


class LockHeldError(Exception):
    """Another process holds the lock; the text says which, as far as known."""


@dataclass(slots=True)
class Lock:
    """Hold `path` while a `with` block runs. Raises LockHeldError at once when another process holds it."""

    path: Path
    command: str
    _descriptor: int = -1

    def __enter__(self) -> Lock:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            _take(self._descriptor)
        except OSError:
            holder = os.read(self._descriptor, 200).decode("utf-8", "replace").strip()
            os.close(self._descriptor)
            raise LockHeldError(holder) from None
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{self.command} (process {os.getpid()})\n".encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)


def _take(descriptor: int) -> None:
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt  # type: ignore[unreachable]  # only on Windows

    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
