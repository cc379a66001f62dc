"""`{#id .class key=value}` after links, images, code and `[words]`, before a block, and at the end of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse

from dossier.diagnostics import Span
from dossier.parse.markdown.reading import Reading, reading_of
from dossier.rules.text import REPEATED_ID, UNKNOWN_ATTRIBUTE
from dossier.text import fragment_id, nearest

CLASSES = ("lead", "aside", "small", "wide", "narrow", "start", "center", "end", "numbers", "no-print")
_ALLOWED = ("id", "class", "lang", "dir", "credit", "caption")
_IN_BRACES = re.compile(r"(?:^|\s)(?P<braces>\{[^{}]*\})\s*$")
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
        inline.content = inline.content[: found.start()].rstrip()
        opening.attrs.update({key: value for key, value in attrs.items() if key in _ALLOWED})
        if refused := {key: value for key, value in attrs.items() if key not in _ALLOWED}:
            opening.meta["insecure_attrs"] = refused


def _check(state: StateCore) -> None:
    reading = reading_of(state)
    lines = (0, 1)
    for token in state.tokens:
        lines = (token.map[0], token.map[1]) if token.map else lines
        for owner in (token, *_all_children(token)):
            if (owner.attrs and owner.type not in ("th_open", "td_open")) or owner.meta.get("insecure_attrs"):
                _mend(_Braces(reading, lines), owner)


@dataclass(frozen=True, slots=True)
class _Braces:
    """Where attributes may have been written: in a block (first line, line behind it) or just above it."""

    reading: Reading
    lines: tuple[int, int]

    def find(self, word: str) -> Span:
        """Return the place of a name or value in braces, or of the block's first line."""
        written = re.compile(rf"\{{[^{{}}]*?(?<![\w-])(?P<word>{re.escape(word)})(?![\w-])")
        first, behind = self.lines
        for line in (*range(first, behind), *range(first - 1, max(first - 4, -1), -1)):
            if found := written.search(self.reading.lines[line]) if line < len(self.reading.lines) else None:
                return Span(self.reading.path, self.reading.first_line + line, found.start("word") + 1, len(word))
        return self.reading.line_span(first)

    def refuse(self, word: str, message: str, help: str) -> None:
        """Report an attribute that is left out."""
        self.reading.report(UNKNOWN_ATTRIBUTE, self.find(word), message, help)


def _all_children(token: Token) -> Iterator[Token]:
    for child in token.children or ():
        yield child
        yield from _all_children(child)


def _mend(braces: _Braces, token: Token) -> None:
    for name in token.meta.get("insecure_attrs", ()):
        braces.refuse(name, f"`{name}` may not be set by a text", "leave it out")
    if "class" in token.attrs and not token.meta.get("own_class"):
        _mend_classes(braces, token)
    if "id" in token.attrs:
        _mend_id(braces, token)
    _mend_language(braces, token)
    for name in ("credit", "caption") if token.type != "image" else ():
        if token.attrs.pop(name, None) is not None:
            braces.refuse(name, f"`{name}` belongs to an image", "leave it out")


def _mend_language(braces: _Braces, token: Token) -> None:
    language, direction = str(token.attrs.get("lang", "und")), str(token.attrs.get("dir", "auto"))
    if not _LANGUAGE.fullmatch(language):
        del token.attrs["lang"]
        braces.refuse(language, f"`{language}` is no language tag", "write a tag such as `be`")
    if direction not in ("ltr", "rtl", "auto"):
        del token.attrs["dir"]
        braces.refuse(direction, f"`{direction}` is no direction", "write `ltr`, `rtl` or `auto`")


def _mend_classes(braces: _Braces, token: Token) -> None:
    names = str(token.attrs.pop("class")).split()
    kept = [name for name in dict.fromkeys(names) if name in CLASSES]
    if kept:
        token.attrs["class"] = " ".join(kept)
    for name in names:
        if name not in CLASSES:
            close = nearest(name, CLASSES)
            help = f"did you mean `{close}`?" if close else f"classes are {', '.join(f'`{c}`' for c in CLASSES)}"
            braces.refuse(name, f"no class is called `{name}`", help)


def _mend_id(braces: _Braces, token: Token) -> None:
    name = str(token.attrs["id"])
    token.attrs["id"] = fragment_id(name)
    if token.attrs["id"] in braces.reading.ids:
        del token.attrs["id"]
        help = "give this one another name"
        braces.reading.report(REPEATED_ID, braces.find(name), f"the id `{name}` is given twice", help)
        return
    braces.reading.ids[fragment_id(name)] = 1
