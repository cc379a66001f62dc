"""Puts a built site on a host: plan, upload in a safe order, read again. Knows no content and builds nothing."""

from dossier.publish.host import Host, HostError, RefusedError, RemoteFile, Site, Target
from dossier.publish.journal import JOURNAL
from dossier.publish.plan import Conflict, PublishPlan, make_plan, too_many_deletions
from dossier.publish.remote import Remote, inspect
from dossier.publish.site import BuiltSite, planned_manifest
from dossier.publish.targets import Surroundings, folder_target, make_target
from dossier.publish.upload import upload
from dossier.publish.verify import Verified, verify

__all__ = [
    "JOURNAL",
    "BuiltSite",
    "Conflict",
    "Host",
    "HostError",
    "PublishPlan",
    "RefusedError",
    "Remote",
    "RemoteFile",
    "Site",
    "Surroundings",
    "Target",
    "Verified",
    "folder_target",
    "inspect",
    "make_plan",
    "make_target",
    "planned_manifest",
    "too_many_deletions",
    "upload",
    "verify",
]
