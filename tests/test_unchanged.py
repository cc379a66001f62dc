"""A build of what was built before: nothing is read, and nothing that changed is ever missed."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.commands.unchanged import STATE, Asked, Built, Done, Inputs, read_inputs, remember, unchanged
from dossier.diagnostics import Diagnostic, Related, Severity, Span
from dossier.stamps import GRAIN_NS
from projects import TODAY, build_site, starter_project, tree

LATER = TODAY + datetime.timedelta(days=30)
FAULT = Diagnostic(
    "D501",
    Severity.NOTE,
    "a note",
    Span("content/notes/a.md", 3, 4, 5),
    "here",
    "do this",
    (Related(Span("content/notes/b.md"), "see also"),),
)
SAID = Done(pages=12, left_out="1 draft not built", diagnostics=(FAULT,))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the starter dossier, built, and the build remembered."""
    made = starter_project(tmp_path / "made")
    build_site(made)
    (made / ".dossier").mkdir()
    remember(made, Built(read_inputs(made).digest, made / "site", False, TODAY, LATER, SAID))
    return made


def asked(project: Path) -> Asked:
    return Asked(project / "site", False, TODAY)


def test_what_did_not_change_is_known_with_all_that_was_said_about_it(project: Path) -> None:
    assert unchanged(project, asked(project), read_inputs(project)) == SAID


def edit_in_place(project: Path) -> None:
    """Keep size, inode and time of modification: the time of change still tells."""
    note = next((project / "content/notes").glob("*.md"))
    status, text = note.stat(), note.read_bytes()
    note.write_bytes(text[:-2] + b"!\n")
    os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))


def add_record(project: Path) -> None:
    (project / "content/notes/new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")


def delete_record(project: Path) -> None:
    next((project / "content/notes").glob("*.md")).unlink()


def rename_record(project: Path) -> None:
    note = next((project / "content/notes").glob("*.md"))
    note.rename(note.with_name("renamed.md"))


def override_template(project: Path) -> None:
    (project / "templates").mkdir(exist_ok=True)
    (project / "templates/404.html").write_text("gone", encoding="utf-8")


def delete_output(project: Path) -> None:
    (project / "site/index.html").unlink()


def edit_output(project: Path) -> None:
    page = project / "site/index.html"
    page.write_bytes(page.read_bytes()[:-1] + b"x")


def replace_output_by_folder(project: Path) -> None:
    (project / "site/index.html").unlink()
    (project / "site/index.html").mkdir()


def add_to_output(project: Path) -> None:
    (project / "site/foreign.txt").write_text("x", encoding="utf-8")


def delete_site(project: Path) -> None:
    (project / "site").rename(project / "elsewhere")


@pytest.mark.parametrize(
    "change",
    [
        edit_in_place,
        add_record,
        delete_record,
        rename_record,
        override_template,
        delete_output,
        edit_output,
        replace_output_by_folder,
        add_to_output,
        delete_site,
    ],
)
def test_any_change_to_what_is_read_or_written_is_seen(project: Path, change: Callable[[Path], None]) -> None:
    change(project)
    assert unchanged(project, asked(project), read_inputs(project)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"target": Path("elsewhere")},
        {"strict": True},
        {"today": LATER},
        {"today": TODAY - datetime.timedelta(days=1)},
    ],
    ids=str,
)
def test_another_question_is_not_answered_from_memory(project: Path, other: dict[str, object]) -> None:
    assert unchanged(project, replace(asked(project), **other), read_inputs(project)) is None  # type: ignore[arg-type]


def test_the_days_until_something_scheduled_appears_are_one(project: Path) -> None:
    assert (
        unchanged(project, replace(asked(project), today=LATER - datetime.timedelta(days=1)), read_inputs(project))
        == SAID
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": 2}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 1e400}',
    ],
)
def test_a_broken_memory_is_none(project: Path, data: bytes) -> None:
    (project / STATE).write_bytes(data)
    assert unchanged(project, asked(project), read_inputs(project)) is None


@pytest.mark.parametrize("key", ["inputs", "output", "pages", "diagnostics", "from", "until", "target", "left_out"])
@pytest.mark.parametrize("value", [None, 7, "x", [7], {"rule": 1}], ids=str)
def test_a_memory_with_a_foreign_value_is_none_or_harmless(project: Path, key: str, value: object) -> None:
    state = json.loads((project / STATE).read_bytes())
    (project / STATE).write_text(json.dumps({**state, key: value}), encoding="utf-8")
    found = unchanged(project, asked(project), read_inputs(project))
    assert found is None or key in ("pages", "left_out", "until", "from")


def test_a_file_that_changed_just_before_a_build_is_not_settled() -> None:
    start = 1_700_000_000_000_000_000
    assert not Inputs("", start - 1).is_settled(start)
    assert not Inputs("", start + 5).is_settled(start)
    assert Inputs("", start - GRAIN_NS - 1).is_settled(start)


def run(project: Path, *arguments: str, verb: str = "build") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dossier", verb, "--now", f"{TODAY}", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=120)


def settled(project: Path) -> None:
    """Build until the newest file is older than the grain of clocks, so that the build is remembered."""
    end = time.monotonic() + 60
    while not (project / STATE).exists():
        assert time.monotonic() < end
        assert run(project).returncode == 0


def test_the_command_says_that_nothing_changed_and_repeats_what_it_said(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    settled(project)
    before = tree(project / "site")
    whole, again = run(project, "--force", "--verbose"), run(project, "--verbose")
    assert whole.returncode == again.returncode == 0
    assert "nothing changed: the " in again.stderr and "in site/ are up to date · 1 draft, 1 scheduled" in again.stderr
    assert again.stderr.splitlines()[:-1] == whole.stderr.splitlines()[:-1]
    (project / "site/index.html").unlink()
    assert "built " in run(project).stderr
    assert tree(project / "site") == before


def test_publishing_builds_when_something_changed_and_only_then(tmp_path: Path) -> None:
    project = starter_project(tmp_path / "p")
    settings = project / "content/dossier.yaml"
    settings.write_text(settings.read_text() + "publish: {main: {type: folder, path: ../public}}\n")
    settled(project)
    remembered = (project / STATE).stat().st_ino
    assert run(project, "--yes", verb="publish").returncode == 0
    assert (project / STATE).stat().st_ino == remembered  # a build writes it anew, or drops it
    assert tree(tmp_path / "public") == tree(project / "site")
    note = next((project / "content/notes").glob("*.md"))
    note.write_text(note.read_text() + "\nA word that was not there.\n")
    assert run(project, "--yes", verb="publish").returncode == 0
    pages = (tmp_path / "public/notes").glob("*/index.html")
    assert any("A word that was not there." in page.read_text() for page in pages)
    (project / "site/index.html").write_text("not what was built")
    assert run(project, "--yes", verb="publish").returncode == 0
    assert "not what was built" not in (tmp_path / "public/index.html").read_text()


def test_knowing_that_nothing_changed_imports_no_stage_and_no_heavy_library(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    settled(project)
    code = (
        f"import sys; sys.argv = ['dossier', 'build', '--now', '{TODAY}']\nfrom dossier.cli import main\n"
        "try:\n main()\nexcept SystemExit: print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=project)
    assert "nothing changed" in done.stderr
    loaded = {name.strip("' []\n") for name in done.stdout.split(",")}
    assert "dossier.commands.unchanged" in loaded
    for heavy in ("jinja2", "markdown_it", "yaml", "babel", "rich", "sqlite3", "dossier.build", "dossier.model"):
        assert heavy not in loaded
