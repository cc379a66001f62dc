"""D5xx: editorial rules over the whole dossier; levels can be set in dossier.yaml."""

from __future__ import annotations

from dossier.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
