"""Builds by every tool in turn: from nothing, with nothing changed, with one text and with one title edited."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from benchmarks.relations import missing
from benchmarks.timing import Command, Measure, RunError, run
from benchmarks.tools import DOSSIER, Project, page_of
from speed import ALONE, BODY, COLD, FLOOR, HELP, ONE_CORE, PHASES, PYTHON, TITLE, Series

SETTLE_S = 2.1
"""dossier remembers a build only when all it read was older than two seconds, the grain of the coarsest clock in use."""
_TITLE = re.compile(r'^(title: "?)', re.IGNORECASE | re.MULTILINE)


class WrongOutputError(Exception):
    """A site that lacks what it has to hold."""


@dataclass(slots=True)
class Taken:
    """Measures by size, phase and tool, in the order of the rounds."""

    measures: dict[tuple[int, str, str], list[Measure]] = field(default_factory=dict)

    def add(self, project: Project, phase: str, measure: Measure) -> None:
        """Keep a measure of one of the phases."""
        self.measures.setdefault((project.corpus.size, phase, project.tool.name), []).append(measure)

    def drop(self, project: Project) -> None:
        """Forget a tool: its time does not count."""
        for key in [key for key in self.measures if key[2] == project.tool.name]:
            del self.measures[key]

    def series(self) -> tuple[Series, ...]:
        """Return everything as the documentation reads it."""
        return tuple(
            Series(
                size=size,
                phase=phase,
                tool=tool,
                wall_s=tuple(round(one.wall_s, 4) for one in measures),
                cpu_s=tuple(round(one.cpu_s, 4) for one in measures),
                peak_mib=tuple(round(one.peak_mib, 1) for one in measures),
            )
            for (size, phase, tool), measures in self.measures.items()
        )


def build_in_turn(projects: Sequence[Project], runs: int, taken: Taken, *, settle_s: float = SETTLE_S) -> list[str]:
    """Run every phase of every tool `runs` times; each round begins with another tool.

    Returns the names of the tools whose output was not right: they are left out, loudly.
    """
    left = list(projects)
    texts = {project.tool.name: project.edited.read_text(encoding="utf-8") for project in projects}
    for number in range(runs):
        for project in left:
            _save(project.edited, texts[project.tool.name])
        time.sleep(settle_s)
        for phase in PHASES:
            left = [
                project
                for project in left
                if _is_measured(project, phase, taken, text=texts[project.tool.name], number=number)
            ]
        left = [*left[1:], *left[:1]]
    return [project.tool.name for project in projects if project not in left]


def _is_measured(project: Project, phase: str, taken: Taken, *, text: str, number: int) -> bool:
    """Measure one phase; say loudly when the tool has to be left out."""
    try:
        taken.add(project, phase, _measured(project, phase, text=text, number=number))
    except (RunError, WrongOutputError) as fault:
        click.echo(f"{project.tool.name} is LEFT OUT of the comparison: {fault}", err=True)
        taken.drop(project)
        return False
    return True


def _measured(project: Project, phase: str, *, text: str, number: int) -> Measure:
    """Run one phase and look whether the site shows it. Raises RunError and WrongOutputError."""
    if phase == COLD:
        project.clear()
    elif phase == BODY:
        _save(project.edited, f"{text}\nA late correction, number {number}, was added here.\n")
    elif phase == TITLE:  # the sentence of before goes again
        _save(project.edited, _TITLE.sub(rf"\1Edition {number} of ", text, count=1))
    measure = run(project.command(project.tool.build))
    if number == 0 and phase == COLD:
        _must_be_empty("relations missing", missing(project.corpus, project.site))
    if phase == BODY:
        _must_show(page_of(project, project.corpus.edited), f"correction, number {number},")
    elif phase == TITLE:
        actor = next(one for one in project.corpus.actors if one.id == project.corpus.edited.all_actors[0])
        _must_show(page_of(project, actor), f"Edition {number} of ")
    if project.tool is DOSSIER and phase == TITLE and number == 0:  # two edits have been built on the first site
        _must_be_clean(project)
    return measure


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _must_show(page: Path, words: str) -> None:
    """See to it that words stand on a page, or on those of lists too long for it, which lie below it."""
    below = page.parent.rglob("index.html") if page.name == "index.html" else ()
    if not any(words in one.read_text(encoding="utf-8") for one in (page, *below)):
        raise WrongOutputError(f"{page.parent.name} does not show the edit")


def _must_be_empty(what: str, found: object) -> None:
    if found:
        raise WrongOutputError(f"{what}: {str(found)[:300]}")


def _must_be_clean(project: Project) -> None:
    """Build the same content elsewhere from nothing: every byte must be the same."""
    clean = replace(project, root=project.root.with_name(f"{project.root.name}-clean"))
    shutil.rmtree(clean.root, ignore_errors=True)
    shutil.copytree(project.root / "content", clean.root / "content")
    run(clean.command(clean.tool.build))
    ours, theirs = _tree(project.site), _tree(clean.site)
    differing = sorted(path for path in {*ours, *theirs} if ours.get(path) != theirs.get(path))
    shutil.rmtree(clean.root)
    _must_be_empty("not what a clean build makes", differing)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def measure_starts(project: Project, runs: int, taken: Taken) -> None:
    """Measure what a start and a look at all files take at least, and `dossier --help`."""
    bare = Command(words=(sys.executable, "-c", "pass"), folder=project.root)
    helped = Command(words=(sys.executable, "-m", "dossier", "--help"), folder=project.root)
    floor = Command(words=(sys.executable, str(Path(__file__).with_name("floor.py")), "."), folder=project.root)
    for _ in range(runs):
        for phase, command in ((PYTHON, bare), (HELP, helped), (FLOOR, floor)):
            taken.add(project, phase, run(command))


def measure_alone(project: Project, taken: Taken) -> None:
    """Measure one cold build at a size at which tools are not compared; say loudly when it fails."""
    try:
        measure = run(project.command(project.tool.build))
        _must_be_empty("relations missing", missing(project.corpus, project.site))
    except (RunError, WrongOutputError) as fault:
        click.echo(f"{project.corpus.size} articles are LEFT OUT: {fault}", err=True)
        return
    taken.add(project, ALONE, measure)


def measure_one_core(project: Project, runs: int, taken: Taken) -> None:
    """Measure cold builds that are kept to one processor, where the system can do that."""
    for _ in range(runs if shutil.which("taskset") else 0):
        project.clear()
        taken.add(project, ONE_CORE, run(project.command(project.tool.build, cores=1)))
