"""A zip that opens from a stick or an e-mail: the same site gives the same bytes."""

from __future__ import annotations

import hashlib
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dossier.diagnostics import Span
from dossier.publish.disk import disk_faults
from dossier.publish.host import Files, HostError, RefusedError, RemoteFile, Site
from dossier.rules import publishing as rules
from dossier.text import visible
from dossier.write import MANIFEST, decode_manifest

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold (APPNOTE 6.3.10 §4.4.6): files carry no time of their own."""
_UNIX = 3
_MODE = 0o100644 << 16
_LEVEL = 9
_MOST_READ_BYTES = 256 << 20
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError,
    struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What zipfile raises for damaged, unknown and encrypted archives."""


@dataclass(frozen=True, slots=True)
class ZipTarget:
    """A zip file; everything in it lies in one folder of its name."""

    shown: str
    path: Path

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[ZipHost]:
        """Read the zip's list of files."""
        with disk_faults(self.shown):
            if writable:
                _stage_of(self.path).unlink(missing_ok=True)
            host = ZipHost(self.shown, self.path, _members(self.path))
            if self.path.exists() and decode_manifest(host.read(MANIFEST) or b"") is None:
                message = f"{self.shown} is there already, and dossier did not make it"
                raise RefusedError(
                    rules.FILE_IN_THE_WAY.at(Span(self.path.name), message, help="name another file, or move it away")
                )
            yield host


@dataclass(frozen=True, slots=True)
class ZipHost:
    """A zip that is replaced whole."""

    shown: str
    path: Path
    members: Mapping[str, zipfile.ZipInfo]
    deleted: set[str] = field(default_factory=set)
    is_atomic: bool = True

    def listing(self) -> Mapping[str, RemoteFile]:
        """List the files in the zip's folder."""
        return {path: RemoteFile(member.file_size) for path, member in self.members.items()}

    def read(self, path: str) -> bytes | None:
        """Unpack a file, up to a limit."""
        member = self.members.get(path)
        if member is None or member.file_size > _MOST_READ_BYTES:
            return None
        with self._opened() as archive:
            return archive.read(member)

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Unpack files and return their digests; "" for what cannot be unpacked."""
        found = {}
        for path in paths:
            try:
                with self._opened() as archive, archive.open(self.members[path]) as stream:
                    found[path] = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            except HostError:
                found[path] = ""
        return found

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Wait for `finish`."""

    def delete(self, paths: Sequence[str]) -> None:
        """Leave files out of the new zip."""
        self.deleted.update(paths)

    def finish(self, site: Site) -> None:
        """Write the zip beside the old one and put it in its place."""
        stage = _stage_of(self.path)
        wanted = {*site.manifest.entries, MANIFEST}
        foreign = self.members.keys() - wanted - self.deleted
        with zipfile.ZipFile(stage, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            for path in sorted(wanted | foreign):
                data = site.read(path) if path in wanted else self.read(path)
                archive.writestr(_member(f"{self.path.stem}/{path}"), data or b"", compresslevel=_LEVEL)
        with stage.open("rb") as stream:
            os.fsync(stream.fileno())
        stage.replace(self.path)

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        try:
            with zipfile.ZipFile(self.path) as archive:
                yield archive
        except _BROKEN as broken:
            raise HostError(f"{self.shown} is damaged: {visible(str(broken))}") from broken


def _stage_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.dossier-stage")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.create_system, member.external_attr, member.compress_type = _UNIX, _MODE, zipfile.ZIP_DEFLATED
    return member


def _members(path: Path) -> Mapping[str, zipfile.ZipInfo]:
    """Return the files of the zip's one folder, by their path in it; nothing where it is no zip of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except FileNotFoundError:
        return {}
    except _BROKEN:
        return {}
    folders = {member.filename.partition("/")[0] for member in members}
    if len(folders) != 1:
        return {}
    return {member.filename.partition("/")[2]: member for member in members}
