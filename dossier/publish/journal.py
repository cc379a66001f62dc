"""What an unfinished publication may have left on a host that cannot show all changes at once.

The journal is written before the first change and deleted after the last. It lists every digest of ours that a file may
have, so that the next run tells our own half-done work from somebody else's changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from dossier.write import Manifest

JOURNAL = ".dossier-publishing.json"
_VERSION = 1

Known: TypeAlias = Mapping[str, frozenset[str]]
"""Digests that we have published or meant to publish, by path."""


def known_of(manifest: Manifest) -> Known:
    """Return the digests of a manifest."""
    return {path: frozenset({entry.sha256}) for path, entry in manifest.entries.items()}


def together(*known: Known) -> Known:
    """Join digests path by path."""
    paths = sorted({path for one in known for path in one})
    return {path: frozenset().union(*(one.get(path, frozenset()) for one in known)) for path in paths}


def encode_journal(known: Known) -> bytes:
    """Write a journal as JSON (RFC 8259)."""
    files = {path: sorted(digests) for path, digests in sorted(known.items())}
    return json.dumps({"generator": "dossier", "version": _VERSION, "files": files}, ensure_ascii=False).encode()


def decode_journal(data: bytes | None) -> Known:
    """Read a journal; nothing for anything that is none: then changed files count as somebody else's."""
    try:
        found = json.loads(data or b"")
        if found["generator"] != "dossier" or found["version"] != _VERSION:
            return {}
        return {str(path): frozenset(map(str, digests)) for path, digests in found["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
