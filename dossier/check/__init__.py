"""A table of editorial rules over a Library. Changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dossier.check import actors, claims, copies, events, reach, sources, texts
from dossier.check.audit import Audit, Check
from dossier.diagnostics import Diagnostic, in_order
from dossier.findings import Evidence
from dossier.library import Library
from dossier.settings import Settings

__all__ = ["CHECKS", "Audit", "Check", "audit_of", "check"]

CHECKS: tuple[Check, ...] = (
    texts.uncited_paragraphs,
    texts.quotations,
    copies.quotations_in_copies,
    copies.recorded_copies,
    claims.claim_evidence,
    claims.claim_status,
    events.event_sources,
    actors.roles_outside_dates,
    actors.unsourced_facts,
    actors.unsourced_spellings,
    actors.near_duplicates,
    sources.articles,
    reach.orphans,
    reach.vanished_urls,
)


def audit_of(
    library: Library,
    evidence: Evidence,
    settings: Settings,
    *,
    published: Collection[str] = (),
) -> Audit:
    """Put together what checks look at.

    `published` holds the paths of the last published manifest, e.g. `actors/anna/index.html`.
    """
    return Audit(library, evidence, settings, frozenset(published))


def check(audit: Audit, checks: Iterable[Check] = CHECKS) -> tuple[Diagnostic, ...]:
    """Run a table of checks over a dossier: faults D5xx and those of plug-ins, sorted, each at its rule's own level."""
    return in_order([fault for run in checks for fault in run(audit)])
