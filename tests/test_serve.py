"""The preview, started for real: who is answered, what is reloaded, what never leaves."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from projects import starter_project, write_files

PATIENCE_S = 60
HELLO = '{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}'


@dataclass
class Running:
    project: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.putrequest("GET", path, skip_host=True)
        for name, value in {"Host": self.host, **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), data


def start(project: Path, *arguments: str) -> Running:
    command = [
        sys.executable,
        "-u",
        "-m",
        "dossier",
        "serve",
        "--project",
        str(project),
        "--now",
        "2026-11-24",
        *arguments,
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"preview at http://127\.0\.0\.1:(\d+)/", line):
            return Running(project, int(found[1]), process)
    raise AssertionError(f"serve ended with {process.wait()}")


def stop(running: Running) -> int:
    running.process.send_signal(signal.SIGINT)
    code = running.process.wait(PATIENCE_S)
    assert running.process.stderr is not None
    running.process.stderr.close()
    return code


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    running = start(starter_project(tmp_path))
    yield running
    if running.process.poll() is None:
        stop(running)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_pages_folders_and_the_sites_own_404_are_served(preview: Running) -> None:
    assert preview.get("/")[0] == 200
    assert b"Vera Holt" in preview.get("/actors/vera-holt/")[2]
    status, headers, _ = preview.get("/actors/vera-holt")
    assert (status, headers["Location"]) == (302, "/actors/vera-holt/")
    status, _, page = preview.get("/no/such/page")
    assert status == 404
    assert b"<h1" in page


def test_drafts_are_shown_in_the_preview_and_not_as_published(preview: Running, tmp_path: Path) -> None:
    for path in ("/notes/what-is-missing/", "/notes/six-weeks-later/"):
        page = preview.get(path)[2]
        assert b"only this preview shows it" in page
        assert b'content="noindex"' in page
    assert b"only this preview" not in preview.get("/notes/what-we-know/")[2]
    published = start(starter_project(tmp_path / "other"), "--as-published")
    assert published.get("/notes/what-is-missing/")[0] == 404
    assert stop(published) == 0


def test_a_foreign_host_is_refused(preview: Running) -> None:
    for host in ("evil.example", f"evil.example:{preview.port}", "127.0.0.1", f"127.0.0.1:{preview.port}.evil.example"):
        status, _, page = preview.get("/", Host=host)
        assert status == 421
        assert b"Bridge" not in page


def test_a_foreign_origin_is_refused(preview: Running) -> None:
    assert preview.get("/", Origin="http://evil.example")[0] == 403
    assert preview.get("/", Origin=f"http://{preview.host}")[0] == 200


def test_nobody_can_force_a_reload_or_list_a_folder(preview: Running) -> None:
    assert preview.get("/forcereload")[0] == 404
    assert preview.get("/media/")[0] == 404


@pytest.mark.parametrize(
    "path",
    ["/../content/dossier.yaml", "/%2e%2e/content/dossier.yaml", "/..%2fcontent/dossier.yaml", "//etc/passwd",
     "/content/dossier.yaml", "/.dossier/cache.db", "/..\\content\\dossier.yaml", "/%00", "/actors/%2e%2e/%2e%2e/content/dossier.yaml"],
)  # fmt: skip
def test_no_path_leads_out_of_the_site(preview: Running, path: str) -> None:
    status, _, data = preview.get(path)
    assert status in (400, 404)
    assert b"time_zone" not in data
    assert b"root:" not in data


def test_a_linked_file_is_never_followed(preview: Running) -> None:
    (preview.project / "site").mkdir(exist_ok=True)
    (preview.project / "site/leak").symlink_to("/etc/passwd")
    assert preview.get("/leak")[0] == 404


def test_a_huge_header_and_a_wrong_method_do_not_stop_the_server(preview: Running) -> None:
    with socket.create_connection(("127.0.0.1", preview.port), timeout=PATIENCE_S) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: " + preview.host.encode() + b"\r\nX: " + b"a" * 100_000)
        wire.settimeout(PATIENCE_S)
        try:
            while wire.recv(65536):
                pass
        except ConnectionError:
            pass
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE_S)
    connection.request("POST", "/", body="x")
    assert connection.getresponse().status in (403, 405)
    connection.close()
    assert preview.get("/")[0] == 200


def test_the_policy_is_the_published_one_and_nothing_is_cached(preview: Running) -> None:
    _, headers, page = preview.get("/")
    assert headers["Cache-Control"] == "no-store"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert page.count(b'<script src="/livereload.js" data-version=') == 1


def socket_request(running: Running, **headers: str) -> HTTPRequest:
    return HTTPRequest(f"ws://{running.host}/livereload", headers=headers, connect_timeout=PATIENCE_S)


async def _goodbye(connection: WebSocketClientConnection) -> None:
    connection.close()
    while await asyncio.wait_for(connection.read_message(), PATIENCE_S) is not None:
        pass


async def messages_after(running: Running, edit: object, count: int) -> list[str]:
    connection = await websocket_connect(socket_request(running, Origin=f"http://{running.host}"))
    connection.write_message(HELLO)
    await asyncio.wait_for(connection.read_message(), PATIENCE_S)
    connection.write_message(f'{{"command": "info", "url": "http://{running.host}/"}}')
    connection.write_message(HELLO)
    await asyncio.wait_for(connection.read_message(), PATIENCE_S)
    assert callable(edit)
    edit()
    found = [str(await asyncio.wait_for(connection.read_message(), PATIENCE_S)) for _ in range(count)]
    await _goodbye(connection)
    return found


def test_a_save_reloads_the_page_with_the_new_text_and_names_no_file(preview: Running) -> None:
    def edit() -> None:
        path = preview.project / "content/notes/what-is-missing.md"
        path.write_text(path.read_text().replace("A draft", "A changed draft"))

    (message,) = asyncio.run(messages_after(preview, edit, 1))
    assert '"reload"' in message
    assert "missing" not in message
    assert str(preview.project) not in message
    assert b"A changed draft" in preview.get("/notes/what-is-missing/")[2]


def test_a_page_of_another_site_cannot_listen(preview: Running) -> None:
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "YWJjZGVmZ2hpamtsbW5vcA==",
    }
    foreign = {"Origin": "http://evil.example"}
    for headers in (foreign, {"Host": "evil.example", **foreign}, {"Host": "evil.example"}, {}):
        assert preview.get("/livereload", **handshake, **headers)[0] == 403


def test_nonsense_on_the_socket_closes_it_only(preview: Running) -> None:
    async def talk() -> None:
        connection = await websocket_connect(socket_request(preview, Origin=f"http://{preview.host}"))
        connection.write_message("{not json")
        assert await asyncio.wait_for(connection.read_message(), PATIENCE_S) is None
        connection.close()

    asyncio.run(talk())
    assert preview.get("/")[0] == 200


def test_a_fault_keeps_the_last_good_page_with_the_fault_on_top_until_it_is_mended(preview: Running) -> None:
    path = preview.project / "content/notes/what-we-know.md"
    good = path.read_text()
    asyncio.run(messages_after(preview, lambda: path.write_text(good + "\nSee [[nobody]].\n"), 1))
    page = preview.get("/notes/what-we-know/")[2].decode()
    assert "nobody" in page
    assert "vscode://file" in page
    assert "Who knew" in page
    asyncio.run(messages_after(preview, lambda: path.write_text(good), 1))
    assert "nobody" not in preview.get("/notes/what-we-know/")[2].decode()


def test_a_project_that_is_broken_from_the_start_is_served_with_its_faults(tmp_path: Path) -> None:
    project = write_files(starter_project(tmp_path), {"content/notes/b.md": "---\ntitle: [\n---\n"})
    running = start(project)
    assert "D1" in running.get("/")[2].decode()
    assert stop(running) == 0


def test_a_taken_port_is_passed_over_unless_it_was_asked_for(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "dossier", "serve", "--project", str(project), "--port", str(port)]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert run.returncode == 2
    assert f"port {port} is taken" in run.stderr


def test_only_this_machine_is_answered(preview: Running) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("no /proc here")
    port = f":{preview.port:04X}"
    addresses = [line.split()[1] for line in listening.read_text().splitlines() if port in line.split()[1]]
    assert {address.split(":")[0] for address in addresses} == {"0100007F"}


def test_control_c_ends_it_with_0(tmp_path: Path) -> None:
    assert stop(start(starter_project(tmp_path), "--port", str(free_port()))) == 0
