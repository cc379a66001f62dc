"""Reads everything that is published again and compares it with the manifest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dossier.publish.host import Host
from dossier.publish.journal import JOURNAL
from dossier.write import MANIFEST, Manifest, decode_manifest


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
    is_unfinished: bool = False

    @property
    def is_as_published(self) -> bool:
        """Whether every file is there, as the manifest lists it."""
        return bool(self.manifest_sha256) and not (self.missing or self.changed or self.is_unfinished)


def verify(host: Host, expected: Manifest | None = None) -> Verified:
    """Compare a host with its own manifest, or with `expected`, which its own must then be. Raises HostError."""
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
    return Verified(
        manifest_sha256=hashlib.sha256(data).hexdigest(),
        total=len(manifest.entries),
        missing=tuple(sorted(manifest.entries.keys() - files.keys())),
        changed=tuple(sorted(changed)),
        foreign=tuple(sorted(files.keys() - manifest.entries.keys() - {MANIFEST, JOURNAL})),
        is_unfinished=JOURNAL in files,
    )
