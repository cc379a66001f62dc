"""`dossier build --profile`: what each stage took and made."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier.commands.build import command
from dossier.commands.stopwatch import Stopwatch
from dossier.views import Artifact
from projects import starter_project, tree

STAGES = ["look", "import", "load", "parse", "link", "check", "plan", "render", "write", "report", "all"]


def profiled(project: Path, *options: str) -> dict[str, list[str]]:
    """Return the lines of the table by their first word, as the others."""
    done = CliRunner().invoke(command, ["--project", str(project), "--now", "2026-11-24", "--profile", *options])
    lines = done.stderr.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("stage "))
    return {words[0]: words[1:] for words in map(str.split, lines[start + 1 :])}


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--format", "json")])
def test_every_stage_says_what_it_took_and_made(tmp_path: Path, options: tuple[str, ...]) -> None:
    table = profiled(starter_project(tmp_path), *options)
    assert list(table) == STAGES
    files = len(tree(tmp_path / "site")) - 2  # the manifest and the list of sums are made by writing itself
    assert table["render"][2] == table["write"][2] == str(files)
    parts = [float(cells[0]) for name, cells in table.items() if name != "all"]
    assert float(table["all"][0]) == pytest.approx(sum(parts), abs=0.001 * len(parts))
    size_mib = sum(len(data) for data in tree(tmp_path / "site").values()) / 2**20
    assert 0 < float(table["render"][3]) < size_mib


def test_a_build_that_its_content_stops_is_measured_too(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    (project / "content/notes/broken.md").write_text("---\ntitle: A\n---\n\nSee [[nobody]].\n", encoding="utf-8")
    table = profiled(project)
    assert "link" in table
    assert "write" not in table


def test_a_stopwatch_adds_up_the_laps_of_a_stage() -> None:
    watch = Stopwatch()
    watch.lap("render", (Artifact("a", b"12"), Artifact("b", b"3")))
    watch.lap("write")
    watch.lap("render", (Artifact("c", b"4"),))
    assert list(watch.stages) == ["render", "write"]
    assert (watch.stages["render"].things, watch.stages["render"].size_bytes) == (3, 4)
    assert watch.stages["write"].things == 0
