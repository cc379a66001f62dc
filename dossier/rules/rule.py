"""What a rule is, and how a fault is made from it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.diagnostics import Diagnostic, Related, Severity, Span


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of rules; also its page in the reference."""

    code: str
    name: str
    severity: Severity
    summary: str
    """One line: what is found."""
    why: str
    """Why it matters to a curator or a reader."""
    bad: str
    """The smallest text that breaks the rule, as a curator would write it."""
    good: str
    """The same, mended."""
    configurable: bool = False
    """True for editorial rules: `checks:` in dossier.yaml may set their level."""

    def at(
        self,
        span: Span,
        message: str,
        *,
        help: str = "",
        label: str = "",
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """Make a fault of this rule at a place."""
        return Diagnostic(self.code, self.severity, message, span, label, help, related)
