"""A real scheduler with workers on loopback, each a process of its own, and plug-ins that both sides have."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from projects import ROOT, write_files

Found = TypeVar("Found")
PATIENCE_S = 60.0
PACKAGES = "packages"
FLAGS = "flags"
"""A folder whose files tell a worker what is to become of it: `die-*` kills it, `hold` makes it wait."""
_MORTAL = '''
import os, signal, time
from pathlib import Path
from typing import TypeVar
from dossier.plugins import Plugin

def word(value):
    """Return what it is given, unless a worker that looks for flags finds one."""
    folder = Path(os.environ.get("DOSSIER_TEST_FLAGS") or os.devnull)
    for flag in folder.glob("die-*"):
        try:
            flag.unlink()
        except FileNotFoundError:
            continue
        os.kill(os.getpid(), signal.SIGKILL)
    while (folder / "hold").exists():
        (folder / "held").touch()
        time.sleep(0.05)
    return value

plugin = Plugin(name="mortal", filters={"mortal_word": word})
'''


@dataclass(slots=True)
class Machines:
    """Processes that belong together; all are ended with the block."""

    folder: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    address: str = ""

    @property
    def flags(self) -> Path:
        return self.folder / FLAGS

    def scheduler(self) -> None:
        """Start a scheduler on a free port."""
        self._start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show")
        log = self.folder / "scheduler.log"
        found = wait_for(lambda: re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text(encoding="utf-8")))
        self.address = found[1]

    def worker(self, name: str, *options: str, code: Path = ROOT) -> None:
        """Start a worker that runs the program in `code`, and wait until it has joined."""
        self._start(name, "worker", self.address, "--nthreads", "1", "--host", "127.0.0.1", *options, code=code)
        log = self.folder / f"{name}.log"
        wait_for(lambda: "Registered to" in log.read_text(encoding="utf-8"))

    def end(self, name: str) -> None:
        """Kill a process that this started, and wait until it is gone."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGCONT)
            process.send_signal(signal.SIGTERM if name != "scheduler" else signal.SIGKILL)
        process.wait(PATIENCE_S)

    def _start(self, name: str, kind: str, *options: str, code: Path = ROOT) -> None:
        log = (self.folder / f"{name}.log").open("wb")
        path = os.pathsep.join([str(code), str(self.folder / PACKAGES)])
        environment = {**os.environ, "PYTHONPATH": path, "DOSSIER_TEST_FLAGS": str(self.flags)}
        local = ["--local-directory", str(self.folder / "scratch")] if kind == "worker" else []
        command = [sys.executable, "-m", "dask", kind, "--no-dashboard", *local, *options]
        with log:
            self.processes[name] = subprocess.Popen(
                command, env=environment, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT
            )


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """Yield machines of which none runs yet."""
    made = Machines(folder)
    made.flags.mkdir(parents=True)
    try:
        yield made
    finally:
        for name in reversed(list(made.processes)):
            made.end(name)


def packages(folder: Path) -> Path:
    """Write the plug-ins `reading`, the example of the how-to, and `mortal` as installed packages."""
    library = folder / PACKAGES
    shutil.copytree(
        ROOT / "tests/plugin_example/dossier_reading",
        library / "dossier_reading",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    write_files(library, {"dossier_mortal.py": _MORTAL})
    for name in ("reading", "mortal"):
        register(library, name)
    return library


def register(library: Path, name: str) -> None:
    """Write what `pip install` writes beside the package of a plug-in."""
    texts = {
        "METADATA": f"Metadata-Version: 2.1\nName: dossier-{name}\nVersion: 1.0\n",
        "entry_points.txt": f"[dossier.plugins]\n{name} = dossier_{name}:plugin\n",
    }
    write_files(library / f"dossier_{name}-1.0.dist-info", texts)


def wait_for(ask: Callable[[], Found | None]) -> Found:
    """Ask until there is an answer."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if found := ask():
            return found
        time.sleep(0.02)
    raise AssertionError("that did not happen")
