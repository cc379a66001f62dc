"""The table of all rules: code, name, weight and the text of its documentation page.

A rule's name reads as "allow …" (`checks: {uncited-paragraph: off}` allows uncited paragraphs).
"""

from __future__ import annotations

from collections.abc import Mapping

from dossier.rules import (
    addresses,
    bibliography,
    cluster,
    editorial,
    external,
    files,
    links,
    media,
    output,
    plugins,
    project,
    publishing,
    reading,
    schema,
    text,
    theme,
)
from dossier.rules.levels import OFF, leveled
from dossier.rules.rule import Rule

__all__ = ["ALL", "OFF", "Rule", "by_code", "by_name", "leveled"]

ALL: tuple[Rule, ...] = (
    *reading.RULES,
    *files.RULES,
    *schema.RULES,
    *text.RULES,
    *links.RULES,
    *editorial.RULES,
    *project.RULES,
    *output.RULES,
    *cluster.RULES,
    *addresses.RULES,
    *theme.RULES,
    *media.RULES,
    *plugins.RULES,
    *bibliography.RULES,
    *external.RULES,
    *publishing.RULES,
)


def by_code() -> Mapping[str, Rule]:
    """Return all rules by code, in the order of the table."""
    return {rule.code: rule for rule in ALL}


def by_name() -> Mapping[str, Rule]:
    """Return all rules by name, in the order of the table."""
    return {rule.name: rule for rule in ALL}
