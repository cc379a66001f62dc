"""What one call of `read_text` gathers: places, faults, references. Knows no construct of Markdown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from dossier.diagnostics import Diagnostic, Span
from dossier.model import Heading, Ref
from dossier.rules import Rule


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lines of an inline text stand in the file; lines and columns count from 0."""

    line: int
    starts: tuple[int, ...]
    """Offset of each line's first character in the inline text."""
    columns: tuple[int, ...]
    """Column of that character in the file."""
    cell: str = ""
    """The text of a table cell, whose pipes are written with a backslash."""

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of an offset of the inline text."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        column = self.columns[index] + offset - self.starts[index]
        return self.line + index, column + self.cell.count("|", 0, offset)


NOWHERE = Place(0, (0,), (0,))


@dataclass(slots=True)
class Reading:
    """The desk of one call: rules of the parser find it in their environment and write on it."""

    path: str
    first_line: int
    lines: tuple[str, ...]
    language: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    refs: list[Ref] = field(default_factory=list)
    outline: list[Heading] = field(default_factory=list)
    place: Place = NOWHERE
    base: int = 0
    """Offset in the place of the text that is being parsed: text within text."""
    is_inner: bool = False
    """Whether the text within may hold no references: prefixes, suffixes, descriptions."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    cursors: dict[int, int] = field(default_factory=dict)
    """Column behind the last table cell found, by line."""
    ids: dict[str, int] = field(default_factory=dict)
    """Ids of headings and those that the text gives, with how often each was asked for."""
    no_table_before: int = 0
    """Line up to which a table was refused."""
    html_lines: set[int] = field(default_factory=set)

    def span(self, start: int, end: int) -> Span:
        """Return the span of a run of the inline text being parsed, cut at the end of its line."""
        line, column = self.place.position(self.base + start)
        end_line, end_column = self.place.position(self.base + max(end, start))
        if end_line != line:
            end_column = len(self.lines[line]) if line < len(self.lines) else column + 1
        return Span(self.path, self.first_line + line, column + 1, max(end_column - column, 1))

    def line_span(self, line: int) -> Span:
        """Return the span of a whole line (from 0) without the white space around it."""
        text = self.lines[line] if line < len(self.lines) else ""
        indent = len(text) - len(text.lstrip())
        return Span(self.path, self.first_line + line, indent + 1, max(len(text.strip()), 1))

    def report(self, rule: Rule, span: Span, message: str, help: str = "") -> None:
        """Note a fault."""
        self.diagnostics.append(rule.at(span, message, help=help))

    def locate(self, token: Token) -> Place:
        """Find where the text of an inline token stands in the file (markdown-it keeps only its lines)."""
        known = token.meta.get("place")
        if isinstance(known, Place):
            return known
        if token.map is None:
            return self.place
        starts, columns, offset, first = [], [], 0, token.map[0]
        for number, line in enumerate(token.content.split("\n"), first):
            starts.append(offset)
            columns.append(self._column(number, line))
            offset += len(line) + 1
        place = Place(first, tuple(starts), tuple(columns))
        token.meta["place"] = place
        return place

    def locate_cell(self, token: Token) -> Place:
        """Find where the text of a table cell stands; cells of a row must be asked for from left to right."""
        line = token.map[0] if token.map else 0
        written = token.content.replace("|", "\\|")
        found = self.lines[line].find(written, self.cursors.get(line, 0))
        column = max(found, self.cursors.get(line, 0))
        self.cursors[line] = column + len(written)
        place = Place(line, (0,), (column,), token.content)
        token.meta["place"] = place
        return place

    def _column(self, number: int, line: str) -> int:
        source = self.lines[number] if number < len(self.lines) else ""
        if (found := source.find(line)) >= 0:
            return found
        bare = line.lstrip()
        return max(source.find(bare) - (len(line) - len(bare)), 0)

    @contextmanager
    def within(self, offset: int, *, inner: bool) -> Iterator[None]:
        """Parse a part of the present text: its offsets count from `offset`."""
        before = self.base, self.is_inner
        self.base, self.is_inner = self.base + offset, self.is_inner or inner
        try:
            yield
        finally:
            self.base, self.is_inner = before


def reading_of(state: StateInline | StateBlock | StateCore) -> Reading:
    """Return the desk that `read_text` put into the parser's environment."""
    reading = state.env["reading"]
    assert isinstance(reading, Reading)
    return reading


def make_token(type_: str, tag: str, nesting: int, **meta: object) -> Token:
    """Make a block token, e.g. for a wrapper around others."""
    assert nesting in (-1, 0, 1)
    return Token(type_, tag, nesting, block=True, meta=dict(meta))  # type: ignore[arg-type]
