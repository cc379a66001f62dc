"""Saves and rebuilds: one for what an editor, a script or git does at once, none for swap and temporary files."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dossier.commands.serve.watch import Finish, bursts, is_settled, keep_fresh
from previews import PATIENCE_S, Running, edit, heard, listening, previewed
from projects import small_project, starter_project, write_files
from web_servers import needs

NOTE = "content/notes/what-we-know.md"
IDLE_S = 4.0
WINDOWS = 5
MOST_IDLE_SHARE = 0.03
"""Of one core, while nothing is saved."""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for all that only adds words to a note."""
    with previewed(starter_project(tmp_path_factory.mktemp("watched"))) as running:
        yield running


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Running]:
    with previewed(starter_project(tmp_path)) as running:
        yield running


def add(path: Path, words: str) -> None:
    path.write_text(with_words(path, words), encoding="utf-8")


def with_words(path: Path, words: str) -> str:
    """Return the text of a note with one more paragraph."""
    return f"{path.read_text(encoding='utf-8')}\n{words} [@courier-2024-03-04].\n"


def builds_for(running: Running, save: Callable[[], object]) -> int:
    """Return how many builds one act of saving makes; a second, plain save tells when all of them have ended."""
    before = running.builds
    save()
    running.built(before + 1)
    marks = running.count("files ready")
    write_files(running.project, {"content/info/mark.md": f"---\ntitle: Mark {before}\n---\n\nText.\n"})
    running.wait_for("info/mark/", f"Mark {before}")
    assert running.count("files ready") > marks
    return running.builds - before - 1


def test_a_plain_save_is_one_build(preview: Running) -> None:
    assert builds_for(preview, lambda: add(preview.project / NOTE, "Plain words")) == 1
    assert "Plain words" in preview.page("notes/what-we-know/")


def test_a_save_by_a_temporary_file_and_a_rename_is_one_build(preview: Running) -> None:
    def save() -> None:
        path = preview.project / NOTE
        temporary = path.with_name(f".{path.name}.swp-new")
        temporary.write_text(with_words(path, "New words"))
        temporary.replace(path)

    assert builds_for(preview, save) == 1
    assert "New words" in preview.page("notes/what-we-know/")


def test_vims_dance_with_a_backup_is_one_build(preview: Running) -> None:
    """A file `4913` to try the folder, the text moved to `name~`, written anew, the backup removed."""

    def save() -> None:
        path = preview.project / NOTE
        text = with_words(path, "Words of vim")
        probe = path.with_name("4913")
        probe.touch()
        probe.unlink()
        backup = path.with_name(f"{path.name}~")
        path.rename(backup)
        path.write_text(text)
        backup.unlink()

    assert builds_for(preview, save) == 1
    assert "Words of vim" in preview.page("notes/what-we-know/")


def test_the_safe_write_of_jetbrains_is_one_build(preview: Running) -> None:
    def save() -> None:
        path = preview.project / NOTE
        new, old = (path.with_name(f"{path.name}___jb_{name}___") for name in ("tmp", "old"))
        new.write_text(with_words(path, "Safe words"))
        path.rename(old)
        new.rename(path)
        old.unlink()

    assert builds_for(preview, save) == 1
    assert "Safe words" in preview.page("notes/what-we-know/")


def test_an_editor_that_empties_the_file_first_is_one_build(preview: Running) -> None:
    def save() -> None:
        path = preview.project / NOTE
        text = with_words(path, "Late words")
        with path.open("w") as stream:
            os.fsync(stream.fileno())
            stream.write(text)

    assert builds_for(preview, save) == 1
    assert "Late words" in preview.page("notes/what-we-know/")


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")
@pytest.mark.parametrize(
    "settings", ["backup", "nobackup writebackup backupcopy=no", "nowritebackup", "backupcopy=yes"]
)
def test_vim_itself_makes_one_build_for_one_save(preview: Running, settings: str) -> None:
    keys = [f"+set {settings}", f"+$s/$/\\rWords with {settings} [@courier-2024-03-04]./", "+wq"]
    command = [needs("vim"), "-Nesn", "-u", "NONE", *keys, str(preview.project / NOTE)]
    assert builds_for(preview, lambda: subprocess.run(command, check=True, stdin=subprocess.DEVNULL)) == 1
    assert f"Words with {settings}" in preview.page("notes/what-we-know/")


def many(project: Path, text: str) -> None:
    for number in range(1000):
        write_files(project, {f"content/outlets/text-{number}.md": f"---\nname: Text {number}\n---\n\n{text}\n"})


