"""What `dossier build --profile` prints: time, things made and their bytes, stage by stage."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from dataclasses import dataclass, field

_HEAD = f"{'stage':<8}{'seconds':>10}{'CPU':>10}{'things':>9}{'MiB':>9}"
_MIB = 2**20


@dataclass(slots=True)
class Stage:
    """What one stage took and made so far."""

    seconds: float = 0.0
    cpu_s: float = 0.0
    """Of this process and of those that worked for it and have ended."""
    things: int = 0
    size_bytes: int = 0
    """Of things that have bytes: files read, files made."""


@dataclass(slots=True)
class Stopwatch:
    """Adds up what lies between laps; it runs from the moment it is made. `lap` is handed to the build."""

    stages: dict[str, Stage] = field(default_factory=dict)
    _seconds: float = field(default_factory=time.perf_counter)
    _cpu_s: float = field(default_factory=lambda: _cpu_so_far_s())

    def lap(self, stage: str, made: Collection[object] = ()) -> None:
        """Count the time since the last lap, and what was made in it, for this stage."""
        seconds, cpu_s = time.perf_counter(), _cpu_so_far_s()
        row = self.stages.setdefault(stage, Stage())
        row.seconds += seconds - self._seconds
        row.cpu_s += cpu_s - self._cpu_s
        row.things += len(made)
        row.size_bytes += sum(_size_bytes(thing) for thing in made)
        self._seconds, self._cpu_s = time.perf_counter(), _cpu_so_far_s()  # counting is nobody's work

    def table(self) -> str:
        """Return one line for every stage, in the order in which they first worked, and their sum."""
        rows = list(self.stages.values())
        whole = Stage(sum(row.seconds for row in rows), sum(row.cpu_s for row in rows))
        return "\n".join([_HEAD, *(_line(name, row) for name, row in self.stages.items()), _line("all", whole)])


def _line(name: str, row: Stage) -> str:
    things = str(row.things) if row.things else ""
    size = f"{row.size_bytes / _MIB:.2f}" if row.size_bytes else ""
    return f"{name:<8}{row.seconds:>10.3f}{row.cpu_s:>10.3f}{things:>9}{size:>9}".rstrip()


def _size_bytes(thing: object) -> int:
    data = getattr(thing, "data", b"")
    return len(data) if isinstance(data, bytes) else 0


def _cpu_so_far_s() -> float:
    return time.process_time() + sum(os.times()[2:4])
