"""A table of editorial rules over a Library. Changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from dossier.check import actors, claims, events, reach, sources, texts
from dossier.check import copies as copied
from dossier.check.audit import Audit, Check
from dossier.check.copies import words_of_copies
from dossier.diagnostics import Diagnostic, Severity, in_order
from dossier.findings import Evidence
from dossier.library import Library
from dossier.model import InputFile
from dossier.rules import editorial
from dossier.settings import Settings

__all__ = ["CHECKS", "OFF", "check"]

OFF = "off"
CHECKS: tuple[Check, ...] = (
    texts.uncited_paragraphs,
    texts.quotations,
    copied.quotations_in_copies,
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


def check(
    library: Library,
    evidence: Evidence,
    settings: Settings,
    published: Collection[str] = (),
    copies: Iterable[InputFile] = (),
) -> tuple[Diagnostic, ...]:
    """Check a dossier by the editorial rules; faults D5xx, sorted.

    `settings.checks` sets rules by name to `error`, `warning`, `note` or `off`; other names and levels are not looked
    at here. `published` holds the paths of the last published manifest, e.g. `actors/anna/index.html`;
    `copies` are the files of content/archive/ that hold text.
    """
    audit = Audit(library, evidence, settings, frozenset(published), words_of_copies(copies))
    levels = settings.checks or {}
    level_by_code = {rule.code: levels.get(rule.name, "") for rule in editorial.RULES}
    found = (fault for run in CHECKS for fault in run(audit))
    kept = [fault for fault in found if level_by_code[fault.rule] != OFF]
    return in_order([_at_level(fault, level_by_code[fault.rule]) for fault in kept])


def _at_level(fault: Diagnostic, level: str) -> Diagnostic:
    return replace(fault, severity=Severity(level)) if level in set(Severity) else fault
