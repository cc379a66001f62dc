"""Keeps bytes by digest in `.dossier/`: a pure cache, always safe to delete. Knows nothing of what it keeps."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, digest BLOB NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"
)
_BATCH = 500
"""Below SQLite's oldest limit of 999 variables in one statement."""


@dataclass(frozen=True, slots=True)
class Store:
    """Entries by key. A missing, corrupt or foreign entry is a miss; a store that cannot be used is empty."""

    path: Path | None
    """The database file; None keeps nothing."""

    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Return the entries that are there and whole, by key."""
        wanted = sorted(set(keys))
        if self.path is None or not self.path.is_file():
            return {}
        found: dict[str, bytes] = {}
        try:
            with _connection(self.path) as database:
                for start in range(0, len(wanted), _BATCH):
                    batch = wanted[start : start + _BATCH]
                    marks = ",".join("?" * len(batch))
                    rows = database.execute(f"SELECT key, digest, data FROM entry WHERE key IN ({marks})", batch)
                    found.update((key, data) for key, digest, data in rows if _digest(key, data) == digest)
        except (sqlite3.Error, TypeError):
            return {}
        return found

    def put(self, entries: Mapping[str, bytes], *, keep: Iterable[str]) -> None:
        """Add entries and drop all but these and `keep`. A store that cannot be written is begun anew."""
        if self.path is None:
            return
        try:
            self._write(entries, frozenset(keep))
        except (sqlite3.Error, OSError):
            self._begin_anew(entries)

    def _begin_anew(self, entries: Mapping[str, bytes]) -> None:
        assert self.path is not None
        with contextlib.suppress(sqlite3.Error, OSError):
            self.path.unlink(missing_ok=True)
            self._write(entries, frozenset())

    def _write(self, entries: Mapping[str, bytes], keep: frozenset[str]) -> None:
        assert self.path is not None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with _connection(self.path) as database:
            database.execute(_SCHEMA)
            stale = [
                key for (key,) in database.execute("SELECT key FROM entry") if key not in keep and key not in entries
            ]
            database.executemany("DELETE FROM entry WHERE key = ?", ((key,) for key in stale))
            rows = ((key, _digest(key, data), data) for key, data in entries.items())
            database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", rows)
            database.commit()


@contextlib.contextmanager
def _connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database without waiting for the disk: what a power cut leaves torn is a miss, or is begun anew."""
    with closing(sqlite3.connect(path, timeout=2.0)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        yield connection


def _digest(key: str, data: bytes) -> bytes:
    whole = hashlib.blake2b(key.encode() + b"\0", digest_size=16)
    whole.update(data)
    return whole.digest()
