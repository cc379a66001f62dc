"""D1xx: faults of files, front matter and YAML."""

from __future__ import annotations

from dossier.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
