"""`dossier templates`: what is overridden, copies that change no byte of the site, and overrides gone stale."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossier.build import Request, artifacts, assemble
from dossier.cli import command as whole
from dossier.diagnostics import Diagnostic, Severity
from dossier.model.origin import Origin, mark, origin_of, without_mark
from dossier.theme import default_templates, read_files
from projects import TODAY, starter_project, tree, write_files

OLD = "0" * 64


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(whole, ["templates", *arguments, "--project", str(project)])


def code(project: Path, *arguments: str) -> int:
    """Return the exit code as `main` gives it: the command's own value."""
    words = ["templates", *arguments, "--project", str(project)]
    found = CliRunner().invoke(whole, words, standalone_mode=False)
    assert found.exception is None and isinstance(found.return_value, int)
    return found.return_value


def states(project: Path) -> dict[str, str]:
    rows = json.loads(run(project, "list", "--format", "json").stdout)
    return {row["name"]: row["state"] for row in rows}


def make_stale(project: Path, name: str) -> Path:
    """Copy a default and let the mark say that the default was another one then."""
    assert run(project, "copy", name).exit_code == 0
    target = project / "templates" / name
    origin = origin_of(target.read_bytes())
    assert origin is not None
    target.write_bytes(target.read_bytes().replace(origin.digest.encode(), OLD.encode()))
    return target


def site_of(project: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    site = assemble(Request(project=project, today=TODAY))
    faults: list[Diagnostic] = []
    return {one.url: one.data for one in artifacts(site, faults)}, (*site.diagnostics, *faults)


# list


def test_the_list_names_every_default_and_every_file_of_the_project(tmp_path: Path) -> None:
    write_files(tmp_path, {"templates/note.html": "x", "templates/assets/custom.css": "a {}"})
    make_stale(tmp_path, "home.html")
    found = states(tmp_path)
    assert set(found) == {*tree(default_templates()), "assets/custom.css"}
    assert {name: state for name, state in found.items() if state != "default"} == {
        "note.html": "overridden",
        "home.html": "stale",
        "assets/custom.css": "own",
    }


def test_the_list_for_people_ends_with_a_count(tmp_path: Path) -> None:
    make_stale(tmp_path, "assets/page.css")
    result = run(tmp_path, "list")
    assert "assets/page.css" in result.stdout and "stale       templates/assets/page.css" in result.stdout
    assert f"templates: {len(tree(default_templates()))} defaults, 0 overridden, 1 stale, 0 own" in result.stderr


def test_a_template_that_cannot_be_read_is_reported_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/note.html").write_bytes(b"\xe9")
    assert "D650" in run(tmp_path, "list").stderr
    assert code(tmp_path, "list") == 1


# copy


def test_a_copy_of_everything_changes_no_byte_of_the_site(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    before, _ = site_of(project)
    for name in tree(default_templates()):
        result = run(project, "copy", name)
        assert (result.exit_code, result.stdout) == (0, f"templates/{name}\n")
    assert set(states(project).values()) == {"overridden"}
    after, faults = site_of(project)
    assert after == before
    assert [fault for fault in faults if fault.rule.startswith("D65")] == []


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [("partials/lists.html", "{#", "#}"), ("assets/page.css", "/*", "*/"), ("assets/mark.svg", "<!--", "-->")],
)
def test_the_first_line_of_a_copy_remembers_the_default(tmp_path: Path, name: str, start: str, end: str) -> None:
    run(tmp_path, "copy", name)
    first, rest = (tmp_path / "templates" / name).read_bytes().split(b"\n", 1)
    digest = read_files(tmp_path).defaults[name].digest
    assert first.decode() == f"{start} dossier: copied from default/{name} sha256:{digest} {end}"
    assert rest == (default_templates() / name).read_bytes()


def test_a_copy_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"templates/note.html": "mine"})
    result = run(tmp_path, "copy", "templates/note.html")
    assert result.exit_code == 2 and "templates/note.html is there already" in result.stderr
    assert (tmp_path / "templates/note.html").read_text(encoding="utf-8") == "mine"


def test_a_copy_follows_no_link_out_of_the_project(tmp_path: Path) -> None:
    elsewhere, project = tmp_path / "elsewhere", tmp_path / "project"
    elsewhere.mkdir()
    (project / "templates").mkdir(parents=True)
    (project / "templates/assets").symlink_to(elsewhere)
    (project / "templates/note.html").symlink_to(elsewhere / "note.html")
    assert "symbolic link" in run(project, "copy", "assets/page.css").stderr
    assert "is there already" in run(project, "copy", "note.html").stderr
    assert tree(elsewhere) == {}


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    write_files(tmp_path, {"templates": "a file"})
    for name in ("note.html", "assets/page.css"):
        result = run(tmp_path, "copy", name)
        assert result.exit_code == 2 and "is not a folder" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["copy", "nota.html"], "did you mean `note.html`?"),
        (["copy", "../../x"], "there is no template or asset `../../x`"),
        (["copy"], "which one?"),
        (["diff", "note.html"], "`dossier templates copy note.html` makes a copy"),
        (["diff", "own.html"], "stands for no default"),
        (["diff", "zzz"], "`dossier templates list` shows what there is"),
        (["list", "note.html"], "`list` takes no name"),
    ],
)
def test_wrong_use_is_answered_with_what_to_type(tmp_path: Path, arguments: list[str], message: str) -> None:
    project = write_files(tmp_path, {"templates/own.html": "x"})
    before = tree(project)
    result = run(project, *arguments)
    assert result.exit_code == 2 and message in result.stderr
    assert tree(project) == before


# diff


def test_a_fresh_copy_does_not_differ(tmp_path: Path) -> None:
    run(tmp_path, "copy", "note.html")
    result = run(tmp_path, "diff", "note.html")
    assert (result.stdout, result.stderr) == ("", "")
    assert code(tmp_path, "diff") == 0


