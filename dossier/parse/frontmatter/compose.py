"""From YAML text to the located tree. The only module that knows PyYAML; it reads events, so no type is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from dossier.diagnostics import Diagnostic, Related, Span
from dossier.parse.frontmatter.decode import REFUSED, refusal
from dossier.parse.frontmatter.lines import Lines, lines_of
from dossier.parse.frontmatter.nodes import Mapping, Node, Scalar, Sequence
from dossier.parse.frontmatter.syntax import explain
from dossier.rules import reading
from dossier.text import visible

MOST_LEVELS = 20
MOST_NODES = 10_000
"""Counted as a walk would meet them, aliases followed."""
MOST_ALIASES = 100

_STRING_TAGS = ("!", "tag:yaml.org,2002:str")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_COMMENT = re.compile(r"[ \t]+#[^\s#!].*")
_WRITTEN_TAG = re.compile(r"!\S*")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^xuU])")
_STAND_IN = "\ufdd0"
"""Never in a decoded text. libyaml takes a byte order mark inside a text for a fault; it is only invisible."""


class _Stop(Exception):  # noqa: N818 - ends the walk over events, never leaves this module
    """A fault after which the rest cannot be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Open:
    """A collection not yet closed; a map's keys and values alternate in `children`."""

    span: Span
    is_map: bool
    anchor: str | None
    children: list[Node] = field(default_factory=list)
    height: int = 0
    size: int = 1


@dataclass(frozen=True, slots=True)
class _Anchored:
    node: Node
    height: int
    size: int


