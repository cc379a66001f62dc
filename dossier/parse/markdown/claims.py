"""`{claim: turnout}`: a claim's sentence in a text."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from dossier.model import ClaimRef
from dossier.parse.markdown.reading import reading_of
from dossier.rules.text import EMPTY_REFERENCE

_CLAIM = re.compile(r"\{\s*claim:(?P<target>[^{}]*)\}")


def claims(md: MarkdownIt) -> None:
    """Add the rule to a parser. Its token: claim (meta: ref)."""
    md.inline.ruler.before("link", "claim", _claim)


def _claim(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.linkLevel or reading_of(state).is_inner:
        return False
    found = _CLAIM.match(state.src, state.pos, state.posMax)
    if not found or "\n" in found["target"].strip():
        return False
    if not silent:
        _push(state, found)
    state.pos = found.end()
    return True


def _push(state: StateInline, found: re.Match[str]) -> None:
    reading = reading_of(state)
    span = reading.span(*found.span())
    if target := found["target"].strip():
        token = state.push("claim", "", 0)
        token.meta = {"ref": ClaimRef(target, span)}
        token.content = "x"  # stands for a word, so that quotation marks beside it turn the right way
        return
    reading.report(EMPTY_REFERENCE, span, "the braces name no claim", "write `{claim: id}`")
    state.push("text_special", "", 0).content = found.group()
