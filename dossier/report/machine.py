"""Forms for machines: JSON, GitHub workflow commands, SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

from dossier.diagnostics import Diagnostic, Severity
from dossier.text import visible
from dossier.urls import path_to_url

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
LONGEST = 400
"""Characters of one text, as in the full form."""
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def json_text(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Write faults as one JSON object `{"version": 1, "diagnostics": [...]}`; places count from 1."""
    return json.dumps(
        {"version": 1, "diagnostics": [asdict(fault) for fault in diagnostics]}, ensure_ascii=False, indent=1
    )


def github(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Write faults as GitHub Actions workflow commands, one a line; they show beside the changed lines.

    Controls are made visible: the lines also stand in a log that terminals show.
    """
    return "\n".join(_github_line(fault) for fault in diagnostics)


def _github_line(fault: Diagnostic) -> str:
    span = fault.span
    place = f"file={_property(span.path)},line={span.line},col={span.column},endColumn={span.column + span.length}"
    text = fault.message + (f"\nhelp: {fault.help}" if fault.help else "")
    return f"::{_GITHUB_COMMANDS[fault.severity]} {place},title={_property(fault.rule)}::{_data(text)}"


def _data(text: str) -> str:
    lines = (visible(line, LONGEST) for line in re.split(r"\r?\n", text))
    return "\n".join(lines).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Write faults as a SARIF 2.1.0 log (OASIS, §3.13) with the rules that occur in it; paths as in §3.4.3."""
    from dossier import rules  # no other form needs the texts of all rules

    used = {fault.rule for fault in diagnostics}
    described = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.why},
        }
        for rule in rules.ALL
        if rule.code in used
    ]
    run = {
        "tool": {"driver": {"name": "dossier", "rules": described}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(fault) for fault in diagnostics],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _sarif_result(fault: Diagnostic) -> dict[str, object]:
    span = fault.span
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length}
    place = {"physicalLocation": {"artifactLocation": {"uri": path_to_url(span.path)}, "region": region}}
    text = fault.message + (f" ({fault.help})" if fault.help else "")
    return {
        "ruleId": fault.rule,
        "level": _SARIF_LEVELS[fault.severity],
        "message": {"text": text},
        "locations": [place],
    }
