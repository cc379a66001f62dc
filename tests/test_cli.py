"""The command as a person meets it: exit codes, outputs, help, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from dossier.cli import COMMANDS
from projects import small_project, starter_project, tree, write_files

BROKEN = {"notes/a.md": "---\ntitle: A\n---\n\nSee [[nobody]].\n"}


def dossier(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dossier", *arguments],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_command_has_help_that_a_stranger_can_use(tmp_path: Path) -> None:
    overview = dossier("--help", cwd=tmp_path)
    assert overview.returncode == 0
    for name, line in COMMANDS.items():
        assert name in overview.stdout
        assert line.split(":")[0].rstrip(".") in " ".join(overview.stdout.split())
        help = dossier(name, "--help", cwd=tmp_path)
        assert help.returncode == 0
        assert "Usage: dossier" in help.stdout


def test_help_imports_no_stage_and_no_heavy_library(tmp_path: Path) -> None:
    code = "import sys; sys.argv = ['dossier', '--help']\nfrom dossier.cli import main\ntry:\n main()\nexcept SystemExit: print(sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    for heavy in ("jinja2", "markdown_it", "yaml", "babel", "rich", "livereload", "dossier.build"):
        assert f"'{heavy}'" not in run.stdout


def test_a_clean_build_ends_with_0_and_says_what_was_left_out(tmp_path: Path) -> None:
    run = dossier("build", "--now", "2026-11-24", cwd=starter_project(tmp_path))
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    assert "1 draft, 1 scheduled until 2027-01-05 not built" in run.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_content_with_errors_ends_with_1_and_keeps_the_site(tmp_path: Path) -> None:
    run = dossier("build", cwd=small_project(tmp_path, BROKEN))
    assert run.returncode == 1
    assert " --> content/notes/a.md:5:5" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"notes/a.md": "---\ntitle: A\n---\n\nA statement without any source at all.\n"})
    assert dossier("check", cwd=project).returncode == 0
    assert dossier("check", "--strict", cwd=project).returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [["bild"], ["build", "--outptu", "x"], ["explain", "D999"], ["new", "artcle", "T"], ["build", "--now", "soon"]],
)
def test_wrong_use_ends_with_2_and_a_hint(tmp_path: Path, arguments: list[str]) -> None:
    run = dossier(*arguments, cwd=starter_project(tmp_path))
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_a_mistyped_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    assert "did you mean `build`?" in dossier("bild", cwd=tmp_path).stderr


def test_outside_a_project_the_way_in_is_named(tmp_path: Path) -> None:
    run = dossier("build", cwd=tmp_path)
    assert run.returncode == 2
    assert "dossier init" in run.stderr


def test_the_project_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    assert dossier("build", cwd=project / "content/notes").returncode == 0
    assert (project / "site/index.html").is_file()


def test_another_project_and_another_output_can_be_named(tmp_path: Path) -> None:
    project = starter_project(tmp_path / "p")
    run = dossier("build", "--project", str(project), "--output", str(tmp_path / "out"), cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "out/index.html").is_file()


def test_an_output_folder_that_is_not_ours_is_refused_with_2(tmp_path: Path) -> None:
    project = starter_project(tmp_path / "p")
    write_files(tmp_path / "mine", {"thesis.txt": "years"})
    run = dossier("build", "--project", str(project), "--output", str(tmp_path / "mine"), cwd=tmp_path)
    assert run.returncode == 2
    assert "D620" in run.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_machine_forms_go_to_stdout_and_can_be_read(tmp_path: Path) -> None:
    project = small_project(tmp_path, BROKEN)
    found = json.loads(dossier("check", "--format", "json", cwd=project).stdout)["diagnostics"]
    assert [fault["span"]["line"] for fault in found if fault["severity"] == "error"] == [5]
    assert json.loads(dossier("check", "--format", "sarif", cwd=project).stdout)["version"] == "2.1.0"
    assert "::error file=content/notes/a.md,line=5" in dossier("check", "--format", "github", cwd=project).stdout


def test_no_colour_is_printed_into_a_pipe(tmp_path: Path) -> None:
    run = dossier("build", cwd=small_project(tmp_path, BROKEN), NO_COLOR="")
    assert "\x1b" not in run.stderr + run.stdout


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    command = f"{sys.executable} -m dossier explain | head -1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_one_line_and_exit_code_3(tmp_path: Path) -> None:
    run = subprocess.run(
        f"{sys.executable} -m dossier explain > /dev/full", shell=True, capture_output=True, text=True, check=False
    )
    assert run.returncode == 3
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a child")
def test_control_c_is_one_line(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    code = "import os, signal, sys, dossier.build as b\ndef stop(*a, **o): os.kill(os.getpid(), signal.SIGINT)\nb.load = stop\nsys.argv = ['dossier', 'build']\nfrom dossier.cli import main\nmain()"
    run = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 3
    assert "Traceback" not in run.stderr


def test_init_makes_a_dossier_that_passes_its_own_check(tmp_path: Path) -> None:
    run = dossier("init", "my-dossier", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "dossier serve" in run.stderr
    check = dossier("check", "--strict", cwd=tmp_path / "my-dossier")
    assert check.returncode == 0, check.stderr


def test_init_leaves_a_folder_alone_that_is_not_empty(tmp_path: Path) -> None:
    write_files(tmp_path / "mine", {"thesis.txt": "years"})
    run = dossier("init", "mine", cwd=tmp_path)
    assert run.returncode == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_init_bare_makes_an_empty_dossier_that_builds(tmp_path: Path) -> None:
    dossier("init", "--bare", "my-dossier", cwd=tmp_path)
    run = dossier("build", cwd=tmp_path / "my-dossier")
    assert run.returncode == 0, run.stderr


def test_init_wires_the_schemas_into_vs_code(tmp_path: Path) -> None:
    dossier("init", "my-dossier", cwd=tmp_path)
    settings = json.loads((tmp_path / "my-dossier/.vscode/settings.json").read_text())
    for schema in settings["yaml.schemas"]:
        assert (tmp_path / "my-dossier" / schema).is_file()


@pytest.mark.parametrize("kind", ["article", "note", "actor", "event", "claim", "outlet", "place", "topic", "info"])
def test_new_makes_a_draft_of_every_kind_that_checks(tmp_path: Path, kind: str) -> None:
    project = small_project(tmp_path, {})
    run = dossier("new", kind, 'A "quoted" title: Менск #1', cwd=project)
    assert run.returncode == 0, run.stderr
    assert (project / run.stdout.strip()).is_file()
    check = dossier("check", "--strict", cwd=project)
    assert check.returncode == 0, check.stderr
    assert "1 draft" in check.stderr


def test_new_never_overwrites(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"notes/a.md": "---\ntitle: A\n---\n"})
    run = dossier("new", "actor", "A", cwd=project)
    assert run.returncode == 2
    assert (project / "content/notes/a.md").read_text() == "---\ntitle: A\n---\n"


def test_list_finds_drafts_and_uncited_articles(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    assert "note:what-is-missing" in dossier("list", "drafts", cwd=project).stdout
    assert json.loads(dossier("list", "scheduled", "--format", "json", "--now", "2026-11-24", cwd=project).stdout)
    write_files(project, {"content/articles/lonely.md": "---\ntitle: Lonely\n---\n"})
    assert "article:lonely" in dossier("list", "uncited", cwd=project).stdout


def test_explain_shows_a_rule_by_code_and_by_name(tmp_path: Path) -> None:
    by_code = dossier("explain", "d620", cwd=tmp_path).stdout
    assert "D620 foreign-output-folder" in by_code
    assert dossier("explain", "foreign-output-folder", cwd=tmp_path).stdout == by_code


def test_schemas_are_valid_and_accept_what_the_starter_holds(tmp_path: Path) -> None:
    run = dossier("schema", "--output", "schemas", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    for path in (tmp_path / "schemas").iterdir():
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(tmp_path: Path, shell: str) -> None:
    assert "_DOSSIER_COMPLETE" in dossier("completion", shell, cwd=tmp_path).stdout


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    from dossier.write import Lock

    project = starter_project(tmp_path)
    with Lock(project / ".dossier/lock", "another build"):
        run = dossier("build", cwd=project)
    assert run.returncode == 3
    assert "error[D625]" in run.stderr
    assert "another build" in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_disk_that_refuses_costs_nothing_and_ends_with_3(tmp_path: Path) -> None:
    import resource

    project = starter_project(tmp_path)
    assert dossier("build", cwd=project).returncode == 0
    before = tree(project / "site")
    path = project / "content/notes/what-we-know.md"
    path.write_text(path.read_text().replace("The closure", "The closing"))
    run = subprocess.run(
        [sys.executable, "-m", "dossier", "build", "--force"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert run.returncode == 3
    assert "error[D624]" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(project / "site") == before
    assert {found.name for found in project.iterdir()} == {"content", "site", ".dossier"}
