"""Puts a built site on a host: plan, upload in a safe order, read again. Knows no content and builds nothing."""

from dossier.publish.host import Host, HostError, RefusedError, RemoteFile, Site, Target
from dossier.publish.journal import JOURNAL
from dossier.publish.plan import Conflict, PublishPlan, make_plan, too_many_deletions
from dossier.publish.remote import Remote, inspect
from dossier.publish.signature import (
    SIGNATURES,
    PublicKey,
    Signer,
    SigningError,
    public_key,
    published_key,
    sign,
    signature_fault,
)
from dossier.publish.site import BuiltSite, extended, planned_manifest
from dossier.publish.targets import Surroundings, folder_target, make_target
from dossier.publish.upload import upload
from dossier.publish.verify import Verified, verify
from dossier.publish.web import HOST_FILES, WebHost, WebTarget, is_address, site_address
from dossier.publish.web_client import Reader

__all__ = [
    "HOST_FILES",
    "JOURNAL",
    "SIGNATURES",
    "BuiltSite",
    "Conflict",
    "Host",
    "HostError",
    "PublicKey",
    "PublishPlan",
    "Reader",
    "RefusedError",
    "Remote",
    "RemoteFile",
    "Signer",
    "SigningError",
    "Site",
    "Surroundings",
    "Target",
    "Verified",
    "WebHost",
    "WebTarget",
    "extended",
    "folder_target",
    "inspect",
    "is_address",
    "make_plan",
    "make_target",
    "planned_manifest",
    "public_key",
    "published_key",
    "sign",
    "signature_fault",
    "site_address",
    "too_many_deletions",
    "upload",
    "verify",
]
