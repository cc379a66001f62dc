"""Turns faults into text: full, concise, JSON, GitHub annotations, SARIF. Reads no file; is given the lines."""

from collections.abc import Callable, Mapping

from dossier.diagnostics import Diagnostic, Severity
from dossier.report.excerpt import ReadLine, full
from dossier.report.machine import github, json_text, sarif

__all__ = ["FORMS", "ReadLine", "counted", "full", "github", "json_text", "sarif", "summary"]

FORMS: Mapping[str, Callable[[tuple[Diagnostic, ...]], str]] = {"json": json_text, "github": github, "sarif": sarif}
"""Forms for machines by the name of `--format`."""


def summary(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Say how many faults of each weight there are: `2 errors, 1 warning`; notes only when there are some."""
    counts = {severity: sum(fault.severity is severity for fault in diagnostics) for severity in Severity}
    parts = [counted(counts[Severity.ERROR], "error"), counted(counts[Severity.WARNING], "warning")]
    if counts[Severity.NOTE]:
        parts.append(counted(counts[Severity.NOTE], "note"))
    return ", ".join(parts)


def counted(number: int, word: str, plural: str = "") -> str:
    """Write a number with its English noun; the plural ends in `s` unless it is given."""
    return f"{number} {word if number == 1 else plural or f'{word}s'}"
