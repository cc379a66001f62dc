"""Publishing: the plan, its order, folders, zips, and the two commands."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from dossier.publish import (
    JOURNAL,
    HostError,
    PublishPlan,
    RefusedError,
    folder_target,
    inspect,
    make_plan,
    make_target,
    too_many_deletions,
    upload,
    verify,
)
from dossier.publish.folder import FolderTarget
from dossier.publish.share import ShareTarget
from dossier.publish.zipped import ZipTarget
from dossier.write import MANIFEST, SUMS
from hosts import FOREIGN, NEW, OLD, SMALL, MadeSite, MemoryHost, dangling, to_folder
from mortal import mortal
from projects import build_site, small_project, starter_project, tree, write_files
from test_cli import dossier


def plan_for(site: MadeSite, host: MemoryHost) -> PublishPlan:
    return make_plan(site.manifest, inspect(host, site.manifest))


def publish(site: MadeSite, host: MemoryHost) -> PublishPlan:
    plan = plan_for(site, host)
    assert plan.conflicts == ()
    upload(plan, site, host)
    return plan


# The plan


@pytest.mark.parametrize("tells", [True, False])
def test_a_plan_says_what_to_add_change_and_delete(tells: bool) -> None:
    host = MemoryHost({**OLD.tree, **FOREIGN}, tells_digests=tells)
    plan = plan_for(NEW, host)
    assert plan.added == ("assets/x.2.css", "new/all.ris", "new/index.html")
    assert plan.changed == (SUMS, "a/index.html", "b/c/index.html", "feeds/all.xml", "index.html")
    assert plan.removed == ("assets/x.1.css", "gone/index.html")
    assert plan.kept_foreign == tuple(sorted(FOREIGN))
    assert (plan.unchanged, plan.conflicts, plan.is_empty) == (1, (), False)


def test_what_is_published_needs_nothing() -> None:
    host = MemoryHost(dict(NEW.tree))
    assert plan_for(NEW, host).is_empty


def test_a_correction_of_the_same_length_is_published() -> None:
    host = MemoryHost({})
    publish(MadeSite({"index.html": b"2019"}), host)
    plan = publish(MadeSite({"index.html": b"2020"}), host)
    assert "index.html" in plan.changed and host.tree["index.html"] == b"2020"


def test_what_was_changed_on_the_host_is_not_overwritten() -> None:
    host = MemoryHost({**OLD.tree, "a/index.html": b"mended by hand", "gone/index.html": b"SOON GONE"})
    plan = plan_for(NEW, host)
    assert [(conflict.path, conflict.was_ours) for conflict in plan.conflicts] == [("a/index.html", True)]
    assert plan.kept_edited == ("gone/index.html",) and "gone/index.html" not in plan.removed


@pytest.mark.parametrize("path", ["new", "new/index.html/x", "new/index.html"])
def test_a_foreign_file_in_the_way_is_a_conflict(path: str) -> None:
    plan = plan_for(NEW, MemoryHost({**OLD.tree, path: b"foreign"}))
    assert [(conflict.path, conflict.was_ours) for conflict in plan.conflicts] == [(path, False)]


def test_a_manifest_that_is_not_ours_is_a_conflict() -> None:
    plan = plan_for(NEW, MemoryHost({"manifest.json": b'{"name": "a web app"}'}))
    assert [conflict.path for conflict in plan.conflicts] == [MANIFEST]


def test_equal_files_of_somebody_else_are_taken_over() -> None:
    plan = plan_for(NEW, MemoryHost({"same.png": b"same"}))
    assert plan.conflicts == () and "same.png" not in plan.added


@pytest.mark.parametrize(
    ("pages", "gone", "stops"), [(100, 20, False), (100, 21, True), (210, 21, False), (30, 30, True)]
)
def test_deleting_much_needs_a_yes_of_its_own(pages: int, gone: int, stops: bool) -> None:
    old = MadeSite({f"p/{number}.html": b"%d" % number for number in range(pages - 1)})
    new = MadeSite(dict(list(old.pages.items())[gone:]))
    plan = plan_for(new, MemoryHost(dict(old.tree)))
    assert len(plan.removed) == min(gone, pages - 1) and too_many_deletions(plan) is stops


# The order


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("old", [OLD, None], ids=["again", "first"])
def test_cut_off_anywhere_no_link_dangles_and_the_next_run_finishes(old: MadeSite | None, tells: bool) -> None:
    start = {**(old.tree if old else {}), **FOREIGN}
    changes = 0
    while True:
        host = MemoryHost(dict(start), cuts_after=changes, tells_digests=tells)
        try:
            publish(NEW, host)
        except HostError:
            changes += 1
        else:
            break
        assert old is None or all(dangling(tree) == [] for tree in host.seen)
        assert "index.html" not in host.tree or dangling(host.tree) == []
        assert FOREIGN.items() <= host.tree.items()
        host.cuts_after = 1 << 30
        publish(NEW, host)
        assert host.tree == {**NEW.tree, **FOREIGN}, f"cut after {changes} changes"
    assert changes > 10


def test_two_interrupted_runs_of_different_sites_are_no_conflict() -> None:
    total = 12
    for first in range(total):
        for second in range(0, total, 3):
            host = MemoryHost(dict(OLD.tree), cuts_after=first)
            with pytest.raises(HostError):
                publish(NEW, host)
            between = MadeSite({**NEW.pages, "a/index.html": b"between", "between.html": b"x"})
            host.cuts_after = second
            with suppress(HostError):
                publish(between, host)
            host.cuts_after = 1 << 30
            publish(NEW, host)
            assert host.tree == NEW.tree


def test_a_journal_leaves_somebody_elses_change_a_conflict() -> None:
    host = MemoryHost(dict(OLD.tree), cuts_after=3)
    with pytest.raises(HostError):
        publish(NEW, host)
    host.tree["a/index.html"] = b"by somebody else"
    assert [conflict.path for conflict in plan_for(NEW, host).conflicts] == ["a/index.html"]


def test_the_manifest_is_written_before_anything_is_deleted_and_after_everything_else() -> None:
    host = MemoryHost(dict(OLD.tree))
    publish(NEW, host)
    with_new_manifest = [seen for seen in host.seen if seen[MANIFEST] == NEW.tree[MANIFEST]]
    assert all(NEW.pages.items() <= seen.items() for seen in with_new_manifest)
    assert all("gone/index.html" in seen for seen in host.seen if seen[MANIFEST] == OLD.tree[MANIFEST])
    assert JOURNAL not in host.tree


# Verifying


def test_verifying_finds_every_difference() -> None:
    host = MemoryHost({**NEW.tree, **FOREIGN, "a/index.html": b"x"})
    del host.tree["new/index.html"]
    found = verify(host)
    assert (found.changed, found.missing, found.foreign) == (
        ("a/index.html",),
        ("new/index.html",),
        tuple(sorted(FOREIGN)),
    )
    assert not found.is_as_published
    assert verify(MemoryHost(dict(NEW.tree))).is_as_published


def test_an_edit_that_keeps_the_length_is_found() -> None:
    assert verify(MemoryHost({**NEW.tree, "same.png": b"SAME"})).changed == ("same.png",)


def test_a_forged_manifest_does_not_pass_for_the_expected_one() -> None:
    forged = MadeSite({**NEW.pages, "a/index.html": b"forged"})
    host = MemoryHost(dict(forged.tree))
    assert verify(host).is_as_published
    assert set(verify(host, NEW.manifest).changed) == {"a/index.html", SUMS, MANIFEST}


# Folders


def folder(path: Path, project: Path) -> FolderTarget:
    return FolderTarget("`public`", path, project)


def test_a_folder_holds_the_site_and_keeps_what_is_foreign(tmp_path: Path) -> None:
    target = folder(tmp_path / "public", tmp_path / "project")
    to_folder(OLD, target)
    write_files(tmp_path / "public", {"CNAME": "example.org", "blog/own.html": "own"})
    to_folder(NEW, target)
    assert tree(tmp_path / "public") == {**NEW.tree, "CNAME": b"example.org", "blog/own.html": b"own"}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_folder_that_dossier_did_not_make_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path / "public", {"thesis.txt": "years"})
    with pytest.raises(RefusedError) as refused, folder(tmp_path / "public", tmp_path / "p").open(writable=True):
        pass
    assert refused.value.diagnostic.rule == "D620"


_PUBLISHED = """
from pathlib import Path
from hosts import NEW, SMALL, to_folder
from dossier.publish.folder import FolderTarget
from dossier.publish.share import ShareTarget
from dossier.publish.zipped import ZipTarget
def work(name):
    output = Path(name)
    if output.name == "share":
        to_folder(NEW, ShareTarget("x", output, output.parent.parent / "p"))
    elif output.suffix:
        to_folder(SMALL, ZipTarget("x", output))
    else:
        to_folder(SMALL, FolderTarget("x", output, output.parent.parent / "p"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("name", ["public", "public.zip"])
def test_killed_at_any_disk_call_a_folder_or_zip_is_the_old_or_the_new_one(tmp_path: Path, name: str) -> None:
    before = MadeSite({"index.html": b"old", "c.html": b"old"})
    output = tmp_path / "place" / name
    output.parent.mkdir()
    target = ZipTarget("x", output) if output.suffix else folder(output, tmp_path / "p")
    seen = set()
    with mortal(_PUBLISHED, [str(output.parent)], str(output)) as killed_at:
        for deadly in range(1, 200):
            to_folder(before, target)
            code = killed_at(deadly)
            with target.open(writable=False) as host:
                found = {path: host.read(path) for path in host.listing()}
            assert found in (before.tree, SMALL.tree), f"torn at call {deadly}"
            seen.add(found == SMALL.tree)
            if code == 0:
                break
            assert code == -signal.SIGKILL
    to_folder(SMALL, target)
    assert [path.name for path in output.parent.iterdir()] == [name]
    assert seen == {True, False} and 8 < deadly < 199


# Shares


def test_a_share_may_hold_foreign_files_from_the_start(tmp_path: Path) -> None:
    write_files(tmp_path / "share", {path: data.decode() for path, data in FOREIGN.items()})
    target = ShareTarget("x", tmp_path / "share", tmp_path / "p")
    to_folder(OLD, target)
    to_folder(NEW, target)
    assert tree(tmp_path / "share") == {**NEW.tree, **FOREIGN}
    assert not (tmp_path / "share/gone").exists()


def test_a_share_in_the_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError), ShareTarget("x", tmp_path / "content/x", tmp_path).open(writable=True):
        pass


def test_a_link_on_a_share_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "share/new").symlink_to(tmp_path / "elsewhere")
    with ShareTarget("x", tmp_path / "share", tmp_path / "p").open(writable=True) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
    assert [conflict.path for conflict in plan.conflicts] == ["new"]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_any_disk_call_a_share_has_no_link_to_nothing_and_is_finished_by_the_next_run(tmp_path: Path) -> None:
    output = tmp_path / "place/share"
    target = ShareTarget("x", output, tmp_path / "p")
    with mortal(_PUBLISHED, [str(output.parent)], str(output)) as killed_at:
        for deadly in range(1, 300):
            shutil.rmtree(output, ignore_errors=True)
            to_folder(OLD, target)
            for path, data in FOREIGN.items():
                (output / path).parent.mkdir(exist_ok=True)
                (output / path).write_bytes(data)
            code = killed_at(deadly)
            found = tree(output)
            assert dangling(found) == [] and FOREIGN.items() <= found.items(), f"at call {deadly}"
            to_folder(NEW, target)
            assert tree(output) == {**NEW.tree, **FOREIGN}, f"at call {deadly}"
            if code == 0:
                break
            assert code == -signal.SIGKILL
    assert 40 < deadly < 299


