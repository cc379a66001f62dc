"""`dossier serve`, started for real, for the tests that ask it, attack it or look at it in a browser."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE_S = 60
"""Longer than anything here takes on a busy machine."""


@dataclass
class Running:
    project: Path
    process: subprocess.Popen[str]
    port: int = 0
    base: str = ""
    """Path under which the site is shown, without slashes before it: `test/`."""
    lines: list[str] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/{self.base}"

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a path from the server's root; header names have `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": self.host, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), data

    def page(self, path: str) -> str:
        """Return a page of the site by its path from the site's root."""
        return self.get(f"/{self.base}{path}")[2].decode()

    @property
    def builds(self) -> int:
        """How many builds have ended; each ends with one line that says so."""
        return sum(map(self.count, ("files ready", "the last good pages stay", "nothing to show yet")))

    def built(self, times: int) -> None:
        """Wait until so many builds have ended."""
        with self.news:
            assert self.news.wait_for(lambda: self.builds >= times, PATIENCE_S), (times, self.lines)

    def wait_for(self, path: str, words: str) -> str:
        """Ask for a page after every build until it holds these words."""
        seen = 0
        while words not in (page := self.page(path)):
            seen = max(seen + 1, self.builds)
            self.built(seen)
        return page

    def said(self, words: str, times: int = 1) -> None:
        """Wait until the terminal has said something so often."""
        with self.news:
            assert self.news.wait_for(lambda: self.count(words) >= times, PATIENCE_S), (words, self.lines)

    def count(self, words: str) -> int:
        return sum(words in line for line in self.lines)

    def listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self.news:
                self.lines.append(line)
                self.news.notify_all()
        with self.news:
            self.lines.append("(ended)")
            self.news.notify_all()


def start(project: Path, *arguments: str, before: Iterable[str] = ()) -> Running:
    """Start the preview of a project, by another program where one is named, and wait until it answers."""
    command = [sys.executable, "-u", "-m", "dossier", "serve", "--project", str(project), "--now", "2026-11-24"]
    environment = {**os.environ, "NO_COLOR": "1"}
    process = subprocess.Popen([*before, *command, *arguments], stderr=subprocess.PIPE, text=True, env=environment)
    running = Running(project, process)
    threading.Thread(target=running.listen, daemon=True).start()
    with running.news:
        running.news.wait_for(lambda: running.count("preview at") or running.count("(ended)"), PATIENCE_S)
    found = re.search(r"preview at http://127\.0\.0\.1:(\d+)/(\S*)", "".join(running.lines))
    assert found, running.lines
    running.port, running.base = int(found[1]), found[2]
    return running


def stop(running: Running) -> int:
    """End it as a person would, with Ctrl-C."""
    running.process.send_signal(signal.SIGINT)
    code = running.process.wait(PATIENCE_S)
    running.said("(ended)")
    assert running.process.stderr is not None
    running.process.stderr.close()
    return code


@contextmanager
def previewed(project: Path, *arguments: str, before: Iterable[str] = ()) -> Iterator[Running]:
    """Run the preview while the block runs."""
    running = start(project, *arguments, before=before)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            stop(running)


def edit(path: Path, old: str, new: str) -> None:
    """Save a file with one text in place of another."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


HELLO = '{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}'


def socket_request(running: Running, **headers: str) -> HTTPRequest:
    return HTTPRequest(f"ws://{running.host}/livereload", headers=headers, connect_timeout=PATIENCE_S)


@asynccontextmanager
async def listening(running: Running) -> AsyncIterator[WebSocketClientConnection]:
    """Open livereload's socket as a page of the preview does."""
    connection = await websocket_connect(socket_request(running, Origin=f"http://{running.host}"))
    connection.write_message(HELLO)
    assert '"hello"' in await heard(connection)
    connection.write_message('{"command": "info", "url": "/"}')
    connection.write_message(HELLO)
    assert '"hello"' in await heard(connection)
    yield connection
    await hang_up(connection)


async def hang_up(connection: WebSocketClientConnection) -> None:
    connection.close()
    while await asyncio.wait_for(connection.read_message(), PATIENCE_S) is not None:
        pass


async def heard(connection: WebSocketClientConnection) -> str:
    return str(await asyncio.wait_for(connection.read_message(), PATIENCE_S))


async def messages_after(running: Running, save: Callable[[], object], count: int) -> list[str]:
    """Return the messages that a page hears after a save."""
    async with listening(running) as connection:
        save()
        return [await heard(connection) for _ in range(count)]
