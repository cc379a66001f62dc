"""One run of a command, measured: wall and processor seconds, peak memory. Only POSIX systems tell these."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOPWATCH = Path(__file__).with_name("stopwatch.py")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a run took; the processor's time is that of the process and all that it waited for, user and system."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    """Of all processes together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is run, where; `cores` limits it to so many."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    cores: int | None = None


class RunError(Exception):
    """A command that ended with a fault, with its last words."""


def run(command: Command) -> Measure:
    """Run a command to its end. Raises RunError when it fails."""
    log = command.folder.parent / f"{command.folder.name}.log"
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(STOPWATCH), str(log), *_limited(command.cores), *command.words],
        cwd=command.folder,
        env=environment_of(command),
        stdout=subprocess.PIPE,
        check=True,
    )
    code, wall_s, cpu_s, peak_kib = json.loads(done.stdout)
    if code != 0:
        raise RunError(f"{' '.join(command.words)}: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    return Measure(wall_s, cpu_s, peak_kib / 1024)


def environment_of(command: Command) -> dict[str, str]:
    """Return this process's environment with what the command needs; texts are UTF-8 everywhere."""
    return {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", **command.environment}


def _limited(cores: int | None) -> list[str]:
    """Return the words before a command that keep it to its cores (util-linux)."""
    return [] if cores is None else ["taskset", "--cpu-list", f"0-{cores - 1}"]
