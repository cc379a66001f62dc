"""Spreads work over processes: the same results in the same order, whatever becomes of a process."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

LEAST = 200
"""With less to do, starting processes costs more than they save."""
BATCH = 8
"""Results that a process sends at once."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Sequence[Callable[[], Result]], jobs: int) -> Iterator[Result]:
    """Yield what each of `work` returns, in its order, done by `jobs` processes.

    Results must be picklable; the work need not be, since processes are forked. Where they cannot be (Windows, macOS),
    and where there is little to do, this process does it all. What a process that died did not finish is done here, and
    what raises in another process is raised here.
    """
    if not pays(len(work), jobs):
        yield from (one() for one in work)
        return
    with contextlib.ExitStack() as started:
        shares = [_Share(work[number::jobs]) for number in range(jobs)]
        for share in shares:
            started.enter_context(share)
        for number in range(len(work)):
            yield cast(Result, shares[number % jobs].next())


def pays(count: int, jobs: int) -> bool:
    """Tell whether so many pieces of work are spread over processes."""
    return jobs > 1 and count >= LEAST and sys.platform not in ("win32", "darwin")


class _Share:
    """The part of the work that one process does. As a context it ends the process."""

    def __init__(self, work: Sequence[Callable[[], object]]) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self.work = work
        self.taken = 0
        self.waiting: list[object] = []
        self.results, sending = context.Pipe(duplex=False)
        self.process = context.Process(target=_do, args=(work, sending), daemon=True)
        self.process.start()
        sending.close()

    def __enter__(self) -> None:
        pass

    def __exit__(self, *raised: object) -> None:
        self.results.close()
        self.process.terminate()
        self.process.join()

    def next(self) -> object:
        """Return the next result, from the process while it lives."""
        if not self.waiting:
            self.waiting = self._receive()
        self.taken += 1
        return self.waiting.pop() if self.waiting else self.work[self.taken - 1]()

    def _receive(self) -> list[object]:
        try:
            return list(reversed(self.results.recv()))
        except (EOFError, OSError):
            return []


def _do(work: Sequence[Callable[[], object]], results: Connection) -> None:
    """Do the work and send what comes of it. The parent process sees to interrupts, and to what is missing."""
    gc.freeze()  # what was there before the fork stays shared: collecting it would copy its pages
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for start in range(0, len(work), BATCH):
        try:
            done = [one() for one in work[start : start + BATCH]]
            results.send(done)
        except Exception:  # whatever it is: the parent does this piece again, and there it is raised
            return
