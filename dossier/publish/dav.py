"""A WebDAV folder: every file is sent beside the site, read again, and moved into its place by the host."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from dossier.publish.dav_wire import Entry, Wire
from dossier.publish.host import Files, HostError, RemoteFile, Site
from dossier.publish.journal import JOURNAL
from dossier.publish.parallel import each
from dossier.text import visible

_UNFINISHED = ".dossier-tmp/"
"""Where files are that are not whole yet; no page links there."""
_MOVED = (201, 204)
_UNMET = 412


@dataclass(frozen=True, slots=True)
class DavTarget:
    """A WebDAV folder that may hold foreign files from the start."""

    wire: Wire

    @property
    def shown(self) -> str:
        """The address."""
        return self.wire.shown

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[DavHost]:
        """List the folder and all below it. What an interrupted run left is removed by `finish`."""
        host = DavHost(self.wire)
        try:
            host.walk()
            yield host
        finally:
            while self.wire.idle:
                self.wire.idle.pop().close()


@dataclass(frozen=True, slots=True)
class DavHost:
    """A folder in which every change is seen at once. The journal is the lock against a second publisher."""

    wire: Wire
    files: dict[str, RemoteFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    """With a slash at the end; "" is the folder itself."""
    journals: list[bytes] = field(default_factory=list)
    """The journal as we wrote it, if we did."""
    is_atomic: bool = False

    def walk(self) -> None:
        """List everything. Hosts that answer only for one level, openly or silently, are asked folder by folder."""
        found = self._all() or self.wire.entries("", "1")
        if found is None:
            return
        self.folders.add("")
        asked = {""}
        while found:
            self.files.update(
                (entry.path, RemoteFile(entry.size_bytes)) for entry in found if entry.size_bytes is not None
            )
            self.folders.update(entry.path for entry in found if entry.size_bytes is None)
            seen_into = {_folder_of(path) for path in (*self.files, *(folder.rstrip("/") for folder in self.folders))}
            unasked = sorted(self.folders - asked - seen_into)
            asked.update(unasked)
            levels = each(partial(self.wire.entries, depth="1"), unasked)
            found = [entry for level in levels for entry in level or ()]

    def _all(self) -> list[Entry] | None:
        try:
            return self.wire.entries("", "infinity")
        except HostError:
            return None

    def listing(self) -> Mapping[str, RemoteFile]:
        """Return what was listed."""
        return {path: file for path, file in sorted(self.files.items()) if not path.startswith(_UNFINISHED)}

    def read(self, path: str) -> bytes | None:
        """Read a file."""
        answer = self.wire.ask("GET", path)
        if answer.status == 404:
            return None
        return answer.data if answer.is_good else self.wire.refuse(answer)

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read files."""
        wanted = list(paths)
        return dict(zip(wanted, each(self._digest, wanted), strict=True))

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Send, read again, move. A journal is moved only where there is still none, or the one that was listed."""
        self._check_journal()
        self._make_folders([*paths, f"{_UNFINISHED}x"])
        each(partial(self._put, files), paths)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and folders that hold nothing more."""
        self._check_journal()
        each(self._remove, paths)
        gone = {parent for path in paths for parent in _parents(path)}
        for folder in sorted(gone, key=len, reverse=True):
            # DELETE takes a folder with all that is in it (RFC 4918 §9.6.1): the host is asked first, just before.
            # One that it keeps all the same is no fault.
            if self.wire.entries(folder, "1") == [] and self.wire.ask("DELETE", folder).is_good:
                self.folders.discard(folder)

    def finish(self, site: Site) -> None:
        """Remove the folder of unfinished files; everything is shown already."""
        self._remove(_UNFINISHED)

    def _digest(self, path: str) -> str:
        data = self.read(path)
        return hashlib.sha256(data).hexdigest() if data is not None else ""

    def _put(self, files: Files, path: str) -> None:
        data = files.read(path)
        place = _UNFINISHED + hashlib.sha256(path.encode()).hexdigest()[:32]
        self.wire.demand("PUT", place, data)
        if self.read(place) != data:
            raise HostError(f"`{visible(path)}` did not arrive whole")
        is_lock = path == JOURNAL and path not in self.files
        headers = {"Destination": self.wire.target(path), "Overwrite": "F" if is_lock else "T"}
        answer = self.wire.ask("MOVE", place, headers=headers)
        if is_lock and answer.status == _UNMET:
            raise self._taken()
        if answer.status not in _MOVED and self.read(path) != data:  # after a lost answer it is there
            self.wire.refuse(answer)
        if path == JOURNAL:
            self.journals[:] = [data]

    def _remove(self, path: str) -> None:
        answer = self.wire.ask("DELETE", path)
        if not answer.is_good and answer.status != 404:
            self.wire.refuse(answer)

    def _make_folders(self, paths: Iterable[str]) -> None:
        """Make the folders of files, upper ones first; one that is there is no fault (RFC 4918 §9.3.1)."""
        wanted = {"", *(parent for path in paths for parent in _parents(path))} - self.folders
        for folder in sorted(wanted):
            answer = self.wire.ask("MKCOL", folder)
            if not answer.is_good and answer.status != 405:
                self.wire.refuse(answer)
            self.folders.add(folder)

    def _check_journal(self) -> None:
        """Stop as soon as another publisher has taken over."""
        if self.journals and self.read(JOURNAL) != self.journals[0]:
            raise self._taken()

    def _taken(self) -> HostError:
        return HostError(f"somebody else is publishing to {self.wire.shown}; this run stopped")


def _parents(path: str) -> list[str]:
    """Return the folders that a file lies in, with a slash at the end; without the site's own."""
    return [f"{parent}/" for parent in PurePosixPath(path).parents if str(parent) != "."]


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0] + "/" if "/" in path else ""
