"""`- [ ]` and `- [x]`: lists of things to do, with boxes that a reader cannot tick."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_BOX = re.compile(r"\[(?P<mark>[ xX])\][ \t]+(?=\S)")


def tasks(md: MarkdownIt) -> None:
    """Add the rule to a parser. Its tokens: task_open (meta: done) and task_close, a label around the words."""
    md.core.ruler.after("inline", "tasks", _find)
    md.add_render_rule("task_open", _open)


def _find(state: StateCore) -> None:
    lists: list[Token] = []
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and index + 2 < len(tokens) and tokens[index + 1].type == "paragraph_open":
            _mark(tokens[index + 2], token, lists[-1])


def _mark(inline: Token, item: Token, parent: Token) -> None:
    children = inline.children or []
    found = _BOX.match(children[0].content) if children and children[0].type == "text" else None
    if found is None and children and children[0].type == "text":
        found = _BOX.match(children[0].content + "x") if len(children) > 1 else None
    if found is None:
        return
    children[0].content = children[0].content[found.end() :]
    opening = Token("task_open", "label", 1, meta={"done": found["mark"] != " "})
    inline.children = [opening, *children, Token("task_close", "label", -1)]
    item.attrs, parent.attrs = {**item.attrs, "class": "task"}, {**parent.attrs, "class": "tasks"}
    item.meta["own_class"] = parent.meta["own_class"] = True


def _open(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    checked = " checked" if tokens[idx].meta["done"] else ""
    return f'<label><input type="checkbox" disabled{checked}> '
