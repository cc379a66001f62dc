"""`dossier build`: nothing when nothing changed, else the whole way from content/ to site/."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import click

from dossier.commands.project import now_option, project_option
from dossier.commands.speech import Terminal, speech_options
from dossier.commands.stopwatch import Stopwatch
from dossier.commands.unchanged import Asked, Done, read_inputs, unchanged


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
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that read and render; else one per core.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read and render on a dask cluster whose scheduler is there, e.g. tcp://192.0.2.7:8786.",
)
@click.option("--force", is_flag=True, help="Trust no cache: read and parse everything again.")
@click.option("--profile", is_flag=True, help="Print what each stage took and made.")
@speech_options
def command(
    project: Path,
    output: Path | None,
    now: datetime.date,
    strict: bool,
    jobs: int | None,
    cluster: str | None,
    force: bool,
    profile: bool,
    terminal: Terminal,
) -> int:
    """Build the site.

    Every fault of the content is reported in one run. With errors nothing is written: the last good site stands. When
    no file has changed since the last build, that is said, and nothing is read.
    """
    if cluster is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine, --cluster for others: name one of them")
    watch = Stopwatch() if profile else None
    asked = Asked((output or project / "site").absolute(), strict, now)
    looked_ns, inputs = time.time_ns(), read_inputs(project)
    done = None if force else unchanged(project, asked, inputs)
    _lap(watch, "look")
    if done is not None:
        code = _say(done, project, asked.target, terminal)
        _print(watch)
        return code
    # half a second of imports that an unchanged dossier does not need:
    from dossier.commands.building import Hands, Order, run

    _lap(watch, "import")
    hands = Hands(jobs, cluster)
    order = Order(
        project=project, asked=asked, inputs=inputs, looked_ns=looked_ns, force=force, hands=hands, watch=watch
    )
    code = run(order, terminal)
    _lap(watch, "report")
    _print(watch)
    return code


def _lap(watch: Stopwatch | None, stage: str) -> None:
    if watch is not None:
        watch.lap(stage)


def _print(watch: Stopwatch | None) -> None:
    if watch is not None:
        click.echo(watch.table(), err=True)  # in every form: it was asked for by name


def _say(done: Done, project: Path, target: Path, terminal: Terminal) -> int:
    terminal.report(done.diagnostics, project)
    line = f"nothing changed: the {done.pages} pages in {target.name}/ are up to date"
    terminal.say(" · ".join(filter(None, (line, done.left_out))))
    return 0
