"""The sample dossier in a real browser. Left out, loudly, only where no Chromium can be had; never in CI."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from projects import ROOT, build_site

SUB_PATH = "some/sub/path"


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


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample dossier once, under a sub path, so that no link may lean on the root."""
    root = tmp_path_factory.mktemp("host")
    result = build_site(ROOT, root / SUB_PATH)
    assert result.written is not None, result.diagnostics
    return root


@pytest.fixture(scope="session")
def site_url(sample: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(sample)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{SUB_PATH}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def file_url(sample: Path) -> str:
    return f"{(sample / SUB_PATH).as_uri()}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        path = chromium() or None
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        launched = driver.chromium.launch(executable_path=path, args=flags)
        yield launched
        launched.close()


Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Open an address in a context of its own. Console errors and requests to other places fail the test at its end."""
    faults: list[str] = []
    contexts = []

    def open_page(url: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        start = url.split("/some/")[0]
        page.on(
            "console", lambda said: faults.append(f"{url}: {said.text}") if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda fault: faults.append(f"{url}: {fault}"))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((start, "data:")) else faults.append(f"{url} asks {asked.url}"),
        )
        page.goto(url, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def sample_files(sample: Path) -> frozenset[str]:
    """Every file of the built sample, as it is written in an address."""
    root = sample / SUB_PATH
    return frozenset(quote(path.relative_to(root).as_posix(), safe="/!$&'()*+,;=@-._~") for path in root.rglob("*"))
