"""`make bench`: the comparison from corpus to table. Needs network for the registries, nothing else of the outside."""

from __future__ import annotations

import datetime
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

import speed
from benchmarks.bring import bring
from benchmarks.corpus import Corpus, make_corpus
from benchmarks.preview import save_latencies
from benchmarks.rounds import Taken, WrongOutputError, build_in_turn, measure_one_core, measure_starts
from benchmarks.timing import Measure
from benchmarks.tools import DOSSIER, OTHERS, Project, lay_out, version
from speed import SAVE, Results


@click.command()
@click.option("--sizes", default="100 1000", show_default=True, help="Numbers of articles.")
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1), help="Rounds of every phase.")
@click.option("--note", default="", help="What has to be known about the machine during the measuring.")
@click.option("--programs", type=click.Path(path_type=Path), required=True, help="Where other tools are installed.")
@click.option("--results", type=click.Path(path_type=Path), required=True, help="The file of results.")
def main(sizes: str, runs: int, note: str, programs: Path, results: Path) -> None:
    """Measure, print the table and keep it."""
    installed = bring(OTHERS, programs.absolute())
    for found in compare([int(size) for size in sizes.split()], runs, installed=installed, note=note):
        speed.write_results(found, results)  # after every size: the next one may take an hour
    for line in speed.lines(speed.read_results(results)):
        click.echo(line)


def compare(sizes: Sequence[int], runs: int, *, installed: Mapping[str, Path], note: str) -> Iterator[Results]:
    """Measure dossier and every installed tool at every size; yield after each what is known so far."""
    taken = Taken()
    left_out = {tool.name for tool in OTHERS if tool.name not in installed}
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as folder:
        for size in sizes:
            click.echo(f"{size} articles ...", err=True)
            root = Path(folder) / str(size)
            left_out |= _measure(lay_out_all(make_corpus(size), root, installed), runs, taken)
            if DOSSIER.name in left_out:
                raise SystemExit(1)  # the reason has been printed
            shutil.rmtree(root)
            yield Results(
                day=datetime.date.today().isoformat(),
                machine=machine(),
                note=note,
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
