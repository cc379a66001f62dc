"""Who is answered: this machine, under the address that was printed, and pages that came from there."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

from tornado.web import HTTPError, RequestHandler

from dossier.commands.serve.answers import Shown
from dossier.commands.serve.preview import Preview
from dossier.plan.outputs.hosting import HEADERS
from dossier.text import visible

LOOPBACK = "127.0.0.1"
_OWN_HEADERS = {
    **dict(HEADERS),
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "dossier",
}
"""Those the site is published with, and some that keep a draft out of caches and of other sites' pages."""


def hosts_of(port: int) -> frozenset[str]:
    """Return the values of Host that are our own."""
    return frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})


def refusal(headers: Mapping[str, str], hosts: frozenset[str]) -> int | None:
    """Return the status to refuse a request with: 421 for a foreign Host (DNS rebinding), 403 for a foreign page.

    A browser says with Sec-Fetch-Site who asks even where it sends no Origin: a foreign page may lead its reader here,
    but it may not load our scripts and pictures into itself (Fetch Metadata Request Headers, §2).
    """
    if headers.get("Host", "").lower() not in hosts:
        return 421
    origin = headers.get("Origin")
    if origin is not None and not is_own_origin(origin, hosts):
        return 403
    is_visit = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
    return None if is_visit or headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none") else 403


def is_own_origin(origin: str, hosts: frozenset[str]) -> bool:
    """Tell whether an Origin is one of our own addresses."""
    return any(origin.lower() == f"http://{host}" for host in hosts)


class Guarded(RequestHandler):
    """Answers nobody else. Every answer has the published site's headers and none is kept."""

    def initialize(self, hosts: frozenset[str], preview: Preview) -> None:
        """Take what the application gives every handler."""
        self.hosts = hosts
        self.preview = preview

    @property
    def shown(self) -> Shown:
        """What is shown at this moment."""
        return self.preview.shown

    def set_default_headers(self) -> None:
        """Set the published site's policy, and forbid caching."""
        for name, value in _OWN_HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse whoever is not ours."""
        status = refusal(self.request.headers, self.hosts)
        if status:
            self.send_error(status)

    def log_exception(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say on the terminal what a page could not be made for; a refused request is nothing to tell."""
        if fault is not None and not isinstance(fault, HTTPError):
            what = visible(f"{type(fault).__name__}: {fault}", 400)
            self.preview.terminal.say(f"`{visible(self.request.path)}` could not be shown: {what}")

    def write_error(self, status_code: int, **details: object) -> None:
        """Say only the number: no message carries a path."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}\n")
