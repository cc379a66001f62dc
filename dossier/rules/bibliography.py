"""D7xx: faults of bibliography files."""

from __future__ import annotations

from dossier.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
