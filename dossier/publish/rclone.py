"""Whatever rclone reaches: FTP, and every remote of its configuration; file by file, in the order of the plan."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from dossier.publish.host import Files, HostError, RemoteFile, Site
from dossier.publish.journal import JOURNAL
from dossier.publish.rclone_process import UNFINISHED, Rclone, listed
from dossier.text import visible

_SENDINGS = 3
"""So often a file is sent that arrives damaged: where the host tells no digest, rclone compares sizes alone."""


@dataclass(frozen=True, slots=True)
class RcloneTarget:
    """A folder of a remote that may hold foreign files from the start."""

    rclone: Rclone
    password: str = field(default="", repr=False)
    prefix: str = ""
    """How the variables begin that the password is taken from; "" where rclone's configuration holds what is needed."""

    @property
    def shown(self) -> str:
        """The remote."""
        return self.rclone.shown

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[RcloneHost]:
        """List the folder and all below it; with `writable`, remove files that an interrupted run did not finish."""
        rclone = self.rclone
        if self.prefix:
            if not self.password:
                advice = f"set {self.prefix}_USER and {self.prefix}_PASSWORD"
                raise HostError(f"{self.shown}: there is no password", help=advice)
            secret = {"RCLONE_FTP_PASS": rclone.obscured(self.password)}
            rclone = replace(rclone, options={**rclone.options, **secret})
        sizes = rclone.files()
        unfinished = [path for path in sizes if path.endswith(UNFINISHED) and "\n" not in path]
        if writable and unfinished:
            rclone.run("delete", "--files-from-raw", "-", rclone.at(), stdin=listed(unfinished))
        yield RcloneHost(rclone, {path: RemoteFile(size) for path, size in sizes.items() if path not in {*unfinished}})


@dataclass(frozen=True, slots=True)
class RcloneHost:
    """A folder in which every change is seen at once.

    rclone sends each file under another name and renames it where the backend can (FTP, SFTP, SMB, disks), or the
    backend shows it only when it is whole (object stores). The journal keeps a second publisher out as far as reading
    it again can.
    """

    rclone: Rclone
    files: Mapping[str, RemoteFile]
    sent: dict[str, str] = field(default_factory=dict)
    """Digests of what we sent."""
    removed: set[str] = field(default_factory=set)
    is_atomic: bool = False

    def listing(self) -> Mapping[str, RemoteFile]:
        """Return what was listed."""
        return self.files

    def read(self, path: str) -> bytes | None:
        """Read a file. An empty one counts as none: object stores answer alike for both, and ours are not empty."""
        return self.rclone.run("cat", "--files-from-raw", "-", self.rclone.at(), stdin=listed([path])) or None

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read files: digests that the host tells are not believed."""
        wanted = list(paths)
        found = self.rclone.digests(wanted) if wanted else {}
        return {path: found.get(path, "") for path in wanted}

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Send files, read them again, and send again what arrived damaged."""
        if JOURNAL in paths and JOURNAL not in self.files and self.read(JOURNAL) is not None:
            raise self._taken()
        with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
            self.sent.update(_staged(Path(folder), paths, files))
            damaged = list(paths)
            for _ in range(_SENDINGS):
                arguments = ("--ignore-times", "--files-from-raw", "-", folder, self.rclone.at())
                self.rclone.run("copy", *arguments, stdin=listed(damaged))
                damaged = self._damaged(damaged)
                if not damaged:
                    return
        raise HostError(f"{self.rclone.shown}: `{visible(damaged[0])}` did not arrive whole")

    def _damaged(self, paths: list[str]) -> list[str]:
        """Read files again, and the journal with them: as soon as it is not ours, somebody else has taken over."""
        lock = [JOURNAL] if JOURNAL in self.sent else []
        found = self.digests([*paths, *lock])
        if lock and JOURNAL not in paths and found[JOURNAL] != self.sent[JOURNAL]:
            raise self._taken()
        return [path for path in paths if found[path] != self.sent[path]]

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and folders that hold no file any more."""
        if not paths:
            return
        self._damaged([])
        self.rclone.run("delete", "--files-from-raw", "-", self.rclone.at(), stdin=listed(paths))
        self.removed.update(paths)
        kept = {parent for path in self.files if path not in self.removed for parent in PurePosixPath(path).parents}
        gone = {parent for path in paths for parent in PurePosixPath(path).parents} - kept - {PurePosixPath()}
        for folder in sorted(gone, key=str):
            if folder.parent not in gone:
                with suppress(HostError):  # an empty folder that stays, or went with its last file, is no fault
                    self.rclone.run("rmdirs", self.rclone.at(str(folder)))

    def finish(self, site: Site) -> None:
        """Everything is shown already."""

    def _taken(self) -> HostError:
        return HostError(f"somebody else is publishing to {self.rclone.shown}; this run stopped")


def ftp_remote(url: str, user: str) -> tuple[str, Mapping[str, str]]:
    """Return remote and options for an FTP server: TLS from the start with `ftps:`, else asked for (RFC 4217 §4).

    Without TLS no password is sent, ever: there is no option for it.
    """
    parts = urlsplit(url)
    is_implicit = parts.scheme == "ftps"
    options = {
        "RCLONE_FTP_HOST": parts.hostname or "",
        "RCLONE_FTP_PORT": str(parts.port or (990 if is_implicit else 21)),
        "RCLONE_FTP_USER": user,
        "RCLONE_FTP_TLS" if is_implicit else "RCLONE_FTP_EXPLICIT_TLS": "true",
    }
    return f":ftp:{unquote(parts.path).strip('/')}", options


def _staged(folder: Path, paths: Sequence[str], files: Files) -> Iterator[tuple[str, str]]:
    """Write files where rclone can read them; yield path and digest of each."""
    for path in paths:
        data = files.read(path)
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        yield path, hashlib.sha256(data).hexdigest()
