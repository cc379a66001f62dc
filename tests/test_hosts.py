"""The hosts of `dossier init`: every file is what its host reads, every target is one, every step is told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from dossier.commands.hosts import WAYS, host_files, host_settings, host_words
from dossier.config import read_settings
from dossier.model import InputFile
from dossier.settings import Settings
from projects import ROOT
from test_cli import dossier

GUIDE = (ROOT / "docs/how-to/hosting.md").read_text(encoding="utf-8")
GITHUB = [*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / "dossier/starter/hosts/github.yml"]
GITLAB = [ROOT / ".gitlab-ci.yml", ROOT / "dossier/starter/hosts/gitlab.yml"]
GUIDED = re.findall(r"^```yaml\n(name: .*?)^```", (ROOT / "docs/how-to/ci.md").read_text(encoding="utf-8"), re.M | re.S)
"""Workflows that a guide shows and nobody writes."""


def lint(schema: str, *paths: Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_workflows_of_github_are_what_github_reads(tmp_path: Path) -> None:
    shown = [tmp_path / f"{number}.yml" for number in range(len(GUIDED))]
    for path, text in zip(shown, GUIDED, strict=True):
        path.write_text(text, encoding="utf-8")
    assert shown and len(GITHUB) > 1
    run = lint("vendor.github-workflows", *GITHUB, *shown)
    assert run.returncode == 0, run.stdout
    (tmp_path / "wrong.yml").write_text(GITHUB[-1].read_text().replace("runs-on", "run-on"))
    assert lint("vendor.github-workflows", tmp_path / "wrong.yml").returncode == 1


def test_pipelines_of_gitlab_are_what_gitlab_reads(tmp_path: Path) -> None:
    options = ("--data-transform", "gitlab-ci")
    run = lint("vendor.gitlab-ci", *GITLAB, options=options)
    assert run.returncode == 0, run.stdout
    (tmp_path / "wrong.yml").write_text(GITLAB[-1].read_text().replace("paths: [public]", "path: [public]"))
    assert lint("vendor.gitlab-ci", tmp_path / "wrong.yml", options=options).returncode == 1


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_a_workflow_has_no_more_rights_than_it_needs_and_runs_no_text_of_strangers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    rights = {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow["permissions"].items() <= rights.items() and "github.event" not in text
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]), "only the host's own actions, by version"
        else:
            subprocess.run(["sh", "-n", "-c", step["run"]], check=True)


@pytest.mark.parametrize("name", WAYS)
def test_the_guide_tells_every_step_and_shows_the_file_that_init_writes(name: str) -> None:
    way = WAYS[name]
    section = GUIDE.partition(f"\n## {way.section or way.label}\n")[2].partition("\n## ")[0]
    assert section, "no section"
    for text in host_files(name).values():
        assert f"\n{text.rstrip()}\n```" in section
    if way.target:
        assert way.target.replace("FOLDER", "bridge") in section.replace("FOLDER", "bridge")
        assert f"--host {name}`" in section
    assert way.label in host_words(name)


def settings_of(text: str) -> Settings:
    settings, faults = read_settings(InputFile("content/dossier.yaml", text.encode(), ""))
    assert settings is not None and faults == ()
    return settings


@pytest.mark.parametrize("name", WAYS)
def test_what_init_adds_to_the_settings_is_right_as_it_stands_and_without_its_marks(name: str) -> None:
    added = host_settings(name, 'мост "x"')
    settings_of(f"title: T\n{added}")
    lines = [line for line in added.splitlines() if not line.startswith("# Where")]
    filled = "\n".join(line.removeprefix("# ") for line in lines)
    for word, value in (
        ("USER", "u"),
        ("HOST", "h"),
        ("FOLDER", "f"),
        ("NAME", "name"),
        ("REPOSITORY", "r"),
        ("REGION", "x"),
    ):
        filled = re.sub(rf"\b{word}\b", value, filled)
    targets = settings_of(f"title: T\n{filled}\n").publish or {}
    assert len(targets) == (1 if WAYS[name].target or name == "usb" else 0)


def test_netlify_is_told_how_to_build() -> None:
    found = tomllib.loads(host_files("netlify")["netlify.toml"])
    assert found["build"] == {
        "command": "pip install dossier-site && dossier build",
        "publish": "site",
        "environment": {"PYTHON_VERSION": "3.13"},
    }


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("name", ["github", "sftp"])
def test_init_for_a_host_makes_a_dossier_that_checks(tmp_path: Path, name: str, bare: bool) -> None:
    run = dossier("init", "mine", "--host", name, *(["--bare"] if bare else []), cwd=tmp_path)
    assert run.returncode == 0 and WAYS[name].next in run.stderr
    for path in host_files(name):
        assert (tmp_path / "mine" / path).is_file()
    check = dossier("check", *([] if bare else ["--strict"]), cwd=tmp_path / "mine")
    assert check.returncode == 0, check.stderr


def test_a_dossier_for_a_stick_is_packed_at_once(tmp_path: Path) -> None:
    assert dossier("init", "mine", "--host", "usb", cwd=tmp_path).returncode == 0
    run = dossier("publish", "--yes", cwd=tmp_path / "mine")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "mine.zip").is_file()


def test_an_unknown_host_is_answered_with_those_there_are(tmp_path: Path) -> None:
    run = dossier("init", "mine", "--host", "geocities", cwd=tmp_path)
    assert run.returncode == 2 and "'codeberg'" in run.stderr and not (tmp_path / "mine").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("typed", "file"), [("gitlab\n", True), ("\n", False)])
def test_on_a_terminal_the_host_is_asked_for(tmp_path: Path, typed: str, file: bool) -> None:
    ours, theirs = os.openpty()
    os.write(ours, typed.encode())
    command = [sys.executable, "-m", "dossier", "init", "mine"]
    run = subprocess.run(command, cwd=tmp_path, stdin=theirs, capture_output=True, text=True, check=False, timeout=120)
    os.close(ours)
    os.close(theirs)
    assert run.returncode == 0 and "Where will it be published?" in run.stderr and "USB stick" in run.stderr
    assert (tmp_path / "mine/.gitlab-ci.yml").is_file() is file
