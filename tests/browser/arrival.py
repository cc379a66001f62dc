"""A page whose faces come late: they are held back until everything else is painted, and what moves then is added up."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, Route

STILL = 0.01
"""Cumulative layout shift that nobody sees; a tenth of what Web Vitals call good."""
WHOLE_LIMIT, SCRIPT_LIMIT = 100_000, 30_000
"""Bytes over the wire, compressed, that a first view may weigh without images, and its scripts in it."""
_SHIFTS = """(() => { window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {
if (!entry.hadRecentInput) window.shifted += entry.value; })).observe({type: "layout-shift", buffered: true}); })()"""
_PAINTED = """() => new Promise(done => new PerformanceObserver(list => {
if (list.getEntriesByName("first-contentful-paint").length) done(); }).observe({type: "paint", buffered: true}))"""
_SETTLED = """() => document.fonts.ready.then(() => new Promise(done =>
requestAnimationFrame(() => requestAnimationFrame(done)))).then(() => window.shifted)"""


@dataclass(slots=True)
class LateFaces:
    """The requests for faces of one page."""

    held: list[Route] = field(default_factory=list)
    is_painted: bool = False

    def prepare(self, page: Page) -> None:
        """Hold back what the page will ask for; to be called before it is opened."""
        page.add_init_script(_SHIFTS)
        page.route("**/*.woff2", lambda route: self._hold(route))

    def arrive(self, page: Page) -> float:
        """Let the faces come now that the page stands; return how much of it moved in all."""
        page.evaluate(_PAINTED)
        self.is_painted = True
        for route in self.held:
            route.continue_()
        page.wait_for_load_state("load")
        moved: float = page.evaluate(_SETTLED)
        page.unroute("**/*.woff2")
        return moved

    def _hold(self, route: Route) -> None:
        if self.is_painted:
            route.continue_()
        else:
            self.held.append(route)


def weights_of(page: Page, site: str, root: Path) -> dict[str, int]:
    """Return what came for a page by its path below the site's address: bytes over the wire, packed as hosts do."""
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    paths = {unquote(urlsplit(url.removeprefix(site)).path) for url in (page.url, *asked)}
    return {path: _packed(root / path) for path in paths if path.endswith((".html", ".css", ".js", ".woff2"))}


def _packed(file: Path) -> int:
    data = file.read_bytes()
    return len(data if file.suffix == ".woff2" else gzip.compress(data))
