"""`dossier verify URL`: a real server on loopback that behaves as hosts do, and as they should not."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from dossier.publish import HOST_FILES, HostError, Reader, Verified, WebTarget, site_address, verify
from dossier.publish.web_client import is_same_host
from dossier.write import MANIFEST, SUMS
from hosts import NEW, OLD, MadeSite
from projects import build_site, starter_project, tree
from repositories import certificate
from test_cli import dossier
from test_publish import NOW

Answer = tuple[int, dict[str, str], bytes]
SITE = MadeSite({**NEW.pages, ".nojekyll": b"", "_headers": b"/*\n", "404.html": b"none", 'актёры/"a"+b c.html': b"x"})


@dataclass
class Host:
    """A server that answers with `answer(path)`, and notes what it was asked."""

    server: ThreadingHTTPServer
    answer: Callable[[str], Answer]
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/some/path/"


def plain(files: dict[str, bytes]) -> Callable[[str], Answer]:
    """Serve files, and the index of a folder."""

    def answer(path: str) -> Answer:
        data = files.get(f"{path}index.html" if path.endswith("/") or not path else path)
        return (404, {}, b"nothing here") if data is None else (200, {}, data)

    return answer


@pytest.fixture
def host() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(self.path).removeprefix("/some/path/")
            found.asked.append(path)
            found.agents.add(self.headers["User-Agent"])
            status, headers, data = found.answer(path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 64

    server = Server(("127.0.0.1", 0), Handler)
    found = Host(server, plain(SITE.tree))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def reader(timeout_s: float = 5.0, waits: list[float] | None = None) -> Reader:
    ticks = iter(range(1 << 40))
    return Reader(lambda: next(ticks) / 1000, (waits if waits is not None else []).append, timeout_s)


def verified(host: Host, using: Reader | None = None) -> tuple[Verified, dict[str, str]]:
    with WebTarget(host.url, using or reader()).open(writable=False) as opened:
        return verify(opened, optional=HOST_FILES), dict(opened.reasons)


def test_a_site_as_published_is_read_whole(host: Host) -> None:
    found, reasons = verified(host)
    assert found.is_as_published and found.total == len(SITE.tree) - 1 and reasons == {}
    assert set(host.asked) >= SITE.tree.keys() and len(host.asked) == len(SITE.tree) + 1
    assert len(host.agents) == 1 and "dossier-verify" in host.agents.pop()


def test_a_missing_and_a_changed_file_are_named_with_what_is_known(host: Host) -> None:
    files = {
        **SITE.tree,
        "a/index.html": SITE.pages["a/index.html"] + b"<script src=//ads></script>",
        "same.png": b"SAME",
    }
    del files["new/all.ris"]
    host.answer = plain(files)
    found, reasons = verified(host)
    assert (found.missing, found.changed) == (("new/all.ris",), ("a/index.html", "same.png"))
    assert reasons == {"new/all.ris": "the host answers 404", "a/index.html": "it is 27 bytes longer"}


def test_what_is_sent_packed_is_unpacked(host: Host) -> None:
    host.answer = lambda path: (
        (200, {"Content-Encoding": "gzip"}, gzip.compress(SITE.tree[path])) if path in SITE.tree else (404, {}, b"")
    )
    assert verified(host)[0].is_as_published


def test_what_is_packed_as_nothing_we_know_is_told(host: Host) -> None:
    usual = plain(SITE.tree)
    host.answer = lambda path: (200, {"Content-Encoding": "br"}, b"?") if path == "a/index.html" else usual(path)
    found, reasons = verified(host)
    assert found.missing == ("a/index.html",) and reasons["a/index.html"] == "the host sends it as `br` only"


def test_a_packed_bomb_costs_no_more_than_the_file_may_be_long(host: Host) -> None:
    bomb = gzip.compress(bytes(1 << 27))
    usual = plain(SITE.tree)
    host.answer = lambda path: (200, {"Content-Encoding": "gzip"}, bomb) if path == "index.html" else usual(path)
    found, reasons = verified(host)
    assert found.changed == ("index.html",) and reasons["index.html"] == "it is much longer"


@pytest.mark.parametrize("redirects", [True, False])
def test_a_host_with_addresses_of_its_own_for_pages_is_understood(host: Host, redirects: bool) -> None:
    """`/a/index.html` is `/a/` and `/x.html` is `/x`, by a redirect (Netlify, Cloudflare) or not at all otherwise."""
    short = {re.sub(r"(^|/)index\.html$", r"\1", path).removesuffix(".html"): path for path in SITE.tree}

    def answer(path: str) -> Answer:
        if path in short:
            return 200, {}, SITE.tree[short[path]]
        to = {page: address for address, page in short.items()}.get(path)
        if not redirects or to is None:
            return 404, {}, b""
        return (
            308,
            {"Location": "/some/path/" + to.encode().decode("latin-1")},
            b"",
        )

    host.answer = answer
    assert verified(host)[0].is_as_published


def test_files_for_the_host_may_be_kept_back(host: Host) -> None:
    host.answer = plain({path: data for path, data in SITE.tree.items() if path not in HOST_FILES})
    found, _ = verified(host)
    assert found.is_as_published and found.withheld == (".nojekyll", "_headers")


def test_a_404_page_may_come_with_its_own_status(host: Host) -> None:
    usual = plain(SITE.tree)
    host.answer = lambda path: (404, {}, SITE.tree["404.html"]) if path == "404.html" else usual(path)
    assert verified(host)[0].is_as_published


def test_a_host_that_has_a_page_for_everything_hides_nothing(host: Host) -> None:
    files = {path: data for path, data in SITE.tree.items() if path != "new/index.html"}
    host.answer = lambda path: (200, {}, files.get(path, b"welcome"))
    found, _ = verified(host)
    assert found.changed == ("new/index.html",) and not found.is_unfinished


def test_an_unfinished_publication_is_noticed(host: Host) -> None:
    journal = json.dumps({"generator": "dossier", "version": 1, "files": {"a": ["0" * 64]}}).encode()
    host.answer = plain({**SITE.tree, ".dossier-publishing.json": journal})
    assert verified(host)[0].is_unfinished


def test_lists_that_disagree_are_noticed(host: Host) -> None:
    """A manifest that fits the pages, beside a list for `sha256sum` that says something else."""
    lying = MadeSite({**SITE.pages})
    manifest = json.loads(lying.tree["manifest.json"])
    sums = OLD.tree[SUMS]
    for entry in manifest["files"]:
        if entry["path"] == SUMS:
            entry["sha256"], entry["size"] = hashlib.sha256(sums).hexdigest(), len(sums)
    host.answer = plain({**SITE.tree, SUMS: sums, "manifest.json": json.dumps(manifest).encode()})
    found, _ = verified(host)
    assert SUMS in found.changed


@pytest.mark.parametrize(
    "to", ["http://elsewhere.example/", "https://127.0.0.1:1/", "file:///etc/passwd", "//u:p@127.0.0.1/"]
)
def test_redirects_to_elsewhere_are_not_followed(host: Host, to: str) -> None:
    host.answer = lambda path: (302, {"Location": to}, b"")
    with pytest.raises(HostError, match="sends readers on to"):
        verified(host)


def test_redirects_without_end_have_one(host: Host) -> None:
    host.answer = lambda path: (302, {"Location": "x"}, b"")
    with pytest.raises(HostError, match="without end"):
        verified(host)
    assert len(host.asked) < 10


def test_http_may_become_https_and_nothing_else() -> None:
    assert is_same_host("http://a.example/x", "https://a.example/x")
    assert is_same_host("https://a.example/x", "https://A.example/y")
    for url, other in (
        ("https://a.example/", "http://a.example/"),
        ("https://a.example/", "https://www.a.example/"),
        ("https://a.example/", "https://a.example:8443/"),
        ("http://a.example:8080/", "https://a.example/"),
        ("https://a.example/", "ftp://a.example/"),
        ("https://a.example/", "https://u@a.example/"),
    ):
        assert not is_same_host(url, other), other


def test_a_busy_host_is_given_time_and_then_left_alone(host: Host) -> None:
    usual, waits = plain(SITE.tree), list[float]()
    host.answer = lambda path: (
        (503, {"Retry-After": "7"}, b"") if host.asked.count("index.html") < 3 and path == "index.html" else usual(path)
    )
    assert verified(host, reader(waits=waits))[0].is_as_published
    assert waits == [7.0, 7.0]
    for headers in ({"Retry-After": "3600"}, {}):
        host.answer = lambda path, headers=headers: (429, headers, b"")  # type: ignore[misc]
        with pytest.raises(HostError, match="too busy"):
            verified(host)


def test_a_line_that_is_cut_or_silent_is_a_failure_and_no_difference(host: Host) -> None:
    usual = plain(SITE.tree)
    host.answer = lambda path: (200, {"Content-Length": "99"}, b"x") if path == "a/index.html" else usual(path)
    with pytest.raises(HostError, match="cut"):
        verified(host)
    gate = threading.Event()

    def silent(path: str) -> Answer:
        gate.wait(20)
        return 404, {}, b""

    host.answer = silent
    with pytest.raises(HostError, match="no answer in time"):
        verified(host, reader(timeout_s=0.2))
    gate.set()


def test_a_host_that_drips_is_not_waited_for(host: Host) -> None:
    ticks = iter(range(0, 1 << 40, 40))
    with pytest.raises(HostError, match="no answer in time"):
        verified(host, Reader(lambda: float(next(ticks)), lambda _: None, 5.0))


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl")
def test_a_certificate_that_nobody_vouches_for_is_refused(host: Host, tmp_path: Path) -> None:
    public, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    host.server.socket = context.wrap_socket(host.server.socket, server_side=True)
    url = host.url.replace("http:", "https:")
    refused = dossier("verify", url, cwd=tmp_path)
    assert refused.returncode == 3 and "certificate" in refused.stderr.lower()
    trusted = dossier("verify", url, cwd=tmp_path, SSL_CERT_FILE=str(public))
    assert trusted.returncode == 0, trusted.stderr


@pytest.mark.parametrize("data", [b"", b"{}", b"<html>", b'{"name": "a web app"}'])
def test_no_manifest_of_ours_is_said(host: Host, data: bytes) -> None:
    host.answer = plain({"manifest.json": data})
    assert verified(host)[0].manifest_sha256 == ""


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.example/b/", "https://a.example/b/"),
        ("https://a.example/b/index.html#x", "https://a.example/b/"),
        ("https://a.example/b/manifest.json?x", "https://a.example/b/"),
        ("https://a.example/b", "https://a.example/b/"),
    ],
)
def test_the_address_of_a_site_is_found_from_what_people_copy(given: str, meant: str) -> None:
    assert site_address(given) == meant


# The command


def test_the_command_compares_the_web_with_itself_and_with_the_site_built_here(tmp_path: Path, host: Host) -> None:
    project = starter_project(tmp_path / "p")
    build_site(project)
    settings = project / "content/dossier.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"base_url: {host.url}\n", encoding="utf-8")
    host.answer = plain(tree(project / "site"))
    abroad = dossier("verify", host.url, cwd=tmp_path)
    assert abroad.returncode == 0 and re.search(r"(\d+) of \1 files as published · manifest \w{64}", abroad.stderr)
    assert dossier("verify", host.url, *NOW, cwd=project).returncode == 0
    pages = {path: data for path, data in tree(project / "site").items() if path not in (SUMS, MANIFEST)}
    host.answer = plain(MadeSite({**pages, "index.html": b"forged, and every list with it"}).tree)
    assert dossier("verify", host.url, cwd=tmp_path).returncode == 0
    here = dossier("verify", f"{host.url}index.html", cwd=project)
    assert here.returncode == 1 and "`index.html` is published otherwise than it is built in site/" in here.stderr
    assert here.stderr.count("D858") == 1


def test_the_command_ends_with_1_for_a_difference_and_3_for_a_host_that_is_gone(tmp_path: Path, host: Host) -> None:
    host.answer = plain({**SITE.tree, "index.html": b"<script>"})
    run = dossier("verify", host.url, cwd=tmp_path)
    assert run.returncode == 1 and "`index.html` is not what was published: it is 36 bytes shorter" in run.stderr
    gone = dossier("verify", "http://127.0.0.1:1/", cwd=tmp_path)
    assert gone.returncode == 3 and "D856" in gone.stderr and "Traceback" not in gone.stderr
    for wrong in ("https://bob:hunter2@a.example/", "https://", "http://a.example:x/"):
        used = dossier("verify", wrong, cwd=tmp_path)
        assert used.returncode == 2 and "hunter2" not in used.stderr and "no address of a site" in used.stderr
