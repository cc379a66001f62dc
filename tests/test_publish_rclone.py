"""rclone: its absence and age, remotes that are not there, secrets, damaged files, folders, and the two commands."""

from __future__ import annotations

import datetime
import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from clouds import Grounds, project_at, quick_rclone
from dossier.publish import JOURNAL, HostError, Surroundings, Target, inspect, make_plan, make_target, upload
from dossier.publish.rclone import RcloneTarget, ftp_remote
from dossier.publish.rclone_process import Rclone
from dossier.publish.site import Loose
from dossier.settings import PublishTarget, Settings, TargetType
from hosts import NEW, OLD, MadeSite, to_folder
from projects import tree, write_files
from storage_servers import SECRET, rclone, rclone_serve
from test_cli import dossier
from test_publish import NOW


def disk(folder: Path, **options: str) -> RcloneTarget:
    """A remote that is a folder of this machine."""
    return RcloneTarget(quick_rclone(f"there:{folder}", {"RCLONE_CONFIG_THERE_TYPE": "local", **options}))


def wrapped(tmp_path: Path, script: str) -> dict[str, str]:
    """Return a PATH on which `rclone` is a script of our own that may call the real one."""
    program = tmp_path / "bin/rclone"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nreal={rclone()}\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "RCLONE_CONFIG": os.devnull}


def test_any_remote_of_rclone_holds_a_site_and_nothing_that_was_not_finished(tmp_path: Path) -> None:
    site = MadeSite({**OLD.pages, "kept/index.html": b"x"})
    own = {"CNAME": b"example.org", "kept/own.txt": b"own"}
    put(tmp_path / "place", {**site.tree, **own, "a/index.html.1a2b3c4d.dossier-tmp": b"half"})
    with disk(tmp_path / "place").open(writable=False) as host:
        assert host.listing().keys() == {*site.tree, *own}
    assert (tmp_path / "place/a/index.html.1a2b3c4d.dossier-tmp").exists()
    to_folder(NEW, disk(tmp_path / "place"))
    assert tree(tmp_path / "place") == {**NEW.tree, **own}
    assert not (tmp_path / "place/gone").exists()


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files past rclone."""
    write_files(folder, {path: data.decode() for path, data in files.items()})


def test_a_second_publisher_is_stopped_before_the_first_change(tmp_path: Path) -> None:
    target = disk(tmp_path / "place")
    put(tmp_path / "place", OLD.tree)
    with target.open(writable=True) as first, target.open(writable=True) as second:
        plan = make_plan(NEW.manifest, inspect(second, NEW.manifest))
        first.put((JOURNAL,), Loose({JOURNAL: b"{}"}))
        with pytest.raises(HostError, match="somebody else is publishing"):
            upload(plan, NEW, second)
        assert tree(tmp_path / "place") == {**OLD.tree, JOURNAL: b"{}"}
        write_files(tmp_path / "place", {JOURNAL: "taken over"})
        with pytest.raises(HostError, match="somebody else is publishing"):
            first.put(("same.png",), OLD)
        with pytest.raises(HostError, match="somebody else is publishing"):
            first.delete(("same.png",))


def test_a_file_that_arrives_damaged_is_sent_again(tmp_path: Path) -> None:
    """After the first copy of the page a bit is turned on the host, as a line without TLS may do."""
    spoil = (
        f'"$real" "$@" || exit\nif [ "$1" = copy ] && [ -e {tmp_path}/place/new/index.html ] && [ ! -e {tmp_path}/done ];'
        f" then touch {tmp_path}/done; echo spoilt > {tmp_path}/place/new/index.html; fi"
    )
    target = disk(tmp_path / "place")
    target = RcloneTarget(replace(target.rclone, environment=wrapped(tmp_path, spoil)))
    to_folder(NEW, target)
    assert tree(tmp_path / "place") == NEW.tree and (tmp_path / "done").exists()


def test_a_file_that_never_arrives_whole_is_a_fault(tmp_path: Path) -> None:
    spoil = f'"$real" "$@" || exit\n[ "$1" != copy ] || echo spoilt > {tmp_path}/place/index.html'
    target = disk(tmp_path / "place")
    target = RcloneTarget(replace(target.rclone, environment=wrapped(tmp_path, spoil)))
    with target.open(writable=True) as host, pytest.raises(HostError, match=r"`index.html` did not arrive whole"):
        host.put(("index.html",), NEW)


def test_an_rclone_that_is_too_old_is_told(tmp_path: Path) -> None:
    """What Debian's rclone 1.60 says."""
    old = wrapped(tmp_path, "echo 'Error: unknown flag: --partial-suffix' >&2; exit 1")
    with pytest.raises(HostError, match=r"too old; 1\.65") as failed, disk_with(tmp_path, old).open(writable=False):
        pass
    assert "rclone.org" in failed.value.help


def disk_with(folder: Path, environment: dict[str, str]) -> RcloneTarget:
    return RcloneTarget(replace(disk(folder).rclone, environment=environment))


def test_without_rclone_the_way_to_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with (
        pytest.raises(HostError, match="not installed") as failed,
        disk_with(tmp_path, {"PATH": ""}).open(writable=False),
    ):
        pass
    assert "rclone.org" in failed.value.help


