"""What every target over ssh shares: where things lie there, how the site is read, how files are sent; file by file."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname
from typing import Protocol

from dossier.publish.host import Files, HostError, RemoteFile, Site
from dossier.publish.journal import JOURNAL
from dossier.publish.sftp import Sftp, folders_of, join
from dossier.publish.sftp_entries import Sort, Tree
from dossier.publish.ssh import Login

TEMPORARY = ".dossier-tmp"
"""The folder in which files wait until they are whole."""
_MOST_AT_ONCE = 500
"""Files that wait together, so that an interrupted run has not sent them in vain."""
_READ_HERE_BYTES = 1 << 20
"""So much is read over the wire rather than by a second connection that lets the host read it."""
_SUMMED_BYTES_PER_S = 1 << 20
"""The slowest host reads so much."""
_SUM = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)")
"""A line of sha256sum (GNU coreutils manual, 6.5 md5sum)."""
_ESCAPES = {rb"\\": b"\\", rb"\n": b"\n", rb"\r": b"\r"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie on the host."""

    path: str
    """The folder, or the link, that readers see; "" for the folder in which the host puts us."""

    @property
    def releases(self) -> str:
        """The folder beside it that holds releases, for hosts that switch."""
        return join(dirname(self.path), f".{basename(self.path)}.releases")

    @property
    def has_name(self) -> bool:
        """Whether the path has a name of its own that a link can take."""
        return basename(self.path) not in ("", ".", "..")

    def link_to(self, release: str) -> str:
        """Return what the link says that leads to a release."""
        return join(basename(self.releases), release)

    def current(self, sftp: Sftp) -> str:
        """Return the release that the path leads to; "" when it is no link of ours."""
        text = sftp.link_text(self.path) or "" if self.has_name else ""
        name = basename(text)
        return name if name and text == self.link_to(name) else ""


class Sender(Protocol):
    """A way to bring files to a host."""

    def send(self, folder: str, old: str, paths: Sequence[str], files: Files) -> None:
        """Write files below a folder that is there, as `old`, where the ones before them lie. None of them is there."""


@dataclass(frozen=True, slots=True)
class SftpSender:
    """Sends over the open connection."""

    sftp: Sftp

    def send(self, folder: str, old: str, paths: Sequence[str], files: Files) -> None:
        """Send whole files."""
        self.sftp.write(folder, paths, files)


@dataclass(frozen=True, slots=True)
class Standing:
    """The site as it stood on the host when the connection was opened."""

    sftp: Sftp
    layout: Layout
    root: str
    """The folder that is shown: the path itself, or the release that it leads to."""
    tree: Tree

    def listing(self) -> Mapping[str, RemoteFile]:
        """Return what was listed."""
        return {
            path: RemoteFile(entry.size_bytes, None if entry.sort is Sort.FILE else "")
            for path, entry in self.tree.entries.items()
        }

    def read(self, path: str) -> bytes | None:
        """Read a file."""
        return self.sftp.read(join(self.root, path))

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read files, on the host where there is much and a shell."""
        wanted = list(paths)
        entries = {path: self.tree.entries[path] for path in wanted if path in self.tree.entries}
        sizes = {path: entry.size_bytes for path, entry in entries.items() if entry.sort is Sort.FILE}
        return {**dict.fromkeys(wanted, ""), **digests(self.sftp, self.root, sizes)}


@dataclass(frozen=True, slots=True)
class FileByFile(Standing):
    """A folder that cannot change places: each file waits until it is whole, then takes its place at once.

    The journal is the lock: only the first of two can make it, and who finds another one than his own stops.
    """

    sender: Sender = field(kw_only=True)
    journal: list[bytes] = field(default_factory=list)
    """What this run wrote into it; empty before."""
    is_atomic: bool = False

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Send files beside their places, then rename them."""
        if JOURNAL in paths:
            self._begin(files)
        else:
            self._check_lock()
            self._put(paths, files)

    def _begin(self, files: Files) -> None:
        waiting = join(self.root, TEMPORARY)
        self.sftp.make_root(waiting)
        self.sftp.write(waiting, [JOURNAL], files)
        old, new = join(waiting, JOURNAL), join(self.root, JOURNAL)
        if JOURNAL in self.tree.entries:
            self.sftp.rename([(old, new)])
        elif not self.sftp.name_first(old, new):
            self.sftp.remove([old])
            raise self._busy()
        self.sftp.remove_folders([waiting])
        self.journal.append(files.read(JOURNAL))

    def _check_lock(self) -> None:
        if self.journal and self.sftp.read(join(self.root, JOURNAL)) not in self.journal:
            raise self._busy()

    def _busy(self) -> HostError:
        return HostError(f"somebody else is publishing to {self.sftp.wire.login.shown}; this run stopped")

    def _put(self, paths: Sequence[str], files: Files) -> None:
        waiting = join(self.root, TEMPORARY)
        for start in range(0, len(paths), _MOST_AT_ONCE):
            some = paths[start : start + _MOST_AT_ONCE]
            self.sftp.make_root(waiting)
            self.sender.send(waiting, self.root, some, files)
            self.sftp.make_folders(self.root, folders_of(some))
            self.sftp.rename((join(waiting, path), join(self.root, path)) for path in some)
            self.sftp.remove_tree(waiting)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and folders that become empty."""
        self._check_lock()
        self.sftp.remove([join(self.root, path) for path in paths])
        folders = sorted(folders_of(paths), reverse=True)
        self.sftp.remove_folders([join(self.root, folder) for folder in folders])

    def finish(self, site: Site) -> None:
        """Everything is shown already."""


def digests(sftp: Sftp, root: str, sizes: Mapping[str, int]) -> Mapping[str, str]:
    """Return the SHA-256 of files below a folder, whose sizes are given by path; what is gone is left out."""
    found = _summed_there(sftp.wire.login, root, sizes) if sum(sizes.values()) > _READ_HERE_BYTES else {}
    places = {join(root, path): path for path in sizes if path not in found}
    read = sftp.digests({place: sizes[path] for place, path in places.items()})
    return {**found, **{places[place]: digest for place, digest in read.items()}}


def _summed_there(login: Login, root: str, sizes: Mapping[str, int]) -> Mapping[str, str]:
    """Let the host's shell read files; nothing where it has none, or cannot."""
    script = f"cd -- {shlex.quote(root or '.')} && xargs -0 sha256sum --"
    names = b"".join(os.fsencode(path) + b"\0" for path in sizes)
    wait_s = 2 * login.stall_s + sum(sizes.values()) / _SUMMED_BYTES_PER_S
    try:
        _, said = login.run(f"sh -c {shlex.quote(script)}", names, wait_s)
    except HostError:
        return {}
    lines = (_SUM.fullmatch(line) for line in said.split(b"\n"))
    found = {os.fsdecode(_name(line[1], line[3])): line[2].decode() for line in lines if line}
    return {path: digest for path, digest in found.items() if path in sizes}


def _name(mark: bytes, name: bytes) -> bytes:
    return re.sub(rb"\\[\\nr]", lambda found: _ESCAPES[found[0]], name) if mark else name
