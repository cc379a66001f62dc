"""D67x: faults of plug-ins."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

UNKNOWN = Rule(
    "D670",
    "unknown-plugin",
    Severity.ERROR,
    "A plug-in is listed that is not installed.",
    "Its checks would not run and its pages would be missing, and nobody would notice.",
    "plugins: [glosary]",
    "plugins: [glossary]",
)

UNUSABLE = Rule(
    "D671",
    "unusable-plugin",
    Severity.ERROR,
    "A plug-in cannot be loaded, or takes a name that is not its own.",
    "A plug-in adds to dossier and changes nothing that is there: its rules, templates and files bear its name.",
    'Rule("D999", "strange-word", …) in the plug-in `glossary`',
    'Rule("glossary-1", "glossary-strange-word", …) in the plug-in `glossary`',
)

FAILED = Rule(
    "D672",
    "plugin-failed",
    Severity.ERROR,
    "A plug-in stops with an error, or returns what dossier cannot use.",
    "What it should have checked or made is missing; the last good site stays. The fault is the plug-in's, not your "
    "text's.",
    "plugins: [glossary], whose check divides by the number of terms when there are none",
    "plugins: [glossary], mended by its author; until then leave it out of the list",
)

RULES: tuple[Rule, ...] = (UNKNOWN, UNUSABLE, FAILED)
