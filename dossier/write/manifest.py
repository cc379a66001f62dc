"""The list of every output file with its digest: what we wrote, and therefore may delete."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NAME = "manifest.json"
_GENERATOR = "dossier"
_VERSION = 1
_LIMIT_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One output file."""

    path: str
    """POSIX path relative to the site."""
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All output files by path, without the manifest itself."""

    entries: dict[str, ManifestEntry]


def manifest_of(entries: Iterable[ManifestEntry]) -> Manifest:
    """Make a manifest in order of path."""
    return Manifest({entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)})


def encode(manifest: Manifest) -> bytes:
    """Write a manifest as JSON: one file a line, so that two builds compare line by line."""
    files = ",\n".join(
        json.dumps({"path": entry.path, "sha256": entry.sha256, "size": entry.size_bytes}, ensure_ascii=False)
        for entry in manifest.entries.values()
    )
    return f'{{"generator": "{_GENERATOR}", "version": {_VERSION}, "files": [\n{files}\n]}}\n'.encode()


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a site; None where there is none of ours. Raises nothing."""
    try:
        path = folder / NAME
        if path.is_symlink() or path.stat().st_size > _LIMIT_BYTES:
            return None
        data = json.loads(path.read_bytes())
        if data["generator"] != _GENERATOR or data["version"] != _VERSION:
            return None
        return manifest_of(ManifestEntry(str(f["path"]), str(f["sha256"]), int(f["size"])) for f in data["files"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
