"""`[[target]]`, `[[target|words]]`, `[[target#Heading]]`: links to records."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from dossier.parse.markdown.reading import reading_of
from dossier.rules.text import EMBEDDED_RECORD, EMPTY_REFERENCE

_WIKILINK = re.compile(r"(?P<embed>!?)\[\[(?P<target>[^\[\]|\\]*)(?:\\?\|(?P<label>[^\[\]]*))?\]\]")


def wikilinks(md: MarkdownIt) -> None:
    """Add the rule to a parser. Its tokens: wikilink_open (meta: target, heading, span), the words, wikilink_close."""
    md.inline.ruler.before("link", "wikilink", _wikilink)


def _wikilink(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "![" or state.linkLevel:
        return False
    found = _WIKILINK.match(state.src, state.pos, state.posMax)
    if not found or reading_of(state).is_inner:
        return False
    target, _, heading = (" ".join(part.split()) for part in found["target"].partition("#"))
    if not target and not heading:
        return False if silent else _refuse(state, found)
    if not silent:
        _push(state, found, (target, heading))
    state.pos = found.end()
    return True


def _push(state: StateInline, found: re.Match[str], target: tuple[str, str]) -> None:
    reading = reading_of(state)
    span = reading.span(*found.span())
    if found["embed"]:
        name = found["target"].strip()
        help = f"write `![description](/media/{name})`" if "." in name else f"write `[[{name}]]`"
        reading.report(EMBEDDED_RECORD, span, f"`{name}` cannot be embedded", help)
    end = state.posMax
    token = state.push("wikilink_open", "a", 1)
    token.meta = {"target": target[0], "heading": target[1], "span": span}
    if found["label"] and found["label"].strip():
        state.pos, state.posMax = found.span("label")
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
    else:
        token.content = "x"  # stands for a word, so that quotation marks beside it turn the right way
    state.push("wikilink_close", "a", -1)
    state.posMax = end


def _refuse(state: StateInline, found: re.Match[str]) -> bool:
    reading = reading_of(state)
    reading.report(EMPTY_REFERENCE, reading.span(*found.span()), "the brackets name no record", "write `[[id]]`")
    state.push("text_special", "", 0).content = found.group()
    state.pos = found.end()
    return True
