"""Puts artifacts on disk: staged beside the site, switched at once, manifest last. Knows nothing of what they carry."""

from dossier.write.lock import Lock, LockHeldError
from dossier.write.manifest import (
    ABOUT_SUMS,
    SUMS,
    Manifest,
    ManifestEntry,
    encode_sums,
    manifest_of,
    read_manifest,
)
from dossier.write.manifest import NAME as MANIFEST
from dossier.write.manifest import decode as decode_manifest
from dossier.write.manifest import encode as encode_manifest
from dossier.write.site import Staged, Written, discard, output_fault, recover, stage, standing, switch

__all__ = [
    "ABOUT_SUMS",
    "MANIFEST",
    "SUMS",
    "Lock",
    "LockHeldError",
    "Manifest",
    "ManifestEntry",
    "Staged",
    "Written",
    "decode_manifest",
    "discard",
    "encode_manifest",
    "encode_sums",
    "manifest_of",
    "output_fault",
    "read_manifest",
    "recover",
    "stage",
    "standing",
    "switch",
]
