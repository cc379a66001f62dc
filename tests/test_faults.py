"""What may go wrong outside of us: kills, full disks, permissions, clocks, broken caches, strange folders."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dossier.write import recover
from projects import TODAY, build_site, errors, small_project, starter_project, tree, write_files

NOTE = "content/notes/what-we-know.md"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals, limits and permissions")
BUILD = ["-m", "dossier", "build", "--now", TODAY.isoformat()]


def run(project: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False, **options)  # type: ignore[call-overload,no-any-return]


def edit(project: Path, path: str = NOTE, more: str = "\nOne more sentence.\n") -> None:
    place = project / path
    place.write_text(place.read_text(encoding="utf-8") + more, encoding="utf-8")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A project whose site is on disk, and whose cache is warm."""
    project = starter_project(tmp_path / "project")
    assert errors(build_site(project, cached=True).diagnostics) == []
    return project


def clean(project: Path, scratch: Path) -> Mapping[str, bytes]:
    """Return the site as it is without any cache or earlier output."""
    build_site(project, scratch / "clean")
    return tree(scratch / "clean")


_DYING = """
import os, signal, sys
deadly, calls = int(sys.argv.pop(1)), 0
WATCHED = ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "sqlite3.connect")
def count(event, arguments):
    global calls
    is_reading = event == "open" and isinstance(arguments[1], str) and "r" in arguments[1]
    if event in WATCHED and not is_reading:
        calls += 1
        if calls == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
from dossier.cli import main
sys.addaudithook(count)
sys.dont_write_bytecode = True
try:
    main()
finally:
    print(calls)
"""


@POSIX
def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new_site(built: Path, tmp_path: Path) -> None:
    old = tree(built / "site")
    edit(built)
    new = clean(built, tmp_path)
    (tmp_path / "kept").mkdir()
    counted = run(built, "-c", _DYING, "0", *BUILD[2:], "--output", str(tmp_path / "kept/site"))
    calls = int(counted.stdout.split()[-1])
    assert counted.returncode == 0 and calls > 20
    points = sorted(set(random.Random(2).sample(range(1, calls), 8)) | {1, calls - 2, calls - 1})
    seen = set()
    for point in points:
        killed = run(built, "-c", _DYING, str(point), *BUILD[2:])
        assert killed.returncode in (-signal.SIGKILL, 0), killed.stderr
        recover(built / "site")
        found = tree(built / "site")
        assert found in (old, new), f"torn at call {point} of {calls}"
        seen.add(found == new)
    assert False in seen
    assert run(built, *BUILD).returncode == 0
    assert tree(built / "site") == new
    assert sorted(path.name for path in built.iterdir()) == [".dossier", "content", "site"]


