"""The harness of `make bench`, at a size of no matter: that it measures, checks what it measures, and counts right."""

from __future__ import annotations

import hashlib
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.bring import bring, present
from benchmarks.corpus import Corpus, make_corpus
from benchmarks.forms import FORMS
from benchmarks.preview import save_latencies
from benchmarks.relations import expected, missing
from benchmarks.rounds import Taken, build_in_turn, measure_alone, measure_starts
from benchmarks.timing import Command, RunError, run
from benchmarks.tools import DOSSIER, HUGO, OTHERS, Project, lay_out, version
from speed import (
    ALONE,
    BODY,
    COLD,
    FLOOR,
    GOALS,
    HELP,
    PYTHON,
    TITLE,
    UNCHANGED,
    Goal,
    Range,
    Results,
    Series,
    chart,
    goal_rows,
    growth,
    lines,
    ratio,
    read_results,
    write_results,
)

SIZE = 20
NOTHING_FOUND = Results(day="2026-11-24", machine="here", note="", versions={}, left_out=(), series=())


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(SIZE)


@pytest.fixture(scope="module")
def measured(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Taken, list[str]]:
    """A round of dossier, and of Hugo where `make bench` has brought it."""
    folder = tmp_path_factory.mktemp("bench")
    brought = present([HUGO], Path(sys.prefix) / "benchmarks")
    others = [lay_out(HUGO, corpus, folder / "hugo", where) for where in brought.values()]
    ours, taken = lay_out(DOSSIER, corpus, folder / "dossier", None), Taken()
    wrong = build_in_turn([ours, *others], 1, taken)
    return ours, taken, wrong


def test_a_round_measures_every_phase_of_a_site_that_is_right(measured: tuple[Project, Taken, list[str]]) -> None:
    _, taken, wrong = measured
    assert wrong == []
    ours = {one.phase: one for one in taken.series() if one.tool == "dossier"}
    assert list(ours) == [COLD, UNCHANGED, BODY, TITLE]
    assert all(one.cpu_s[0] > 0 and one.wall_s[0] > 0 and one.peak_mib[0] > 5 for one in ours.values())


def test_a_site_that_lacks_one_relation_is_found_out(
    measured: tuple[Project, Taken, list[str]], corpus: Corpus
) -> None:
    site = measured[0].site
    assert missing(corpus, site) == {}
    actor = corpus.edited.all_actors[0]
    page, lost = site / f"actors/{actor}/index.html", min(expected(corpus)[actor])
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(f"/{lost}/", "/elsewhere/"), encoding="utf-8")
    assert missing(corpus, site) == {actor: [lost]}
    long = page.parent / "backlinks/2019/index.html"  # where a long list goes on
    long.parent.mkdir(parents=True)
    long.write_text(text, encoding="utf-8")
    assert missing(corpus, site) == {}
    shutil.rmtree(long.parent.parent)
    page.write_text(text, encoding="utf-8")


