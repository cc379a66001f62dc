"""WebDAV folders: hosts that list one level, wrong passwords, full disks, two publishers, folders that become empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from clouds import Grounds, Place, project_at
from dossier.publish import JOURNAL, HostError, inspect, make_plan, upload
from dossier.publish.dav import DavTarget
from dossier.publish.dav_wire import Wire
from dossier.publish.site import Loose
from hosts import NEW, OLD, MadeSite, to_folder
from projects import tree
from storage_servers import SECRET, Answering, answering
from test_cli import dossier
from test_publish import NOW


@pytest.fixture(params=["webdav on wsgidav", "webdav on apache"])
def place(request: pytest.FixtureRequest, grounds: Grounds) -> Place:
    return grounds.place(request.param)


@pytest.fixture
def on_wsgidav(grounds: Grounds) -> Place:
    """Its DELETE takes a folder with all that is in it."""
    return grounds.place("webdav on wsgidav")


@contextmanager
def folder_of(answer: Answering) -> Iterator[DavTarget]:
    """A WebDAV folder on a host that answers as told."""
    with answering(answer) as port:
        url = f"http://127.0.0.1:{port}/sites/bridge/"
        yield DavTarget(Wire(url=url, prefix="DOSSIER_WEB", timeout_s=5, tries=1))


def multistatus(*hrefs: str) -> bytes:
    rows = "".join(
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:resourcetype>"
        f"{'<d:collection/>' if href.endswith('/') else ''}</d:resourcetype><d:getcontentlength>4</d:getcontentlength>"
        f"</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        for href in hrefs
    )
    return f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{rows}</d:multistatus>'.encode()


TREE = {
    "/sites/bridge/": ("/sites/bridge/a/", "/sites/bridge/index.html"),
    "/sites/bridge/a/": ("/sites/bridge/a/b/", "http://127.0.0.1/sites/bridge/a/%C3%BC%20x.html"),
    "/sites/bridge/a/b/": ("/sites/bridge/a/b/deep.html", "/sites/bridge/a/b/empty/"),
    "/sites/bridge/a/b/empty/": (),
}


@pytest.mark.parametrize("is_open", [True, False], ids=["silently", "openly"])
def test_a_host_that_lists_one_level_alone_is_asked_folder_by_folder(is_open: bool) -> None:
    def answer(request: BaseHTTPRequestHandler) -> tuple[int, bytes]:
        if request.headers["Depth"] == "infinity" and not is_open:
            return 403, b""
        return 207, multistatus(request.path, *TREE[request.path])

    with folder_of(answer) as target, target.open(writable=False) as host:
        assert [*host.listing()] == ["a/b/deep.html", "a/\u00fc x.html", "index.html"]


@pytest.mark.parametrize(
    ("status", "data", "why", "way"),
    [
        (401, b"", "does not take user and password", "DOSSIER_WEB_USER and DOSSIER_WEB_PASSWORD"),
        (405, b"", "no WebDAV folder", "look at `url`"),
        (302, b"", "sends us to another address", "under `url`"),
        (500, b"", "answered 500", ""),
        (207, b"<html", "is no XML", ""),
        (207, b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "declares entities", ""),
        (207, multistatus("/sites/other/index.html"), "lists what lies elsewhere", ""),
        (207, multistatus("/sites/bridge/../x"), "lists what lies elsewhere", ""),
    ],
)
def test_an_answer_that_is_no_listing_is_a_fault(status: int, data: bytes, why: str, way: str) -> None:
    with (
        folder_of(lambda _: (status, data)) as target,
        pytest.raises(HostError, match=why) as failed,
        target.open(writable=False),
    ):
        pass
    assert way in failed.value.help


def test_a_full_disk_is_told_and_the_old_site_stays() -> None:
    def answer(request: BaseHTTPRequestHandler) -> tuple[int, bytes]:
        return {"PROPFIND": (207, multistatus("/sites/bridge/")), "PUT": (507, b"")}.get(request.command, (201, b""))

    with (
        folder_of(answer) as target,
        target.open(writable=True) as host,
        pytest.raises(HostError, match="disk is full"),
    ):
        host.put(("index.html",), NEW)


def test_a_wrong_password_is_told_without_it(grounds: Grounds) -> None:
    port = grounds.port("webdav on wsgidav")
    wire = Wire(url=f"https://127.0.0.1:{port}/x/", user="curator", password="hunter3", prefix="DOSSIER_WEB")
    with (
        pytest.raises(HostError, match="does not take user and password") as failed,
        DavTarget(wire).open(writable=True),
    ):
        pass
    assert "hunter3" not in f"{failed.value}{failed.value.help}{wire!r}"


def test_a_certificate_that_nobody_vouches_for_is_not_taken(
    grounds: Grounds, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    port = grounds.port("webdav on wsgidav")
    (tmp_path / "none.pem").write_text("")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    wire = Wire(url=f"https://127.0.0.1:{port}/x/", user="curator", password=SECRET)
    with pytest.raises(HostError, match=r"(?i)certificate"), DavTarget(wire).open(writable=True):
        pass


def test_a_second_publisher_is_stopped_before_the_first_change(place: Place) -> None:
    to_folder(OLD, place.direct)
    with place.direct.open(writable=True) as first, place.direct.open(writable=True) as second:
        plan = make_plan(NEW.manifest, inspect(second, NEW.manifest))
        first.put((JOURNAL,), Loose({JOURNAL: b"{}"}))
        with pytest.raises(HostError, match="somebody else is publishing"):
            upload(plan, NEW, second)
        with pytest.raises(HostError, match="somebody else is publishing"):
            second.put((JOURNAL,), Loose({JOURNAL: b"{}"}))
        assert place.shown() == {**OLD.tree, JOURNAL: b"{}"}
        first.put(("index.html",), NEW)
        place.write(JOURNAL, b"taken over")
        with pytest.raises(HostError, match="somebody else is publishing"):
            first.put(("a/index.html",), NEW)


def test_folders_go_with_their_last_page_and_never_with_somebodys_file(on_wsgidav: Place) -> None:
    to_folder(MadeSite({"index.html": b"x", "gone/deep/index.html": b"x", "kept/index.html": b"x"}), on_wsgidav.direct)
    on_wsgidav.write("kept/own.txt", b"somebody's")
    to_folder(MadeSite({"index.html": b"y"}), on_wsgidav.direct)
    site = on_wsgidav.shown()
    assert site["kept/own.txt"] == b"somebody's" and site["index.html"] == b"y"
    with on_wsgidav.direct.open(writable=False) as host:
        assert host.folders == {"", "kept/"}


def test_a_file_that_arrived_while_a_folder_was_emptied_stays(on_wsgidav: Place) -> None:
    to_folder(MadeSite({"index.html": b"x", "gone/index.html": b"x"}), on_wsgidav.direct)
    with on_wsgidav.direct.open(writable=True) as host:
        on_wsgidav.write("gone/new.txt", b"somebody's")
        host.delete(("gone/index.html",))
    assert on_wsgidav.shown()["gone/new.txt"] == b"somebody's"


def test_nothing_of_an_interrupted_run_stays(place: Place) -> None:
    to_folder(OLD, place.direct)
    place.write(".dossier-tmp/left", b"half")
    assert to_folder(NEW, place.direct).kept_foreign == ()
    with place.direct.open(writable=False) as host:
        assert not any(folder.startswith(".dossier-tmp") for folder in host.folders)


def test_the_command_publishes_to_a_folder_over_webdav(grounds: Grounds, tmp_path: Path) -> None:
    port, root = grounds.port("webdav on wsgidav"), grounds.root("webdav on wsgidav")
    project = project_at(tmp_path / "p", f"{{type: webdav, url: 'https://127.0.0.1:{port}/bridge'}}")
    own = {"DOSSIER_WEB_USER": "curator", "DOSSIER_WEB_PASSWORD": SECRET}
    assert dossier("publish", "--yes", *NOW, cwd=project, **own).returncode == 0
    assert tree(root / "bridge") == tree(project / "site")
    wrong = dossier("verify", "web", *NOW, cwd=project, **{**own, "DOSSIER_WEB_PASSWORD": "hunter3"})
    assert wrong.returncode == 3 and "D856" in wrong.stderr and "DOSSIER_WEB_PASSWORD" in wrong.stderr
    assert "hunter3" not in wrong.stderr
