"""Staging and switching a site."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.views import Artifact
from dossier.write import Lock, LockHeldError, discard, output_fault, read_manifest, recover, stage, switch
from mortal import mortal

PAGES = {"index.html": b"home", "actors/a/index.html": b"a", "assets/x.css": b"css"}
LISTS = {"manifest.json", "SHA256SUMS"}


def artifacts(pages: dict[str, bytes]) -> list[Artifact]:
    return [Artifact(url, data) for url, data in pages.items()]


def write(output: Path, pages: dict[str, bytes]) -> None:
    staged = stage(artifacts(pages), output)
    assert staged.diagnostics == ()
    switch(staged)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_file_is_in_the_manifest_with_its_digest(tmp_path: Path) -> None:
    write(tmp_path / "site", PAGES)
    listed = json.loads((tmp_path / "site/manifest.json").read_bytes())["files"]
    written = tree(tmp_path / "site")
    assert [file["path"] for file in listed] == sorted({*PAGES, "SHA256SUMS"})
    assert all(file["sha256"] == hashlib.sha256(written[file["path"]]).hexdigest() for file in listed)
    assert written.keys() == {*PAGES, "manifest.json", "SHA256SUMS"}


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum")
def test_a_reader_can_check_the_site_without_this_program(tmp_path: Path) -> None:
    pages = {**PAGES, "back\\slash": b"b", "акторы/é.html": "é".encode()}
    write(tmp_path / "site", pages)
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    good = subprocess.run(command, cwd=tmp_path / "site", capture_output=True, text=True, check=False)
    assert (good.returncode, good.stdout.count(": OK")) == (0, len(pages)), good.stderr
    (tmp_path / "site/index.html").write_bytes(b"hone")
    bad = subprocess.run(command, cwd=tmp_path / "site", capture_output=True, text=True, check=False)
    assert bad.returncode == 1 and "index.html: FAILED" in bad.stdout


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "site", PAGES)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    staged = stage(artifacts(PAGES), tmp_path / "site")
    assert staged.is_empty
    switch(staged)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before
    assert names(tmp_path) == ["site"]


def test_unchanged_files_keep_their_times_when_others_change(tmp_path: Path) -> None:
    write(tmp_path / "site", PAGES)
    before = (tmp_path / "site/assets/x.css").stat().st_mtime_ns
    write(tmp_path / "site", {**PAGES, "index.html": b"new"})
    assert (tmp_path / "site/assets/x.css").stat().st_mtime_ns == before
    assert (tmp_path / "site/index.html").read_bytes() == b"new"


def test_pages_that_are_no_longer_made_are_deleted(tmp_path: Path) -> None:
    write(tmp_path / "site", PAGES)
    write(tmp_path / "site", {"index.html": b"home"})
    assert tree(tmp_path / "site").keys() == {"index.html", "manifest.json", "SHA256SUMS"}


def test_foreign_files_stay(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.gitignore").write_text("*")
    write(tmp_path / "site", PAGES)
    (tmp_path / "site/CNAME").write_text("example.org")
    (tmp_path / "site/sub").mkdir()
    (tmp_path / "site/sub/own.html").write_text("own")
    write(tmp_path / "site", {"index.html": b"other"})
    assert {".gitignore", "CNAME", "sub/own.html"} <= tree(tmp_path / "site").keys()


def test_a_foreign_file_in_the_way_is_a_fault_and_stays(tmp_path: Path) -> None:
    write(tmp_path / "site", PAGES)
    (tmp_path / "site/about.html").write_text("by hand")
    staged = stage(artifacts({**PAGES, "about.html": b"ours"}), tmp_path / "site")
    discard(staged)
    assert [fault.rule for fault in staged.diagnostics] == ["D622"]
    assert (tmp_path / "site/about.html").read_text() == "by hand"


def test_a_page_edited_by_hand_is_not_deleted(tmp_path: Path) -> None:
    write(tmp_path / "site", PAGES)
    (tmp_path / "site/index.html").write_text("edited")
    staged = stage(artifacts({"assets/x.css": b"css"}), tmp_path / "site")
    switch(staged)
    assert [fault.rule for fault in staged.diagnostics] == ["D623"]
    assert (tmp_path / "site/index.html").read_text() == "edited"


@pytest.mark.parametrize("url", ["../x", "/etc/x", "a/../../x", "", "manifest.json"])
def test_a_path_that_leaves_the_site_is_a_bug(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValueError, match="outside the site"):
        stage([Artifact(url, b"")], tmp_path / "site")
    assert names(tmp_path) == []


def test_a_discarded_stage_leaves_nothing(tmp_path: Path) -> None:
    discard(stage(artifacts(PAGES), tmp_path / "site"))
    assert names(tmp_path) == []


@pytest.mark.parametrize("inside", ["content", "content/deep", "templates", ".git", ".", "..", ".dossier/x"])
def test_an_output_folder_that_could_destroy_sources_is_refused(tmp_path: Path, inside: str) -> None:
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    fault = output_fault(project / inside, project)
    assert fault is not None
    assert fault.rule == "D621"


def test_the_home_folder_is_refused(tmp_path: Path) -> None:
    fault = output_fault(Path.home(), tmp_path)
    assert fault is not None


def test_a_folder_that_we_did_not_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/thesis.txt").write_text("years of work")
    fault = output_fault(tmp_path / "documents", tmp_path / "project")
    assert fault is not None
    assert fault.rule == "D620"


def test_an_empty_or_own_folder_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "own", PAGES)
    assert output_fault(tmp_path / "empty", tmp_path / "project") is None
    assert output_fault(tmp_path / "own", tmp_path / "project") is None


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"generator": "other", "version": 1, "files": []}', b"[" * 99_999]
)
def test_a_broken_manifest_is_no_manifest(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    assert read_manifest(tmp_path) is None


def test_the_second_writer_is_told_who_is_first(tmp_path: Path) -> None:
    with Lock(tmp_path / "lock", "build"), pytest.raises(LockHeldError, match=r"build \(process \d+\)"):
        Lock(tmp_path / "lock", "serve").__enter__()
    with Lock(tmp_path / "lock", "again"):
        pass


_SWITCHED = """
from pathlib import Path
import dossier.write.switching as switching
from dossier.views import Artifact
from dossier.write import recover, stage, switch
def work(name, mode):
    output = Path(name)
    if mode == "renames":
        switching._exchange_names = lambda one, other: False
    recover(output)
    switch(stage([Artifact(f"{name}/index.html", b"new " + name.encode()) for name in "abcd"], output))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("mode", ["exchange", "renames"])
def test_killed_at_any_disk_call_the_site_is_the_old_or_the_new_one(tmp_path: Path, mode: str) -> None:
    old = {f"{name}/index.html": b"old " + name.encode() for name in "abc"}
    new = {f"{name}/index.html": b"new " + name.encode() for name in "abcd"}
    output, seen = tmp_path / "site", set()
    with mortal(_SWITCHED, ["dossier-", str(output)], str(output), mode) as killed_at:
        for deadly in range(1, 400):
            if output.exists():
                switch(stage(artifacts(old), output))
            else:
                write(output, old)
            code = killed_at(deadly)
            recover(output)
            found = {path: data for path, data in tree(output).items() if path not in LISTS}
            assert found in (old, new), f"torn at call {deadly}"
            seen.add(found == new)
            assert names(tmp_path) == ["site"]
            if code == 0:
                break
            assert code == -signal.SIGKILL
    assert seen == {True, False}
    assert 10 < deadly < 399