# Zips


def test_a_zip_is_the_same_for_the_same_site_and_opens_in_one_folder(tmp_path: Path) -> None:
    to_folder(NEW, ZipTarget("x", tmp_path / "bridge.zip"))
    (tmp_path / "again").mkdir()
    to_folder(OLD, ZipTarget("x", tmp_path / "again/bridge.zip"))
    to_folder(NEW, ZipTarget("x", tmp_path / "again/bridge.zip"))
    assert (tmp_path / "bridge.zip").read_bytes() == (tmp_path / "again/bridge.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "bridge.zip") as archive:
        archive.extractall(tmp_path / "stick")
    assert tree(tmp_path / "stick/bridge") == NEW.tree


def test_a_zip_keeps_what_is_foreign_in_it(tmp_path: Path) -> None:
    to_folder(OLD, ZipTarget("x", tmp_path / "b.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr("b/READ ME.txt", "by hand")
    to_folder(NEW, ZipTarget("x", tmp_path / "b.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert archive.read("b/READ ME.txt") == b"by hand"


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04"])
def test_a_file_that_is_no_zip_of_ours_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(RefusedError) as refused, ZipTarget("x", tmp_path / "b.zip").open(writable=True):
        pass
    assert refused.value.diagnostic.rule == "D854" and (tmp_path / "b.zip").read_bytes() == data


def test_a_damaged_zip_is_noticed(tmp_path: Path) -> None:
    site = MadeSite({"index.html": os.urandom(1 << 12)})
    to_folder(site, ZipTarget("x", tmp_path / "b.zip"))
    data = bytearray((tmp_path / "b.zip").read_bytes())
    place = data.find(site.pages["index.html"][:64])
    data[place + 9] ^= 1
    (tmp_path / "b.zip").write_bytes(data)
    with folder_target(tmp_path / "b.zip").open(writable=False) as host:
        assert verify(host).changed == ("index.html",)


def test_no_damage_of_a_zip_is_a_crash_or_passes_unnoticed(tmp_path: Path) -> None:
    to_folder(NEW, ZipTarget("x", tmp_path / "b.zip"))
    good = (tmp_path / "b.zip").read_bytes()
    places = random.Random(7).sample(range(len(good)), 150)
    damaged = [good[:place] + bytes([good[place] ^ 0x41]) + good[place + 1 :] for place in places]
    noticed = 0
    for data in [*damaged, *(good[:place] for place in places[:50])]:
        (tmp_path / "b.zip").write_bytes(data)
        try:
            with folder_target(tmp_path / "b.zip").open(writable=False) as host:
                found = verify(host)
        except (HostError, RefusedError):
            noticed += 1
            continue
        noticed += not found.is_as_published
        assert not found.is_as_published or {path: host.read(path) for path in NEW.tree} == NEW.tree
    assert noticed > 100


# The commands

NOW = ("--now", "2026-11-24")


def project_for(root: Path, targets: str) -> Path:
    project = starter_project(root)
    settings = project / "content/dossier.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"publish:\n{targets}", encoding="utf-8")
    return project


def test_publishing_twice_first_adds_everything_then_nothing(tmp_path: Path) -> None:
    project = project_for(tmp_path / "p", "  main: {type: folder, path: ../public}\n")
    first = dossier("publish", "--yes", *NOW, cwd=project)
    assert first.returncode == 0, first.stderr
    assert re.search(r"main \(`\.\./public`\): \+\d{2,} ~0 -0, 0 unchanged", first.stderr)
    assert tree(tmp_path / "public") == tree(project / "site")
    again = dossier("publish", "main", *NOW, cwd=project)
    assert again.returncode == 0 and "everything is there already" in again.stderr


def test_a_dry_run_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    project = project_for(
        tmp_path / "p",
        "  main: {type: folder, path: ../public}\n  stick: {type: zip, path: ../s.zip}\n"
        "  web: {type: share, path: ../web}\n",
    )
    for name in ("main", "stick", "web"):
        code = (
            "import sys\n"
            "def forbid(event, arguments):\n"
            " if event in ('os.mkdir', 'os.rename', 'os.link', 'os.symlink', 'os.remove', 'os.rmdir', 'os.chmod',"
            " 'os.truncate', 'os.utime', 'shutil.rmtree', 'subprocess.Popen', 'socket.connect', 'tempfile.mkdtemp',"
            " 'tempfile.mkstemp', 'sqlite3.connect'):\n"
            "  raise SystemExit(f'wrote: {event} {arguments}')\n"
            " if event == 'open' and isinstance(arguments[2], int) and arguments[2] & 0o1103:\n"
            "  raise SystemExit(f'wrote: {arguments}')\n"
            "sys.dont_write_bytecode = True\nsys.addaudithook(forbid)\n"
            f"sys.argv = ['dossier', 'publish', {name!r}, '--dry-run', '--verbose', '--now', '2026-11-24']\n"
            "from dossier.cli import main\nmain()\n"
        )
        before = tree(tmp_path)
        run = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert re.search(r"\+\d{2,} ~0 -0", run.stderr) and "\n+ index.html\n" in run.stderr
        assert tree(tmp_path) == before
        planned = {line[2:] for line in run.stderr.splitlines() if line.startswith("+ ")}
        assert dossier("publish", name, "--yes", *NOW, cwd=project).returncode == 0
        assert planned == tree(project / "site").keys() - {MANIFEST}


def test_without_a_yes_and_a_terminal_nothing_is_published(tmp_path: Path) -> None:
    project = project_for(tmp_path / "p", "  main: {type: folder, path: ../public}\n")
    run = dossier("publish", *NOW, cwd=project)
    assert run.returncode == 2 and "--yes" in run.stderr and not (tmp_path / "public").exists()


@pytest.mark.parametrize(
    ("name", "help"),
    [("mian", "did you mean `main`?"), ("", "name one of `main`, `stick`"), ("zzz", "there are `main`")],
)
def test_an_unknown_target_is_answered_with_what_there_is(tmp_path: Path, name: str, help: str) -> None:
    project = project_for(tmp_path, "  main: {type: folder, path: ../a}\n  stick: {type: zip, path: ../b.zip}\n")
    run = dossier("publish", *([name] if name else []), cwd=project)
    assert run.returncode == 2 and "D850" in run.stderr and help in run.stderr
    assert not (project / "site").exists()


def test_without_any_target_the_way_to_one_is_named(tmp_path: Path) -> None:
    run = dossier("publish", cwd=starter_project(tmp_path))
    assert run.returncode == 2 and "D850" in run.stderr and "publish: {main:" in run.stderr


def test_content_with_errors_is_not_published(tmp_path: Path) -> None:
    project = project_for(tmp_path / "p", "  main: {type: folder, path: ../public}\n")
    write_files(project, {"content/notes/x.md": "---\ntitle: X\n---\n\n[[nobody]]\n"})
    for options in (["--yes"], ["--dry-run"]):
        run = dossier("publish", *options, *NOW, cwd=project)
        assert run.returncode == 1 and "content/notes/x.md:5:1" in run.stderr
    assert not (tmp_path / "public").exists()


def test_what_changed_on_the_host_is_listed_and_stays(tmp_path: Path) -> None:
    project = project_for(tmp_path / "p", "  main: {type: folder, path: ../public}\n")
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    (tmp_path / "public/index.html").write_text("mended on the host")
    settings = project / "content/dossier.yaml"
    settings.write_text(re.sub("title: .*", "title: Another title", settings.read_text(encoding="utf-8"), count=1))
    run = dossier("publish", "--yes", "--format", "json", *NOW, cwd=project)
    found = [fault for fault in json.loads(run.stdout)["diagnostics"] if fault["severity"] == "error"]
    assert run.returncode == 2 and [(fault["rule"], fault["span"]["path"]) for fault in found] == [
        ("D853", "index.html")
    ]
    assert (tmp_path / "public/index.html").read_text() == "mended on the host"


def test_an_edit_on_the_host_that_keeps_the_length_is_noticed_even_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    project = project_for(tmp_path / "p", "  main: {type: share, path: ../public}\n")
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    page = tmp_path / "public/index.html"
    page.write_bytes(page.read_bytes().replace(b"<", b">", 1))
    run = dossier("publish", "--yes", *NOW, cwd=project)
    assert run.returncode == 3 and "D858" in run.stderr and "`index.html` is not what was published" in run.stderr


def test_many_deletions_are_stopped_until_they_are_allowed(tmp_path: Path) -> None:
    notes = {f"notes/n{number}.md": f"---\ntitle: N {number}\n---\n" for number in range(40)}
    project = small_project(tmp_path / "p", notes)
    settings = project / "content/dossier.yaml"
    settings.write_text(settings.read_text() + "publish: {main: {type: folder, path: ../public}}\n")
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    for path in list(notes)[1:]:
        (project / "content" / path).unlink()
    stopped = dossier("publish", "--yes", *NOW, cwd=project)
    assert stopped.returncode == 2 and "D855" in stopped.stderr and (tmp_path / "public/notes/n39/index.html").exists()
    assert dossier("publish", "--yes", "--allow-deletes", *NOW, cwd=project).returncode == 0
    assert not (tmp_path / "public/notes/n39").exists()


def test_verify_needs_no_project_for_a_folder_and_names_what_changed(tmp_path: Path) -> None:
    build_site(starter_project(tmp_path / "p"))
    (tmp_path / "p/site").rename(tmp_path / "copy")
    good = dossier("verify", "copy", cwd=tmp_path)
    assert good.returncode == 0 and re.search(r"(\d+) of \1 files as published · manifest [0-9a-f]{64}", good.stderr)
    (tmp_path / "copy/index.html").write_text("forged")
    bad = dossier("verify", "copy", cwd=tmp_path)
    assert bad.returncode == 1 and "D858" in bad.stderr and "`index.html` is not what was published" in bad.stderr


def test_verify_of_a_target_reads_the_host(tmp_path: Path) -> None:
    project = project_for(tmp_path / "p", "  main: {type: folder, path: ../public}\n")
    assert dossier("verify", "main", cwd=project).returncode == 1
    assert dossier("publish", "--yes", *NOW, cwd=project).returncode == 0
    assert dossier("verify", "main", cwd=project).returncode == 0
    (tmp_path / "public/index.html").unlink()
    run = dossier("verify", "main", cwd=project)
    assert run.returncode == 1 and "`index.html` is missing" in run.stderr


def test_verify_of_nothing_is_wrong_use(tmp_path: Path) -> None:
    run = dossier("verify", "nothing", cwd=tmp_path)
    assert run.returncode == 2 and "no folder or zip `nothing`" in run.stderr


def test_a_secret_in_the_settings_stops_publishing_and_is_not_printed(tmp_path: Path) -> None:
    remote = "https://bob:hunter2@example.org/site.git"
    project = project_for(tmp_path, f"  main: {{type: git, remote: '{remote}', branch: pages}}\n")
    for command in (["publish", "main"], ["publish", "main", "--dry-run", "-v"], ["verify", "main"]):
        run = dossier(*command, cwd=project)
        assert run.returncode != 0 and "D604" in run.stderr and "hunter2" not in run.stderr + run.stdout


def test_the_makers_cover_every_type_of_target() -> None:
    from dossier.publish.targets import _MAKERS
    from dossier.settings import TARGET_KEYS, TargetType

    assert {*_MAKERS} == {*TargetType} == {*TARGET_KEYS} and callable(make_target)
