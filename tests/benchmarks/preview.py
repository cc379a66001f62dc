"""From a save to the new page, as `serve` of each tool answers it over loopback."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.rounds import WrongOutputError
from benchmarks.timing import environment_of
from benchmarks.tools import Project

PATIENCE_S = 120.0
"""No tool here takes longer to start or to show a save."""
AGAIN_S = 15.0
"""Longer than any rebuild here takes; after that a first save is tried again."""
LOOK_S = 0.002
"""Between two looks at the page; the latency is exact to that."""
REST_S = 1.2
"""Between two saves, so that no rebuild overlaps the next."""


def save_latencies(project: Project, edits: int) -> list[float]:
    """Save one text `edits` times; return the seconds until its page showed each. Raises WrongOutputError."""
    path, article = project.edited, project.corpus.edited
    text, url = path.read_text(encoding="utf-8"), f"/{article.kind}/{article.id}/"
    with _preview(project) as port:
        _wait(partial(_shows, port, url, article.title), PATIENCE_S, "never answered")
        show = partial(_show, path, text, partial(_shows, port, url))
        _awaken(show)
        found = []
        for number in range(edits):
            time.sleep(REST_S)
            found.append(show(f"Saved for the preview, number {number}.", PATIENCE_S))
    path.write_text(text, encoding="utf-8", newline="\n")
    return found


@contextmanager
def _preview(project: Project) -> Iterator[int]:
    """Run the preview while the block runs; give its port."""
    port = _free_port()
    command = project.command(project.tool.serve, port=port)
    process = subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=environment_of(command),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE_S)
        process.kill()
        process.wait()


def _show(path: Path, text: str, shows: Callable[[str], bool], words: str, patience_s: float) -> float:
    """Save a text with these words more; return the seconds until they are shown."""
    path.write_text(f"{text}\n{words}\n", encoding="utf-8", newline="\n")
    return _wait(partial(shows, words), patience_s, "never showed a save")


def _awaken(show: Callable[[str, float], float]) -> None:
    """Save until a save is shown: some tools answer before they watch. This one does not count."""
    for number in range(int(PATIENCE_S / AGAIN_S)):
        with contextlib.suppress(WrongOutputError):
            show(f"Saved to awaken the watcher, number {number}.", AGAIN_S)
            return
    raise WrongOutputError("the preview never showed a save")


def _wait(is_done: Callable[[], bool], patience_s: float, otherwise: str) -> float:
    """Return after how many seconds something came true."""
    started_s = time.perf_counter()
    while not is_done():
        if time.perf_counter() - started_s > patience_s:
            raise WrongOutputError(f"the preview {otherwise}")
        time.sleep(LOOK_S)
    return time.perf_counter() - started_s


def _shows(port: int, url: str, words: str) -> bool:
    return words.encode() in _get(port, url)


def _get(port: int, url: str) -> bytes:
    """Return a page, or nothing while there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", url)
        answer = connection.getresponse()
        data = answer.read()
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()
    return data if answer.status == 200 else b""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
