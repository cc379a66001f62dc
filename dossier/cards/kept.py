"""Pictures that were drawn before, in a folder of `.dossier/`: a pure cache, always safe to delete."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_DIGEST_BYTES = 32
_PART = ".part"
SIGNS = 8
"""Of its key that the address of a picture shows."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Files by key, each with the SHA-256 of what follows in front. Several processes may write at once."""

    folder: Path | None
    """None keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept whole under a key; None for anything else."""
        if self.folder is None:
            return None
        try:
            data = (self.folder / key).read_bytes()
        except OSError:
            return None
        digest, kept = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
        return kept if hashlib.sha256(kept).digest() == digest else None

    def prune(self, starts: Container[str]) -> None:
        """Forget all whose key does not begin with one of these eight signs, and what a dead process left."""
        if self.folder is None:
            return
        with suppress(OSError):
            for path in list(self.folder.iterdir()):
                if path.suffix == _PART or path.name[:SIGNS] not in starts:
                    path.unlink(missing_ok=True)

    def put(self, key: str, data: bytes) -> bytes:
        """Keep bytes and return them. A folder that cannot be written keeps nothing."""
        if self.folder is not None:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                part = self.folder / f"{key}.{os.getpid()}{_PART}"
                part.write_bytes(hashlib.sha256(data).digest() + data)
                part.replace(self.folder / key)
        return data
