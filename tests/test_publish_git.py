"""Publishing to a git branch: real git, bare repositories on disk, a daemon on loopback."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dossier.publish import HostError, RefusedError, inspect, make_plan, upload, verify
from dossier.publish.git import GitTarget
from dossier.publish.git_process import Git, credential_for
from hosts import FOREIGN, NEW, OLD, MadeSite, to_folder
from projects import tree
from repositories import bare_repository, git, git_daemon, shown
from test_cli import dossier
from test_publish import NOW, project_for

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git")
DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """An empty repository, as a host makes it."""
    return bare_repository(tmp_path / "there.git")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder whose git knows the curator, and would run a hook."""
    home = tmp_path / "home"
    (home / "hooks").mkdir(parents=True)
    hook = home / "hooks/pre-push"
    hook.write_text(f"#!/bin/sh\ntouch {home}/HOOKED\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    (home / ".gitconfig").write_text(
        f"[user]\n name = Curator\n email = curator@home.example\n[core]\n hooksPath = {home}/hooks\n"
    )
    return home


def target(remote: object, tmp_path: Path, branch: str = "pages") -> GitTarget:
    home = tmp_path / "home"
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    return GitTarget("main", str(remote), branch, "The Dossier <>", DAY, tmp_path / "project", environment)


def push_by_hand(bare: Path, tmp_path: Path, files: dict[str, bytes | None], branch: str = "pages") -> None:
    """Change a branch as somebody with a clone does."""
    clone = tmp_path / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    git(tmp_path, "clone", "--quiet", str(bare), str(clone))
    is_new = not git(bare, "for-each-ref", f"refs/heads/{branch}")
    git(clone, "checkout", "--quiet", *(["--orphan"] if is_new else []), branch)
    for path, data in files.items():
        if data is None:
            (clone / path).unlink()
            continue
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_bytes(data)
    git(clone, "add", "--all", "--force")
    git(clone, "commit", "--quiet", "-m", "by hand")
    git(clone, "push", "--quiet", "origin", branch)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, home: Path) -> Path:
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def test_the_branch_is_made_then_grows_and_is_read_again(bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(bare, tmp_path))
    first = git(bare, "rev-parse", "pages").strip()
    assert shown(bare) == OLD.tree
    plan = to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == NEW.tree and plan.removed == ("assets/x.1.css", "gone/index.html")
    assert git(bare, "rev-list", "pages").split() == [git(bare, "rev-parse", "pages").strip(), first]
    assert git(bare, "fsck", "--strict") == ""


def test_foreign_files_stay(bare: Path, tmp_path: Path) -> None:
    push_by_hand(bare, tmp_path, dict(FOREIGN))
    to_folder(OLD, target(bare, tmp_path))
    to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == {**NEW.tree, **FOREIGN}


def test_nothing_new_makes_no_commit(bare: Path, tmp_path: Path) -> None:
    to_folder(NEW, target(bare, tmp_path))
    with target(bare, tmp_path).open(writable=True) as host:
        assert make_plan(NEW.manifest, inspect(host, NEW.manifest)).is_empty


def test_a_commit_names_the_dossier_and_not_the_person_at_the_keyboard(bare: Path, tmp_path: Path, home: Path) -> None:
    to_folder(NEW, target(bare, tmp_path))
    said = git(bare, "log", "-1", "--format=%an|%ae|%cn|%ce|%aI|%cI|%s", "pages").strip()
    noon = "2026-11-24T12:00:00+00:00"
    assert re.sub("Z", "+00:00", said) == f"The Dossier||The Dossier||{noon}|{noon}|Publish the dossier"
    assert not (home / "HOOKED").exists()


def test_the_same_site_on_the_same_day_is_the_same_commit(bare: Path, tmp_path: Path) -> None:
    to_folder(NEW, target(bare, tmp_path))
    git(tmp_path, "init", "--quiet", "--bare", "other.git")
    to_folder(NEW, target(tmp_path / "other.git", tmp_path))
    assert git(bare, "rev-parse", "pages") == git(tmp_path / "other.git", "rev-parse", "pages")


def test_names_of_any_script_and_with_quotes_arrive(bare: Path, tmp_path: Path) -> None:
    site = MadeSite({"index.html": b"", 'актёры/"a" \\b/x y.html': "ж\n".encode(), "-o": b"\0\xff", "empty": b""})
    to_folder(site, target(bare, tmp_path))
    assert shown(bare) == site.tree


def test_what_changed_on_the_branch_is_a_conflict(bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(bare, tmp_path))
    push_by_hand(bare, tmp_path, {"a/index.html": b"by hand", "gone/index.html": None})
    with target(bare, tmp_path).open(writable=False) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
    assert [conflict.path for conflict in plan.conflicts] == ["a/index.html"]


