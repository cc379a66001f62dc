"""Publishing over SSH: a real OpenSSH server on loopback, with a shell and with SFTP alone; rsync on both sides."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import socket
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from dossier.config import read_settings
from dossier.diagnostics import Diagnostic
from dossier.model import InputFile
from dossier.publish import JOURNAL, HostError, RemoteFile, inspect, make_plan, too_many_deletions, upload, verify
from dossier.publish.journal import encode_journal
from dossier.publish.sftp_entries import read_names
from dossier.publish.sftp_wire import Fields, string, uint32
from dossier.publish.site import Loose
from dossier.publish.ssh import parse_login
from dossier.publish.ssh_target import SshTarget
from dossier.write import MANIFEST
from hosts import FOREIGN, NEW, OLD, SMALL, MadeSite, to_folder
from projects import small_project, tree
from ssh_servers import SFTP_ONLY, SHELL, Server, by_rsync, make_key, script, ssh_server, without
from storage_servers import rclone_serve
from test_cli import dossier
from test_publish import NOW, project_for

NOISE = random.Random(7).randbytes(20_000)
"""Enough for rsync to be worth a connection of its own."""
BEFORE = MadeSite({**OLD.pages, "media/noise.png": NOISE})
AFTER = MadeSite({**NEW.pages, "media/noise.png": NOISE[:-1] + b"!"})


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a shell. What it reads for us is noted."""
    folder = tmp_path_factory.mktemp("shell")
    script(folder / "tools/sha256sum", f'echo >>{folder}/SUMMED; exec {shutil.which("sha256sum")} "$@"')
    with ssh_server(folder, f"{SHELL}\nSetEnv PATH={folder}/tools:{os.environ['PATH']}") as server:
        yield server


@pytest.fixture(scope="module")
def sftp_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with ssh_server(tmp_path_factory.mktemp("sftp"), SFTP_ONLY) as server:
        yield server


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """The folder on the host that holds what readers see."""
    (tmp_path / "www").mkdir()
    return tmp_path / "www"


WAYS = ["sftp switched", "sftp by file", "rsync switched", "rsync by file"]
SFTP_WAYS = pytest.mark.parametrize("target", WAYS[:2], indirect=True)


@pytest.fixture(params=WAYS)
def target(request: pytest.FixtureRequest, shell: Server, web: Path) -> SshTarget:
    """`site` in the folder, in every way."""
    tool, way = request.param.split(maxsplit=1)
    made = shell.target(web / "site", keep=2 if way == "switched" else 0)
    return by_rsync(made) if tool == "rsync" else made