def test_a_larger_size_is_built_once_and_alone(
    measured: tuple[Project, Taken, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = Taken()
    measure_alone(measured[0], taken)
    assert [(one.size, one.phase, len(one.cpu_s)) for one in taken.series()] == [(SIZE, ALONE, 1)]
    idle = replace(DOSSIER, build=(sys.executable, "-c", "pass"))
    measure_alone(lay_out(idle, measured[0].corpus, tmp_path / "idle", None), taken)
    assert len(taken.series()[0].cpu_s) == 1
    assert f"{SIZE} articles are LEFT OUT: relations missing" in capsys.readouterr().err


def test_a_save_is_seen_in_the_preview(measured: tuple[Project, Taken, list[str]]) -> None:
    (latency_s,) = save_latencies(measured[0], 1)
    assert latency_s > 0


def test_starts_are_measured(measured: tuple[Project, Taken, list[str]]) -> None:
    taken = Taken()
    measure_starts(measured[0], 1, taken)
    assert {one.phase for one in taken.series()} == {PYTHON, HELP, FLOOR}


def test_a_tool_whose_site_lacks_something_is_left_out_loudly(
    corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = replace(DOSSIER, name="Idle", build=(sys.executable, "-c", "pass"))
    taken = Taken()
    assert build_in_turn([lay_out(idle, corpus, tmp_path / "idle", None)], 1, taken, settle_s=0) == ["Idle"]
    assert taken.series() == ()
    assert "Idle is LEFT OUT of the comparison: relations missing" in capsys.readouterr().err


def test_a_command_that_fails_is_no_measure(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    with pytest.raises(RunError, match="no reason at all"):
        run(Command(words=(sys.executable, "-c", "raise SystemExit('no reason at all')"), folder=tmp_path / "work"))


WORKER = "import time; kept = bytearray(60_000_000); time.sleep(0.6)"
HEAD = f"import subprocess, sys\nfor one in [subprocess.Popen([sys.executable, '-c', {WORKER!r}]) for _ in 'ab']: one.wait()"


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems do not tell the memory of several processes together"
)
def test_the_peak_is_that_of_all_processes_together(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    assert run(Command(words=(sys.executable, "-c", HEAD), folder=tmp_path / "work")).peak_mib > 110


def test_a_corpus_is_the_same_for_ever(corpus: Corpus) -> None:
    files = FORMS["dossier"](corpus)
    digest = hashlib.sha256("".join(f"{path}\0{files[path]}\0" for path in sorted(files)).encode()).hexdigest()
    assert digest[:16] == "c94ec4e086b6b1d7"
    assert corpus != make_corpus(SIZE, seed=8)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_every_record(form: str, corpus: Corpus) -> None:
    paths = "\n".join(FORMS[form](corpus))
    assert [record.id for record in corpus if record.id not in paths] == []


def test_a_tool_that_cannot_be_brought_is_left_out_loudly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = replace(HUGO, name="Nowhere", requirements="package.json")
    assert bring([nowhere], tmp_path) == {}
    assert "NOT BROUGHT: Nowhere is LEFT OUT" in capsys.readouterr().err


def test_every_tool_is_brought_in_one_known_version() -> None:
    assert [tool.name for tool in OTHERS if not version(tool)[0].isdigit()] == []


def series(size: int, phase: str, tool: str, *cpu_s: float) -> Series:
    return Series(size=size, phase=phase, tool=tool, wall_s=cpu_s, cpu_s=cpu_s, peak_mib=cpu_s)


def test_a_ratio_is_taken_round_by_round() -> None:
    hugo, ours = series(100, COLD, "Hugo", 2, 9, 4), series(100, COLD, "dossier", 1, 3, 4)
    assert ratio(hugo, ours) == Range(2, 1, 3)
    assert ratio(None, ours) is None


def test_growth_is_an_exponent() -> None:
    found = replace(NOTHING_FOUND, series=(series(1000, COLD, "dossier", 2), series(10000, COLD, "dossier", 20)))
    exponent = growth("cpu_s")(found)
    assert exponent is not None
    assert exponent.middle == pytest.approx(1)
    assert growth("cpu_s")(NOTHING_FOUND) is None
    larger = replace(found, series=(*found.series, series(100000, ALONE, "dossier", 20000)))
    beyond = growth("cpu_s")(larger)
    assert beyond is not None and beyond.middle == pytest.approx(2)
    assert chart(larger) == chart(found)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(2.9, "**missed**"), (3, "met"), (5.9, "met"), (6, "met, and the stretch too"), (None, "not measured")],
)
def test_a_goal_is_met_by_the_median(value: float | None, verdict: str) -> None:
    found = None if value is None else Range(value, 0, 99)
    assert Goal("", lambda _: None, 3, 6).verdict(found) == verdict
    lower = Goal("", lambda _: None, 3, 1, at_least=False)
    assert lower.verdict(Range(3.1, 0, 9)) == "**missed**"
    assert lower.verdict(Range(3, 0, 9)) == "met"


def test_results_are_read_as_they_were_written_and_drawn(tmp_path: Path) -> None:
    rows = [series(100, phase, tool, 1.5, 2.5) for phase in (COLD, UNCHANGED) for tool in ("dossier", "Hugo")]
    found = replace(NOTHING_FOUND, versions={"Hugo": "1"}, left_out=("Pelican",), series=tuple(rows))
    write_results(found, tmp_path / "speed.json")
    assert read_results(tmp_path / "speed.json") == found
    assert len(list(goal_rows(found))) == len(GOALS)
    drawn = ElementTree.fromstring(chart(found))
    assert len([one for one in drawn.iter() if one.tag.endswith("rect")]) == len(rows)
    assert any("Hugo" in line and "1.00 (1.00 to 1.00)" in line for line in lines(found))
