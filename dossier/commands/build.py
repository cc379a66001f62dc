"""`dossier build`: the site on disk, and one line that says what was made and what was left out, and why."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from pathlib import Path

import click

from dossier.build import Build, Request, build
from dossier.commands.project import is_debugging, now_option, project_option
from dossier.commands.speech import Terminal, bar, has_errors, speech_options
from dossier.diagnostics import Diagnostic, Span
from dossier.link import Hidden, Standing
from dossier.report import counted
from dossier.rules import output as rules
from dossier.store import Store
from dossier.write import Lock, LockHeldError, output_fault, read_manifest, recover

CACHE = Path(".dossier") / "cache.db"
LOCK = Path(".dossier") / "lock"


@click.command()
@project_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes; the project's site/ when left out.",
)
@now_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--force", is_flag=True, help="Trust no cache: read and parse everything again.")
@speech_options
def command(
    project: Path, output: Path | None, now: datetime.date, strict: bool, force: bool, terminal: Terminal
) -> int:
    """Build the site.

    Every fault of the content is reported in one run. With errors nothing is written: the last good site stands.
    """
    target = (output or project / "site").absolute()
    started_s = time.perf_counter()
    try:
        with Lock(project / LOCK, "dossier build"):
            fault = output_fault(target, project)
            if fault is not None:
                terminal.report((fault,), project)
                return 2
            recover(target)
            store, published = _store(project, force=force), published_paths(target)
            request = Request(project=project, today=now, store=store, published=published, debug=is_debugging())
            result = _run(request, target, terminal, strict=strict)
    except LockHeldError as held:
        terminal.report((_held(held),), project)
        return 3
    except OSError as broken:
        terminal.report((_broken(broken, target),), project)
        return 3
    terminal.report(result.diagnostics, project)
    terminal.say(_line(result, target, time.perf_counter() - started_s))
    return 1 if result.written is None or has_errors(result.diagnostics, strict=strict) else 0


def _store(project: Path, *, force: bool) -> Store:
    if force:
        (project / CACHE).unlink(missing_ok=True)
    return Store(project / CACHE)


def _run(request: Request, target: Path, terminal: Terminal, *, strict: bool) -> Build:
    with bar(terminal) as shown:
        return build(request, target, shown.advance, strict=strict)


def _held(held: LockHeldError) -> Diagnostic:
    message = f"another command is writing this site: {held}"
    return rules.BUILD_RUNNING.at(Span(LOCK.as_posix()), message, help="wait for it to end")


def _broken(broken: OSError, target: Path) -> Diagnostic:
    message = f"the output could not be written: {broken.strerror or broken}; the last good site is untouched"
    return rules.OUTPUT_FAILED.at(Span(target.name), message, help="make room or check permissions, then build again")


def _line(result: Build, target: Path, seconds: float) -> str:
    """Say what was made and what was left out: `built 212 pages in 0.9 s · 3 drafts, 1 scheduled until 2026-12-01`."""
    left_out = left_out_text(result.site.hidden)
    if result.written is None:
        return "not built; the last good site stands" + (f" · {left_out}" if left_out else "")
    written = result.written
    pages = len(result.site.planned.pages) if result.site.planned else 0
    changes = f"+{len(written.added)} ~{len(written.changed)} -{len(written.removed)}"
    parts = [f"built {pages} pages ({written.total} files, {changes}) in {seconds:.1f} s into {target.name}/"]
    return " · ".join([*parts, left_out] if left_out else parts)


def published_paths(folder: Path) -> frozenset[str]:
    """Return the paths of the site that was built last, to notice addresses that vanished."""
    manifest = read_manifest(folder)
    return frozenset(manifest.entries) if manifest else frozenset()


def left_out_text(hidden: tuple[Hidden, ...]) -> str:
    """Say what is not public and why; "" when nothing is left out."""
    counts = Counter(one.standing for one in hidden)
    parts = []
    if counts[Standing.DRAFT]:
        parts.append(counted(counts[Standing.DRAFT], "draft"))
    if counts[Standing.SCHEDULED]:
        until = min(one.until for one in hidden if one.until is not None)
        parts.append(f"{counts[Standing.SCHEDULED]} scheduled until {until.isoformat()}")
    if counts[Standing.PRIVATE]:
        parts.append(f"{counts[Standing.PRIVATE]} private")
    return f"{', '.join(parts)} not built" if parts else ""
