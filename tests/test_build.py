"""The whole path from folder to site: what must always hold."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects import TODAY, build_site, errors, small_project, starter_project, tree, write_files

NOTE = "content/notes/what-we-know.md"


def test_the_starter_builds_without_a_fault(tmp_path: Path) -> None:
    result = build_site(starter_project(tmp_path))
    assert [fault.message for fault in result.diagnostics if fault.severity != "note"] == []
    assert (tmp_path / "site/actors/vera-holt/index.html").is_file()


def test_building_twice_changes_no_byte_and_no_time(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    build_site(project, cached=True)
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    result = build_site(project, cached=True)
    assert result.written is not None
    assert (result.written.added, result.written.changed, result.written.removed) == ((), (), ())
    assert {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")} == before


def test_two_files_whose_names_only_look_alike_keep_their_own_faults_in_the_cache(tmp_path: Path) -> None:
    notes = {f"notes/{name}.md": f"---\ntitle: T\n{key}: 1\n---\n" for name, key in (("é", "one"), ("e\u0301", "two"))}
    project = small_project(tmp_path, notes)
    first, again = build_site(project, cached=True), build_site(project, cached=True)
    assert {fault.message for fault in first.diagnostics} >= {"`one` is no key of a note", "`two` is no key of a note"}
    assert again.diagnostics == first.diagnostics


def test_the_same_content_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    build_site(starter_project(tmp_path / "one"))
    project = starter_project(tmp_path / "somewhere/else")
    code = "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path; from projects import build_site; build_site(Path(sys.argv[1]))"
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
    }
    subprocess.run([sys.executable, "-c", code, str(project), str(Path(__file__).parent)], env=environment, check=True)
    assert tree(tmp_path / "one/site") == tree(project / "site")


def test_a_build_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a build must not use the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    build_site(starter_project(tmp_path))


def test_an_error_leaves_the_last_good_site(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    build_site(project)
    before = tree(project / "site")
    write_files(project, {NOTE: (project / NOTE).read_text() + "\nSee [[nobody]].\n"})
    result = build_site(project)
    assert result.written is None
    assert len(errors(result.diagnostics)) == 1
    assert tree(project / "site") == before
    assert sorted(path.name for path in project.iterdir()) == ["content", "site"]


def test_all_faults_are_reported_in_one_run(tmp_path: Path) -> None:
    project = small_project(
        tmp_path,
        {
            "notes/a.md": "---\ntitel: A\n---\n\nSee [[nobody]] and [@nothing].\n",
            "notes/b.md": '---\ntitle: "B\n---\n',
            "events/c.md": "---\ntitle: C\ndate: 2020-02-30\n---\n",
        },
    )
    found = errors(build_site(project).diagnostics)
    assert {fault.split(":")[0] for fault in found} == {
        "content/notes/a.md",
        "content/notes/b.md",
        "content/events/c.md",
    }
    assert len(found) >= 5


CANARIES = {
    "archive/open.html": "<p>CANARY-SAVED-COPY, the whole text of another</p>",
    "notes/draft-note.md": "---\ntitle: CANARY-DRAFT-TITLE\nstatus: draft\n---\n\nCANARY-DRAFT-BODY [@open]\n",
    "notes/later.md": "---\ntitle: CANARY-LATER-TITLE\npublished: 2999-01-01\n---\n\nCANARY-LATER-BODY [[a]]\n",
    "actors/secret.md": "---\nname: CANARY-PRIVATE-NAME\nvisibility: private\naliases: [CANARY-ALIAS]\n---\n\nCANARY-PRIVATE-BODY\n",
    "claims/hidden.md": "---\nstatement: CANARY-CLAIM\nvisibility: draft\nevidence: [open]\n---\n",
    "events/plan.md": "---\ntitle: CANARY-EVENT\ndate: 2020\nstatus: draft\nparticipants: [a]\nsources: [open]\n---\n",
    "articles/leak.md": "---\ntitle: CANARY-ARTICLE\nurl: https://canary-url.example/\nstatus: draft\nmentions: [a]\n---\n",
}
PUBLIC = {
    "articles/open.md": "---\ntitle: Open\nurl: https://example.org/\npublished: 2020-01-01\n---\n\nText about [[a]].\n",
    "actors/a.md": "---\nname: A\n---\n\nText [@open].\n",
    "notes/n.md": "---\ntitle: N\n---\n\nText on [[secret|somebody]] [@open] [[a]].\n",
}


def test_what_is_not_public_is_in_no_file(tmp_path: Path) -> None:
    result = build_site(small_project(tmp_path, {**CANARIES, **PUBLIC}))
    assert errors(result.diagnostics) == []
    for path, data in tree(tmp_path / "site").items():
        assert b"CANARY" not in data.upper(), path
        assert not any(name in path for name in ("secret", "later", "draft-note", "hidden", "plan", "leak"))
    assert {str(one.id) for one in result.site.hidden} == {
        "note:draft-note", "note:later", "actor:secret", "claim:hidden", "event:plan", "article:leak",
    }  # fmt: skip


def test_no_path_of_this_machine_is_in_the_site(tmp_path: Path) -> None:
    build_site(starter_project(tmp_path / "machine-name"))
    assert not [path for path, data in tree(tmp_path / "machine-name/site").items() if b"machine-name" in data]


def rename_actor(project: Path) -> None:
    for path in (project / "content").rglob("*.md"):
        path.write_text(path.read_text().replace("Vera Holt", "Vera Holt-Reed"))


def change_settings(project: Path) -> None:
    path = project / "content/dossier.yaml"
    path.write_text(path.read_text().replace("The Harbour Bridge", "The Bridge"))


def add_actor(project: Path) -> None:
    text = "---\nname: New Person\n---\n\nMet [[vera-holt]] [@courier-2024-03-04].\n"
    write_files(project, {"content/actors/new-person.md": text})


def toggle_draft(project: Path) -> None:
    path = project / NOTE
    text = path.read_text()
    path.write_text(
        text.replace("status: draft\n", "")
        if "status: draft" in text
        else text.replace("kind:", "status: draft\nkind:")
    )


def edit_body(project: Path) -> None:
    path = project / NOTE
    path.write_text(path.read_text().replace("calls it a", "called it a").replace("who knew what", "who knew"))


def delete_event(project: Path) -> None:
    (project / "content/events/inspection.md").unlink(missing_ok=True)
    path = project / NOTE
    path.write_text(path.read_text().replace(", inspection", ""))


def override_template(project: Path) -> None:
    text = '{% extends "default/404.html" %}{% block title %}Gone{% endblock %}'
    write_files(project, {"templates/404.html": text})


def break_then_leave(project: Path) -> None:
    write_files(project, {"content/notes/broken.md": "---\ntitle: [\n---\n"})


def mend(project: Path) -> None:
    (project / "content/notes/broken.md").unlink(missing_ok=True)


def drop_template(project: Path) -> None:
    (project / "templates/404.html").unlink(missing_ok=True)


EDITS: list[Callable[[Path], None]] = [
    rename_actor, change_settings, add_actor, toggle_draft, edit_body, delete_event, override_template, break_then_leave,
    mend, drop_template,
]  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=4))
def test_after_any_edits_an_incremental_build_equals_a_clean_one(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Callable[[Path], None]]
) -> None:
    project = starter_project(tmp_path_factory.mktemp("project"))
    build_site(project, cached=True)
    for edit in edits:
        edit(project)
        incremental = build_site(project, cached=True)
        clean = build_site(project, project.parent / "clean" / project.name)
        assert incremental.diagnostics == clean.diagnostics
        if clean.written is not None:
            assert tree(project / "site") == tree(project.parent / "clean" / project.name)


def test_the_manifest_names_every_file(tmp_path: Path) -> None:
    build_site(starter_project(tmp_path))
    listed = {file["path"] for file in json.loads((tmp_path / "site/manifest.json").read_bytes())["files"]}
    assert listed == tree(tmp_path / "site").keys() - {"manifest.json"}


def test_a_poisoned_cache_is_a_miss(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    build_site(project, cached=True)
    before = tree(project / "site")
    (project / ".dossier/cache.db").write_bytes(b"\x80\x04cposix\nsystem\n" * 100)
    build_site(project, cached=True)
    assert tree(project / "site") == before


def test_the_day_of_the_build_decides_what_is_scheduled(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    result = build_site(project)
    assert [(str(one.id), one.until) for one in result.site.hidden if one.until] == [
        ("note:six-weeks-later", TODAY.replace(year=2027, month=1, day=5))
    ]
