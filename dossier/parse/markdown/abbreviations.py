"""`*[HTML]: HyperText Markup Language`: the words behind an abbreviation."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dossier.parse.markdown.reading import reading_of

_DEFINITION = re.compile(r"\*\[(?P<short>[^\[\]\n]+)\]:[ \t]*(?P<long>[^\n]+)")


def abbreviations(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.block.ruler.before("reference", "abbreviation", _define, {"alt": ["paragraph", "reference"]})
    md.core.ruler.after("text_join", "abbreviations", _mark)


def _define(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("*[", first):
        return False
    found = _DEFINITION.fullmatch(state.src, first, state.eMarks[start])
    if found is None or not found["short"].strip() or not found["long"].strip():
        return False
    if not silent:
        reading_of(state).abbreviations.setdefault(found["short"].strip(), found["long"].strip())
        state.line = start + 1
    return True


def _mark(state: StateCore) -> None:
    known = reading_of(state).abbreviations
    if not known:
        return
    longest_first = sorted(known, key=lambda short: (-len(short), short))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(short) for short in longest_first)})(?!\w)")
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [piece for child in token.children for piece in _split(child, pattern, known)]


def _split(child: Token, pattern: re.Pattern[str], known: dict[str, str]) -> list[Token]:
    if child.type != "text" or not pattern.search(child.content):
        return [child]
    pieces, last = list[Token](), 0
    for found in pattern.finditer(child.content):
        pieces += [
            Token("text", "", 0, content=child.content[last : found.start()]),
            Token("abbr_open", "abbr", 1, attrs={"title": known[found.group()]}),
            Token("text", "", 0, content=found.group()),
            Token("abbr_close", "abbr", -1),
        ]
        last = found.end()
    return [*pieces, Token("text", "", 0, content=child.content[last:])]
