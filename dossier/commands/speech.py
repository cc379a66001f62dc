"""What a person sees: faults, the line of a build, a progress bar when work lasts. Human text goes to stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from dossier.diagnostics import Diagnostic, Severity
from dossier.report import FORMS, counted, full, summary
from dossier.text import TEXT_LIMIT_BYTES

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Function = TypeVar("Function", bound=Callable[..., Any])

PATIENCE_S = 1.0
"""Work that is over sooner shows no bar: a flash of one is worse than none."""
MOST_SHOWN = 100
"""Faults printed in full; the rest is counted, so that a terminal is not flooded."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to speak: the form asked for, loudness, colours."""

    form: str = "text"
    quiet: bool = False
    verbose: bool = False

    @property
    def colour(self) -> bool:
        """Colours only on a terminal, and never against NO_COLOR (no-color.org)."""
        return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def say(self, text: str) -> None:
        """Print a line for a person, unless --quiet."""
        if not self.quiet and self.form == "text":
            click.echo(text, err=True)

    def report(self, diagnostics: tuple[Diagnostic, ...], root: Path) -> None:
        """Print all faults: machine forms to stdout, the full form with excerpts to stderr; notes with --verbose."""
        if self.form != "text":
            click.echo(FORMS[self.form](diagnostics))
            return
        shown = tuple(fault for fault in diagnostics if self.verbose or fault.severity is not Severity.NOTE)
        lines = Lines(root)
        most = len(shown) if self.verbose else MOST_SHOWN
        for fault in shown[:most]:
            click.echo(full(fault, lines.read, colour=self.colour) + "\n", err=True)
        if len(shown) > most:
            click.echo(f"… and {len(shown) - most} more; --verbose shows all\n", err=True)
        if diagnostics and not self.quiet:
            notes = len(diagnostics) - len(shown)
            more = f" ({counted(notes, 'note')} not shown without --verbose)" if notes else ""
            click.echo(summary(diagnostics) + more, err=True)


@dataclass(slots=True)
class Lines:
    """Reads the lines that faults point at; each file once. Only regular files inside the project are opened."""

    root: Path
    _by_path: dict[str, list[str]] = field(default_factory=dict)

    def read(self, path: str, line: int) -> str | None:
        if path not in self._by_path:
            self._by_path[path] = self._lines_of(path)
        lines = self._by_path[path]
        return lines[line - 1] if 0 < line <= len(lines) else None

    def _lines_of(self, path: str) -> list[str]:
        file = self.root / path
        try:
            if not file.is_file() or not file.resolve().is_relative_to(self.root.resolve()):
                return []
            if file.stat().st_size > TEXT_LIMIT_BYTES:
                return []
            text = file.read_bytes().decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(slots=True)
class Bar:
    """A progress bar that appears only when work lasts; `advance` is handed to the build."""

    visible: bool
    _started_s: float = field(default_factory=time.monotonic)
    _progress: Progress | None = None
    _task: TaskID | None = None

    def advance(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` things of a stage are finished."""
        if not self.visible or time.monotonic() - self._started_s < PATIENCE_S:
            return
        if self._progress is None:
            self._start()
        assert self._progress is not None and self._task is not None
        self._progress.update(self._task, description=stage, completed=done, total=total)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._progress.start()
        self._task = self._progress.add_task("")

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


@contextmanager
def bar(terminal: Terminal) -> Iterator[Bar]:
    """Show a progress bar while the block runs, on a terminal and in text form only."""
    shown = Bar(sys.stderr.isatty() and not terminal.quiet and terminal.form == "text")
    try:
        yield shown
    finally:
        shown.stop()


def speech_options(function: Function) -> Function:
    """Add `--format`, `--quiet` and `--verbose`; the function gets `terminal: Terminal`."""

    @click.option(
        "--format", "form", type=click.Choice(["text", *FORMS]), default="text", help="How faults are printed."
    )
    @click.option("-q", "--quiet", is_flag=True, help="Print faults only.")
    @click.option("-v", "--verbose", is_flag=True, help="Print notes too, and every fault in full.")
    @wraps(function)
    def with_terminal(*arguments: Any, form: str, quiet: bool, verbose: bool, **options: Any) -> Any:
        return function(*arguments, terminal=Terminal(form, quiet, verbose), **options)

    return cast(Function, with_terminal)
