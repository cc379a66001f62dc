"""`<!-- for editors -->`: comments never reach the output."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from dossier.parse.markdown.reading import reading_of
from dossier.rules.text import OPEN_COMMENT

_OPEN, _CLOSE = "<!--", "-->"
_HELP = "close it with `-->`, or write `&lt;!--` for the characters"


def comments(md: MarkdownIt) -> None:
    """Add the rules to a parser: comments as blocks (CommonMark 0.31 §4.6, condition 2) and within a paragraph."""
    md.block.ruler.before("heading", "comment", _block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.before("autolink", "comment", _inline)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(_OPEN, first):
        return False
    line, seek = start, first + len(_OPEN)
    while line < end and (line == start or state.sCount[line] >= state.blkIndent):
        found = state.src.find(_CLOSE, seek, state.eMarks[line])
        if found >= 0:
            return _close(state, line, found, silent)
        line += 1
        seek = state.bMarks[line] if line < end else seek
    if not silent:
        reading = reading_of(state)
        reading.report(OPEN_COMMENT, reading.line_span(start), "the comment is never closed", _HELP)
        state.line = line
    return True


def _close(state: StateBlock, line: int, found: int, silent: bool) -> bool:
    if state.src[found + len(_CLOSE) : state.eMarks[line]].strip():
        return False  # words follow on the line: the paragraph's own rule takes the comment out
    if not silent:
        state.line = line + 1
    return True


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(_OPEN, state.pos):
        return False
    found = state.src.find(_CLOSE, state.pos + len(_OPEN), state.posMax)
    if found < 0 and not silent:
        reading = reading_of(state)
        reading.report(OPEN_COMMENT, reading.span(state.pos, state.pos + 4), "the comment is never closed", _HELP)
    state.pos = found + len(_CLOSE) if found >= 0 else state.posMax
    return True
