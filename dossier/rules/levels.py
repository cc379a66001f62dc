"""Levels that a dossier sets for rules: `checks: {uncited-paragraph: off}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dossier.diagnostics import Diagnostic, Severity
from dossier.rules.rule import Rule

OFF = "off"


def leveled(faults: Iterable[Diagnostic], levels: Mapping[str, str], rules: Iterable[Rule]) -> list[Diagnostic]:
    """Return the faults at the levels set for rules by name, without those that are `off`.

    Only configurable rules among `rules` are looked at; other faults, names and levels stay as they are.
    """
    level_by_code = {rule.code: levels[rule.name] for rule in rules if rule.configurable and rule.name in levels}
    kept = (fault for fault in faults if level_by_code.get(fault.rule) != OFF)
    return [_at_level(fault, level_by_code.get(fault.rule, "")) for fault in kept]


def _at_level(fault: Diagnostic, level: str) -> Diagnostic:
    return replace(fault, severity=Severity(level)) if level in set(Severity) else fault
