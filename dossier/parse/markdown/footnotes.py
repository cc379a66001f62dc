"""`[^1]`, `[^1]: …`, `^[…]`: footnotes, with ids of our own and faults for those that lack a partner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from dossier.parse.markdown.reading import reading_of
from dossier.rules.text import REPEATED_FOOTNOTE, UNDEFINED_FOOTNOTE, UNUSED_FOOTNOTE

_MARK = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")


def footnotes(md: MarkdownIt) -> None:
    """Add footnotes to a parser; they are numbered and moved to the end of the text."""
    footnote_plugin(md)
    md.inline.ruler.before("footnote_ref", "footnote_guard", _guard)
    md.inline.ruler.before("footnote_inline", "footnote_inline_guard", _guard_inline)
    md.inline.ruler.after("footnote_ref", "footnote_undefined", _undefined)
    md.core.ruler.before("footnote_tail", "footnote_check", _check)
    for name, rule in _RENDER.items():
        md.add_render_rule(name, rule)


def _guard(state: StateInline, silent: bool) -> bool:
    """Leave the mark as text where no link may stand: in links and in citations."""
    if not state.src.startswith("[^", state.pos) or not (state.linkLevel or reading_of(state).is_inner):
        return False
    if not silent:
        state.pending += "[^"
    state.pos += 2
    return True


def _guard_inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos) or not (state.linkLevel or reading_of(state).is_inner):
        return False
    if not silent:
        state.pending += "^"
    state.pos += 1
    return True


def _undefined(state: StateInline, silent: bool) -> bool:
    found = _MARK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    if not silent:
        reading = reading_of(state)
        label = found["label"]
        help = f"write `[^{label}]: words` on a line of its own, or `\\[^{label}]` for the characters"
        reading.report(UNDEFINED_FOOTNOTE, reading.span(*found.span()), f"no footnote `{label}` is written", help)
        state.push("text_special", "", 0).content = found.group()
    state.pos = found.end()
    return True


def _check(state: StateCore) -> None:
    reading = reading_of(state)
    used: dict[str, int] = state.env.get("footnotes", {}).get("refs", {})
    seen: set[str] = set()
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        label = str(token.meta["label"])
        span = reading.line_span(token.map[0] if token.map else 0)
        if label in seen:
            reading.report(REPEATED_FOOTNOTE, span, f"footnote `{label}` is written twice", "give it another mark")
        elif used.get(f":{label}", -1) < 0:
            help = f"name it in the text with `[^{label}]`, or delete it"
            reading.report(UNUSED_FOOTNOTE, span, f"footnote `{label}` is never named", help)
        seen.add(label)


def _number(token: Token) -> str:
    return str(int(token.meta["id"]) + 1)


def _mark_id(token: Token) -> str:
    again = int(token.meta.get("subId", 0))
    return f"fnref-{_number(token)}" + (f"-{again + 1}" if again else "")


def _ref(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    number, mark = _number(tokens[idx]), _mark_id(tokens[idx])
    return f'<sup class="footnote-ref"><a href="#fn-{number}" id="{mark}" role="doc-noteref">{number}</a></sup>'


def _section_open(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return '<div class="footnotes" role="doc-endnotes">\n<ol>\n'


def _section_close(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return "</ol>\n</div>\n"


def _open(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return f'<li id="fn-{_number(tokens[idx])}">'


def _close(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return "</li>\n"


def _back(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    # U+FE0E keeps the arrow from being drawn as an emoji
    return f' <a href="#{_mark_id(tokens[idx])}" class="footnote-back" role="doc-backlink">\u21a9\ufe0e</a>'


_RENDER = {
    "footnote_ref": _ref,
    "footnote_block_open": _section_open,
    "footnote_block_close": _section_close,
    "footnote_open": _open,
    "footnote_close": _close,
    "footnote_anchor": _back,
}
