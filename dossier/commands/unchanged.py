"""Whether anything changed since the last build, told by the file system alone: nothing heavy is imported here.

A file counts as unchanged when its name, size, inode, time of change and time of modification are the same. Times have
a grain, so a build is remembered only when everything was older than that when it began; else the next one is whole.
"""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import click

from dossier.diagnostics import Diagnostic, Related, Severity, Span
from dossier.stamps import GRAIN_NS

STATE = Path(".dossier") / "built.json"
VERSION = 1
_READ = ("content", "templates")
_UNKNOWN_NS = 2**63
"""The time of what could not be looked at: never settled."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a build reads, as one digest."""

    digest: str
    newest_ns: int
    """When the last of it changed, in nanoseconds since 1970."""

    def is_settled(self, started_ns: int) -> bool:
        """Whether a later change is sure to show, for a build that began then."""
        return self.newest_ns < started_ns - GRAIN_NS


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides the output beside the files."""

    target: Path
    strict: bool
    today: datetime.date


@dataclass(frozen=True, slots=True)
class Done:
    """What the last build said."""

    pages: int
    left_out: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: from what, where to, as on which days."""

    inputs: str
    target: Path
    strict: bool
    today: datetime.date
    until: datetime.date
    """The day on which something scheduled appears."""
    done: Done


def unchanged(project: Path, asked: Asked, inputs: Inputs) -> Done | None:
    """Return what the last build said when another one of `inputs` would make the same; None when that is not sure.

    Raises nothing: a state that is broken, foreign or old is none.
    """
    try:
        state = json.loads((project / STATE).read_bytes())
        if state["version"] != VERSION or not _is_same_question(state, asked):
            return None
        if state["inputs"] != inputs.digest or state["output"] != _digest_of((asked.target,))[0]:
            return None
        return Done(state["pages"], state["left_out"], tuple(_diagnostic(one) for one in state["diagnostics"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def remember(project: Path, built: Built) -> None:
    """Write a finished build down. Raises OSError."""
    state = {
        "version": VERSION,
        "target": str(built.target),
        "strict": built.strict,
        "from": built.today.isoformat(),
        "until": built.until.isoformat(),
        "inputs": built.inputs,
        "output": _digest_of((built.target,))[0],
        "pages": built.done.pages,
        "left_out": built.done.left_out,
        "diagnostics": [asdict(one) for one in built.done.diagnostics],
    }
    waiting = (project / STATE).with_suffix(".new")
    waiting.write_text(json.dumps(state), encoding="utf-8")
    waiting.replace(project / STATE)


def forget(project: Path) -> None:
    """Drop what was remembered. Raises OSError."""
    (project / STATE).unlink(missing_ok=True)


def read_inputs(project: Path) -> Inputs:
    """Look at everything a build reads: content/, templates/, this program and the packages beside it.

    Raises nothing: what is not there counts as not there.
    """
    folders = [*(project / name for name in _READ), Path(__file__).parent.parent, *_defaults()]
    digest, newest = _digest_of(folders)
    packages = Path(click.__file__).parent.parent  # an upgraded package changes the folder that holds them all
    stamp = packages.stat().st_mtime_ns if packages.is_dir() else 0
    return Inputs(f"{digest}:{stamp}", newest)


def _defaults() -> list[Path]:
    """Return where the default theme lies when the program runs from its repository."""
    beside = Path(__file__).parent.parent.parent / "templates"
    return [beside] if beside.is_dir() else []


def _is_same_question(state: dict[str, object], asked: Asked) -> bool:
    day = asked.today.isoformat()
    is_same_day = str(state["from"]) <= day < str(state["until"])
    return is_same_day and (state["target"], state["strict"]) == (str(asked.target), asked.strict)


def _digest_of(folders: list[Path] | tuple[Path, ...]) -> tuple[str, int]:
    """Return a digest over the names, sizes, inodes and times below folders, and the newest of the times."""
    whole, newest = blake2b(digest_size=16), 0
    for folder in folders:
        waiting = [str(folder)]
        while waiting:
            rows, below, last = _look(waiting.pop())
            whole.update(rows.encode("utf-8", "surrogateescape"))
            waiting += below
            newest = max(newest, last)
    return whole.hexdigest(), newest


def _look(folder: str) -> tuple[str, list[str], int]:
    """Return a row for every entry of a folder, the folders in it, and the newest time. Python's caches are none."""
    rows: list[str] = [folder]
    below: list[str] = []
    newest = 0
    try:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                below += () if entry.name == "__pycache__" else (entry.path,)
                continue
            status = entry.stat(follow_symlinks=False)
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            rows.append(f"{entry.name}\0{status.st_size} {status.st_ino} {status.st_mtime_ns} {status.st_ctime_ns}")
    except OSError as fault:
        return f"{folder}: {fault}", [], 0 if isinstance(fault, FileNotFoundError) else _UNKNOWN_NS
    return "\n".join(rows), below, newest


def _diagnostic(stored: dict[str, object]) -> Diagnostic:
    related = stored["related"]
    assert isinstance(related, list)
    return Diagnostic(
        rule=str(stored["rule"]),
        severity=Severity(str(stored["severity"])),
        message=str(stored["message"]),
        span=_span(stored["span"]),
        label=str(stored["label"]),
        help=str(stored["help"]),
        related=tuple(Related(_span(one["span"]), str(one["message"])) for one in related),
    )


def _span(stored: object) -> Span:
    if not isinstance(stored, dict):
        raise TypeError("a place is a map")
    return Span(str(stored["path"]), int(stored["line"]), int(stored["column"]), int(stored["length"]))
