"""The example of the how-to, installed as a real package: what its page shows is what is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dossier import plugins
from projects import ROOT, starter_project, tree, write_files
from test_docs import EPOCH, blocks

EXAMPLE = ROOT / "tests/plugin_example"
PAGE = ROOT / "docs/how-to/plugins.md"
SHOWN = re.compile(r"In\s+`([^`]+)`:\s*\Z")
LONG = "word " * 50 + "end."
NOTE = f"---\ntitle: Marked\nkind: explainer\n---\n\nSome ==words [[vera-holt]]== stand out.\n\n{LONG}\n"


def test_the_how_to_shows_every_file_of_the_example_as_it_is() -> None:
    shown = {found[1]: block.text for block in blocks(PAGE) if (found := SHOWN.search(block.before))}
    files = {path: data for path, data in tree(EXAMPLE).items() if "cache" not in path}
    assert {path: text.encode() for path, text in shown.items()} == files


def test_the_how_to_names_all_that_a_plugin_may_rely_on() -> None:
    text = PAGE.read_text(encoding="utf-8").partition("| from `dossier.plugins` |")[2]
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row[0])} == set(plugins.__all__)
    for cls in (plugins.Scope, plugins.Spot):
        (row,) = (row for row in rows if f"`{cls.__name__}`" in row[0])
        shown = re.findall(r"`(\w+)(?:\(.*?\))?`", row[1])
        assert len(shown) > 5 and all(hasattr(cls, name) for name in shown)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the example with pip, without a network, into a folder of its own."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(EXAMPLE, folder / "source", ignore=shutil.ignore_patterns("__pycache__"))
    offline = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *offline, "--target", str(folder / "packages"), "./source"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    return folder / "packages"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The starter dossier with what the how-to adds to it: settings and an override."""
    made = starter_project(tmp_path / "project")
    (settings,) = (block.text for block in blocks(PAGE) if block.language == "yaml")
    (override,) = (block.text for block in blocks(PAGE) if block.text.startswith('{% extends "default/'))
    path = made / "content/dossier.yaml"
    kept = re.sub(r"^menu:.*\n", "", path.read_text(encoding="utf-8"), flags=re.M)
    files = {"content/dossier.yaml": f"{kept}\n{settings}", "templates/note.html": override}
    return write_files(made, {**files, "content/notes/marked.md": NOTE})


def dossier(packages: Path | None, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(packages or ""), "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "dossier", *arguments]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=240
    )


def test_the_example_adds_a_check_a_page_a_filter_and_a_construct(installed: Path, project: Path) -> None:
    done = dossier(installed, project, "build")
    assert done.returncode == 0, done.stderr
    note = (project / "site/notes/marked/index.html").read_text(encoding="utf-8")
    assert re.search(
        r'Some <mark>words <a [^>]*href="../../actors/vera-holt/index.html"[^>]*>[^<]*</a></mark> stand out', note
    )
    assert '<p class="aside">1 min</p>' in note
    assert '<a href="../../reading/index.html">By length</a>' in note
    page = (project / "site/reading/index.html").read_text(encoding="utf-8")
    assert '<li><a href="../notes/marked/index.html">Marked</a> <span>1 min</span></li>' in page
    (sheet,) = (project / "site/assets/reading").glob("notes.*.css")
    assert f'href="../assets/reading/{sheet.name}"' in page
    assert "warning[reading-1]: a sentence has 51 words" in done.stderr and "notes/marked.md:8:1" in done.stderr


def test_incremental_equals_clean_with_plugins(installed: Path, project: Path) -> None:
    for text in (NOTE, NOTE.replace("==", ""), NOTE):
        write_files(project, {"content/notes/marked.md": text})
        assert dossier(installed, project, "build").returncode == 0
    assert dossier(installed, project, "build", "--force", "--output", "clean").returncode == 0
    assert tree(project / "site") == tree(project / "clean")


def test_the_example_is_listed_and_its_rule_explained_and_set(installed: Path, project: Path) -> None:
    assert (
        "reading  dossier-reading 1.0  in use: 1 rule, 1 construct, 1 check, 1 page kind, 1 filter"
        in dossier(installed, project, "list", "plugins").stdout
    )
    assert "A sentence of more than 50 words." in dossier(installed, project, "explain", "reading-1").stdout
    path = project / "content/dossier.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "checks: {reading-long-sentence: error}\n", encoding="utf-8")
    assert dossier(installed, project, "check", "--quiet").returncode == 1


def test_without_the_package_its_name_is_an_error_and_no_level_of_its_rules_is(project: Path) -> None:
    path = project / "content/dossier.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "checks: {reading-long-sentence: error}\n", encoding="utf-8")
    (project / "templates/note.html").unlink()
    found = re.findall(r"error\[(\S+)\]", dossier(None, project, "check").stderr)
    assert sorted(found) == ["D644", "D670"]  # the menu leads to its page
