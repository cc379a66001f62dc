"""What folders and zips share: listing and reading without following links, and disk faults as host faults."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.publish.host import HostError, RemoteFile
from dossier.text import visible

CHUNK_BYTES = 1 << 20


@contextmanager
def disk_faults(shown: str) -> Iterator[None]:
    """Turn an OSError of the block into a HostError."""
    try:
        yield
    except OSError as broken:
        raise HostError(f"{shown}: {visible(broken.strerror or str(broken))}") from broken


def files_below(folder: Path, prefix: str = "") -> Iterator[tuple[str, RemoteFile]]:
    """Yield every file under a folder, sorted; links are listed and not followed."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(Path(entry.path), f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            yield path, RemoteFile(entry.stat(follow_symlinks=False).st_size)
        else:
            yield path, RemoteFile(0, "")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a regular file; "" for anything else. Raises OSError when it cannot be read."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
