"""A block quotation whose last line is `-- [[speaker]] [@source, ¶ 3]`: a figure with its attribution."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dossier.parse.markdown.reading import make_token, reading_of

_DASHES = ("--- ", "-- ", "— ", "– ", "― ")


def quotations(md: MarkdownIt) -> None:
    """Add the rule to a parser. Its tokens: figure_open and figure_close (meta: quotation), figcaption."""
    md.core.ruler.after("inline", "quotations", _find)


def _find(state: StateCore) -> None:
    before: dict[int, list[Token]] = {}
    after: dict[int, list[Token]] = {}
    dropped: set[int] = set()
    opened: list[int] = []
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            opened.append(index)
        if token.type == "blockquote_close":
            start = opened.pop()
            if caption := _attribution(state, start, index, dropped):
                before[start], after[index] = _wrap(state.tokens[start], caption)
    if before:
        state.tokens = [
            piece
            for index, token in enumerate(state.tokens)
            if index not in dropped
            for piece in (*before.get(index, ()), token, *after.get(index, ()))
        ]


def _attribution(state: StateCore, start: int, end: int, dropped: set[int]) -> Token | None:
    """Cut the last line off the quotation if it names the speaker, and return it as an inline token."""
    inline = state.tokens[end - 2]
    if state.tokens[end - 1].type != "paragraph_close" or not inline.children:
        return None
    children = inline.children or []
    breaks = [i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    at = breaks[-1] if breaks else -1
    last = children[at + 1 :]
    if not _names_speaker(last) or (at >= 0 and children[at].level) or (at < 0 and end - 3 == start + 1):
        return None
    inline.children = children[: max(at, 0)]
    if at < 0:
        dropped.update((end - 3, end - 2, end - 1))
    reading = reading_of(state)
    caption = make_token("inline", "", 0, place=reading.locate(inline))
    caption.content, caption.children = inline.content, last
    last[0].content = last[0].content.lstrip("-—–― ")
    if not last[0].content:
        del last[0]
    return caption


def _names_speaker(line: list[Token]) -> bool:
    return bool(line) and line[0].type == "text" and line[0].content.startswith(_DASHES)


def _wrap(quotation: Token, caption: Token) -> tuple[list[Token], list[Token]]:
    opening = make_token("figure_open", "figure", 1, quotation=True, own_class=True)
    opening.attrs, opening.map = {"class": "quote"}, quotation.map
    caption.children = [Token("dash", "", 0), *(caption.children or [])]
    return [opening], [
        make_token("figcaption_open", "figcaption", 1),
        caption,
        make_token("figcaption_close", "figcaption", -1),
        make_token("figure_close", "figure", -1, quotation=True),
    ]
