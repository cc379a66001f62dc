"""Attacks on a running preview: from pages of other sites, from other programs, and from clients that only take."""

from __future__ import annotations

import asyncio
import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tornado.httpclient import HTTPClientError
from tornado.websocket import websocket_connect

from dossier.commands.serve.server import MOST_CONNECTIONS
from previews import PATIENCE_S, Running, hang_up, heard, listening, previewed, socket_request
from projects import starter_project

SECRET = b"SECRET-OUTSIDE"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "YWJjZGVmZ2hpamtsbW5vcA==",
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of a project with something to steal beside it, behind links in it, and in its built site."""
    root = tmp_path_factory.mktemp("attacked")
    project = starter_project(root / "project")
    for name in ("secret.txt", "project/secret.txt", "project/.env", "project/content/.env", "project/site/secret.txt"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(SECRET)
    (project / "content/media").mkdir()
    for link in ("content/media/leak.txt", "site/leak.txt", "content/notes/leak.md"):
        (project / link).symlink_to(root / "secret.txt")
    (project / "content/media/loop").symlink_to(project / "content")
    with previewed(project) as running:
        yield running


def test_a_foreign_host_is_refused_whatever_is_asked(preview: Running) -> None:
    """DNS rebinding: a foreign name that leads to this machine reads nothing."""
    port = preview.port
    hosts = ["evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port}.evil.example", f"127.0.0.1:{port + 1}",
             f"0.0.0.0:{port}", f"[::1]:{port}", f"127.1:{port}", f"127.0.0.1.:{port}", f"user@127.0.0.1:{port}", ""]  # fmt: skip
    for host in hosts:
        for path in ("/", "/notes/what-is-missing/", "/search-index.js", "/livereload.js", "/nothing"):
            status, _, data = preview.get(path, Host=host)
            assert (status in (400, 421), b"Bridge" in data) == (True, False), (host, path)
    assert preview.get("/", Host=f"LOCALHOST:{port}")[0] == 200


def test_a_foreign_origin_is_refused(preview: Running) -> None:
    origins = ["http://evil.example", "null", f"https://{preview.host}", f"http://{preview.host}.evil.example",
               f"http://127.0.0.1:{preview.port + 1}", "http://localhost", ""]  # fmt: skip
    for origin in origins:
        assert preview.get("/", Origin=origin)[0] == 403, origin
    assert preview.get("/", Origin=f"http://{preview.host}")[0] == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_can_link_here_but_load_nothing_into_itself(preview: Running, site: str) -> None:
    """The search index is a script: included elsewhere it would hand over every draft."""
    for mode, destination in (("no-cors", "script"), ("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")):
        headers = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": destination}
        assert preview.get("/search-index.js", **headers)[0] == 403
    visit = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert preview.get("/", **visit)[0] == 200
    assert preview.get("/search-index.js")[1]["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nobody_can_force_a_reload_or_list_a_folder(preview: Running) -> None:
    assert preview.get("/forcereload")[0] == 404
    assert preview.get("/forcereload?path=content/notes/what-is-missing.md")[0] == 404
    for folder in ("/assets/", "/assets", "/media/", "/data/", "/feeds/"):
        status, _, data = preview.get(folder)
        assert (folder, status) == (folder, 404)
        assert b"Index of" not in data


@pytest.mark.parametrize("up", ["..", "%2e%2e", "%2E%2E", ".%2e", "%252e%252e", "%25252e%25252e", "%c0%ae%c0%ae", "%uff0e%uff0e", "....", "..;"])  # fmt: skip
@pytest.mark.parametrize("slash", ["/", "%2f", "%252f", "\\", "%5c", "//"])
def test_no_path_leads_out_of_the_site(preview: Running, up: str, slash: str) -> None:
    for depth in (1, 2, 3, 8):
        for start in ("/", "/assets/", "/actors/vera-holt/"):
            for target in ("secret.txt", "content/dossier.yaml", "etc/passwd", ".dossier/cache.db"):
                status, _, data = preview.get(start + (up + slash) * depth + target)
                assert status in (400, 404)
                assert not any(found in data for found in (SECRET, b"root:x", b"time_zone:", b"SQLite"))


@pytest.mark.parametrize(
    "path",
    ["//etc/passwd", "///etc/passwd", "/content/dossier.yaml", "/content/.env", "/.env", "/.dossier/cache.db", "/%00", "/index.html%00.txt",
     "/C:/Windows/win.ini", "/secret.txt", "/site/secret.txt", "/file:///etc/passwd", "/~root/", "/.git/config", "/%ff%fe", "/client.js"],
)  # fmt: skip
def test_nothing_but_the_site_can_be_read(preview: Running, path: str) -> None:
    status, _, data = preview.get(path)
    assert status in (400, 404)
    assert not any(found in data for found in (SECRET, b"root:x", b"time_zone:", b"SQLite"))


def test_links_on_the_disk_are_not_followed(preview: Running) -> None:
    for path in ("/media/leak.txt", "/leak.txt", "/notes/leak/", "/media/loop/dossier.yaml"):
        status, _, data = preview.get(path)
        assert (path, status) == (path, 404)
        assert SECRET not in data
    assert SECRET.decode() not in "".join(preview.lines)


def test_a_redirect_never_leads_to_another_host(preview: Running) -> None:
    for path in (
        "//evil.example/actors",
        "/\\evil.example/actors",
        "//actors",
        "/%2fevil.example",
        "/actors%0d%0aX:%20y",
    ):
        status, headers, _ = preview.get(path)
        assert status in (400, 404) or headers["Location"].startswith("/actors"), path
        assert "X" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_can_be_sent(preview: Running, method: str) -> None:
    for path in ("/", "/livereload.js", "/livereload"):
        status, _, data = preview.get(path, method=method)
        assert status in (403, 404, 405, 501)
        assert b"Traceback" not in data


def raw(running: Running, data: bytes) -> bytes:
    """Send bytes as they are; return what comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE_S) as wire:
        found = b""
        try:
            wire.sendall(data)
            while more := wire.recv(65536):
                found += more
        except ConnectionError:
            pass
        return found


