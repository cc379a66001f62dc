"""Builds under the lock: the site on disk, and one line that says what was made and what was left out, and why."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.build import Build, Machines, Request, build, untimed
from dossier.cluster.fault import ClusterError
from dossier.commands.project import is_debugging
from dossier.commands.speech import Terminal, bar
from dossier.commands.stopwatch import Stopwatch
from dossier.commands.unchanged import Asked, Built, Done, Inputs, forget, remember
from dossier.diagnostics import Diagnostic, Span, has_errors
from dossier.handover import HOUSE
from dossier.link import Hidden, Standing
from dossier.parallel import cores
from dossier.report import counted
from dossier.rules import output as rules
from dossier.rules.editorial import VANISHED_URL
from dossier.store import Store
from dossier.write import Lock, LockHeldError, output_fault, read_manifest, recover

CACHE = Path(".dossier") / "cache.db"
LOCK = Path(".dossier") / "lock"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who works."""

    jobs: int | None = None
    """Processes here; one per core when None …"""
    cluster: str | None = None
    """… or machines behind a scheduler at this address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What `dossier build` was asked for."""

    project: Path
    asked: Asked
    inputs: Inputs
    """What there was to read when it began …"""
    looked_ns: int
    """… and the moment just before it was looked at, in nanoseconds since 1970."""
    force: bool
    hands: Hands
    watch: Stopwatch | None = None
    """None when nobody asked for times."""


def run(order: Order, terminal: Terminal) -> int:
    """Build under the lock, say what became of it, and remember it. Returns the exit code."""
    started_s, target = time.perf_counter(), order.asked.target
    try:
        with Lock(order.project / LOCK, "dossier build"):
            fault = output_fault(target, order.project)
            if fault is not None:
                terminal.report((fault,), order.project)
                return 2
            recover(target)
            result = _run(_request(order), order, terminal)
            remember_build(result, order)
    except LockHeldError as held:
        terminal.report((_held(held),), order.project)
        return 3
    except ClusterError as failed:
        terminal.report((failed.diagnostic,), order.project)
        return 3
    except OSError as broken:
        terminal.report((_broken(broken, target),), order.project)
        return 3
    terminal.report(result.diagnostics, order.project)
    terminal.say(_line(result, target, time.perf_counter() - started_s))
    return 1 if result.written is None or has_errors(result.diagnostics, strict=order.asked.strict) else 0


def _request(order: Order) -> Request:
    return Request(
        project=order.project,
        today=order.asked.today,
        store=_store(order.project, force=order.force),
        published=published_paths(order.asked.target),
        debug=is_debugging(),
        lap=order.watch.lap if order.watch else untimed,
        jobs=order.hands.jobs or cores(),
    )


def remember_build(result: Build, order: Order) -> None:
    """Write down what was built from what, unless something decides it that the file system does not show."""
    settings, written = result.site.settings, result.written
    knows_all = settings is not None and settings.citation_style == HOUSE and not settings.plugins
    passing = any(fault.rule == VANISHED_URL.code for fault in result.diagnostics)
    if written is None or not knows_all or passing or not order.inputs.is_settled(order.looked_ns):
        forget(order.project)
        return
    waiting = [one.until for one in result.site.hidden if one.until is not None]
    done = Done(
        pages=len(result.site.planned.pages) if result.site.planned else 0,
        left_out=left_out_text(result.site.hidden),
        diagnostics=result.diagnostics,
    )
    until = min(waiting, default=datetime.date.max)
    asked = order.asked
    remember(order.project, Built(order.inputs.digest, asked.target, asked.strict, asked.today, until, done))


def _store(project: Path, *, force: bool) -> Store:
    if force:
        (project / CACHE).unlink(missing_ok=True)
    return Store(project / CACHE)


def _run(request: Request, order: Order, terminal: Terminal) -> Build:
    with _machines(order.hands.cluster) as cluster, bar(terminal) as shown:
        return build(replace(request, cluster=cluster), order.asked.target, shown.advance, strict=order.asked.strict)


def _machines(address: str | None) -> AbstractContextManager[Machines | None]:
    if address is None:
        return nullcontext()
    from dossier.cluster.connection import connect

    return connect(address)


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