def test_a_thousand_files_of_a_checkout_are_one_build(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"info/one.md": "---\ntitle: One\n---\n\nText.\n"})

    def git(*words: str) -> None:
        command = ["git", "-C", str(project), "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
        subprocess.run(command, check=True, capture_output=True)

    write_files(project, {".gitignore": ".dossier/\nsite/\n"})
    git("init", "-q", "-b", "one")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    git("checkout", "-q", "-b", "other")
    many(project, "From another branch.")
    git("add", ".")
    git("commit", "-q", "-m", "other")
    git("checkout", "-q", "one")
    with previewed(project) as running:
        assert builds_for(running, lambda: git("checkout", "-q", "other")) == 1
        assert "From another branch" in running.page("outlets/text-999/")


def test_a_thousand_files_written_by_a_script_are_one_build(tmp_path: Path) -> None:
    with previewed(small_project(tmp_path, {"info/one.md": "---\ntitle: One\n---\n\nText.\n"})) as running:
        assert builds_for(running, lambda: many(running.project, "From a script.")) == 1
        assert "From a script" in running.page("outlets/text-999/")


SWAP_FILES = [".what-we-know.md.swp", ".what-we-know.md.swo", "what-we-know.md~", "#what-we-know.md#", ".#what-we-know.md",
              "what-we-know.md.tmp", "what-we-know.md.bak", "what-we-know.md.part", "what-we-know.md.crdownload", ".DS_Store",
              "Thumbs.db", ".goutputstream-X1Y2Z3", ".~lock.what-we-know.md#", "what-we-know.md___jb_tmp___",
              "what-we-know.md___jb_old___", "~$what-we-know.md", "what-we-know.md.sb-1a2b3c4d-EfGhIj", ".syncthing.x.md.tmp"]  # fmt: skip


def test_nothing_is_rebuilt_for_swap_and_temporary_files(preview: Running) -> None:
    before = preview.builds
    for name in SWAP_FILES:
        path = preview.project / "content/notes" / name
        path.write_text("---\ntitle: [\n")
        path.unlink()
        path.write_text("nonsense")
    write_files(preview.project, {"site/index.html": "x", ".dossier/y": "x", ".git/index.lock": "x", "notes.txt": "x"})
    add(preview.project / NOTE, "Words at last")
    preview.wait_for("notes/what-we-know/", "Words at last")
    assert preview.builds == before + 1
    assert "preview-error" not in preview.page("")


def test_a_style_sheet_a_template_and_the_settings_are_watched_too(other: Running) -> None:
    """templates/ did not exist when the preview began."""
    write_files(other.project, {"templates/assets/custom.css": "body { color: teal }"})
    found = other.wait_for("", "custom.")
    assert "custom." in found
    edit(other.project / "templates/assets/custom.css", "teal", "red")
    other.wait_for("", "custom.")
    edit(other.project / "content/dossier.yaml", "title: The Harbour Bridge", "title: The Other Bridge")
    other.wait_for("", "The Other Bridge")


def test_a_content_folder_that_goes_and_comes_back_is_watched_again(other: Running) -> None:
    content, away = other.project / "content", other.project / "away"
    before = other.builds
    content.rename(away)
    other.built(before + 1)
    away.rename(content)
    edit(other.project / NOTE, "The law asks", "The law now asks")
    other.wait_for("notes/what-we-know/", "The law now asks")
    edit(other.project / NOTE, "The law now asks", "The law then asked")
    other.wait_for("notes/what-we-know/", "The law then asked")


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no name spaces here")
def test_where_the_system_cannot_tell_of_changes_the_preview_looks_itself(tmp_path: Path) -> None:
    """In a name space of its own, the preview may not have a single watch."""
    forbid = 'echo 0 >/proc/sys/user/max_inotify_instances && exec "$@"'
    alone = ("unshare", "--user", "--map-root-user", "sh", "-c", forbid, "sh")
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("name spaces are forbidden here")
    with previewed(starter_project(tmp_path), before=alone) as running:
        for number in range(2):
            add(running.project / NOTE, f"Words seen {number}")
            running.wait_for("notes/what-we-know/", f"Words seen {number}")


def test_looking_sees_every_change_and_leaves_swap_files_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came, went, moved into place, and a second save in the same second with the same length."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    path, stop = tmp_path / "content/notes/a.md", threading.Event()
    write_files(tmp_path, {"content/notes/a.md": "1"})
    saves = bursts(tmp_path, lambda: None, stop)
    assert next(saves) == frozenset()
    for text in ("2", "3", "4"):
        (path.parent / ".a.md.swp").write_text(text)
        path.write_text(text)
        assert next(saves) == {str(path)}
    path.with_name("b").write_text("5")
    path.with_name("b").replace(path)
    assert next(saves) == {str(path)}
    path.unlink()
    assert next(saves) == {str(path)}
    stop.set()
    assert list(saves) == []


def test_a_citation_style_outside_of_content_is_watched_too(tmp_path: Path) -> None:
    """Saved in place or moved into place; what pandoc makes of it is not asked here."""
    (tmp_path / "content").mkdir()
    style, stop = tmp_path / "own.csl", threading.Event()
    style.write_text("<style/>")
    saves = bursts(tmp_path, lambda: style, stop)
    assert next(saves) == frozenset()
    style.write_text("<style></style>")
    assert next(saves) == frozenset()
    (tmp_path / "new.csl").write_text("<style/>")
    (tmp_path / "new.csl").replace(style)
    assert next(saves) == frozenset()
    stop.set()
    assert list(saves) == []


def test_a_save_during_a_build_starts_another_right_after_and_never_two_at_once(tmp_path: Path) -> None:
    """The build is a stand-in that lasts as long as the test wants; the watching is the real one."""
    content = tmp_path / "content"
    content.mkdir()
    running, most, seen = [0], [0], []
    entered, may_end, ended, stop = (
        threading.Semaphore(0),
        threading.Semaphore(0),
        threading.Semaphore(0),
        threading.Event(),
    )

    def build() -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        seen.append(sorted(path.name for path in content.iterdir()))
        entered.release()
        assert may_end.acquire(timeout=PATIENCE_S)
        running[0] -= 1

    saves = bursts(tmp_path, lambda: None, stop)
    watcher = threading.Thread(
        target=keep_fresh, args=(build, saves, lambda fault: ended.release(), Finish(lambda is_over: None))
    )
    watcher.start()
    assert entered.acquire(timeout=PATIENCE_S)
    for name in ("a.md", "b.md", "c.md"):
        (content / name).write_text("text")
    assert not entered.acquire(blocking=False)
    may_end.release()
    assert ended.acquire(timeout=PATIENCE_S)
    assert entered.acquire(timeout=PATIENCE_S)
    may_end.release(10)
    assert ended.acquire(timeout=PATIENCE_S)
    stop.set()
    watcher.join(PATIENCE_S)
    assert seen == [[], ["a.md", "b.md", "c.md"]]
    assert most == [1]


def test_a_build_that_fails_is_told_and_the_next_one_comes(tmp_path: Path) -> None:
    faults = [OSError("disk"), KeyError("bug"), None]
    told: list[str] = []

    def build() -> None:
        fault = faults.pop(0)
        if fault is not None:
            raise fault

    keep_fresh(build, range(3), lambda fault: told.append(type(fault).__name__), Finish(lambda is_over: None))
    assert told == ["OSError", "KeyError", "NoneType"]


def test_what_is_away_or_empty_is_waited_for(tmp_path: Path) -> None:
    full, empty, away = (tmp_path / name for name in ("full.md", "empty.md", "away.md"))
    full.write_text("x")
    empty.touch()
    assert is_settled([str(full)])
    assert not is_settled([str(empty)])
    assert not is_settled([str(full), str(away)])
    assert is_settled([str(full), str(tmp_path / "4913")])
    assert not is_settled([str(full)] + [str(tmp_path / f"{number}.md") for number in range(9)])


def test_many_saves_reach_the_page_and_the_last_one_wins(preview: Running) -> None:
    """Saves in quick succession: livereload itself would drop what comes within three seconds of a reload."""

    async def saves() -> None:
        async with listening(preview) as page:
            for number in range(4):
                edit(
                    preview.project / NOTE,
                    *((f"law {number - 1} asks", f"law {number} asks") if number else ("law asks", "law 0 asks")),
                )
                assert '"reload"' in await heard(page)
                assert f"law {number} asks" in preview.page("notes/what-we-know/")

    asyncio.run(saves())


def test_a_save_that_changes_no_page_reloads_none(preview: Running) -> None:
    before = preview.builds

    def save() -> None:
        (preview.project / NOTE).touch()
        preview.built(before + 1)
        add(preview.project / NOTE, "Words after nothing")

    async def talk() -> str:
        async with listening(preview) as page:
            save()
            return await heard(page)

    version = preview.page("").partition('data-version="')[2].partition('"')[0]
    run, number = version.split(".")
    assert f'"{run}.{int(number) + 1}"' in asyncio.run(talk())


def cpu_s(running: Running) -> float:
    """Return the processor time that a process has used, all its threads together (proc(5), /proc/pid/stat)."""
    fields = Path(f"/proc/{running.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
def test_it_is_idle_while_nothing_is_saved_with_ten_thousand_files(tmp_path: Path) -> None:
    """The files are media, so that the test is about the watching and not about a long first build."""
    project = starter_project(tmp_path)
    for number in range(10_000):
        write_files(project, {f"content/archive/{number % 100}/copy-{number}.txt": f"Copy {number}."})
    with previewed(project) as running:
        running.get("/")
        assert any(idle_share(running) < MOST_IDLE_SHARE for _ in range(WINDOWS))


def idle_share(running: Running) -> float:
    """Return what part of a core is used while nothing is saved. In the first window pages may still be made."""
    before, began = cpu_s(running), time.monotonic()
    with running.news:
        assert not running.news.wait_for(lambda: running.builds > 1, IDLE_S)
    return (cpu_s(running) - before) / (time.monotonic() - began)
