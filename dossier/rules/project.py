"""D6xx: faults of settings, templates and output."""

from __future__ import annotations

from dossier.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
