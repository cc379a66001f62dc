"""Puts artifacts on disk: staged beside the site, switched at once, manifest last. Knows nothing of what they carry."""

from dossier.write.lock import Lock, LockHeldError
from dossier.write.manifest import Manifest, ManifestEntry, read_manifest
from dossier.write.site import Staged, Written, discard, output_fault, recover, stage, switch

__all__ = [
    "Lock",
    "LockHeldError",
    "Manifest",
    "ManifestEntry",
    "Staged",
    "Written",
    "discard",
    "output_fault",
    "read_manifest",
    "recover",
    "stage",
    "switch",
]
