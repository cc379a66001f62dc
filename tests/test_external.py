"""`check --external` against a server of our own: polite, cached, and never failing on what says nothing."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dossier.build import Request, assemble
from dossier.commands.check.links import external_links
from dossier.commands.check.probing import Answer, Prober, Standing, keep_answers, read_answers
from dossier.diagnostics import Span
from projects import small_project


@dataclass
class Host:
    """A server that answers `/404` with 404, `/moved` with a redirect, and notes what it was asked."""

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0


@pytest.fixture
def host() -> Iterator[Host]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            with lock:
                found.asked.append((self.command, self.path))
                found.at_once += 1
                found.most_at_once = max(found.most_at_once, found.at_once)
            self._answer()

        def end_headers(self) -> None:
            with lock:  # before the answer leaves: whoever has it may ask again at once
                found.at_once -= 1
            super().end_headers()

        do_GET = do_HEAD

        def _answer(self) -> None:
            name = self.path.strip("/")
            if name == "nohead":
                self.send_response(405 if self.command == "HEAD" else 200)
            elif name == "busy":
                first = found.asked.count(("HEAD", "/busy")) == 1
                self.send_response(429 if first else 200)
                self.send_header("Retry-After", "7")
            elif name in ("moved", "found", "loop", "file", "quiet"):
                self.send_response(302 if name == "found" else 301)
                self.send_header(
                    "location" if name == "quiet" else "Location",
                    {"loop": "/loop", "file": "file:///etc/passwd"}.get(name, "/new"),
                )
            else:
                self.send_response(int(name) if name.isdecimal() else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Host(f"http://127.0.0.1:{server.server_address[1]}/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@dataclass
class Waits:
    """A clock that only moves when somebody waits."""

    waited: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def now(self) -> float:
        return 1_000_000.0 + sum(self.waited)


def prober(waits: Waits) -> Prober:
    return Prober(wait=waits.wait, now=waits.now)


@pytest.mark.parametrize(
    ("path", "standing"),
    [
        ("200", Standing.OK), ("404", Standing.GONE), ("410", Standing.GONE), ("401", Standing.BLOCKED), ("403", Standing.BLOCKED),
        ("429", Standing.BLOCKED), ("451", Standing.BLOCKED), ("500", Standing.UNKNOWN), ("nohead", Standing.OK), ("busy", Standing.OK),
        ("moved", Standing.MOVED), ("quiet", Standing.MOVED), ("found", Standing.OK), ("loop", Standing.UNKNOWN), ("file", Standing.UNKNOWN),
    ],
)  # fmt: skip
def test_an_answer_is_judged_by_what_it_says(host: Host, path: str, standing: Standing) -> None:
    assert prober(Waits()).ask_all([host.url + path], {})[host.url + path].standing is standing


def test_a_permanent_redirect_names_the_new_address(host: Host) -> None:
    assert prober(Waits()).ask_all([host.url + "moved"], {})[host.url + "moved"].detail == host.url + "new"


def test_a_server_that_asks_to_wait_is_waited_for(host: Host) -> None:
    waits = Waits()
    prober(waits).ask_all([host.url + "busy"], {})
    assert waits.waited == [7.0]


def test_one_host_is_asked_one_page_at_a_time_with_a_pause(host: Host) -> None:
    waits = Waits()
    prober(waits).ask_all([f"{host.url}page-{number}" for number in range(5)], {})
    assert len(host.asked) == 5
    assert host.most_at_once == 1
    assert waits.waited == [1.0] * 4


def test_a_fresh_answer_is_not_asked_for_again_and_an_old_one_is(host: Host) -> None:
    waits = Waits()
    url = host.url + "200"
    known = prober(waits).ask_all([url], {})
    prober(waits).ask_all([url], known)
    assert len(host.asked) == 1
    waits.wait(25 * 3600)
    prober(waits).ask_all([url], known)
    assert len(host.asked) == 2


def test_a_connection_that_is_refused_is_not_called_gone() -> None:
    answers = prober(Waits()).ask_all(["http://127.0.0.1:1/", "https://127.0.0.1:1/x"], {})
    assert {answer.standing for answer in answers.values()} == {Standing.UNKNOWN}


def test_a_host_without_a_name_is_gone() -> None:
    (answer,) = prober(Waits()).ask_all(["http://no-such-host.invalid/"], {}).values()
    assert answer.standing in (Standing.GONE, Standing.UNKNOWN)  # without a resolver nothing can be said


def test_answers_are_kept_and_a_broken_file_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "deep/links.json"
    answers = {"https://a.example/": Answer(Standing.GONE, "404", 5.0)}
    keep_answers(path, answers)
    assert read_answers(path) == answers
    path.write_text('{"x": 1}')
    assert read_answers(path) == {}


def test_addresses_of_bibliography_claims_and_outlets_are_asked_for_too(tmp_path: Path) -> None:
    files = {
        "bibliography/b.json": '[{"id": "b", "type": "book", "title": "B", "URL": "https://book.example/"}]',
        "claims/c.md": "---\nstatement: C\nevidence: [{source: b, archive: 'https://copy.example/'}]\n---\n",
        "outlets/o.md": "---\nname: O\npolicies: ['https://policy.example/#top']\n---\n",
        "articles/a.md": "---\ntitle: A\nurl: https://dead.example/\nurl_status: dead\n---\n",
    }
    site = assemble(Request(project=small_project(tmp_path, files), today=datetime.date(2026, 1, 1)))
    assert dict(external_links(site.library)) == {
        "https://copy.example/": Span("content/claims/c.md", 3, 11),
        "https://policy.example/": Span("content/outlets/o.md", 3, 11),
        "https://book.example/": Span("content/bibliography"),
    }


def test_the_command_tells_gone_from_blocked_and_fails_only_when_strict(host: Host, tmp_path: Path) -> None:
    articles = {
        f"articles/a-{name}.md": f"---\ntitle: A {name}\nurl: {host.url}{name}\npublished: 2020\narchive: ['{host.url}200']\n---\n"
        for name in ("200", "404", "403", "500", "moved")
    }
    cited = "".join(f" [@a-{name}]" for name in ("200", "404", "403", "500", "moved"))
    articles["notes/n.md"] = f"---\ntitle: N\n---\n\nAll{cited}. See [there]({host.url}410).\n"
    project = small_project(tmp_path, articles)
    command = [sys.executable, "-m", "dossier", "check", "--external", "--format", "json"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = {
        (fault["rule"], fault["span"]["path"].split("/")[-1])
        for fault in json.loads(run.stdout)["diagnostics"]
        if fault["rule"] > "D800"
    }
    assert found == {
        ("D801", "a-404.md"),
        ("D801", "n.md"),
        ("D802", "a-moved.md"),
        ("D803", "a-403.md"),
        ("D804", "a-500.md"),
    }
    strict = subprocess.run([*command, "--strict"], cwd=project, capture_output=True, text=True, check=False)
    assert strict.returncode == 1