def test_a_remote_that_is_not_set_up_is_told(tmp_path: Path) -> None:
    target = RcloneTarget(quick_rclone("nowhere:bridge", {}))
    with pytest.raises(HostError, match=r"(?i)didn't find section in config file"), target.open(writable=False):
        pass


@pytest.mark.parametrize(
    ("password", "why", "way"),
    [("x", "(?i)connection refused", ""), ("", "no password", "DOSSIER_WEB_USER and DOSSIER_WEB_PASSWORD")],
)
def test_a_host_that_cannot_be_asked_is_told(password: str, why: str, way: str) -> None:
    remote, options = ftp_remote("ftp://127.0.0.1:9/x", "curator")
    target = RcloneTarget(quick_rclone(remote, options), password, "DOSSIER_WEB")
    with pytest.raises(HostError, match=why) as failed, target.open(writable=False):
        pass
    assert way in failed.value.help


def test_no_password_stands_among_the_arguments_and_no_option_comes_from_outside(tmp_path: Path) -> None:
    note = tmp_path / "said"
    script = f'{{ echo "$@"; env | sort; }} >> {note}\n[ "$1" = obscure ] && echo obscured || echo "[]"'
    own = {**wrapped(tmp_path, script), "RCLONE_DELETE_EXCLUDED": "true", "DOSSIER_WEB_PASSWORD": SECRET, "TOKEN": "t"}
    remote, options = ftp_remote("ftps://ftp.example.org/www/bridge/", "curator")
    target = RcloneTarget(Rclone(remote=remote, shown="x", environment=own, options=options), SECRET, "DOSSIER_WEB")
    with target.open(writable=False):
        pass
    said = note.read_text()
    assert SECRET not in said + repr(target) and "TOKEN" not in said and "DELETE_EXCLUDED" not in said
    assert "\nRCLONE_FTP_PASS=obscured\n" in said and "\nRCLONE_FTP_TLS=true\n" in said
    assert ":ftp:www/bridge" in said and "RCLONE_FTP_PORT=990" in said


def test_a_host_that_speaks_ftp_without_tls_is_refused(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    with rclone_serve("ftp", tmp_path / "root", "--user", "curator", "--pass", SECRET) as port:
        remote, options = ftp_remote(f"ftp://127.0.0.1:{port}/x", "curator")
        target = RcloneTarget(quick_rclone(remote, options), SECRET, "DOSSIER_WEB")
        with pytest.raises(HostError, match="failed to make FTP connection") as failed, target.open(writable=False):
            pass
    assert "without TLS" in failed.value.help


def test_files_that_the_host_lists_without_reading_are_read(tmp_path: Path) -> None:
    write_files(tmp_path / "place", {"x.html": "text"})
    with disk(tmp_path / "place").open(writable=False) as host:
        assert host.listing()["x.html"].sha256 is None
        assert host.digests(["x.html", "y.html"]) == {"x.html": hashlib.sha256(b"text").hexdigest(), "y.html": ""}
        assert host.read("x.html") == b"text" and host.read("y.html") is None


def made(wanted: PublishTarget, project: Path, **environment: str) -> Target:
    """Return the target that the settings make, with secrets in the environment."""
    own = {"PATH": os.environ["PATH"], "SSL_CERT_FILE": os.environ["SSL_CERT_FILE"], **environment}
    settings = Settings(title="Bridge")
    today = datetime.date(2026, 11, 24)
    return make_target("web", wanted, Surroundings(project=project, settings=settings, today=today, environment=own))


def test_settings_and_environment_make_an_ftp_target_that_prints_no_password(grounds: Grounds, tmp_path: Path) -> None:
    place = grounds.place("ftp on pyftpdlib")
    place.write("index.html", b"own")
    wanted = PublishTarget(type=TargetType.FTP, url=f"ftp://{place.host}:{place.port}/place{grounds.places}/")
    own = {"DOSSIER_WEB_USER": "curator", "DOSSIER_WEB_PASSWORD": SECRET, "RCLONE_CONFIG": os.devnull}
    target = made(wanted, tmp_path, **own)
    assert target.shown == f"`{wanted.url}`" and SECRET not in repr(target)
    with target.open(writable=False) as host:
        assert [*host.listing()] == ["index.html"]
    wrong = made(wanted, tmp_path, **{**own, "DOSSIER_WEB_PASSWORD": "hunter3"})
    with pytest.raises(HostError) as failed, wrong.open(writable=False):
        pass
    assert "hunter3" not in str(failed.value) and "look at user and password" in failed.value.help


def test_the_command_publishes_to_a_remote_of_the_curators_own(tmp_path: Path) -> None:
    project = project_at(tmp_path / "p", "{type: rclone, remote: 'there:bridge'}")
    (tmp_path / "rclone.conf").write_text(f"[there]\ntype = alias\nremote = {tmp_path}\n")
    run = dossier("publish", "--yes", *NOW, cwd=project, RCLONE_CONFIG=str(tmp_path / "rclone.conf"))
    assert run.returncode == 0 and tree(tmp_path / "bridge") == tree(project / "site")
