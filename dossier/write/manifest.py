"""The list of every output file with its digest: what we wrote, and therefore may delete."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NAME = "manifest.json"
SUMS = "SHA256SUMS"
"""The same list as `sha256sum -c` reads it, for readers without this program; itself a file of the manifest."""
ABOUT_SUMS = frozenset({SUMS, *(f"{SUMS}.{ending}" for ending in ("sig", "allowed_signers", "minisig", "pub"))})
"""The list, its signature and the key to check it with: files that the list cannot hold itself."""
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


def encode_sums(entries: Iterable[ManifestEntry]) -> bytes:
    """Write digests as sha256sum(1) does: in order of path, names with a backslash or a line end escaped."""
    return "".join(
        _sum_line(entry) for entry in sorted(entries, key=lambda entry: entry.path) if entry.path not in ABOUT_SUMS
    ).encode()


def _sum_line(entry: ManifestEntry) -> str:
    path = entry.path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{chr(92) if path != entry.path else ''}{entry.sha256}  {path}\n"


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a site; None where there is none of ours. Raises nothing."""
    path = folder / NAME
    try:
        is_usable = not path.is_symlink() and path.stat().st_size <= _LIMIT_BYTES
        return decode(path.read_bytes()) if is_usable else None
    except OSError:
        return None


def decode(data: bytes) -> Manifest | None:
    """Read a manifest; None for anything that is none of ours. Raises nothing."""
    try:
        found = json.loads(data)
        if found["generator"] != _GENERATOR or found["version"] != _VERSION:
            return None
        return manifest_of(ManifestEntry(str(f["path"]), str(f["sha256"]), int(f["size"])) for f in found["files"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
