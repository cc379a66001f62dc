"""The sample dossier in a real browser. Left out, loudly, only where no Chromium can be had; never in CI."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from projects import ROOT, build_site

SUB_PATH = "/some/sub/path/"


def chromium() -> str | None:
    """Return the system's Chromium, "" for playwright's own, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    with sync_playwright() as driver:
        return "" if Path(driver.chromium.executable_path).exists() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if "browser" in Path(item.fspath).parts]
    if not ours or chromium() is not None:
        return
    if os.environ.get("CI"):
        pytest.exit("no Chromium: the browser tests would be left out, which CI does not accept", returncode=3)
    for item in ours:
        item.add_marker(pytest.mark.skip(reason="NO CHROMIUM: the browser tests are LEFT OUT"))


@dataclass(frozen=True, slots=True)
class Sample:
    """The built sample: where it lies, and the path under which its own settings expect it (`/belarus-2020/`)."""

    root: Path
    base: str


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Build the sample dossier once."""
    root = tmp_path_factory.mktemp("host")
    result = build_site(ROOT, root)
    assert result.written is not None, result.diagnostics
    assert result.site.settings is not None
    return Sample(root, f"{urlsplit(result.site.settings.base_url or '/').path.rstrip('/')}/")


class Host(SimpleHTTPRequestHandler):
    """A static host: the site under a foreign sub path and under its own, its 404.html for everything else."""

    base = "/"

    def translate_path(self, path: str) -> str:
        for prefix in (SUB_PATH, self.base):
            if path.startswith(prefix):
                return super().translate_path(f"/{path.removeprefix(prefix)}")
        return str(Path(self.directory) / "nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def host(sample: Sample) -> Iterator[str]:
    """Serve the sample; the address ends without a slash."""
    handler = type("SampleHost", (Host,), {"base": sample.base})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(sample.root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site_url(host: str) -> str:
    """Under a path that nothing in the site knows of: no link may lean on the root."""
    return host + SUB_PATH


@pytest.fixture(scope="session")
def base_url(host: str, sample: Sample) -> str:
    """Under the path that the site's own settings name; 404.html works there alone, at any depth."""
    return host + sample.base


@pytest.fixture(scope="session")
def file_url(sample: Sample) -> str:
    return f"{sample.root.as_uri()}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        path = chromium() or None
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        launched = driver.chromium.launch(executable_path=path, args=flags)
        yield launched
        launched.close()


Opener = Callable[..., Page]
Moment = Literal["domcontentloaded", "load"]


class Tabs:
    """Pages in contexts of their own, and what went wrong in them: console errors, requests to other places."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def open(
        self, url: str, *, prepare: Callable[[Page], None] | None = None, until: Moment = "load", **options: object
    ) -> Page:
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        self.contexts.append(context)
        page = context.new_page()
        parts = urlsplit(url)
        own = (f"{parts.scheme}://{parts.netloc}/", "data:")
        page.on("console", lambda said: self._heard(url, said.type, said.text))
        page.on("pageerror", lambda fault: self.faults.append(f"{url}: {fault}"))
        page.on(
            "request", lambda asked: None if asked.url.startswith(own) else self.faults.append(f"{url}: {asked.url}")
        )
        if prepare:
            prepare(page)
        page.goto(url, wait_until=until)
        return page

    def _heard(self, url: str, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{url}: {text}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.faults == []


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Open an address in a context of its own. Console errors and requests to other places fail the test at its end."""
    tabs = Tabs(browser)
    yield tabs.open
    tabs.close()


@pytest.fixture(scope="session")
def sample_files(sample: Sample) -> frozenset[str]:
    """Every file of the built sample, as it is written in an address."""
    root = sample.root
    return frozenset(quote(path.relative_to(root).as_posix(), safe="/!$&'()*+,;=@-._~") for path in root.rglob("*"))
