"""Every bad input of the shared collection does what its manifest says, within its time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
BAD_INPUTS = HERE.parents[2] / "shared" / "bad-inputs"
ADAPTER = HERE / "bad_inputs_adapter.py"
NOT_YET = frozenset({"import"})
"""Commands of cases that this program does not have yet; their cases are skipped."""

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not BAD_INPUTS.is_dir(), reason="no bad inputs beside the project"),
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, manifest: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Run all cases once with the collection's own judge: two halves side by side, since each case is a process."""
    folder = tmp_path_factory.mktemp("bad-inputs")
    categories = sorted({name.split("/")[0] for name in manifest})
    runs = [_judge(categories[half::2], folder / f"{half}.json") for half in (0, 1)]
    found: list[Mapping[str, object]] = []
    for half, run in enumerate(runs):
        _, said = run.communicate()
        assert run.returncode == 0, said[-4000:]
        found += json.loads((folder / f"{half}.json").read_text(encoding="utf-8"))
    return found


def _judge(categories: list[str], report: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(BAD_INPUTS / "run_cases.py"), str(BAD_INPUTS / "cases"), str(ADAPTER)]
    command += ["--only", ",".join(categories), "--json", str(report)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def manifest() -> Mapping[str, Mapping[str, object]]:
    cases = json.loads((BAD_INPUTS / "cases" / "manifest.json").read_text(encoding="utf-8"))["cases"]
    return {case["case"]: case for case in cases}


def test_every_case_passes(results: list[Mapping[str, object]]) -> None:
    assert [(case["case"], case["why"]) for case in results if case["verdict"] == "fail"] == []


def test_only_cases_of_commands_to_come_are_skipped(
    results: list[Mapping[str, object]], manifest: Mapping[str, Mapping[str, object]]
) -> None:
    skipped = {str(case["case"]) for case in results if case["verdict"] == "skip"}
    to_come = {name for name, case in manifest.items() if str(case["command"]).split()[0] in NOT_YET}
    assert skipped == to_come
    assert len(results) == len(manifest)


def test_every_error_names_its_file_and_its_line_where_the_manifest_knows_one(
    results: list[Mapping[str, object]], manifest: Mapping[str, Mapping[str, object]]
) -> None:
    errors = {str(case["case"]): case["located"] for case in results if case.get("outcome") == "error"}
    with_line = {name for name in errors if ":" in str(manifest[name].get("report") or "")}
    assert {name: errors[name] for name in with_line if errors[name] != "line"} == {}
    with_file = {name for name in errors if manifest[name].get("report") or manifest[name]["overlay_files"]}
    assert {name for name in with_file if errors[name] == "no"} == set()