def test_huge_and_broken_requests_end_with_their_connection(preview: Running) -> None:
    host = b"Host: " + preview.host.encode() + b"\r\n"
    for sent in (
        b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 1_000_000,
        b"GET / HTTP/1.1\r\n" + host + b"".join(b"X-%d: y\r\n" % number for number in range(50_000)) + b"\r\n",
        b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
    ):
        answer = raw(preview, sent)
        assert b"Bridge" not in answer
        assert b"Traceback" not in answer
        assert preview.get("/")[0] == 200
    assert "Traceback" not in "".join(preview.lines)


def test_an_address_of_another_host_in_the_request_line_gets_nothing(preview: Running) -> None:
    for target in (b"http://evil.example/", b"*"):
        host = b"Host: " + preview.host.encode()
        answer = raw(preview, b"GET " + target + b" HTTP/1.1\r\n" + host + b"\r\nConnection: close\r\n\r\n")
        assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
        assert b"Bridge" not in answer


def test_a_slow_client_keeps_nobody_waiting_and_is_closed(preview: Running) -> None:
    """Slowloris: a header that comes letter by letter never ends."""
    with socket.create_connection(("127.0.0.1", preview.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        slow.settimeout(0.5)
        drops = 0
        while drops < 2 * PATIENCE_S:
            drops += 1
            try:
                slow.sendall(b"a")
                if not slow.recv(1):
                    break
            except TimeoutError:
                assert preview.get("/")[0] == 200
            except ConnectionError:
                break
    assert drops < 2 * PATIENCE_S


def test_many_open_connections_keep_nobody_out(preview: Running) -> None:
    """Twice as many as the server holds, some silent, some in the midst of a header, some that never read."""
    starts = (b"", b"GET / HTTP/1.1\r\nHo", f"GET /search-index.js HTTP/1.1\r\nHost: {preview.host}\r\n\r\n".encode())
    with ExitStack() as held:
        for number in range(2 * MOST_CONNECTIONS):
            wire = held.enter_context(socket.create_connection(("127.0.0.1", preview.port), timeout=PATIENCE_S))
            wire.sendall(starts[number % len(starts)])
        for _ in range(5):
            assert preview.get("/")[0] == 200


def test_the_policy_is_the_published_one_and_nothing_is_kept(preview: Running) -> None:
    for path in ("/", "/search-index.js", "/nothing", "/livereload.js", "/livereload.css"):
        _, headers, _ = preview.get(path)
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Server"] == "dossier"


def test_a_page_of_another_site_cannot_listen(preview: Running) -> None:
    own = f"http://{preview.host}"
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{preview.port + 1}"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Host": "evil.example", "Origin": own},
        {"Host": "evil.example"},
        {},
    ):
        assert preview.get("/livereload", **{**HANDSHAKE, **headers})[0] == 403, headers
    assert preview.get("/livereload", **HANDSHAKE, Origin=own, Sec_Fetch_Site="cross-site")[0] == 403


def test_a_real_client_of_another_origin_is_turned_away(preview: Running) -> None:
    async def knock() -> int:
        try:
            await websocket_connect(socket_request(preview, Origin="http://evil.example"))
        except HTTPClientError as refused:
            return refused.code
        return 101

    assert asyncio.run(knock()) == 403


@pytest.mark.parametrize(
    "nonsense",
    ["{not json", "[]", "7", '"x"', "null", "{}", '{"command": 7}', '{"command": "info"}', "\x00", "x" * 100_000],
)
def test_nonsense_on_the_socket_closes_it_only(preview: Running, nonsense: str) -> None:
    async def talk() -> None:
        connection = await websocket_connect(socket_request(preview, Origin=f"http://{preview.host}"))
        connection.write_message(nonsense)
        connection.write_message("{not json")
        await hang_up(connection)

    asyncio.run(talk())
    assert preview.get("/")[0] == 200
    assert "Traceback" not in "".join(preview.lines)


def test_a_client_on_the_socket_cannot_make_others_reload(preview: Running) -> None:
    async def talk() -> str:
        async with listening(preview) as quiet, listening(preview) as loud:
            loud.write_message('{"command": "reload", "path": "/x"}')
            loud.write_message('{"command": "info", "url": "/", "version": "of another build"}')
            assert '"reload"' in await heard(loud)
            quiet.write_message('{"command": "hello"}')
            return await heard(quiet)

    assert '"hello"' in asyncio.run(talk())


def test_a_connection_can_be_used_again(preview: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE_S)
    for _ in range(3):
        connection.request("GET", "/", headers={"Host": preview.host})
        answer = connection.getresponse()
        assert (answer.status, bool(answer.read())) == (200, True)
    connection.close()
