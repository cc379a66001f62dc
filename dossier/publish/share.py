"""A web root or a mounted share that cannot be exchanged whole: file by file, in the order of the plan."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dossier.publish.disk import digest_of, disk_faults, files_below
from dossier.publish.host import Files, RefusedError, RemoteFile, Site
from dossier.rules.output import UNSAFE_OUTPUT
from dossier.write import output_fault

_TEMPORARY = ".dossier-tmp"
"""How a file ends that is not whole yet."""


@dataclass(frozen=True, slots=True)
class ShareTarget:
    """A folder that may hold foreign files from the start."""

    shown: str
    path: Path
    project: Path

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[ShareHost]:
        """Look at the folder; with `writable`, remove files that an interrupted run did not finish."""
        with disk_faults(self.shown):
            fault = output_fault(self.path, self.project)
            if fault is not None and fault.rule == UNSAFE_OUTPUT.code:
                raise RefusedError(fault)
            host = ShareHost(self.path)
            if writable:
                host.remove_unfinished()
            yield host


@dataclass(frozen=True, slots=True)
class ShareHost:
    """A folder in which every change is seen at once."""

    path: Path
    is_atomic: bool = False

    def listing(self) -> Mapping[str, RemoteFile]:
        """Walk the folder."""
        if not self.path.exists():
            return {}
        return {path: file for path, file in files_below(self.path) if not path.endswith(_TEMPORARY)}

    def remove_unfinished(self) -> None:
        """Remove what was being written when a run was interrupted; readers have never seen it."""
        for path, _ in files_below(self.path) if self.path.exists() else ():
            if path.endswith(_TEMPORARY):
                (self.path / path).unlink()

    def read(self, path: str) -> bytes | None:
        """Read a file."""
        file = self.path / path
        return file.read_bytes() if file.is_file() and not file.is_symlink() else None

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read files."""
        return {path: digest_of(self.path / path) for path in paths}

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Write each file beside its place, then rename it; on the disk before this returns."""
        folders = set()
        for path in paths:
            place = self.path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary = place.with_name(f".{place.name}{_TEMPORARY}")
            with temporary.open("wb") as stream:
                stream.write(files.read(path))
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(place)
            folders.add(place.parent)
        for folder in sorted(folders):
            _sync(folder)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and folders that become empty."""
        for path in paths:
            place = self.path / path
            place.unlink(missing_ok=True)
            for parent in place.relative_to(self.path).parents:
                if parent == Path() or any((self.path / parent).iterdir()):
                    break
                (self.path / parent).rmdir()
        if paths:
            _sync(self.path)

    def finish(self, site: Site) -> None:
        """Everything is shown already."""


def _sync(folder: Path) -> None:
    """Force names to the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
