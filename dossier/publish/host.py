"""The seam to every kind of host: what a target must be able to do. One file of this package implements one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from dossier.diagnostics import Diagnostic
from dossier.write import Manifest


class HostError(Exception):
    """The host could not be reached or refused. The text holds no secret and is fit for a terminal."""

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.help = help
        """The way out; "" where running it again is one."""


class RefusedError(Exception):
    """The target may not be published to; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file as the host lists it."""

    size_bytes: int
    sha256: str | None = None
    """None where the host does not know it; "" for what is no regular file."""


class Files(Protocol):
    """Files that can be read by path."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raises OSError, and HostError when it is not what its manifest says."""


class Site(Files, Protocol):
    """The built site: its manifest, and every file of it, `manifest.json` too."""

    @property
    def manifest(self) -> Manifest:
        """What belongs on the host."""


class Host(Protocol):
    """An open connection to one published site.

    Paths are POSIX paths relative to the site. Every method raises HostError when the host fails. A method that writes
    may leave any part of its work undone when it fails, but no file half written.
    """

    @property
    def is_atomic(self) -> bool:
        """Whether `put` and `delete` only collect and `finish` shows everything at once, or nothing."""

    def listing(self) -> Mapping[str, RemoteFile]:
        """Return every file of the host, foreign ones too, as it was when the connection was opened."""

    def read(self, path: str) -> bytes | None:
        """Return a small file; None where there is none."""

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read files again and return their SHA-256; "" for what is missing or no regular file."""

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Write files, in any order; each appears whole."""

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, in any order, and the folders that become empty. What is gone already is no fault."""

    def finish(self, site: Site) -> None:
        """Show what was collected (atomic hosts); do nothing more (others).

        An atomic host raises HostError, and shows nothing, when somebody else published since it was opened.
        """


class Target(Protocol):
    """A place to publish to, not connected yet."""

    @property
    def shown(self) -> str:
        """What it is called in messages; without user names and secrets."""

    def open(self, *, writable: bool) -> AbstractContextManager[Host]:
        """Connect. Raises HostError, and RefusedError for a place that may not be published to.

        With `writable`, what an interrupted run left where no reader sees it is removed first; without, nothing is
        written to the host or the project, ever.
        """
