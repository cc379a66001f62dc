"""Carries a plan out, in an order that is safe to interrupt anywhere."""

from __future__ import annotations

from dossier.publish.host import Host, Site
from dossier.publish.journal import JOURNAL, encode_journal
from dossier.publish.plan import PublishPlan
from dossier.publish.site import Loose


def upload(plan: PublishPlan, site: Site, host: Host) -> None:
    """Publish. Raises HostError; then the host shows the old site, or a mixture in which every link leads somewhere.

    The next run finishes what was interrupted.
    """
    assert not plan.conflicts, "the caller refuses"
    if not host.is_atomic:
        host.put((JOURNAL,), Loose({JOURNAL: encode_journal(plan.journal)}))
    for wave in plan.waves():
        host.put(wave, site)
    host.delete(plan.removed)
    if not host.is_atomic:
        host.delete((JOURNAL,))
    host.finish(site)
