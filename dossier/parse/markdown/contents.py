"""`[TOC]` on a line of its own: the table of contents, made from the outline."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dossier.model import Heading
from dossier.parse.markdown.reading import make_token

_MARKS = frozenset({"[toc]", "[[toc]]"})


def contents(md: MarkdownIt) -> None:
    """Add the rule to a parser. Its token: contents."""
    md.core.ruler.after("block", "contents", _find)
    md.add_render_rule("contents", _render)


def _find(state: StateCore) -> None:
    tokens: list[Token] = []
    count = 0
    for token in state.tokens:
        tokens.append(token)
        if token.type == "paragraph_close" and tokens[-2].content.strip().casefold() in _MARKS:
            count += 1
            tokens[-3:] = [make_token("contents", "", 0)] if count == 1 else []
    state.tokens = tokens


def _render(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    outline: list[Heading] = env["reading"].outline
    return f'<div class="toc">\n{_list(outline)}</div>\n' if outline else ""


def _list(outline: Sequence[Heading]) -> str:
    """Nest by level: each heading with the deeper ones that follow it."""
    html, start = "<ol>\n", 0
    while start < len(outline):
        end = start + 1
        while end < len(outline) and outline[end].level > outline[start].level:
            end += 1
        inner = _list(outline[start + 1 : end]) if end > start + 1 else ""
        html += f'<li><a href="#{outline[start].id}">{outline[start].html}</a>{inner}</li>\n'
        start = end
    return f"{html}</ol>\n"
