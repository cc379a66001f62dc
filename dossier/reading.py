"""Reads records through what is known already: the same bytes at the same path give the same document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from dossier.model import InputFile, Parsed
from dossier.parallel import pays, spread
from dossier.parse import decode, encode
from dossier.plugins.guard import Reader
from dossier.rules.plugins import FAILED
from dossier.store import Store

Elsewhere: TypeAlias = Callable[[Sequence[InputFile]], Iterator[bytes | None]]
"""Reads files on other machines, each written down, in their order; None for one that is to be read here."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where read files may be had."""

    engine: str
    """What this program is: files read by another are unknown."""
    store: Store
    parsed: Mapping[str, Parsed] = field(default_factory=dict)
    """In memory, by key of the store."""


def read_all(
    files: Sequence[InputFile],
    read: Reader,
    known: Known,
    progress: Callable[[int, int], None],
    *,
    hands: int | Elsewhere = 1,
) -> dict[str, Parsed]:
    """Read every record, or take it from memory or the store. Returns what became of the files by key, in their order.

    Those that are new are read by so many processes, where that pays, or by other machines. `progress` is told how many
    are done, and of how many.
    """
    keys = [f"{known.engine}:{read.key}:{file.path}:{file.digest}" for file in files]
    stored = known.store.get(key for key in keys if key not in known.parsed)
    parsed = {key: known.parsed.get(key) or _decoded(stored.get(key)) for key in keys}
    missing = {key: file for key, file in zip(keys, files, strict=True) if parsed[key] is None}
    fresh: dict[str, bytes] = {}
    fresh_ones = zip(missing, _read(list(missing.values()), read, hands), strict=True)
    for done, (key, (found, data)) in enumerate(fresh_ones, start=len(files) - len(missing) + 1):
        parsed[key] = found
        if not any(fault.rule == FAILED.code for fault in found.diagnostics):  # its cause may lie elsewhere
            fresh[key] = data
        progress(done, len(files))
    if fresh:
        known.store.put(fresh, keep=keys)
    return {key: found for key, found in parsed.items() if found is not None}


def _decoded(data: bytes | None) -> Parsed | None:
    return decode(data) if data is not None else None


def _read(files: Sequence[InputFile], read: Reader, hands: int | Elsewhere) -> Iterator[tuple[Parsed, bytes]]:
    """Read files, and write each down for the store. What comes from another process comes written down."""
    if isinstance(hands, int) and not pays(len(files), hands):
        for file in files:
            found = read(file)
            yield found, encode(found)
        return
    for data in _everywhere(files, read, hands):
        again = decode(data)
        assert again is not None, "what was just written down can be read"
        yield again, data


def _everywhere(files: Sequence[InputFile], read: Reader, hands: int | Elsewhere) -> Iterator[bytes]:
    if isinstance(hands, int):
        yield from spread([partial(_written, read, file) for file in files], hands)
        return
    for file, data in zip(files, hands(files), strict=True):
        yield data if data is not None else _written(read, file)


def _written(read: Reader, file: InputFile) -> bytes:
    return encode(read(file))
