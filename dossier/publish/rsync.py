"""Sends files with rsync: only what differs from the last release crosses the line, compared by checksum."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import relpath

from dossier.publish.host import Files, HostError
from dossier.publish.sftp import Sftp
from dossier.publish.ssh import Login, run_here
from dossier.text import visible

_OPTIONS = ("--recursive", "--checksum", "--compress", "--protect-args")
_BROKEN_SSH, _BROKEN_STREAM, _LATE = 255, 12, 30
"""rsync(1), EXIT VALUES; 255 is ssh's own."""
_SMALL_BYTES = 1 << 14
"""Less than this goes over the open connection."""
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
_MOST_SAID = 200


@dataclass(frozen=True, slots=True)
class RsyncSender:
    """Sends with the rsync of both sides; the little that is not worth a connection goes over the open one."""

    sftp: Sftp

    def send(self, folder: str, old: str, paths: Sequence[str], files: Files) -> None:
        """Send files; each is made from its old version, or is a second name of it where they are equal."""
        if not paths:
            return
        with tempfile.TemporaryDirectory(prefix="dossier-") as made:
            size = _write_here(Path(made), paths, files)
            if size < _SMALL_BYTES:
                self.sftp.write(folder, paths, files)
            else:
                self._run(made, folder, old, size_bytes=size)

    def _run(self, made: str, folder: str, old: str, *, size_bytes: int) -> None:
        login = self.sftp.wire.login
        wait = f"--timeout={max(1, round(login.stall_s))}"
        basis = f"--link-dest={relpath(old or '.', folder)}"
        shell = f"--rsh={' '.join(login.ssh)}"
        there = f"{login.address}:{folder}/"
        code, said = run_here(("rsync", *_OPTIONS, wait, basis, shell, "--", f"{made}/", there), login, size_bytes)
        if code != 0:
            raise _fault(login, code, said)


def _fault(login: Login, code: int | None, said: str) -> HostError:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for mark, advice in _ADVICE:
        if found := next((line for line in lines if mark in line), None):
            return HostError(f"{login.shown}: {visible(found, _MOST_SAID)}", help=advice)
    if code in (None, _LATE):
        return login.fault(said, is_late=True)
    if code in (_BROKEN_SSH, _BROKEN_STREAM):
        return login.fault("\n".join(line for line in lines if not line.startswith("rsync")))
    told = next((line for line in lines if line.startswith("rsync:")), f"rsync ended with {code}")
    return HostError(f"{login.shown}: {visible(told, _MOST_SAID)}")


_ADVICE = (
    ("command not found", "install rsync on the host, or write `type: sftp`"),
    ("rsync: not found", "install rsync on the host, or write `type: sftp`"),
    ("protocol version mismatch", "let no start-up file of the shell there print anything, or write `type: sftp`"),
    ("No space left", "make room on the host, then run it again"),
    ("File too large", "the host takes no file of this size: ask for a larger quota, then run it again"),
    ("quota exceeded", "make room on the host, then run it again"),
    ("Permission denied (13)", "give your user on the host the right to write there, or name another `path`"),
)
"""What rsync says, and what to do."""


def _write_here(made: Path, paths: Sequence[str], files: Files) -> int:
    """Lay files out as they are to arrive; return their size in bytes."""
    size = 0
    for path in paths:
        place = made / path
        place.parent.mkdir(parents=True, exist_ok=True)
        data = files.read(path)
        place.write_bytes(data)
        place.chmod(_FILE_MODE)
        size += len(data)
    for folder in made.rglob("*/"):
        folder.chmod(_FOLDER_MODE)
    return size
