"""The located tree: scalars are strings as written, and every node knows its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from dossier.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, never converted. YAML 1.1 tags and types do not exist here."""

    value: str
    span: Span
    """The whole token on its first line, quotes included."""
    plain: bool = True
    """Written without quotes and not as a block."""
    offset: int | None = 0
    """Characters from the start of the span to the first of `value`; None when the two differ (escapes, folding)."""

    @property
    def absent(self) -> bool:
        """Tell whether nothing was written: plain `key:`, `~` or `null`."""
        return self.plain and self.value in ("", "~", "null")

    def at(self, start: int, length: int) -> Span:
        """Return the place of characters of `value`, counted from 0; the whole token when they cannot be told apart."""
        if self.offset is None:
            return self.span
        return replace(self.span, column=self.span.column + self.offset + start, length=max(1, length))


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order of the file."""

    items: tuple[Node, ...]
    span: Span
    """Where it starts: a bracket, or the first dash."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A map: each key once, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    """Where it starts: a brace, or the first key."""


Node: TypeAlias = Scalar | Sequence | Mapping
