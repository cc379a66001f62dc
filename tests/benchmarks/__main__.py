"""`make bench`: the comparison from corpus to table. Needs network for the registries, nothing else of the outside."""

from __future__ import annotations

import datetime
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

import speed
from benchmarks.bring import bring
from benchmarks.corpus import Corpus, make_corpus
from benchmarks.preview import save_latencies
from benchmarks.rounds import Taken, WrongOutputError, build_in_turn, measure_alone, measure_one_core, measure_starts
from benchmarks.timing import Measure
from benchmarks.tools import DOSSIER, OTHERS, Project, lay_out, version
from speed import SAVE, Results


@click.command()
@click.option("--sizes", default="100 1000", show_default=True, help="Numbers of articles.")
@click.option("--growth", default="", help="Numbers of articles that dossier alone builds, once: how its cost grows.")
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1), help="Rounds of every phase.")
@click.option("--note", default="", help="What has to be known about the machine during the measuring.")
@click.option("--programs", type=click.Path(path_type=Path), required=True, help="Where other tools are installed.")
@click.option("--results", type=click.Path(path_type=Path), required=True, help="The file of results.")
def main(sizes: str, growth: str, runs: int, note: str, programs: Path, results: Path) -> None:
    """Measure, print the table and keep it."""
    installed = bring(OTHERS, programs.absolute())
    asked = Asked(_numbers(sizes), _numbers(growth), runs, note)
    for found in compare(asked, installed):
        speed.write_results(found, results)  # after every size: the next one may take an hour
    for line in speed.lines(speed.read_results(results)):
        click.echo(line)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured."""

    sizes: Sequence[int]
    """Numbers of articles at which tools are compared …"""
    growth: Sequence[int]
    """… and at which dossier alone is built."""
    runs: int
    note: str


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split()]


def compare(asked: Asked, installed: Mapping[str, Path]) -> Iterator[Results]:
    """Measure dossier and every installed tool at every size; yield after each what is known so far."""
    taken = Taken()
    left_out = {tool.name for tool in OTHERS if tool.name not in installed}
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
        for size in (*asked.sizes, *asked.growth):
            click.echo(f"{size} articles ...", err=True)
            root, corpus = Path(folder) / str(size), make_corpus(size)
            if size in asked.sizes:
                left_out |= _measure(lay_out_all(corpus, root, installed), asked.runs, taken)
            else:
                measure_alone(lay_out_all(corpus, root, {})[0], taken)
            if DOSSIER.name in left_out:
                raise SystemExit(1)  # the reason has been printed
            shutil.rmtree(root)
            yield Results(
                day=datetime.date.today().isoformat(),
                machine=machine(),
                note=asked.note,
                versions={tool.name: version(tool) for tool in OTHERS if tool.name in installed},
                left_out=tuple(sorted(left_out)),
                series=taken.series(),
            )


def lay_out_all(corpus: Corpus, folder: Path, installed: Mapping[str, Path]) -> list[Project]:
    """Write a corpus for dossier and every installed tool."""
    folder.mkdir()
    tools = [DOSSIER, *(tool for tool in OTHERS if tool.name in installed)]
    return [lay_out(tool, corpus, folder / tool.key, installed.get(tool.name)) for tool in tools]


def _measure(projects: Sequence[Project], runs: int, taken: Taken) -> set[str]:
    """Measure one size; return the tools whose output was not right."""
    wrong = set(build_in_turn(projects, runs, taken))
    right = [project for project in projects if project.tool.name not in wrong]
    for project in right:
        if project.tool is DOSSIER:
            measure_starts(project, runs, taken)
            measure_one_core(project, runs, taken)
        if project.tool.serve:
            _save(project, runs, taken)
    return wrong


def _save(project: Project, runs: int, taken: Taken) -> None:
    try:
        latencies = save_latencies(project, runs)
    except WrongOutputError as fault:
        click.echo(f"the preview of {project.tool.name} is LEFT OUT: {fault}", err=True)
        return
    for latency_s in latencies:
        taken.add(project, SAVE, Measure(latency_s, 0.0, 0.0))


def machine() -> str:
    """Say in general terms what this machine is."""
    return f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
