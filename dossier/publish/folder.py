"""A folder on this machine, or one that a host takes by drag and drop: staged beside it and switched at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dossier.publish.disk import digest_of, disk_faults, files_below
from dossier.publish.host import Files, HostError, RefusedError, RemoteFile, Site
from dossier.views import Artifact
from dossier.write import SUMS, output_fault, recover, stage, standing, switch


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder; `project` is what it must not lie in, None for a folder that is only read."""

    shown: str
    path: Path
    project: Path | None

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[FolderHost]:
        """Look at the folder."""
        with disk_faults(self.shown):
            if self.project is not None:
                fault = output_fault(self.path, self.project)
                if fault is not None:
                    raise RefusedError(fault)
            if writable:
                recover(self.path)
            yield FolderHost(self.shown, self.path)


@dataclass(frozen=True, slots=True)
class FolderHost:
    """A folder that is exchanged whole. What `put` and `delete` say is in the site's manifest as well."""

    shown: str
    path: Path
    is_atomic: bool = True

    def listing(self) -> Mapping[str, RemoteFile]:
        """Walk the folder; before the first publication there is none."""
        folder = standing(self.path)
        return dict(files_below(folder)) if folder.is_dir() else {}

    def read(self, path: str) -> bytes | None:
        """Read a file."""
        file = standing(self.path) / path
        return file.read_bytes() if file.is_file() and not file.is_symlink() else None

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read files."""
        folder = standing(self.path)
        return {path: digest_of(folder / path) for path in paths}

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Wait for `finish`."""

    def delete(self, paths: Sequence[str]) -> None:
        """Wait for `finish`."""

    def finish(self, site: Site) -> None:
        """Stage the site beside the folder and switch; foreign files and those changed by hand move with it."""
        pages = (Artifact(path, site.read(path)) for path in site.manifest.entries if path != SUMS)
        staged = stage(pages, self.path)
        if staged.manifest != site.manifest:
            raise HostError(f"{self.shown}: the staged site is not the built one")
        switch(staged)