def compose(path: str, text: str, first_line: int, *, pure: bool = False) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read one YAML 1.1 document (what PyYAML reads) into located strings. The text is one that `decode_text` returned.

    `first_line` is the line of the file on which the text starts. `pure` keeps from libyaml. Returns None where nothing
    can be used: D107 syntax, D110 limits (20 levels, 10,000 nodes, 100 aliases), D111 aliases. An empty text is an
    empty map. Beside a tree: D102 escapes that make forbidden characters, D108 duplicate keys (the first one counts),
    D109 keys that are no text, D112 tags, D113 merge keys, D114 text lost in a comment. Raises nothing.
    """
    composer = _Composer(lines_of(path, text, first_line))
    try:
        return composer.document(pure), tuple(composer.diagnostics)
    except yaml.MarkedYAMLError as error:
        marks = [mark.index if mark else None for mark in (error.problem_mark, error.context_mark)]
        return None, (*composer.diagnostics, explain(composer.lines, error.problem or "", marks[0] or 0, marks[1]))
    except _Stop as stop:
        return None, (*composer.diagnostics, stop.diagnostic)


def _events(text: str, pure: bool) -> Iterator[Any]:
    loader = yaml.BaseLoader if pure else getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return iter(yaml.parse(text, Loader=loader))


class _Composer:
    """Builds the tree of one document while its events arrive."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.diagnostics: list[Diagnostic] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.aliases = 0
        self.size = 0

    def document(self, pure: bool) -> Node:
        root: Node | None = None
        for event in _events(self.lines.text.replace("\ufeff", _STAND_IN), pure):
            done = self._take(event)
            root = root or done
        return root or Mapping((), Span(self.lines.path, max(1, self.lines.first_line - 1), 1, 3))

    def _take(self, event: Any) -> Node | None:
        """Handle one event; return the node that it completes at the top, if any."""
        match event:
            case yaml.ScalarEvent():
                return self._done(self._scalar(event), event.anchor, 0, 1)
            case yaml.AliasEvent():
                found = self._aliased(event)
                return self._done(found.node, None, found.height, found.size)
            case yaml.CollectionStartEvent():
                self._open(event)
            case yaml.CollectionEndEvent():
                closed = self.stack.pop()
                node = self._mapping(closed) if closed.is_map else Sequence(tuple(closed.children), closed.span)
                return self._done(node, closed.anchor, closed.height, closed.size)
        return None

    def _done(self, node: Node, anchor: str | None, height: int, size: int) -> Node | None:
        if anchor is not None:
            self.anchors[anchor] = _Anchored(node, height, size)
        if not self.stack:
            return node
        parent = self.stack[-1]
        parent.children.append(node)
        parent.height = max(parent.height, height + 1)
        parent.size += size
        return None

    def _open(self, event: Any) -> None:
        span = self._span(event)
        self._tag(event, span, ())
        self._grow(1, 0, span)
        self.stack.append(_Open(span, isinstance(event, yaml.MappingStartEvent), event.anchor))

    def _grow(self, size: int, height: int, span: Span) -> None:
        self.size += size
        if self.size > MOST_NODES:
            message = f"this front matter holds more than {MOST_NODES:,} values, aliases followed"
            raise _Stop(
                reading.LIMIT.at(span, message, help="write the values out, or move them to records of their own")
            )
        if len(self.stack) + height >= MOST_LEVELS:
            message = f"values are nested more than {MOST_LEVELS} levels deep"
            raise _Stop(
                reading.LIMIT.at(span, message, help="no record needs more than five levels: close the brackets")
            )

    def _aliased(self, event: Any) -> _Anchored:
        span = self._span(event)
        name = visible(event.anchor.replace(_STAND_IN, "\ufeff"))
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            raise _Stop(reading.LIMIT.at(span, f"more than {MOST_ALIASES} aliases", help="write the values out"))
        if any(collection.anchor == event.anchor for collection in self.stack):
            raise _Stop(reading.ALIAS.at(span, f"`*{name}` stands inside what it repeats", help="write the value out"))
        found = self.anchors.get(event.anchor)
        if found is None:
            advice = f'put the text in quotes if it is one: `"*{name}"`'
            raise _Stop(reading.ALIAS.at(span, f"nothing above is marked `&{name}`", help=advice))
        self._grow(found.size, found.height, span)
        return found

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            match = _PROPERTIES.match(self.lines.text, start)
            start = max(start, min(match.end(), end)) if match and not isinstance(event, yaml.AliasEvent) else start
        return self.lines.span(start, end)

    def _scalar(self, event: Any) -> Scalar:
        span = self._span(event)
        self._grow(1, 0, span)
        tag = self._tag(event, span, _STRING_TAGS)
        start = event.start_mark.index
        if tag and not event.value:
            return Scalar(tag, span, plain=False, offset=None)  # not empty: the tag is what was written
        value: str = event.value.replace(_STAND_IN, "\ufeff") if _STAND_IN in event.value else event.value
        if not event.style:  # None from PyYAML, empty from libyaml
            return self._plain(event, value, span)
        if event.style == '"' and "\\" in self.lines.text[start : event.end_mark.index]:
            self._escapes(start, event.end_mark.index, value)
            return Scalar(value, span, plain=False, offset=None)
        quoted = event.style in ("'", '"')
        return Scalar(value, span, plain=False, offset=1 if quoted and len(value) + 2 == span.length else None)

    def _plain(self, event: Any, value: str, span: Span) -> Scalar:
        end = event.end_mark.index
        if value and self.lines.text[end : end + 1] in (" ", "\t"):
            self._comment(end)
        plain = event.tag is None
        return Scalar(value, span, plain=plain, offset=0 if len(value) in (span.length, 0) else None)

    def _comment(self, end: int) -> None:
        lost = _COMMENT.match(self.lines.text, end)
        if lost:
            words = lost.group().strip()
            span = self.lines.span(lost.end() - len(words), lost.end())
            message = f"everything from `{visible(words, 40)}` on is lost: ` #` starts a comment"
            advice = "put the whole value in quotes, or write a space after `#` for a comment"
            self.diagnostics.append(reading.COMMENT.at(span, message, help=advice))

    def _escapes(self, start: int, end: int, value: str) -> None:
        """Point at each escape that makes a forbidden character."""
        if not REFUSED.search(value):
            return
        raw = self.lines.text[start:end]
        for escape in _ESCAPE.finditer(raw):
            made = _unescaped(escape.group())
            if made and REFUSED.match(made):
                self.diagnostics.append(refusal(self.lines.span(start + escape.start(), start + escape.end()), made))

    def _tag(self, event: Any, span: Span, allowed: tuple[str, ...]) -> str:
        """Refuse a tag; return it as it is written, or ""."""
        if event.tag is None or event.tag in allowed:
            return ""
        start = event.start_mark.index
        found = _WRITTEN_TAG.search(self.lines.text, start)
        written, place = (found.group(), self.lines.span(found.start(), found.end())) if found else ("!", span)
        message = f"the tag `{visible(written, 60)}` may not stand here"
        advice = "delete it; put a text that starts with `!` in quotes"
        self.diagnostics.append(reading.TAG.at(place, message, help=advice))
        return written

    def _mapping(self, closed: _Open) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(closed.children[::2], closed.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.diagnostics.append(reading.NOT_A_MAP.at(key.span, "a key is a word, not a list or a map"))
            elif key.plain and key.value == "<<":
                self.diagnostics.append(
                    reading.MERGE_KEY.at(key.span, "keys cannot be merged with `<<`", help="write them out")
                )
            elif key.value == "":
                self.diagnostics.append(reading.NOT_A_MAP.at(key.span, "a key is missing", help="write `key: value`"))
            elif key.value in entries:
                self._duplicate(key, entries[key.value][0])
            else:
                entries[key.value] = (key, value)
        return Mapping(tuple(entries.values()), closed.span)

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        related = (Related(first.span, "first written here"),)
        message = f"`{visible(key.value, 60)}` is written twice"
        self.diagnostics.append(
            reading.DUPLICATE_KEY.at(
                key.span, message, help=f"keep one; the first stands on line {first.span.line}", related=related
            )
        )


_SHORT_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b", "N": "\x85"}


def _unescaped(escape: str) -> str:
    """Return the character of an escape, or "" for those that are always fine (YAML 1.1 §5.6)."""
    if len(escape) == 2:
        return _SHORT_ESCAPES.get(escape[1], "")
    code = int(escape[2:], 16)
    return chr(code) if code <= 0x10FFFF else ""
