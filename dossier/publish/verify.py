"""Reads everything that is published again and compares it with the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from dossier.publish.host import Host
from dossier.publish.journal import JOURNAL
from dossier.write import MANIFEST, SUMS, Manifest, decode_manifest, encode_sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found. All paths are sorted."""

    manifest_sha256: str
    """Digest of the manifest itself, for two people to compare; "" without one."""
    total: int
    """Files that the manifest lists."""
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    """Listed, and not shown by a host that may keep them to itself."""
    is_unfinished: bool = False

    @property
    def is_as_published(self) -> bool:
        """Whether every file is there, as the manifest lists it."""
        return bool(self.manifest_sha256) and not (self.missing or self.changed or self.is_unfinished)


def verify(host: Host, expected: Manifest | None = None, *, optional: Collection[str] = ()) -> Verified:
    """Compare a host with its own manifest, or with `expected`, which its own must then be. Raises HostError.

    Files of `optional` may be absent. The list for `sha256sum` must say what the manifest says.
    """
    files = host.listing()
    data = host.read(MANIFEST) if MANIFEST in files else None
    found = decode_manifest(data) if data is not None else None
    if data is None or found is None:
        return Verified(manifest_sha256="", total=0, foreign=tuple(sorted(files)))
    manifest = expected or found
    there = [path for path in manifest.entries if path in files]
    digests = host.digests(there)
    changed = {path for path in there if digests.get(path) != manifest.entries[path].sha256}
    changed |= {MANIFEST} if found != manifest else set()
    changed |= {SUMS} if SUMS in there and not _is_agreed(manifest) else set()
    absent = manifest.entries.keys() - files.keys()
    return Verified(
        manifest_sha256=hashlib.sha256(data).hexdigest(),
        total=len(manifest.entries),
        missing=tuple(sorted(absent - {*optional})),
        withheld=tuple(sorted(absent & {*optional})),
        changed=tuple(sorted(changed)),
        foreign=tuple(sorted(files.keys() - manifest.entries.keys() - {MANIFEST, JOURNAL})),
        is_unfinished=JOURNAL in files,
    )


def _is_agreed(manifest: Manifest) -> bool:
    """Tell whether both lists of digests say the same."""
    sums = encode_sums(manifest.entries.values())
    return manifest.entries[SUMS].sha256 == hashlib.sha256(sums).hexdigest()
