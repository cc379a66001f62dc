"""What the disk says of a file besides its bytes, and when that is enough to know that these are the same."""

from __future__ import annotations

import os
from dataclasses import dataclass

GRAIN_NS = 2_000_000_000
"""The coarsest clock of a file system in use: FAT counts every second second."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size, times and number of a file, as its status tells them."""

    size: int
    modified_ns: int
    """In nanoseconds since 1970; a program may set it."""
    changed_ns: int
    """The same of its status, which changes with every write; no program can set it."""
    inode: int

    def is_settled(self, began_ns: int) -> bool:
        """Whether a write after `began_ns` is sure to show in the times."""
        return max(self.modified_ns, self.changed_ns) < began_ns - GRAIN_NS


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