def put_by_hand(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def leavings(web: Path) -> list[str]:
    """What lies beside the site and its releases, or waits in it."""
    return [path.name for path in web.rglob("*") if re.search(r"dossier-tmp|^stage-|^trash-|^link$", path.name)]


def test_the_site_is_put_there_grows_and_keeps_what_is_foreign(target: SshTarget, web: Path) -> None:
    to_folder(BEFORE, target)
    assert tree(web / "site") == BEFORE.tree
    put_by_hand(web / "site", FOREIGN)
    (web / "site/uploads").mkdir()
    plan = to_folder(AFTER, target)
    assert plan.removed == ("assets/x.1.css", "gone/index.html") and plan.kept_foreign == tuple(sorted(FOREIGN))
    assert tree(web / "site") == {**AFTER.tree, **FOREIGN} and leavings(web) == []
    assert (web / "site/uploads").is_dir() and not (web / "site/gone").exists()
    assert (web / "site").is_symlink() is bool(target.keep)
    with target.open(writable=True) as host:
        assert make_plan(AFTER.manifest, inspect(host, AFTER.manifest)).is_empty


@SFTP_WAYS
def test_what_changed_on_the_host_is_a_conflict_and_an_edit_of_the_same_size_is_found(
    target: SshTarget, web: Path
) -> None:
    to_folder(OLD, target)
    put_by_hand(web / "site", {"a/index.html": OLD.pages["a/index.html"][:-1] + b"!", "same.png": b"SAME"})
    with target.open(writable=False) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
        assert [(conflict.path, conflict.was_ours) for conflict in plan.conflicts] == [("a/index.html", True)]
        assert verify(host).changed == ("a/index.html", "same.png")


def test_looking_writes_nothing(shell: Server, web: Path) -> None:
    for path in ("nothing", "site"):
        with shell.target(web / path).open(writable=False) as host:
            assert make_plan(NEW.manifest, inspect(host, NEW.manifest)).added and not verify(host).is_as_published
        assert list(web.iterdir()) == []


def test_releases_share_what_did_not_change_and_the_oldest_go(shell: Server, web: Path) -> None:
    target = shell.target(web / "site", keep=2)
    to_folder(OLD, target)
    first = (web / "site").resolve()
    to_folder(NEW, target)
    second = (web / "site").resolve()
    assert (first / "same.png").samefile(second / "same.png") and tree(first) == OLD.tree
    assert [stat.S_IMODE(release.stat().st_mode) for release in (first, second)] == [0o700, 0o755]
    to_folder(MadeSite({**NEW.pages, "later.html": b"later"}), target)
    assert sorted(path.name for path in (web / ".site.releases").iterdir()) == [
        second.name,
        (web / "site").resolve().name,
    ]
    assert tree(second) == NEW.tree and second.name.startswith("0002-")


@pytest.mark.parametrize("target", ["sftp by file", "rsync switched"], indirect=True)
def test_names_of_any_script_and_with_quotes_arrive_and_the_host_reads_much_itself(
    target: SshTarget, shell: Server, web: Path
) -> None:
    odd = {'актёры/"a" \\b/x y\n.html': "ж\n".encode(), "-o": b"\0\xff", "$(touch PWNED)": b"", "o'clock": b"x"}
    site = MadeSite({"index.html": b"", **odd, "media/large.png": NOISE * 80})
    target = replace(target, path=f"{web}/a 'site'")
    (shell.folder / "SUMMED").unlink(missing_ok=True)
    to_folder(site, target)
    assert tree(web / "a 'site'") == site.tree and (shell.folder / "SUMMED").exists()


def test_a_host_without_a_shell_is_read_over_the_line(sftp_only: Server, web: Path) -> None:
    site = MadeSite({"index.html": b"", "media/large.png": NOISE * 80, "media/even.png": bytes(1 << 16)})
    to_folder(site, sftp_only.target(web / "site"))
    assert tree(web / "site") == site.tree
    put_by_hand(web / "site", {"media/large.png": NOISE * 79 + NOISE[:-1] + b"!"})
    with sftp_only.target(web / "site").open(writable=False) as host:
        assert verify(host).changed == ("media/large.png",)


@pytest.mark.parametrize("lacks", [("symlink",), ("posix-rename",), ("hardlink",), ("hardlink", "copy-data")])
def test_a_server_that_can_less_gets_the_same_site(lacks: tuple[str, ...], tmp_path: Path, web: Path) -> None:
    with ssh_server(tmp_path / "ssh", without(*lacks)) as server:
        to_folder(OLD, server.target(web / "site"))
        put_by_hand(web / "site", FOREIGN)
        if lacks == ("posix-rename",):
            with pytest.raises(HostError, match="cannot replace a file in one step") as failed:
                to_folder(NEW, server.target(web / "site"))
            assert "posix-rename@openssh.com" in failed.value.help
            assert {*OLD.tree.items(), *FOREIGN.items()} <= {*tree(web / "site").items()}
            return
        to_folder(NEW, server.target(web / "site"))
    assert tree(web / "site") == {**NEW.tree, **FOREIGN} and leavings(web) == []
    assert (web / "site").is_symlink() is (lacks != ("symlink",))


def test_a_server_of_another_make_takes_the_site(shell: Server, tmp_path: Path) -> None:
    """rclone's, in Go: without links, it answers requests in any order."""
    root, keys = tmp_path / "root", shell.folder
    put_by_hand(root / "site", FOREIGN)
    options = ("--key", f"{keys}/host_key", "--authorized-keys", f"{keys}/authorized_keys")
    with rclone_serve("sftp", root, *options) as port:
        target = shell.target(Path("/site"), port=port)
        to_folder(MadeSite({**BEFORE.pages, "media/large.png": NOISE * 80}), target)
        to_folder(NEW, target)
    assert tree(root / "site") == {**NEW.tree, **FOREIGN}


def test_a_path_may_start_where_the_host_puts_us(tmp_path: Path, web: Path) -> None:
    with ssh_server(tmp_path / "ssh", f"{SFTP_ONLY} -d {web}") as server:
        for path, place in (("site", "site"), ("~/b/site/", "b/site"), ("./c", "c")):
            to_folder(OLD, replace(server.target(web), path=path))
            to_folder(NEW, replace(server.target(web), path=path))
            assert tree(web / place) == NEW.tree and (web / place).is_symlink()
    shutil.rmtree(web)
    put_by_hand(web, FOREIGN)
    with ssh_server(tmp_path / "other", f"{SFTP_ONLY} -d {web}") as server:
        to_folder(OLD, replace(server.target(web), path="."))
        to_folder(NEW, replace(server.target(web), path="."))
    assert tree(web) == {**NEW.tree, **FOREIGN}


def test_a_folder_that_is_there_already_is_never_moved(shell: Server, web: Path) -> None:
    put_by_hand(web / "site", FOREIGN)
    before = (web / "site").stat().st_ino
    to_folder(NEW, shell.target(web / "site"))
    assert tree(web / "site") == {**NEW.tree, **FOREIGN} and (web / "site").stat().st_ino == before


@SFTP_WAYS
def test_links_are_foreign_kept_as_they_are_and_never_followed(target: SshTarget, web: Path, tmp_path: Path) -> None:
    to_folder(OLD, target)
    put_by_hand(tmp_path / "elsewhere", {"x": b"x"})
    (web / "site/link").symlink_to(tmp_path / "elsewhere")
    (web / "site/dead").symlink_to("nowhere")
    plan = to_folder(NEW, target)
    assert plan.kept_foreign == ("dead", "link")
    assert (web / "site/link").readlink() == tmp_path / "elsewhere" and (web / "site/dead").is_symlink()
    (web / "site/later").symlink_to(tmp_path / "elsewhere")
    with target.open(writable=False) as host:
        assert host.listing()["link"] == RemoteFile(0, "")
        plan = make_plan(MadeSite({"later/x": b""}).manifest, inspect(host, NEW.manifest))
        assert [conflict.path for conflict in plan.conflicts] == ["later"]


def test_a_release_that_cannot_be_opened_to_readers_is_not_switched_to(
    shell: Server, tmp_path: Path, web: Path
) -> None:
    to_folder(OLD, shell.target(web / "site"))
    with ssh_server(tmp_path / "ssh", without("setstat")) as server:
        with pytest.raises(HostError, match="open a release") as failed:
            to_folder(NEW, server.target(web / "site"))
        assert "releases: 0" in failed.value.help and tree(web / "site") == OLD.tree


def test_what_cannot_be_carried_over_stops_a_switch(shell: Server, web: Path) -> None:
    to_folder(OLD, shell.target(web / "site"))
    os.mkfifo(web / "site/pipe")
    with pytest.raises(HostError, match="`pipe` on the host is neither file nor link") as failed:
        to_folder(NEW, shell.target(web / "site"))
    assert "releases: 0" in failed.value.help
    to_folder(NEW, shell.target(web / "site", keep=0))
    assert {path: (web / "site" / path).read_bytes() for path in NEW.tree} == NEW.tree


def test_who_publishes_in_between_wins(shell: Server, web: Path) -> None:
    target = shell.target(web / "site")
    to_folder(OLD, target)
    theirs = MadeSite({**OLD.pages, "theirs.html": b"theirs"})
    with target.open(writable=True) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
        to_folder(theirs, target)
        with pytest.raises(HostError, match="somebody else published"):
            upload(plan, NEW, host)
    assert tree(web / "site") == theirs.tree and len(list((web / ".site.releases").glob("0*"))) == 2
    to_folder(NEW, target)
    assert tree(web / "site") == NEW.tree and leavings(web) == []


def test_of_two_that_publish_file_by_file_one_stops(shell: Server, web: Path) -> None:
    target = shell.target(web / "site", keep=0)
    to_folder(OLD, target)
    with target.open(writable=True) as first, target.open(writable=True) as second:
        plan = make_plan(NEW.manifest, inspect(first, NEW.manifest))
        first.put((JOURNAL,), Loose({JOURNAL: encode_journal(plan.journal)}))
        with pytest.raises(HostError, match="somebody else is publishing"):
            upload(plan, NEW, second)
        assert tree(web / "site") == {**OLD.tree, JOURNAL: encode_journal(plan.journal)}
        first.put(plan.added, NEW)
        late = MadeSite({**NEW.pages, "late.html": b"late"})
        to_folder(late, target)  # takes the first one for interrupted
        with pytest.raises(HostError, match="somebody else is publishing"):
            first.put(plan.changed, NEW)
    assert tree(web / "site") == late.tree


def test_two_at_work_on_the_same_site_do_not_harm_each_other(shell: Server, web: Path) -> None:
    """The second takes the first one's stage over; the first finds it gone."""
    target = shell.target(web / "site")
    to_folder(OLD, target)
    with target.open(writable=True) as host:
        plan = make_plan(NEW.manifest, inspect(host, NEW.manifest))
        meddling = Meddling(NEW.pages, lambda: to_folder(NEW, target))
        with pytest.raises(HostError):
            upload(plan, meddling, host)
    assert tree(web / "site") == NEW.tree and leavings(web) == []


@dataclass(frozen=True)
class Meddling(MadeSite):
    """A site during whose upload something happens, once; what is read of it is noted."""

    meddle: Callable[[], object]
    read_paths: list[str] = field(default_factory=list)

    def read(self, path: str) -> bytes:
        self.read_paths.append(path)
        if len(self.read_paths) == len(self.pages) // 2:
            self.meddle()
        return super().read(path)


def test_what_an_interrupted_run_brought_is_not_sent_again(shell: Server, web: Path) -> None:
    pages = {f"p/{number}.html": b"%d" % number for number in range(200)}

    def interrupt() -> None:
        raise HostError("lost")

    to_folder(SMALL, shell.target(web / "site"))
    put_by_hand(web / "site", {"theirs/x": b"x"})
    with pytest.raises(HostError, match="lost"):
        to_folder(Meddling(pages, interrupt), shell.target(web / "site"))
    assert tree(web / "site") == {**SMALL.tree, "theirs/x": b"x"}
    shutil.rmtree(web / "site/theirs")
    put_by_hand(web / "site", {"theirs": b"a file now"})
    again = Meddling(pages, lambda: None)
    to_folder(again, shell.target(web / "site"))
    assert 130 < len(again.read_paths) < 145 and tree(web / "site") == {**again.tree, "theirs": b"a file now"}


# Faults, and the ways out of them


@dataclass(frozen=True)
class Trouble:
    """Something wrong with a server's folder of keys, what is said of it, and the way out."""

    make: Callable[[Path], object]
    message: str
    help: str


TROUBLES = {
    "unknown host": Trouble(lambda keys: (keys / "known_hosts").write_text(""), "not known on this", "ssh there"),
    "changed host": Trouble(
        lambda keys: (keys / "known_hosts").write_text(f"there {make_key(keys / 'other')}"),
        "not the one you know",
        "ssh-keygen -R there",
    ),
    "wrong key": Trouble(
        lambda keys: (keys / "authorized_keys").write_text(make_key(keys / "other")), "none of your keys", "ssh-add"
    ),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_a_host_that_is_not_to_be_trusted_or_does_not_trust_us_is_told_with_a_way_out(
    name: str, tmp_path: Path, web: Path
) -> None:
    trouble = TROUBLES[name]
    with ssh_server(tmp_path / "ssh", SHELL) as server:
        trouble.make(server.folder)
        known = (server.folder / "known_hosts").read_bytes()
        with pytest.raises(HostError, match=trouble.message) as failed:
            to_folder(NEW, server.target(web / "site"))
        assert trouble.help in failed.value.help
        assert (server.folder / "known_hosts").read_bytes() == known and list(web.iterdir()) == []


def test_a_host_that_is_not_there_is_told(shell: Server, web: Path) -> None:
    target = shell.target(web / "site")
    nowhere = replace(target, login=replace(target.login, name="nowhere"))
    with pytest.raises(HostError, match="`nowhere`: there is no host of this name") as failed:
        to_folder(NEW, nowhere)
    assert "`ssh nowhere` must work" in failed.value.help
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(HostError, match="`there`: it cannot be reached"):
        to_folder(NEW, shell.target(web / "site", port=port))


def test_a_host_that_is_silent_is_given_up(shell: Server, web: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(HostError):
        to_folder(NEW, shell.target(web / "site", port=silent.getsockname()[1], stall_s=1.0))


def test_a_host_that_takes_nothing_says_so_and_keeps_the_old_site(tmp_path: Path, web: Path, shell: Server) -> None:
    to_folder(OLD, shell.target(web / "site"))
    with ssh_server(tmp_path / "ssh", "Subsystem sftp internal-sftp -R") as server:
        for keep in (3, 0):
            with pytest.raises(HostError, match="permission denied") as failed:
                to_folder(NEW, server.target(web / "site", keep=keep))
            assert "right to write" in failed.value.help
    assert tree(web / "site") == OLD.tree


SFTP_SERVER = shutil.which("sftp-server", path="/usr/lib/openssh:/usr/libexec/openssh:/usr/libexec:/usr/lib/ssh")


@pytest.mark.skipif(not SFTP_SERVER, reason="no sftp-server beside sshd")
@pytest.mark.parametrize(("tool", "keep"), [("sftp", 3), ("sftp", 0), ("rsync", 3)])
def test_a_full_disk_leaves_whole_pages_and_is_finished_when_there_is_room(
    tool: str, keep: int, tmp_path: Path, web: Path
) -> None:
    """No file may grow beyond some blocks: what a write meets then is what it meets on a full disk."""
    limit = tmp_path / "limit"
    limit.write_text("8")
    limited = script(tmp_path / "limited", f"trap '' XFSZ; ulimit -f $(cat {limit}); eval exec $SSH_ORIGINAL_COMMAND")
    with ssh_server(tmp_path / "ssh", f"Subsystem sftp {SFTP_SERVER}\nForceCommand {limited}") as server:
        target = server.target(web / "site", keep=keep)
        target = by_rsync(target) if tool == "rsync" else target
        to_folder(OLD, target)
        site = MadeSite({**NEW.pages, "media/noise.png": NOISE})
        with pytest.raises(HostError) as failed:
            to_folder(site, target)
        assert "then run it again" in failed.value.help
        assert all(data in (OLD.tree.get(path), site.tree.get(path)) for path, data in ours(web).items())
        assert not keep or tree(web / "site") == OLD.tree
        limit.write_text("unlimited")
        to_folder(site, target)
        assert tree(web / "site") == site.tree and leavings(web) == []


def ours(web: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(web / "site").items() if not path.startswith(".dossier")}


def test_a_shell_that_greets_is_told(tmp_path: Path, web: Path) -> None:
    greeting = script(tmp_path / "greeting", "echo Welcome to this machine; cat >/dev/null")
    with ssh_server(tmp_path / "ssh", f"Subsystem sftp {greeting}") as server:
        with pytest.raises(HostError, match="not SFTP") as failed:
            to_folder(NEW, server.target(web / "site"))
        assert "start-up file" in failed.value.help


def test_a_host_without_sftp_or_rsync_is_told(tmp_path: Path, web: Path, shell: Server) -> None:
    with ssh_server(tmp_path / "ssh", "") as server, pytest.raises(HostError, match="does not offer SFTP"):
        to_folder(NEW, server.target(web / "site"))
    with ssh_server(tmp_path / "other", f"{SHELL}\nSetEnv PATH={tmp_path}") as server:
        with pytest.raises(HostError, match=r"rsync: .*not found") as failed:
            to_folder(AFTER, by_rsync(server.target(web / "site")))
        assert "`type: sftp`" in failed.value.help and not (web / "site").exists()
    target = by_rsync(shell.target(web / "site"))
    only_ssh = {**target.login.environment, "PATH": str(shell.folder / "bin")}
    with pytest.raises(HostError, match="rsync is not installed"):
        to_folder(AFTER, by_rsync(replace(target, login=replace(target.login, environment=only_ssh))))


def test_a_file_where_the_site_must_go_is_told_and_stays(shell: Server, web: Path) -> None:
    put_by_hand(web, {"site": b"a thesis"})
    with pytest.raises(HostError, match="is no folder"):
        to_folder(NEW, shell.target(web / "site"))
    assert (web / "site").read_bytes() == b"a thesis"


def test_deleting_much_over_ssh_needs_a_yes_of_its_own(shell: Server, web: Path) -> None:
    target = shell.target(web / "site")
    to_folder(MadeSite({f"p/{number}.html": b"%d" % number for number in range(40)}), target)
    few = MadeSite({"p/1.html": b"1"})
    with target.open(writable=True) as host:
        assert too_many_deletions(make_plan(few.manifest, inspect(host, few.manifest)))


@pytest.mark.parametrize(
    "host", ["", "-oProxyCommand=x", "a b", "bob@-x", "a:b", "a:99:1", "a/b", "[::1]", "a@b@c", "a;b", "a\nb", "$(x)"]
)
def test_a_host_is_a_name_or_nothing(host: str) -> None:
    assert parse_login(host, {}) is None and faults_of(host)


@pytest.mark.parametrize("host", ["a", "web1", "a.b-c.org", "bob@a.org", "u.1-x@a.org:2222", "сервер"])
def test_what_the_settings_take_for_a_host_is_one(host: str) -> None:
    assert parse_login(host, {}) and not faults_of(host)


def faults_of(host: str) -> tuple[Diagnostic, ...]:
    """What the settings say of a host."""
    text = f"title: T\npublish:\n  main: {{type: sftp, path: x, host: {json.dumps(host)}}}\n"
    return read_settings(InputFile("content/dossier.yaml", text.encode(), ""))[1]


def test_a_user_and_a_port_are_taken_from_the_host_and_the_user_is_not_shown() -> None:
    login = parse_login("u1-2.x@ssh.example.org:2222", {})
    assert login and (login.user, login.name, login.port) == ("u1-2.x", "ssh.example.org", "2222")
    assert login.address == "u1-2.x@ssh.example.org" and login.ssh[-2:] == ("-p", "2222")
    assert "u1" not in str(login.fault("u1-2.x@ssh.example.org: broken")) + login.shown


@pytest.mark.parametrize("name", [b"../x", b"a/b", b"/etc/passwd", b"a\0b", b""])
def test_a_server_cannot_lead_us_out_of_a_folder_by_a_name(name: bytes) -> None:
    with pytest.raises(ValueError):
        read_names(Fields(uint32(1) + string(name) + string(b"-rw") + uint32(0)))


# The commands


def test_the_command_publishes_over_ssh_and_a_dry_run_changes_nothing_there(
    shell: Server, web: Path, tmp_path: Path
) -> None:
    settings = f"  main: {{type: sftp, host: 'there:{shell.port}', path: '{web}/site'}}\n"
    project = project_for(tmp_path / "mine", settings)
    path = shell.environment["PATH"]
    dry = dossier("publish", "--dry-run", *NOW, cwd=project, PATH=path)
    assert dry.returncode == 0 and re.search(r"main \(`there:/.*`\): \+\d{2,} ~0 -0", dry.stderr), dry.stderr
    assert list(web.iterdir()) == []
    assert dossier("publish", "--yes", *NOW, cwd=project, PATH=path).returncode == 0
    assert tree(web / "site") == tree(project / "site")
    again = dossier("publish", *NOW, cwd=project, PATH=path)
    assert again.returncode == 0 and "everything is there already" in again.stderr
    (web / "site/index.html").write_text("forged")
    run = dossier("verify", "main", *NOW, cwd=project, PATH=path)
    assert run.returncode == 1 and "`index.html` is not what was published" in run.stderr


def test_an_unknown_host_ends_the_command_with_3_and_the_way_out(tmp_path: Path, web: Path, shell: Server) -> None:
    settings = f"publish: {{main: {{type: rsync, host: bob@nowhere, path: '{web}/site'}}}}\n"
    project = small_project(tmp_path / "p", {})
    with (project / "content/dossier.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    run = dossier("publish", "--yes", *NOW, cwd=project, PATH=shell.environment["PATH"])
    assert run.returncode == 3 and "D856" in run.stderr and "`ssh nowhere` must work by hand" in run.stderr
    assert "bob" not in run.stderr and MANIFEST in tree(project / "site")
