"""The snippets for nginx and Apache, read by the real servers: types, caches, headers, old addresses, the 404 page."""

from __future__ import annotations

import http.client
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from dossier.headers import IMMUTABLE, REVALIDATED, content_type
from dossier.plan.outputs.hosting import HEADERS
from dossier.plan.outputs.servers import apache_conf, nginx_conf
from dossier.publish import HOST_FILES, Reader, WebTarget, verify
from dossier.write import read_manifest
from projects import SETTINGS, build_site, errors, write_files
from web_servers import apache, nginx

PREFIX = "/ein ort/ж"
MOVES = tuple(
    (f"{quote(PREFIX)}/actors/{quote(old)}/", f"{quote(PREFIX)}/actors/{quote(new)}/")
    for old, new in (("old", "new"), ("анна", "ганна"), ('a"b c$1', "x.y-z"), ("p.q(r)$", "q_1"), ("a\\b", "ö"))
)


@dataclass(frozen=True)
class Server:
    """A running server."""

    name: str
    port: int

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a path that is percent-encoded already; no redirect is followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@pytest.fixture(params=["nginx", "apache", "htaccess"])
def start(request: pytest.FixtureRequest) -> Iterator[Callable[[Path], Server]]:
    """Start a server for the folder `site` of a place; the snippet lies in the site where the prefix says."""
    with ExitStack() as stack:

        def started(place: Path) -> Server:
            folder = (
                place / "site" / PREFIX.strip("/") if (place / "site" / PREFIX.strip("/")).is_dir() else place / "site"
            )
            if request.param == "nginx":
                (place / "snippet").write_bytes((folder / "nginx.conf").read_bytes())
                return Server("nginx", stack.enter_context(nginx(place / "site", place / "snippet", place / "run")))
            snippet: Path | None = place / "snippet"
            if request.param == "htaccess":
                (folder / ".htaccess").write_bytes((folder / "apache.conf").read_bytes())
                snippet = None
            else:
                (place / "snippet").write_bytes((folder / "apache.conf").read_bytes())
            return Server("apache", stack.enter_context(apache(place / "site", snippet, place / "run")))

        yield started


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the users of web servers may read."""
    with tempfile.TemporaryDirectory(prefix="dossier-web-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def made(place: Path, prefix: str, files: dict[str, str]) -> Path:
    """Write a site with both snippets under a prefix."""
    root = place / "site" / prefix.strip("/")
    write_files(root, files)
    moves = tuple(
        (old.replace(quote(PREFIX), quote(prefix)), new.replace(quote(PREFIX), quote(prefix))) for old, new in MOVES
    )
    (root / "nginx.conf").write_bytes(nginx_conf(quote(prefix), HEADERS, moves))
    (root / "apache.conf").write_bytes(apache_conf(quote(prefix), HEADERS, moves))
    return root


FILES = {
    "index.html": "home",
    "404.html": "not here",
    "assets/page.0123.css": "a {}",
    "a/index.html": "a",
    "a/assets/x.css": "no asset of ours",
    "a/cite.ris": "TY  -",
    "data/x.json": "{}",
    "feeds/all.xml": "<a/>",
    "SHA256SUMS": "00  x",
    "media/x.webp": "",
}


@pytest.mark.parametrize("prefix", [PREFIX, ""], ids=["below", "root"])
def test_a_server_does_what_the_snippet_says(start: Callable[[Path], Server], place: Path, prefix: str) -> None:
    made(place, prefix, FILES)
    server = start(place)
    for path in FILES:
        status, headers, data = server.get(f"{quote(prefix)}/{path}")
        assert (status, data) == (200, FILES[path].encode()), path
        assert headers["content-type"].replace('"', "") == content_type(path), path
        assert headers["cache-control"] == (IMMUTABLE if path.startswith("assets/") else REVALIDATED), path
        assert {name.lower(): value for name, value in HEADERS}.items() <= headers.items(), path
    status, headers, data = server.get(f"{quote(prefix)}/assets/gone.css")
    assert (status, data) == (404, b"not here") and IMMUTABLE not in headers.get("cache-control", "")
    assert headers["content-type"] == "text/html; charset=utf-8" and headers["x-content-type-options"] == "nosniff"
    if server.name == "nginx":
        assert headers["server"] == "nginx"


@pytest.mark.parametrize("prefix", [PREFIX, ""], ids=["below", "root"])
def test_old_addresses_lead_to_the_new_ones_in_any_script(
    start: Callable[[Path], Server], place: Path, prefix: str
) -> None:
    made(place, prefix, FILES)
    server = start(place)
    for old, new in MOVES:
        asked, wanted = (address.replace(quote(PREFIX), quote(prefix)) for address in (old, new))
        status, headers, _ = server.get(asked)
        location = headers["location"].removeprefix(f"http://127.0.0.1:{server.port}").removeprefix("http://localhost")
        assert (status, unquote(location)) == (301, unquote(wanted)), asked
        assert server.get(f"{asked}index.html")[0] == 404, "only the address itself has moved"


def test_no_address_begins_a_line_of_its_own() -> None:
    for made in (nginx_conf, apache_conf):
        text = made("/a%0AInclude%20x", HEADERS, (("/a%0D%0AInclude%20/etc/passwd/", "/b%0AInclude%20y/"),)).decode()
        assert not any(line.lstrip().startswith("Include") for line in text.splitlines())


def test_a_whole_site_is_served_as_it_was_published(start: Callable[[Path], Server], place: Path) -> None:
    actor = "---\nname: Ann\nkind: person\nformer_ids: [anne, анна]\n---\n"
    files = {"content/dossier.yaml": f"{SETTINGS.split('base_url')[0]}", "content/actors/ann.md": actor}
    project = write_files(place / "project", files)
    result = build_site(project, place / "site")
    assert result.written is not None, errors(result.diagnostics)
    server = start(place)
    target = WebTarget(f"http://127.0.0.1:{server.port}/", Reader(lambda: 0.0, lambda _: None))
    with target.open(writable=False) as host:
        found = verify(host, read_manifest(place / "site"), optional=HOST_FILES)
    assert found.is_as_published and found.withheld == ()
    for old in ("anne", "анна"):
        status, headers, _ = server.get(f"/actors/{quote(old)}/")
        assert status == 301 and headers["location"].endswith("/actors/ann/")
