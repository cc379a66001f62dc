"""`{#id .class key=value}` after links, images, code and `[words]`, before a block, and at the end of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse

from dossier.parse.markdown.reading import Reading, reading_of
from dossier.rules.text import REPEATED_ID, UNKNOWN_ATTRIBUTE
from dossier.text import fragment_id, nearest

CLASSES = ("lead", "aside", "small", "wide", "narrow", "start", "center", "end", "numbers", "no-print")
_ALLOWED = ("id", "class", "lang", "dir", "credit", "caption")
_IN_BRACES = re.compile(r"(?:^|\s+)(?P<braces>\{[^{}]*\})\s*$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def attributes(md: MarkdownIt) -> None:
    """Add attributes to a parser. What a text may set: id, a few classes, lang, dir; credit and caption on images."""
    attrs_plugin(md, spans=True, span_after="citation_narrative", allowed=_ALLOWED)
    attrs_block_plugin(md, allowed=_ALLOWED)
    md.core.ruler.after("block", "heading_attributes", _headings)
    md.core.ruler.after("inline", "checked_attributes", _check)


def _headings(state: StateCore) -> None:
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        found = _IN_BRACES.search(inline.content) if opening.type == "heading_open" else None
        if found is None:
            continue
        try:
            _, attrs = parse(found["braces"])
        except ParseError:
            continue
        reading_of(state).locate(inline)
        inline.content = inline.content[: found.start()]
        opening.attrs.update({key: value for key, value in attrs.items() if key in _ALLOWED})
        if refused := {key: value for key, value in attrs.items() if key not in _ALLOWED}:
            opening.meta["insecure_attrs"] = refused


def _check(state: StateCore) -> None:
    reading = reading_of(state)
    line = 0
    for token in state.tokens:
        line = token.map[0] if token.map else line
        for owner in (token, *_all_children(token)):
            if (owner.attrs and owner.type not in ("th_open", "td_open")) or owner.meta.get("insecure_attrs"):
                _mend(reading, owner, line)


def _all_children(token: Token) -> Iterator[Token]:
    for child in token.children or ():
        yield child
        yield from _all_children(child)


def _mend(reading: Reading, token: Token, line: int) -> None:
    for name in token.meta.get("insecure_attrs", ()):
        _refuse(reading, line, f"`{name}` may not be set by a text", "leave it out")
    if "class" in token.attrs and not token.meta.get("own_class"):
        _mend_classes(reading, token, line)
    if "id" in token.attrs:
        _mend_id(reading, token, line)
    if "lang" in token.attrs and not _LANGUAGE.fullmatch(str(token.attrs["lang"])):
        _refuse(reading, line, f"`{token.attrs.pop('lang')}` is no language tag", "write a tag such as `be`")
    if "dir" in token.attrs and token.attrs["dir"] not in ("ltr", "rtl", "auto"):
        _refuse(reading, line, f"`{token.attrs.pop('dir')}` is no direction", "write `ltr`, `rtl` or `auto`")
    if token.type != "image":
        for name in ("credit", "caption"):
            if token.attrs.pop(name, None) is not None:
                _refuse(reading, line, f"`{name}` belongs to an image", "leave it out")


def _mend_classes(reading: Reading, token: Token, line: int) -> None:
    names = str(token.attrs.pop("class")).split()
    kept = [name for name in dict.fromkeys(names) if name in CLASSES]
    if kept:
        token.attrs["class"] = " ".join(kept)
    for name in names:
        if name not in CLASSES:
            close = nearest(name, CLASSES)
            help = f"did you mean `{close}`" if close else f"classes are {', '.join(f'`{c}`' for c in CLASSES)}"
            _refuse(reading, line, f"no class is called `{name}`", help)


def _mend_id(reading: Reading, token: Token, line: int) -> None:
    name = str(token.attrs["id"])
    token.attrs["id"] = fragment_id(name)
    if token.attrs["id"] in reading.ids:
        del token.attrs["id"]
        span = reading.line_span(line)
        reading.report(REPEATED_ID, span, f"the id `{name}` is given twice", "give this one another name")
        return
    reading.ids[fragment_id(name)] = 1


def _refuse(reading: Reading, line: int, message: str, help: str) -> None:
    reading.report(UNKNOWN_ATTRIBUTE, reading.line_span(line), message, help)
