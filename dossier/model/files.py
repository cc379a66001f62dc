"""What the loader brings: one file of the project, whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputFile:
    """One regular file under content/. Its bytes are what was hashed."""

    path: str
    """POSIX path relative to the project root, NFC, e.g. `content/articles/x.md`."""
    data: bytes
    digest: str
    """SHA-256 of `data`, hexadecimal."""
