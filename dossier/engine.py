"""What this program is, as a digest: a cache entry made by another version of it is a miss."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "pyyaml", "babel")
_OF_PAGES = ("jinja2", "markupsafe")
_HERE = Path(__file__).parent
_NO_PART = frozenset({"_templates", "__pycache__"})
"""Folders that are no part of what works: the default theme is read as a project's is, from elsewhere in a checkout."""


@cache
def engine_digest() -> str:
    """Return a digest over our code, the libraries that shape a document, and Python's version."""
    return _digest(_LIBRARIES, _HERE.rglob("*.py"))


@cache
def program_digest() -> str:
    """Return a digest over all that shapes a page beside content and theme: code, tables, libraries, Python."""
    files = (path for path in _HERE.rglob("*") if path.is_file() and _NO_PART.isdisjoint(path.parts))
    return _digest((*_LIBRARIES, *_OF_PAGES), files)


def _digest(libraries: Iterable[str], files: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in libraries:
        digest.update(f"{name}={version(name)}\n".encode())
    for path in sorted(files):
        digest.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]