def test_who_publishes_in_between_wins_and_nothing_of_theirs_is_lost(bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(bare, tmp_path))
    with target(bare, tmp_path).open(writable=True) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
        push_by_hand(bare, tmp_path, {"theirs.html": b"theirs"})
        with pytest.raises(HostError, match="somebody else published"):
            upload(plan, NEW, host)
    assert shown(bare) == {**OLD.tree, "theirs.html": b"theirs"}
    to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == {**NEW.tree, "theirs.html": b"theirs"}


def test_a_branch_that_appears_in_between_is_not_overwritten(bare: Path, tmp_path: Path) -> None:
    with target(bare, tmp_path).open(writable=True) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
        push_by_hand(bare, tmp_path, {"theirs.html": b"theirs"})
        with pytest.raises(HostError):
            upload(plan, NEW, host)
    assert shown(bare) == {"theirs.html": b"theirs"}


def install_hook(bare: Path, name: str, line: str) -> Path:
    """Let the host run something, as hosts do."""
    hook = bare / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{line}\n")
    hook.chmod(0o755)
    git(bare, "config", "core.hooksPath", str(hook.parent))
    return hook


def test_a_host_that_refuses_changes_nothing_and_says_why(bare: Path, tmp_path: Path) -> None:
    hook = install_hook(bare, "pre-receive", "echo 'quota of bob exceeded' >&2; exit 1")
    with pytest.raises(HostError, match="quota of bob exceeded"):
        to_folder(NEW, target(bare, tmp_path))
    assert git(bare, "for-each-ref") == ""
    hook.unlink()
    to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == NEW.tree


def test_a_push_whose_answer_is_lost_is_no_failure(bare: Path, tmp_path: Path) -> None:
    """The server's hook ends its own process after the branch is there: the client sees a broken connection."""
    install_hook(bare, "post-update", f"touch {tmp_path}/cut; kill -9 $PPID")
    to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == NEW.tree and (tmp_path / "cut").exists()


def test_the_branch_of_the_sources_is_refused(bare: Path, tmp_path: Path, project: Path) -> None:
    push_by_hand(bare, tmp_path, {"sub/content/dossier.yaml": b"title: T\n"}, "main")
    with pytest.raises(RefusedError) as refused, target(bare, tmp_path, "main").open(writable=True):
        pass
    assert refused.value.diagnostic.rule == "D857"
    git(project, "init", "--quiet", "--initial-branch=pages")
    git(project, "remote", "add", "origin", str(bare))
    for remote in ("origin", str(bare), f"{bare}/", "../there.git", "."):
        with pytest.raises(RefusedError, match="the branch you are on"), target(remote, tmp_path).open(writable=True):
            pass


def test_a_remote_of_the_projects_own_can_be_named(bare: Path, tmp_path: Path, project: Path) -> None:
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "remote", "add", "origin", str(bare))
    to_folder(NEW, target("origin", tmp_path))
    assert shown(bare) == NEW.tree
    assert git(project, "for-each-ref") == ""
    assert all(path.startswith((".git/", ".dossier/git/")) for path in tree(project))
    with pytest.raises(HostError, match="has no remote `upstream`"), target("upstream", tmp_path).open(writable=True):
        pass


@pytest.mark.parametrize(
    "remote",
    [
        "--upload-pack=touch PWNED",
        "ext::sh -c touch% PWNED",
        "ssh://-oProxyCommand=touch PWNED/x",
        "git@-oProxyCommand=touch PWNED:x",
        "fd::17",
        "http://127.0.0.1:1/x.git",
        "x\n\tuploadpack = touch PWNED",
    ],
)
@pytest.mark.parametrize("by_name", [False, True])
def test_no_address_runs_a_program(remote: str, by_name: bool, tmp_path: Path, project: Path) -> None:
    if by_name:
        git(project, "init", "--quiet")
        git(project, "config", "remote.origin.url", remote)
    with pytest.raises(HostError), target("origin" if by_name else remote, tmp_path).open(writable=True):
        pass
    assert not list(tmp_path.rglob("PWNED*"))


@pytest.mark.parametrize("branch", ["-o", "--force", "+pages", "a:b", "a..b", "$(touch PWNED)"])
def test_a_branch_is_taken_as_a_name_or_not_at_all(bare: Path, tmp_path: Path, branch: str) -> None:
    with suppress(HostError):
        to_folder(NEW, target(bare, tmp_path, branch))
    assert git(bare, "for-each-ref", "--format=%(refname)").split() in ([], [f"refs/heads/{branch}"])
    assert not list(tmp_path.rglob("PWNED*"))


