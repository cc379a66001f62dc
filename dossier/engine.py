"""What this program is, as a digest: a cache entry made by another version of it is a miss."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "pyyaml", "babel")


@cache
def engine_digest() -> str:
    """Return a digest over our code, the libraries that shape a document, and Python's version."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in _LIBRARIES:
        digest.update(f"{name}={version(name)}\n".encode())
    here = Path(__file__).parent
    for path in sorted(here.rglob("*.py")):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]
