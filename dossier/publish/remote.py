"""What stands on a host, as far as a plan needs to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dossier.publish.host import Host, RemoteFile
from dossier.publish.journal import JOURNAL, Known, decode_journal, known_of, together
from dossier.write import MANIFEST, Manifest, decode_manifest


@dataclass(frozen=True, slots=True)
class Remote:
    """The last published manifest, what an unfinished publication left, and the listing."""

    files: Mapping[str, RemoteFile]
    manifest: Manifest | None = None
    """None before the first publication, and where the manifest is none of ours."""
    journal: Known | None = None
    """None unless the last publication was interrupted."""

    @property
    def known(self) -> Known:
        """Every digest of ours that a file on the host may have."""
        return together(known_of(self.manifest) if self.manifest else {}, self.journal or {})


def inspect(host: Host, local: Manifest) -> Remote:
    """Read manifest, journal and listing of a host, and the files that differ from the new site for their digests.

    Raises HostError.
    """
    files = dict(host.listing())
    manifest_data = host.read(MANIFEST) if MANIFEST in files else None
    journal = decode_journal(host.read(JOURNAL)) if JOURNAL in files else None
    manifest = decode_manifest(manifest_data) if manifest_data is not None else None
    remote = Remote(files, manifest, journal)
    unsure = [path for path in _in_question(local, remote) if files[path].sha256 is None]
    digests = host.digests(unsure)
    files.update((path, replace(files[path], sha256=digest)) for path, digest in digests.items())
    return remote


def _in_question(local: Manifest, remote: Remote) -> list[str]:
    """Return the files that would be overwritten or deleted, or whose size is not what was published."""
    paths = []
    for path, file in remote.files.items():
        new = local.entries.get(path)
        old = remote.manifest.entries.get(path) if remote.manifest else None
        is_settled = new is not None and old is not None and new == old and file.size_bytes == old.size_bytes
        if (new is not None or path in remote.known or path == MANIFEST) and not (is_settled and not remote.journal):
            paths.append(path)
    return paths
