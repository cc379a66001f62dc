"""Notices saves: one burst for what an editor, a script or git does at once, nothing for swap and temporary files."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from dossier.load import CONTENT, is_ignored
from dossier.theme import TEMPLATES

FEW = 3
"""Files that one save may touch; more are a checkout or a script, which goes on for a while."""
STEP_MS = 10
"""A burst of a few files has ended when nothing came for so long."""
PAUSE_MS = 150
"""A long burst, or one in the middle of which a file is away or empty, has ended after at most twice that."""
QUIET_MS = 400
"""So long after a build nobody is likely to wait for a page."""
POLLING = "WATCHFILES_FORCE_POLLING"
"""An environment variable, as in other programs that use watchfiles: the system is not asked."""
SLOW_STEP_MS = 500
"""Where the system cannot tell of changes, files are looked at so often."""


def keep_fresh(
    rebuild: Callable[[], None], saves: Iterable[object], told: Callable[[BaseException | None], None], finish: Finish
) -> None:
    """Rebuild after every burst, never twice at once; what is saved meanwhile makes the next burst.

    `told` gets None, or what went wrong, as a value: one failed build ends neither the watching nor the server. When
    things have been quiet for a moment, `finish` begins in a thread of its own, and ends before the next build begins.
    """
    for _ in saves:
        finish.stop()
        with _Outcome() as outcome:
            rebuild()
        told(outcome.fault)
        finish.start(told)
    finish.stop()


@dataclass(slots=True)
class Finish:
    """What is done after a build while nobody waits: `work` is given the question whether it is over."""

    work: Callable[[Callable[[], bool]], None]
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self, told: Callable[[BaseException | None], None]) -> None:
        """Begin after a moment in which the page that is looked at can be fetched."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(self._over, told), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let it end, and wait until it has."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, over: threading.Event, told: Callable[[BaseException | None], None]) -> None:
        if over.wait(QUIET_MS / 1000):
            return
        with _Outcome() as outcome:
            self.work(over.is_set)
        told(outcome.fault)


class _Outcome:
    """Keeps what a block raises, as a value."""

    fault: BaseException | None = None

    def __enter__(self) -> _Outcome:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.fault = fault
        return isinstance(fault, Exception)


def bursts(project: Path, style: Callable[[], Path | None], stop: threading.Event) -> Iterator[frozenset[str]]:
    """Yield an empty burst as soon as changes are seen, then the paths of each burst, until `stop` is set.

    content/ and templates/ may come, go and be replaced: then it begins again, with an empty burst. `style` is a single
    file that may lie elsewhere.
    """
    while not stop.is_set():
        places, burst, is_new = _places(project, style()), set[str](), True
        for changed in _changes(project, places, stop):
            burst |= changed
            if is_new or (burst and (not changed or is_settled(burst))):
                yield frozenset(burst)
                burst.clear()
                is_new = False
            if not changed and _places(project, style()) != places:
                break
        stop.wait(PAUSE_MS / 1000)


Places: TypeAlias = tuple[tuple[str, int, int], ...]
"""Path, number on the disk, and for a file the moment of its last change in nanoseconds."""


def _places(project: Path, style: Path | None) -> Places:
    """Return which folders there are, and which file is the style: another number is another folder or file."""
    found = []
    for path in (project / CONTENT, project / TEMPLATES, *([style] if style else ())):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_ino, 0 if path.is_dir() else status.st_mtime_ns))
    return tuple(found)


def is_settled(burst: Iterable[str]) -> bool:
    """Tell whether a save is complete at once: few files, all there, none empty.

    Editors empty a file before they write it, or move it away and write another in its place.
    """
    paths = [Path(path) for path in burst if Path(path).suffix]
    return len(paths) <= FEW and all(map(_has_text, paths))


def _has_text(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _changes(project: Path, places: Places, stop: threading.Event) -> Iterator[set[str]]:
    """Yield what changed; an empty set whenever nothing did for a pause. Looks itself where the system cannot tell."""
    from watchfiles import watch

    def is_content(change: object, path: str) -> bool:
        inside = Path(path.removeprefix(str(project)))
        return not any(is_ignored(part) for part in inside.parts)

    folders = [path for path, _, changed_ns in places if not changed_ns]
    watched = watch(
        *folders,
        watch_filter=is_content,
        step=STEP_MS,
        debounce=PAUSE_MS,
        rust_timeout=PAUSE_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    try:
        if not os.environ.get(POLLING):
            yield from ({path for _, path in changes} for changes in watched)
            return
    except FileNotFoundError:
        return  # a folder went between looking and watching
    except (OSError, RuntimeError):
        pass  # the system has no more watches to give
    yield from ({path for path in changed if is_content(None, path)} for changed in _looked_for(folders, stop))


def _looked_for(folders: Iterable[str], stop: threading.Event) -> Iterator[set[str]]:
    """Yield after every look which files are other ones than at the look before.

    watchfiles can look too, but to the second only: of two saves in one second it misses the later.
    """
    before = _states(folders)
    while not stop.wait(SLOW_STEP_MS / 1000):
        now = _states(folders)
        yield {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        before = now


def _states(folders: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in (Path(top) / name for folder in folders for top, _, names in os.walk(folder) for name in names):
        try:
            status = path.lstat()
        except OSError:
            continue
        found[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found
