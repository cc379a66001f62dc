"""D4xx: faults of ids, references and citations."""

from __future__ import annotations

from dossier.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
