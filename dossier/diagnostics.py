"""Faults as values: where, what, why and the way out. Prints nothing; `report` does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a fault weighs: an error fails the build's exit code, a warning does so with --strict."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters in one file. Lines and columns count from 1, columns and length in characters."""

    path: str
    """POSIX path relative to the project root, e.g. `content/articles/x.md`."""
    line: int = 1
    column: int = 1
    length: int = 1
    """0 where the line must not be shown: a secret stands in it."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a fault, e.g. the first of two equal ids."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. `message` is the one thing shown if only one thing may be shown."""

    rule: str
    """Code of a row in `rules`, e.g. `D203`."""
    severity: Severity
    message: str
    span: Span
    label: str = ""
    """A few words under the caret, or nothing."""
    help: str = ""
    """What to type, or the nearest name."""
    related: tuple[Related, ...] = field(default=())

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Order of reports: by place, then rule, then message."""
        return (self.span, self.rule, self.message)


class FaultError(Exception):
    """A fault on its way through code that cannot return one: a template, a view made by a plug-in."""

    def __init__(self, diagnostic: Diagnostic, *, is_final: bool = False) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.is_final = is_final
        """Whether it is to leave the program, for the sake of its traceback."""


def in_order(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the faults sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: d.sort_key))


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Tell whether a run has failed: errors always, warnings when `strict`, notes never."""
    deadly = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(fault.severity in deadly for fault in diagnostics)
