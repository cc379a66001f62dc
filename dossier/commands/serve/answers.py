"""What a path is answered with: as a static host would under the site's own base path. Knows no server."""

from __future__ import annotations

import difflib
import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from dossier.commands.serve.files import Files
from dossier.commands.serve.notice import missing_notice
from dossier.plan.addresses import HOME, NOT_FOUND

SCRIPT, STYLE, SOCKET = "/livereload.js", "/livereload.css", "/livereload"
"""Addresses of the preview's own things, at the root of the server; nothing of them is in the built site."""
NEAR_ADDRESSES = 3
MOST_COMPARED = 1000
"""Of more addresses only those are compared that begin alike: nobody else is answered meanwhile."""
BEGINNING = 3
_HEAD = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"\s*<!doctype[^>]*>", re.IGNORECASE)
_SCRIPTS = re.compile(rb"=\"([^\"\s]+\.js)\"")
"""Scripts that a page names anywhere: some are fetched only when a reader begins to use a picture."""
_PICTURES = re.compile(rb"<(?:img|source|video|audio)\b[^>]*?\ssrc=\"([^\"]*)\"", re.IGNORECASE)
_NOTHING_YET = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>dossier: nothing to show yet</title></head>'
    b"<body><p>The page appears by itself as soon as the faults are mended.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the server shows. A new one replaces it whole, so that no answer mixes two builds."""

    version: str
    """`RUN.NUMBER`: another run of the server never has the same."""
    files: Files = field(default_factory=Files)
    """By path from the site's root."""
    base: str = ""
    """Path of `base_url`, e.g. `belarus-2020/`; the site is shown under it, as it will be on its host."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Paths of pages whose file was renamed since the preview began, with the new ones."""
    notice: str = ""
    """HTML on top of every page."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to send."""

    name: str
    data: bytes
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another path, from the server's root, that has what was asked for."""

    path: str


Answer: TypeAlias = Found | Elsewhere


def answer(shown: Shown, path: str) -> Answer:
    """Answer a decoded path without its first slash: a file, a folder's page, a redirect, or the site's 404 page."""
    if not path.startswith(shown.base):
        return Elsewhere(shown.base) if f"{path}/" in ("/", shown.base) else _missing(shown, path)
    inside = path.removeprefix(shown.base)
    page = posixpath.join(inside, HOME)
    if inside and not inside.endswith("/"):
        if inside in shown.files:
            return Found(inside, _dressed(shown, inside, 200))
        if page in shown.files:
            return Elsewhere(f"{path}/")
    elif page in shown.files:
        return Found(page, _dressed(shown, page, 200))
    new = shown.moved.get(page) or shown.moved.get(inside)
    return Elsewhere(shown.base + new.removesuffix(HOME)) if new else _missing(shown, path)


def _missing(shown: Shown, path: str) -> Found:
    if NOT_FOUND not in shown.files:
        return Found(NOT_FOUND, _with_preview(shown, NOT_FOUND, _NOTHING_YET, 404), 404)
    return Found(NOT_FOUND, _dressed(shown, NOT_FOUND, 404) + missing_notice(_near(shown, path)).encode(), 404)


def _near(shown: Shown, path: str) -> list[str]:
    """Return the addresses of pages most like that of a page, in the same folder if there is one."""
    if "." in posixpath.basename(path):
        return []
    pages = [shown.base + name.removesuffix(HOME) for name in shown.files if name.endswith(f"/{HOME}")]
    folder = f"{posixpath.dirname(path.rstrip('/'))}/"
    beside = [page for page in pages if page.startswith(folder)] if folder != shown.base else []
    wanted = path.rstrip("/") + "/"
    if shown.base and f"{shown.base}{wanted}" in pages:
        return [shown.base + wanted]
    compared = beside or pages
    if len(compared) > MOST_COMPARED:
        alike = wanted[: len(folder if beside else "") + BEGINNING]
        compared = [page for page in compared if page.startswith(alike)][:MOST_COMPARED]
    return difflib.get_close_matches(wanted, compared, n=NEAR_ADDRESSES)


def _dressed(shown: Shown, name: str, status: int) -> bytes:
    """Return a file as it is, a page with what makes it reload and with the newest faults."""
    data = shown.files[name]
    return _with_preview(shown, name, data, status) if name.endswith(".html") else data


def _with_preview(shown: Shown, name: str, page: bytes, status: int) -> bytes:
    """Put script and style first into the head, so that the script sees the page before any other changes it.

    The notice comes last: a browser takes what follows `</html>` for the end of the body (HTML 13.2.6.4.19).
    """
    scripts, pictures = (_digest_of(shown, name, pattern.findall(page)) for pattern in (_SCRIPTS, _PICTURES))
    head = (
        f'<script src="{SCRIPT}" data-version="{shown.version}" data-status="{status}" data-scripts="{scripts}" '
        f'data-pictures="{pictures}" defer></script><link rel="stylesheet" href="{STYLE}">'
    )
    start = _HEAD.search(page) or _DOCTYPE.match(page)
    at = start.end() if start else 0
    return b"".join((page[:at], head.encode(), page[at:], shown.notice.encode()))


def _digest_of(shown: Shown, name: str, addresses: list[bytes]) -> str:
    """Return one digest over the files that a page names: a page is the same only if they are."""
    digest = hashlib.sha256()
    for address in addresses:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(urlsplit(address.decode()).path)))
        digest.update(shown.files.get(target, b"") + b"\0")
    return digest.hexdigest()[:16]
