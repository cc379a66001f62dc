"""The built site as publishing reads it: every file is checked against the manifest as it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.publish.host import HostError
from dossier.text import visible
from dossier.views import Artifact
from dossier.write import MANIFEST, SUMS, Manifest, ManifestEntry, encode_manifest, encode_sums, manifest_of


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site on disk, as `write` left it."""

    folder: Path
    manifest: Manifest

    def read(self, path: str) -> bytes:
        """Return a file of the site. Raises HostError when it is not what the manifest lists."""
        if path == MANIFEST:
            return encode_manifest(self.manifest)
        data = (self.folder / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.manifest.entries[path].sha256:
            raise HostError(f"`{visible(path)}` changed while it was published; build again")
        return data


@dataclass(frozen=True, slots=True)
class ExtendedSite:
    """A built site and files that publishing adds to it."""

    site: BuiltSite
    more: Mapping[str, bytes]
    manifest: Manifest

    def read(self, path: str) -> bytes:
        """Return a file of the site, or an added one. Raises HostError as the site does."""
        if path == MANIFEST:
            return encode_manifest(self.manifest)
        return self.more[path] if path in self.more else self.site.read(path)


def extended(site: BuiltSite, more: Mapping[str, bytes]) -> ExtendedSite:
    """Add files to a site."""
    added = (entry_of(path, data) for path, data in more.items())
    return ExtendedSite(site, more, manifest_of([*site.manifest.entries.values(), *added]))


@dataclass(frozen=True, slots=True)
class Loose:
    """A few files in memory."""

    data_by_path: Mapping[str, bytes]

    def read(self, path: str) -> bytes:
        """Return a file."""
        return self.data_by_path[path]


def planned_manifest(artifacts: Iterable[Artifact]) -> Manifest:
    """Return the manifest that `write.stage` would write for these artifacts. Writes nothing."""
    entries = [entry_of(artifact.url, artifact.data) for artifact in artifacts]
    return manifest_of([*entries, entry_of(SUMS, encode_sums(entries))])


def entry_of(path: str, data: bytes) -> ManifestEntry:
    """Describe one file."""
    return ManifestEntry(path, hashlib.sha256(data).hexdigest(), len(data))
