"""Reading content/ from disk."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.load import load

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file system")


def project(root: Path, **files: str) -> Path:
    for path, text in files.items():
        target = root / "content" / path.replace("__", "/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def codes(root: Path) -> list[str]:
    return [fault.rule for fault in load(root).diagnostics]


def test_files_come_sorted_with_their_digest(tmp_path: Path) -> None:
    project(tmp_path, **{"notes__b.md": "b", "articles__a.md": "a", "media__x.png": "png"})
    loaded = load(tmp_path)
    assert [file.path for file in loaded.files] == ["content/articles/a.md", "content/notes/b.md"]
    assert [file.path for file in loaded.media] == ["content/media/x.png"]
    assert loaded.files[0].digest == hashlib.sha256(b"a").hexdigest()
    assert loaded.diagnostics == ()


def test_a_file_of_which_the_disk_says_the_same_is_not_read_again(tmp_path: Path) -> None:
    later_ns = time.time_ns() + 10_000_000_000
    project(tmp_path, **{"notes__a.md": "a", "notes__b.md": "b"})
    first = load(tmp_path, now_ns=later_ns)
    project(tmp_path, **{"notes__b.md": "longer"})
    second = load(tmp_path, first, now_ns=later_ns)
    assert second.files[0] is first.files[0]
    assert [file.data for file in second.files] == [b"a", b"longer"]
    assert second == load(tmp_path, now_ns=later_ns)


def test_a_change_that_keeps_size_and_date_of_a_file_is_read(tmp_path: Path) -> None:
    note = project(tmp_path, **{"notes__a.md": "old"}) / "content/notes/a.md"
    first = load(tmp_path, now_ns=time.time_ns() + 10_000_000_000)
    status = note.stat()
    time_passed(note)
    note.write_text("new", encoding="utf-8")
    os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert load(tmp_path, first).files[0].data == b"new"


def test_what_was_written_just_before_reading_is_read_again(tmp_path: Path) -> None:
    """The clock of a disk is coarse: a second write may leave the same times."""
    project(tmp_path, **{"notes__a.md": "a"})
    first = load(tmp_path, now_ns=time.time_ns())
    assert load(tmp_path, first).files[0] is not first.files[0]


def time_passed(file: Path) -> None:
    """Wait until the clock of the disk has moved on."""
    changed_ns, beside = file.stat().st_ctime_ns, file.with_name(".clock")
    while True:
        beside.touch()
        if beside.stat().st_ctime_ns > changed_ns:
            return


def test_a_project_without_content_is_a_fault(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["D156"]


def test_files_of_editors_and_systems_are_left_out_in_silence(tmp_path: Path) -> None:
    for name in (".a.md.swp", "#a.md#", "a.md~", ".DS_Store", "Thumbs.db", "a.md.orig"):
        project(tmp_path, **{f"articles__{name}": "junk"})
    loaded = load(tmp_path)
    assert (loaded.files, loaded.diagnostics) == ((), ())


def test_saved_copies_are_never_read(tmp_path: Path) -> None:
    project(tmp_path, **{"archive__a.html": "whole text"})
    assert load(tmp_path).files == ()


@needs_posix
def test_a_symbolic_link_out_of_content_is_refused_and_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    project(tmp_path, **{"articles__a.md": "a"})
    (tmp_path / "content/articles/leak.md").symlink_to(secret)
    loaded = load(tmp_path)
    assert [fault.rule for fault in loaded.diagnostics] == ["D150"]
    assert all(b"SECRET" not in file.data for file in loaded.files)


@needs_posix
def test_a_loop_of_symbolic_links_is_a_fault(tmp_path: Path) -> None:
    project(tmp_path, **{"articles__a.md": "a"})
    (tmp_path / "content/articles/self.md").symlink_to("self.md")
    assert codes(tmp_path) == ["D150"]


@needs_posix
def test_a_linked_folder_is_not_walked(tmp_path: Path) -> None:
    project(tmp_path, **{"articles__a.md": "a"})
    (tmp_path / "content/articles/up").symlink_to(tmp_path)
    assert codes(tmp_path) == ["D150"]


@needs_posix
@pytest.mark.parametrize("link", ["notes/leak.md", "media/leak.pdf"])
def test_a_link_to_a_saved_copy_is_refused_and_not_read(tmp_path: Path, link: str) -> None:
    project(tmp_path, **{"archive__a.html": "whole text", "notes__a.md": "a", "media__a.txt": "a"})
    (tmp_path / "content" / link).symlink_to("../archive/a.html")
    loaded = load(tmp_path)
    assert [(fault.rule, fault.span.path) for fault in loaded.diagnostics] == [("D150", f"content/{link}")]
    assert all(file.data == b"a" for file in (*loaded.files, *loaded.media))


@needs_posix
def test_a_link_to_a_folder_of_content_is_called_what_it_is(tmp_path: Path) -> None:
    project(tmp_path, **{"articles__a.md": "a"})
    (tmp_path / "content/notes").symlink_to("articles")
    (fault,) = load(tmp_path).diagnostics
    assert (fault.rule, fault.message) == ("D150", "symbolic links to folders are not followed")


@needs_posix
def test_a_link_inside_content_is_read(tmp_path: Path) -> None:
    project(tmp_path, **{"articles__a.md": "a"})
    (tmp_path / "content/articles/b.md").symlink_to("a.md")
    assert [file.data for file in load(tmp_path).files] == [b"a", b"a"]


@needs_posix
def test_a_pipe_is_refused_without_being_opened(tmp_path: Path) -> None:
    project(tmp_path, **{"articles__a.md": "a"})
    os.mkfifo(tmp_path / "content/articles/pipe.md")
    assert codes(tmp_path) == ["D151"]


@needs_posix
def test_a_file_without_permission_is_a_fault() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = project(Path(folder), **{"articles__a.md": "a"})
        (root / "content/articles/a.md").chmod(0)
        with as_nobody():
            found = codes(root)
    assert found == ["D152"]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Drop the superuser's right to read everything, where we have it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    project(tmp_path, **{"media__huge.bin": ""})
    with (tmp_path / "content/media/huge.bin").open("wb") as stream:
        stream.truncate(300_000_000)
    loaded = load(tmp_path)
    assert [fault.rule for fault in loaded.diagnostics] == ["D153"]
    assert loaded.media == ()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_name_that_is_not_utf8_is_shown_safely(tmp_path: Path) -> None:
    project(tmp_path, **{"articles__a.md": "a"})
    with open(os.fsencode(tmp_path / "content/articles/") + b"caf\xe9\x1b.md", "wb") as stream:  # noqa: PTH123
        stream.write(b"x")
    (fault,) = load(tmp_path).diagnostics
    assert fault.rule == "D154"
    assert "\x1b" not in fault.message + fault.span.path
    assert "caf" in fault.message


def test_a_file_that_changes_while_it_is_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, **{"articles__a.md": "a"})
    told = os.fstat

    def grown(descriptor: int) -> os.stat_result:
        state = told(descriptor)
        with (tmp_path / "content/articles/a.md").open("ab") as stream:
            stream.write(b"more")
        return state

    monkeypatch.setattr(os, "fstat", grown)
    assert codes(tmp_path) == ["D155"]
