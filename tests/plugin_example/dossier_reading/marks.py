"""A construct: `==words==` stand out."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def marks(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    md.inline.ruler.before("emphasis", "mark", _mark)


def _mark(state: StateInline, silent: bool) -> bool:
    start = state.pos + 2
    end = state.src.find("==", start, state.posMax)
    if not state.src.startswith("==", state.pos) or end <= start:
        return False
    if not silent:
        after = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = after
    state.pos = end + 2
    return True