def test_links_in_the_branch_are_foreign_and_never_followed(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    clone = tmp_path / "clone"
    push_by_hand(bare, tmp_path, {"x": b"x"})
    (clone / "link").symlink_to(tmp_path / "secret")
    (clone / "new").symlink_to("/etc")
    git(clone, "add", "link", "new")
    git(clone, "commit", "--quiet", "-m", "links")
    git(clone, "push", "--quiet", "origin", "pages")
    with target(bare, tmp_path).open(writable=True) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
    assert plan.kept_foreign == ("link", "new", "x") and [one.path for one in plan.conflicts] == ["new"]


def test_verify_sees_a_forged_page(bare: Path, tmp_path: Path) -> None:
    to_folder(NEW, target(bare, tmp_path))
    push_by_hand(bare, tmp_path, {"a/index.html": NEW.pages["a/index.html"][:-1] + b"!"})
    with target(bare, tmp_path).open(writable=False) as host:
        assert verify(host).changed == ("a/index.html",)


def test_a_password_comes_from_the_environment_and_only_for_its_host(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "DOSSIER_MY_SITE_USER": "bob", "DOSSIER_MY_SITE_PASSWORD": "hunter2"}
    found = credential_for("https://git.example/x.git", "my-site", environment)
    repository = tmp_path / "r"
    repository.mkdir()
    runner = Git(repository, environment, found)
    runner.run("init", "--quiet", "--bare")
    for host, knows in (("git.example", True), ("evil.example", False)):
        (tmp_path / "ask").write_text(f"protocol=https\nhost={host}\n\n")
        with (tmp_path / "ask").open("rb") as ask:
            code, said, complaint = runner.attempt("credential", "fill", stdin=ask)
        assert ("password=hunter2" in said) is knows is (code == 0) and "hunter2" not in complaint
    assert "hunter2" not in repr(runner)
    assert credential_for("http://git.example/x.git", "my-site", environment) is None
    assert credential_for("https://git.example/x.git", "other", environment) is None


def test_a_fault_of_git_is_told_without_user_and_password(tmp_path: Path, project: Path) -> None:
    git(project, "init", "--quiet")
    git(project, "config", "remote.origin.url", "https://bob:hunter2@127.0.0.1:1/x.git")
    with pytest.raises(HostError) as failed, target("origin", tmp_path).open(writable=True):
        pass
    assert "hunter2" not in str(failed.value) and "127.0.0.1" in str(failed.value)


def test_git_that_does_not_answer_is_ended(tmp_path: Path) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    runner = Git(tmp_path, {"PATH": os.environ["PATH"]})
    with silent, pytest.raises(HostError, match="no answer within 0 s"):
        runner.run("ls-remote", f"git://127.0.0.1:{silent.getsockname()[1]}/x", timeout_s=0.3)


@pytest.fixture
def daemon(bare: Path, tmp_path: Path) -> Iterator[str]:
    """The bare repository behind git daemon, which takes pushes."""
    with git_daemon(tmp_path) as port:
        yield f"git://127.0.0.1:{port}/there.git"


def test_a_daemon_takes_the_site_and_a_fault_leaves_the_old_one(daemon: str, bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(daemon, tmp_path))
    to_folder(NEW, target(daemon, tmp_path))
    assert shown(bare) == NEW.tree
    with pytest.raises(HostError):
        to_folder(OLD, target(daemon.replace("there", "nowhere"), tmp_path))


def test_the_command_publishes_to_a_branch_and_a_dry_run_leaves_no_trace(bare: Path, tmp_path: Path) -> None:
    project = project_for(tmp_path / "mine", "  main: {type: git, remote: ../there.git, branch: pages}\n")
    own = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    before = tree(tmp_path)
    dry = dossier("publish", "--dry-run", *NOW, cwd=project, **own)
    assert dry.returncode == 0 and re.search(r"main \(branch `pages`\): \+\d{2,} ~0 -0", dry.stderr), dry.stderr
    assert tree(tmp_path) == before and list((tmp_path / "tmp").iterdir()) == []
    assert dossier("publish", "--yes", *NOW, cwd=project, **own).returncode == 0
    assert shown(bare) == tree(project / "site")
    again = dossier("publish", "--dry-run", *NOW, cwd=project, **own)
    assert re.search(r"\+0 ~0 -0, \d{2,} unchanged", again.stderr)
    assert "Curator" not in git(bare, "log", "--format=%an %cn", "pages")
    assert dossier("verify", "main", *NOW, cwd=project, **own).returncode == 0


def test_a_host_that_cannot_be_reached_ends_with_3(tmp_path: Path) -> None:
    project = project_for(tmp_path / "mine", "  main: {type: git, remote: ../nowhere.git, branch: pages}\n")
    run = dossier("publish", "--yes", *NOW, cwd=project, HOME=str(tmp_path / "home"))
    assert run.returncode == 3 and "D856" in run.stderr and "Traceback" not in run.stderr


def test_options_in_the_settings_never_reach_git(tmp_path: Path) -> None:
    for remote in ("--upload-pack=touch PWNED", "ext::sh -c touch% PWNED"):
        project = project_for(tmp_path / remote[2:5], f"  main: {{type: git, remote: '{remote}', branch: pages}}\n")
        run = dossier("publish", "main", "--yes", cwd=project)
        assert run.returncode == 1 and "D605" in run.stderr
        assert not list(tmp_path.rglob("PWNED*"))
