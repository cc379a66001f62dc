"""D3xx: faults of Markdown text."""

from __future__ import annotations

from dossier.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
