"""Tables: within limits, with the scope of their header cells, and scrolling on their own on small screens."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as parse_table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dossier.parse.markdown.reading import reading_of
from dossier.rules.text import TEXT_BEYOND_LIMITS

MAX_CELLS = 20_000
"""About half a second of parsing; short rows are padded to the width of the header, so width counts per row."""


def tables(md: MarkdownIt) -> None:
    """Add tables to a parser."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.core.ruler.after("inline", "table_cells", _dress)
    md.add_render_rule("table_open", _open)
    md.add_render_rule("table_close", _close)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 2 > end:
        return False
    second = state.bMarks[start + 1] + state.tShift[start + 1]
    if not state.src.startswith(("|", "-", ":"), second):
        return False
    reading = reading_of(state)
    if start < reading.no_table_before or not parse_table(state, start, end, True):
        return False
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    behind = _line_behind(state, start, end)
    if (behind - start) * columns > MAX_CELLS:
        if not silent:
            reading.no_table_before = behind
            message = f"the table has more than {MAX_CELLS} cells"
            reading.report(TEXT_BEYOND_LIMITS, reading.line_span(start), message, "split it, or add it as a file")
        return False
    return silent or parse_table(state, start, end, False)


def _line_behind(state: StateBlock, start: int, end: int) -> int:
    line = start
    while line < end and not state.isEmpty(line):
        line += 1
    return line


def _dress(state: StateCore) -> None:
    for token in state.tokens:
        if token.type not in ("th_open", "td_open"):
            continue
        style = str(token.attrs.pop("style", ""))
        attrs: dict[str, str | int | float] = {"scope": "col"} if token.type == "th_open" else {}
        if style:
            attrs["class"] = f"align-{style.removeprefix('text-align:')}"
        token.attrs = {**attrs, **token.attrs}


def _open(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    # tabindex: whoever has only a keyboard can scroll it
    return '<div class="table" tabindex="0">\n' + self.renderToken(tokens, idx, options, env)


def _close(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return self.renderToken(tokens, idx, options, env) + "</div>\n"