@POSIX
@pytest.mark.parametrize("room", [0, 1000, 20_000])
def test_on_a_full_disk_the_last_good_site_stands(built: Path, room: int) -> None:
    import resource

    before = tree(built / "site")
    for path in (built / "content").rglob("*.md"):
        edit(built, str(path.relative_to(built)), "\nMore words [@harbour-post-2024-05-03].\n" * 900)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # noqa: E731
    done = run(built, *BUILD, preexec_fn=limit)
    assert (done.returncode in (1, 3), "Traceback" in done.stderr) == (True, False), done.stderr
    assert "error[" in done.stderr
    assert tree(built / "site") == before
    assert sorted(path.name for path in built.iterdir()) == [".dossier", "content", "site"]


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [("build",), ("check", "--format", "json"), ("list", "drafts"), ("--help",)])
def test_a_full_stdout_is_no_traceback_and_the_site_is_whole(built: Path, arguments: tuple[str, ...]) -> None:
    before = tree(built / "site")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "dossier", *arguments]
        done = subprocess.run(command, cwd=built, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    assert tree(built / "site").keys() == before.keys()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Drop the superuser's right to read and write everything, where we have it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def for_nobody() -> Iterator[Path]:
    """A built project that belongs to whoever has no rights; `tmp_path` may lie where only its owner may go."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        project = starter_project(root / "project")
        build_site(project, cached=True)
        if os.geteuid() == 0:
            for path in (project, *project.rglob("*")):
                os.chown(path, 65534, 65534)
        yield project
        for path in (project, *project.rglob("*")):
            path.chmod(0o755)


@POSIX
def test_an_output_that_may_not_be_written_stands_as_it_is(for_nobody: Path) -> None:
    before = tree(for_nobody / "site")
    edit(for_nobody)
    for_nobody.chmod(0o555)
    with as_nobody(), pytest.raises(PermissionError):
        build_site(for_nobody)
    assert tree(for_nobody / "site") == before


@POSIX
def test_a_read_only_site_in_a_writable_folder_is_replaced_whole(for_nobody: Path, tmp_path: Path) -> None:
    edit(for_nobody)
    for path in (for_nobody / "site").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    (for_nobody / "site").chmod(0o555)
    new = clean(for_nobody, tmp_path)
    before = tree(for_nobody / "site")
    with as_nobody(), suppress(OSError):
        build_site(for_nobody)
    assert tree(for_nobody / "site") in (before, new)


@POSIX
@pytest.mark.parametrize("path", ["content/notes", NOTE])
def test_what_may_not_be_read_is_a_fault_at_its_place(for_nobody: Path, path: str) -> None:
    before = tree(for_nobody / "site")
    (for_nobody / path).chmod(0)
    with as_nobody():
        result = build_site(for_nobody)
    assert any(fault.startswith(f"{path}:1:1 D152") for fault in errors(result.diagnostics))
    assert tree(for_nobody / "site") == before


@POSIX
def test_a_cache_that_may_not_be_written_costs_time_only(for_nobody: Path, tmp_path: Path) -> None:
    edit(for_nobody)
    (for_nobody / ".dossier/cache.db").chmod(0)
    (for_nobody / ".dossier").chmod(0o555)
    with as_nobody():
        assert errors(build_site(for_nobody, cached=True).diagnostics) == []
    assert tree(for_nobody / "site") == clean(for_nobody, tmp_path)


@POSIX
def test_a_stray_file_of_any_size_is_named_and_never_read(built: Path) -> None:
    import resource

    place = built / "content/media/huge.png"
    place.parent.mkdir(exist_ok=True)
    with place.open("wb") as stream:
        stream.truncate(3 << 30)
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))  # noqa: E731
    done = run(built, *BUILD, preexec_fn=limit)
    assert (done.returncode, "D153" in done.stderr, "huge.png" in done.stderr) == (1, True, True), done.stderr


def test_builds_at_once_give_one_whole_site(built: Path, tmp_path: Path) -> None:
    edit(built)
    command = [sys.executable, *BUILD]
    started = [subprocess.Popen(command, cwd=built, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate(timeout=120)[1] for one in started]
    assert {one.returncode for one in started} <= {0, 3} and 0 in {one.returncode for one in started}
    assert all("D625" in text for one, text in zip(started, said, strict=True) if one.returncode == 3)
    assert tree(built / "site") == clean(built, tmp_path)


@pytest.mark.parametrize("moment_s", [0, 1, 4_102_444_800])
def test_times_of_files_say_nothing_and_an_edit_of_the_same_size_is_seen(
    built: Path, tmp_path: Path, moment_s: int
) -> None:
    place = built / NOTE
    place.write_text(place.read_text(encoding="utf-8").replace("closure", "seclude", 1), encoding="utf-8")
    for path in built.rglob("*"):
        os.utime(path, (moment_s, moment_s))
    build_site(built, cached=True)
    found = tree(built / "site")
    assert found == clean(built, tmp_path)
    assert any(b"seclude" in data for data in found.values())


def test_with_the_clock_set_back_the_site_is_that_of_the_day(built: Path) -> None:
    late = run(built, "-m", "dossier", "build", "--now", "2040-01-01")
    early = run(built, "-m", "dossier", "build", "--now", "1999-01-01")
    assert (late.returncode, early.returncode) == (0, 0), early.stderr
    found = tree(built / "site")
    assert run(built, "-m", "dossier", "build", "--now", "1999-01-01", "--force").returncode == 0
    assert tree(built / "site") == found


def truncated(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])


def flipped(cache: Path) -> None:
    data, chance = bytearray(cache.read_bytes()), random.Random(7)
    for _ in range(200):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    cache.write_bytes(data)


def foreign(cache: Path) -> None:
    cache.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)


def emptied(cache: Path) -> None:
    cache.write_bytes(b"")


def made_a_folder(cache: Path) -> None:
    cache.unlink()
    (cache / "inside").mkdir(parents=True)


def made_a_loop(cache: Path) -> None:
    cache.unlink()
    cache.symlink_to(cache)


@pytest.mark.parametrize(
    "harm", [truncated, flipped, foreign, emptied, made_a_folder, made_a_loop], ids=lambda harm: harm.__name__
)
def test_a_broken_cache_changes_no_byte_of_the_site(built: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    harm(built / ".dossier/cache.db")
    edit(built)
    assert errors(build_site(built, cached=True).diagnostics) == []
    assert tree(built / "site") == clean(built, tmp_path)


def test_single_flipped_bits_in_a_cache_are_never_believed(built: Path) -> None:
    cache, chance = built / ".dossier/cache.db", random.Random(11)
    whole, site = cache.read_bytes(), tree(built / "site")
    for _ in range(12):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        cache.write_bytes(data)
        build_site(built, cached=True)
        assert tree(built / "site") == site


def test_a_file_that_goes_while_the_folder_is_read_is_a_fault(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, listed = tree(built / "site"), os.scandir

    def scandir(folder: Path | str) -> Iterator[os.DirEntry[str]]:
        if Path(folder) != built / "content/notes":
            return listed(folder)
        entries = list(listed(folder))
        (built / NOTE).unlink()
        return iter(entries)

    monkeypatch.setattr(os, "scandir", scandir)
    result = build_site(built)
    monkeypatch.undo()
    assert any(fault.startswith(f"{NOTE}:1:1 D152") for fault in errors(result.diagnostics))
    assert tree(built / "site") == before


def test_a_thousand_changed_files_are_one_build(tmp_path: Path) -> None:
    texts = {f"topics/t{number}.md": f"---\nname: Topic {number}\n---\n\nScope.\n" for number in range(1000)}
    project = small_project(tmp_path / "project", texts)
    assert errors(build_site(project, cached=True).diagnostics) == []
    write_files(project, {f"content/{path}": text.replace("Scope", "Range") for path, text in texts.items()})
    result = build_site(project, cached=True)
    assert result.written is not None and len(result.written.changed) >= 1000
    assert tree(project / "site") == clean(project, tmp_path)


@POSIX
def test_loops_of_links_and_endless_folders_end(built: Path) -> None:
    before = tree(built / "site")
    (built / "content/notes/again").symlink_to("..")
    (built / "content/notes/self.md").symlink_to("self.md")
    home = Path.cwd()
    os.chdir(built / "content/notes")
    try:
        for _ in range(1500):
            Path("d").mkdir()
            os.chdir("d")
        os.chdir(home)
        found = errors(build_site(built).diagnostics)
    finally:
        os.chdir(home)
        subprocess.run(["rm", "-rf", str(built / "content/notes/d")], check=True)  # shutil.rmtree recurses
    links = {fault.split(":")[0] for fault in found if " D150 " in fault}
    assert links == {"content/notes/self.md", "content/notes/again"}
    (deep,) = [fault for fault in found if " D152 " in fault]
    assert deep.startswith("content/notes/d/d/d/") and "nested more than 32 deep" in deep
    assert tree(built / "site") == before


def test_names_that_differ_in_case_only_are_refused_with_both_files(tmp_path: Path) -> None:
    note = "---\ntitle: A\n---\n\nText.\n"
    project = small_project(tmp_path, {"notes/Alpha.md": note, "notes/sub/alpha.md": note})
    (fault,) = [one for one in build_site(project).diagnostics if one.severity == "error"]
    named = {fault.span.path, *(related.span.path for related in fault.related)}
    assert named == {"content/notes/Alpha.md", "content/notes/sub/alpha.md"}


@POSIX
def test_a_template_that_may_not_be_read_is_a_fault_at_its_place(for_nobody: Path) -> None:
    before = tree(for_nobody / "site")
    write_files(for_nobody, {"templates/404.html": "secret"})
    (for_nobody / "templates/404.html").chmod(0)
    with as_nobody():
        result = build_site(for_nobody)
    assert [fault.split(" ")[:2] for fault in errors(result.diagnostics)] == [["templates/404.html:1:1", "D650"]]
    assert tree(for_nobody / "site") == before