def test_an_override_that_differs_is_shown_and_is_no_failure(tmp_path: Path) -> None:
    run(tmp_path, "copy", "assets/tokens.css")
    sheet = tmp_path / "templates/assets/tokens.css"
    sheet.write_bytes(sheet.read_bytes() + b"a { color: red }\n")
    shown = run(tmp_path, "diff").stdout.splitlines()
    assert shown[:2] == ["--- default/assets/tokens.css", "+++ templates/assets/tokens.css"]
    assert [line for line in shown[2:] if line[0] in "+-"] == ["+a { color: red }"]
    assert code(tmp_path, "diff") == 0


def test_a_stale_override_says_so_and_what_to_write_once_it_is_merged(tmp_path: Path) -> None:
    copy = make_stale(tmp_path, "note.html")
    run(tmp_path, "copy", "home.html")
    digest = read_files(tmp_path).defaults["note.html"].digest
    assert f"write sha256:{digest} in its first line" in run(tmp_path, "diff", "note.html").stderr
    assert (code(tmp_path, "diff"), code(tmp_path, "diff", "note.html"), code(tmp_path, "diff", "home.html")) == (
        1,
        1,
        0,
    )
    copy.write_bytes(copy.read_bytes().replace(OLD.encode(), digest.encode()))
    assert code(tmp_path, "diff") == 0 and states(tmp_path)["note.html"] == "overridden"


def test_a_copy_under_another_name_is_compared_with_where_it_came_from(tmp_path: Path) -> None:
    copy = make_stale(tmp_path, "note.html")
    copy.rename(copy.with_name("letter.html"))
    assert states(tmp_path)["letter.html"] == "stale"
    result = run(tmp_path, "diff", "letter.html")
    assert result.stdout == "" and "default/note.html has changed" in result.stderr


def test_a_default_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    write_files(tmp_path, {"templates/gone.html": mark(Origin("gone.html", OLD)) + "x"})
    assert "there is no default `gone.html` any more" in run(tmp_path, "diff").stderr
    assert code(tmp_path, "diff") == 1


def test_what_an_override_says_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    write_files(tmp_path, {"templates/note.html": "\x1b[2Jtext\n"})
    shown = run(tmp_path, "diff", "note.html").stdout
    assert "\x1b" not in shown and "+\\x1b[2Jtext" in shown


def test_files_that_are_no_texts_are_only_said_to_differ(tmp_path: Path) -> None:
    (tmp_path / "templates/assets").mkdir(parents=True)
    (tmp_path / "templates/assets/mark.svg").write_bytes(b"\xff\xfe")
    assert (
        run(tmp_path, "diff").stdout
        == "default/assets/mark.svg and templates/assets/mark.svg differ, and are no texts\n"
    )


# What a build makes of it


def test_a_stale_override_is_a_note_of_the_check_and_builds_all_the_same(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    before, _ = site_of(project)
    make_stale(project, "note.html")
    after, faults = site_of(project)
    (fault,) = (fault for fault in faults if fault.rule == "D656")
    assert after == before and fault.severity is Severity.NOTE
    assert (fault.span.path, fault.span.line) == ("templates/note.html", 1)
    assert "dossier templates diff note.html" in fault.help


def test_a_copy_that_extends_the_default_of_its_name_keeps_its_mark(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    body = '{% extends "default/note.html" %}\n{% block more %}{{ super() }}<p>Ours.</p>{% endblock %}\n'
    write_files(project, {"templates/note.html": body})
    plain, _ = site_of(project)
    write_files(project, {"templates/note.html": mark(Origin("note.html", OLD)) + body})
    marked, faults = site_of(project)
    assert marked == plain and any(b"<p>Ours.</p>" in data for url, data in plain.items() if url.startswith("notes/"))
    assert [fault.rule for fault in faults if fault.rule.startswith("D65")] == ["D656"]


def test_a_fault_in_a_copied_style_sheet_keeps_its_line(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    run(project, "copy", "assets/print.css")
    sheet = project / "templates/assets/print.css"
    sheet.write_bytes(sheet.read_bytes().split(b"\n")[0] + b"\na { background: url(nope.png) }\n")
    (fault,) = (fault for fault in site_of(project)[1] if fault.rule == "D655")
    assert (fault.span.path, fault.span.line) == ("templates/assets/print.css", 2)


# The mark


@pytest.mark.parametrize("name", ["a.html", "assets/b.css", "assets/c.js", "assets/d.svg"])
@pytest.mark.parametrize(("bom", "end"), [(b"", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_a_mark_survives_what_editors_do(name: str, bom: bytes, end: bytes) -> None:
    origin = Origin(name, "ab" * 32)
    data = bom + mark(origin).encode().rstrip(b"\n") + end + b"text"
    assert origin_of(data) == origin and without_mark(data) == bom + b"text"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"\n" + mark(Origin("a.html", OLD)).encode(),
        mark(Origin("a.html", OLD)).encode().replace(b"sha256:0", b"sha256:"),
        mark(Origin("a.html", OLD)).encode().replace(b"\n", b" text\n"),
    ],
)
def test_what_is_no_mark_is_left_alone(data: bytes) -> None:
    assert origin_of(data) is None and without_mark(data) == data


def test_a_kind_of_file_without_comments_bears_no_mark() -> None:
    assert mark(Origin("assets/serif.woff2", OLD)) == ""


def test_the_command_is_reached_from_the_command_line(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    make_stale(project, "note.html")
    arguments = [sys.executable, "-m", "dossier", "templates", "diff"]
    done = subprocess.run(arguments, cwd=project, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1 and "templates/note.html is stale" in done.stderr
