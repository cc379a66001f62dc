"""What SFTP says of files (draft-ietf-secsh-filexfer-02 §5, §7): attributes and names, read with distrust."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from dossier.publish.sftp_wire import Fields, string, uint32

_HAS_SIZE, _HAS_OWNER, _HAS_MODE, _HAS_TIMES, _HAS_MORE = 1, 2, 4, 8, 1 << 31
"""Flags of ATTRS (§5)."""
_MODE_BY_LETTER = {b"d": stat.S_IFDIR, b"l": stat.S_IFLNK, b"-": stat.S_IFREG}
"""The first letter of a line as `ls -l` prints it, for servers that send no mode."""


class Sort(Enum):
    """What an entry of a folder is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a folder."""

    sort: Sort
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything below a folder. Paths are relative to it, links are not followed."""

    entries: Mapping[str, Entry]
    """All that are no folders, sorted by path."""
    folders: tuple[str, ...] = ()
    """Parents before children."""


def mode_only(mode: int) -> bytes:
    """Encode attributes that say nothing but the mode."""
    return uint32(_HAS_MODE) + uint32(mode)


def encoded(path: str) -> bytes:
    """Encode a path; names that are not UTF-8 come back as they came."""
    return string(os.fsencode(path or "."))


def read_entry(fields: Fields, line: bytes = b"") -> Entry:
    """Read ATTRS. Raises ValueError."""
    flags = fields.uint()
    size = fields.uint(8) if flags & _HAS_SIZE else 0
    fields.skip(8 if flags & _HAS_OWNER else 0)
    mode = fields.uint() if flags & _HAS_MODE else _MODE_BY_LETTER.get(line[:1], 0)
    fields.skip(8 if flags & _HAS_TIMES else 0)
    for _ in range(2 * fields.uint() if flags & _HAS_MORE else 0):
        fields.string()
    if stat.S_ISDIR(mode):
        return Entry(Sort.FOLDER)
    if stat.S_ISREG(mode):
        return Entry(Sort.FILE, size)
    return Entry(Sort.LINK if stat.S_ISLNK(mode) else Sort.OTHER)


def read_names(fields: Fields) -> list[tuple[str, Entry]]:
    """Read NAME, without `.` and `..`. Raises ValueError, also for a name that would lead out of its folder."""
    found = []
    for _ in range(fields.uint()):
        name, line = fields.string(), fields.string()
        entry = read_entry(fields, line)
        if not name or b"/" in name or b"\0" in name:
            raise ValueError
        if name not in (b".", b".."):
            found.append((os.fsdecode(name), entry))
    return found


def read_link(fields: Fields) -> str:
    """Read the one name of an answer to READLINK. Raises ValueError."""
    fields.skip(4)
    return os.fsdecode(fields.string())
