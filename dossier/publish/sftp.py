"""Files of a host over SFTP: lists, reads, writes, links and removes them, many at once. Knows no site."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from posixpath import basename, dirname
from typing import TYPE_CHECKING, TypeVar

from dossier.publish.host import Files, HostError
from dossier.publish.sftp_entries import Entry, Sort, Tree, encoded, mode_only, read_entry, read_link, read_names
from dossier.publish.sftp_wire import AHEAD, PIECE_BYTES, Code, Fields, Kind, Reply, Request, Wire, string, uint32
from dossier.text import visible

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

POSIX_RENAME, HARDLINK, FSYNC = b"posix-rename@openssh.com", b"hardlink@openssh.com", b"fsync@openssh.com"
COPY = b"copy-data"
"""Extensions of OpenSSH (its PROTOCOL, §4) that others have taken over."""
_AT_ONCE = 64
"""Files, or folders, that are open together."""
_READS = 2
"""Asked of a folder at a time: its names, and that there are no more."""
_MOST_ENTRIES = 2_000_000
_READ, _WRITE, _CREATE, _EXCLUSIVE = 1, 2, 8, 32
"""Flags of OPEN (draft-ietf-secsh-filexfer-02 §6.3)."""
_FILE_MODE, FOLDER_MODE = 0o644, 0o755

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Sftp:
    """Files of one host, by their path there; relative ones start where the host puts us.

    Every method raises HostError when the connection is lost, and where the host refuses.
    """

    wire: Wire

    def has(self, extension: bytes) -> bool:
        """Tell whether the server knows an extension."""
        return extension in self.wire.extensions

    # Looking

    def look(self, path: str, *, follow: bool = False) -> Entry | None:
        """Return what stands at a path; None for nothing, and for what may not be looked at."""
        (reply,) = self.wire.exchange([(Kind.STAT if follow else Kind.LSTAT, encoded(path))])
        return self._decoded(reply, read_entry) if reply.kind == Kind.ATTRS else None

    def link_text(self, path: str) -> str | None:
        """Return where a symbolic link leads; None when there is no link."""
        (reply,) = self.wire.exchange([(Kind.READLINK, encoded(path))])
        return self._decoded(reply, read_link) if reply.kind == Kind.NAME else None

    def names(self, folder: str) -> Mapping[str, Entry]:
        """List one folder; nothing where there is none."""
        return {name: entry for _, name, entry in self._listed(folder, [""])}

    def walk(self, root: str) -> Tree:
        """List a folder and everything below; nothing where there is none."""
        entries: dict[str, Entry] = {}
        folders: list[str] = []
        level = [""]
        while level:
            found = {prefix + name: entry for prefix, name, entry in self._listed(root, level)}
            entries.update((path, entry) for path, entry in found.items() if entry.sort is not Sort.FOLDER)
            deeper = sorted(path for path, entry in found.items() if entry.sort is Sort.FOLDER)
            folders += deeper
            if len(entries) + len(folders) > _MOST_ENTRIES:
                raise HostError(f"{self._shown} lists more than {_MOST_ENTRIES} files")
            level = [f"{path}/" for path in deeper]
        return Tree(dict(sorted(entries.items())), tuple(folders))

    def _listed(self, root: str, prefixes: Sequence[str]) -> Iterator[tuple[str, str, Entry]]:
        for some in _batches(prefixes):
            handles = self._opened({prefix: (Kind.OPENDIR, encoded(join(root, prefix))) for prefix in some}, "read")
            reading = list(handles)
            while reading:
                twice = [prefix for prefix in reading for _ in range(_READS)]
                replies = self.wire.exchange((Kind.READDIR, string(handles[prefix])) for prefix in twice)
                full = [(prefix, reply) for prefix, reply in zip(twice, replies, strict=True) if _has_names(reply)]
                for prefix, reply in full:
                    yield from ((prefix, name, entry) for name, entry in self._decoded(reply, read_names))
                counts = Counter(prefix for prefix, _ in full)
                reading = [prefix for prefix in reading if counts[prefix] == _READS]
            self.wire.exchange((Kind.CLOSE, string(handle)) for handle in handles.values())

    # Reading

    def read(self, path: str) -> bytes | None:
        """Read a file; None where there is none."""
        entry = self.look(path)
        if entry is None or entry.sort is not Sort.FILE:
            return None
        return b"".join(data for _, data in self._pieces({path: entry.size_bytes}))

    def digests(self, sizes: Mapping[str, int]) -> Mapping[str, str]:
        """Read files, whose sizes are given by path, and return their SHA-256; what is gone is left out."""
        sums: dict[str, Hash] = {}
        for path, data in self._pieces(sizes):
            sums.setdefault(path, hashlib.sha256()).update(data)
        return {path: found.hexdigest() for path, found in sums.items()}

    def _pieces(self, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
        """Yield pieces of files, those of one file in their order, to the end that each file has now."""
        for some in _batches(tuple(sizes)):
            flags = uint32(_READ) + uint32(0)
            handles = self._opened({path: (Kind.OPEN, encoded(path) + flags) for path in some}, "read")
            reads = [(path, start) for path in handles for start in range(0, sizes[path] + 1, PIECE_BYTES)]
            for part in (reads[at : at + AHEAD] for at in range(0, len(reads), AHEAD)):
                replies = self.wire.exchange(_read_request(handles[path], start) for path, start in part)
                for (path, start), reply in zip(part, replies, strict=True):
                    data = self._data(reply, path)
                    rest = self._rest(handles[path], (path, start, len(data)), sizes[path])
                    yield from ((path, piece) for piece in (data, *rest))
            self.wire.exchange((Kind.CLOSE, string(handle)) for handle in handles.values())

    def _rest(self, handle: bytes, piece: tuple[str, int, int], size: int) -> Iterator[bytes]:
        """Read on where a piece (path, start, length) is not as long as expected: to its end, or the file's."""
        path, start, length = piece
        is_last = start + PIECE_BYTES > size
        place, stop = start + length, start + PIECE_BYTES
        if length == min(PIECE_BYTES, size - start):
            return
        while is_last or place < stop:
            (reply,) = self.wire.exchange([_read_request(handle, place, PIECE_BYTES if is_last else stop - place)])
            data = self._data(reply, path)
            if not data:
                return
            yield data
            place += len(data)

    def _data(self, reply: Reply, path: str) -> bytes:
        if reply.kind == Kind.DATA:
            return self._decoded(reply, Fields.string)
        if reply.code != Code.EOF:
            raise self.fault(reply, path, "read")
        return b""

    # Writing

    def write(self, root: str, paths: Sequence[str], files: Files) -> None:
        """Write files that are not there yet, and their folders; on the host's disk, where it can say so."""
        self.make_folders(root, folders_of(paths))
        for some in _batches(paths):
            flags = uint32(_WRITE | _CREATE | _EXCLUSIVE) + mode_only(_FILE_MODE)
            places = [join(root, path) for path in some]
            handles = self._opened({place: (Kind.OPEN, encoded(place) + flags) for place in places}, "written")
            if missing := next((place for place in places if place not in handles), None):
                raise HostError(f"{self._shown}: there is no folder for `{visible(missing)}`")
            writing = (
                (place, request)
                for place, path in zip(places, some, strict=True)
                for request in _writes(handles[place], files.read(path))
            )
            self._all_done(writing, "written")
            syncs = {place: _extended(FSYNC, handle) for place, handle in handles.items() if self.has(FSYNC)}
            closes = {place: (Kind.CLOSE, string(handle)) for place, handle in handles.items()}
            self._all_done((*syncs.items(), *closes.items()), "written")

    def make_folders(self, root: str, folders: Collection[str]) -> None:
        """Make folders below a root that is there; those that are there already are no fault."""
        wanted = {*folders, *folders_of(folders)}
        for depth in range(max((path.count("/") for path in wanted), default=-1) + 1):
            places = sorted(join(root, path) for path in wanted if path.count("/") == depth)
            self.make_each(places)

    def make_root(self, place: str, mode: int = FOLDER_MODE) -> None:
        """Make a folder and what it lies in."""
        if place in ("", "/") or self.look(place, follow=True) is not None:
            return
        self.make_root(dirname(place))
        self.make_each([place], mode)

    def make_each(self, places: Sequence[str], mode: int = FOLDER_MODE) -> None:
        """Make folders whose parents are there."""
        replies = self.wire.exchange((Kind.MKDIR, encoded(place) + mode_only(mode)) for place in places)
        refused = {place: reply for place, reply in zip(places, replies, strict=True) if reply.code != Code.OK}
        stats = self.wire.exchange((Kind.STAT, encoded(place)) for place in refused)
        for (place, reply), stat in zip(refused.items(), stats, strict=True):
            if stat.kind != Kind.ATTRS:
                raise self.fault(reply, place, "made")

    def set_mode(self, path: str, mode: int) -> bool:
        """Change who may read; tell whether the host did."""
        (reply,) = self.wire.exchange([(Kind.SETSTAT, encoded(path) + mode_only(mode))])
        return reply.code == Code.OK

    def link_again(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Give files a second name, `(old, new)`; return the pairs for which the host would not."""
        if not self.has(HARDLINK):
            return list(pairs)
        replies = self.wire.exchange(_extended(HARDLINK, *map(os.fsencode, pair)) for pair in pairs)
        return [pair for pair, reply in zip(pairs, replies, strict=True) if reply.code != Code.OK]

    def copy(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Copy files to places where none are; the host does it itself where it can."""
        for old, new in pairs:
            if not (self.has(COPY) and self._copied_there(old, new)):
                self.remove([new])
                self.write(dirname(new), [basename(new)], _Copied(self, old))

    def rename(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Rename, `(old, new)`; what had the new name is replaced in the same moment."""
        if self.has(POSIX_RENAME):
            requests = ((new, _extended(POSIX_RENAME, os.fsencode(old), os.fsencode(new))) for old, new in pairs)
        else:
            requests = ((new, (Kind.RENAME, encoded(old) + encoded(new))) for old, new in pairs)
        self._all_done(requests, "put in its place")

    def name_first(self, old: str, new: str) -> bool:
        """Rename unless something has the new name already; tell whether it was done (§6.5)."""
        (reply,) = self.wire.exchange([(Kind.RENAME, encoded(old) + encoded(new))])
        return reply.code == Code.OK

    def symlink(self, text: str, place: str) -> bool:
        """Make a symbolic link (in OpenSSH's order of the two paths); tell whether the host did."""
        (reply,) = self.wire.exchange([(Kind.SYMLINK, encoded(text) + encoded(place))])
        return reply.code == Code.OK

    def remove(self, places: Sequence[str]) -> None:
        """Remove files and links; what is gone already is no fault."""
        replies = self.wire.exchange((Kind.REMOVE, encoded(place)) for place in places)
        for place, reply in zip(places, replies, strict=True):
            if reply.code not in (Code.OK, Code.NO_SUCH_FILE):
                raise self.fault(reply, place, "removed")

    def remove_folders(self, places: Sequence[str]) -> None:
        """Remove folders that are empty, in this order; others stay."""
        self.wire.exchange((Kind.RMDIR, encoded(place)) for place in places)

    def remove_tree(self, root: str) -> None:
        """Remove a folder and everything in it."""
        tree = self.walk(root)
        self.remove([join(root, path) for path in tree.entries])
        self.remove_folders([*(join(root, folder) for folder in reversed(tree.folders)), root])

    def fault(self, reply: Reply, path: str, deed: str) -> HostError:
        """Say that something could not be done, and why."""
        name = visible(path, 120)
        if reply.code == Code.PERMISSION_DENIED:
            right = "read" if deed == "read" else "write"
            advice = f"give your user on the host the right to {right} there, or name another `path`"
            return HostError(f"{self._shown}: permission denied: `{name}` could not be {deed}", help=advice)
        if reply.code == Code.FAILURE and deed == "written":
            advice = "the disk there, or your quota, may be full: make room, then run it again"
            return HostError(f"{self._shown}: `{name}` could not be written", help=advice)
        if deed == "put in its place" and not self.has(POSIX_RENAME):
            advice = "use another kind of target, or a server that knows `posix-rename@openssh.com`, as OpenSSH does"
            return HostError(f"{self._shown} cannot replace a file in one step: `{name}`", help=advice)
        return HostError(f"{self._shown}: `{name}` could not be {deed} (SFTP status {reply.code})")

    def _copied_there(self, old: str, new: str) -> bool:
        reading = Kind.OPEN, encoded(old) + uint32(_READ) + uint32(0)
        writing = Kind.OPEN, encoded(new) + uint32(_WRITE | _CREATE | _EXCLUSIVE) + mode_only(_FILE_MODE)
        handles = self._opened({old: reading, new: writing}, "copied")
        if len(handles) < len((old, new)):
            return False
        whole = bytes(16)  # from the start, to the end
        request = string(COPY) + string(handles[old]) + whole + string(handles[new]) + bytes(8)
        closing = [(Kind.CLOSE, string(handle)) for handle in handles.values()]
        return all(reply.code == Code.OK for reply in self.wire.exchange([(Kind.EXTENDED, request), *closing]))

    @property
    def _shown(self) -> str:
        return self.wire.login.shown

    def _opened(self, requests: Mapping[str, Request], deed: str) -> dict[str, bytes]:
        """Open files or folders and return their handles; what is not there is left out."""
        handles = {}
        for place, reply in zip(requests, self.wire.exchange(requests.values()), strict=True):
            if reply.kind == Kind.HANDLE:
                handles[place] = self._decoded(reply, Fields.string)
            elif reply.code != Code.NO_SUCH_FILE:
                raise self.fault(reply, place, deed)
        return handles

    def _all_done(self, requests: Iterable[tuple[str, Request]], deed: str) -> None:
        """Send requests, each with the path it is for; the first that is refused ends it soon."""
        waiting = iter(requests)
        while some := list(islice(waiting, 4 * AHEAD)):
            replies = self.wire.exchange(request for _, request in some)
            for (path, _), reply in zip(some, replies, strict=True):
                if reply.code != Code.OK:
                    raise self.fault(reply, path, deed)

    def _decoded(self, reply: Reply, read: Callable[[Fields], _Read]) -> _Read:
        try:
            return read(Fields(reply.data))
        except ValueError:
            raise self.wire.nonsense() from None


@dataclass(frozen=True, slots=True)
class _Copied:
    """A file of the host, to be written to another place of it."""

    sftp: Sftp
    old: str

    def read(self, path: str) -> bytes:
        """Read it."""
        data = self.sftp.read(self.old)
        if data is None:
            raise HostError(f"`{visible(self.old)}` vanished from the host meanwhile; run it again")
        return data


def join(root: str, path: str) -> str:
    """Join a folder and a path below it; the folder that one starts in is ""."""
    return f"{root.rstrip('/')}/{path}".rstrip("/") or "/" if root else path.rstrip("/")


def parents_of(path: str) -> Iterator[str]:
    """Yield the folders of a relative path, the nearest first."""
    while path := dirname(path):
        yield path


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return all folders in which relative paths lie."""
    return {folder for path in paths for folder in parents_of(path)}


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    return (paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE))


def _has_names(reply: Reply) -> bool:
    return reply.kind == Kind.NAME and reply.data[:4] != uint32(0)


def _read_request(handle: bytes, start: int, size: int = PIECE_BYTES) -> Request:
    return Kind.READ, string(handle) + start.to_bytes(8, "big") + uint32(size)


def _writes(handle: bytes, data: bytes) -> Iterator[Request]:
    for start in range(0, len(data), PIECE_BYTES):
        piece = data[start : start + PIECE_BYTES]
        yield Kind.WRITE, string(handle) + start.to_bytes(8, "big") + string(piece)


def _extended(name: bytes, *fields: bytes) -> Request:
    return Kind.EXTENDED, b"".join(map(string, (name, *fields)))
