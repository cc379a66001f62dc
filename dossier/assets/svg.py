"""Reads SVG drawings (SVG 2) with expat: what they could do to a reader, and their size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_ACTIVE = frozenset(
    {
        "a",
        "animate",
        "animatemotion",
        "animatetransform",
        "audio",
        "base",
        "canvas",
        "embed",
        "foreignobject",
        "handler",
        "iframe",
        "link",
        "listener",
        "meta",
        "object",
        "script",
        "set",
        "video",
    }
)
"""Elements, lower case, without prefix. Animation could rewrite an address, a link leads away from a picture."""
_ADDRESSES = frozenset({"href", "src", "base", "data", "action"})
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"@import|expression\s*\(|url\(\s*+[\"']?+\s*+(?!#|data:image/(?:png|jpeg|gif|webp);|[\"')\s])|\\", re.IGNORECASE
)
"""CSS that loads, and backslashes, by which CSS hides its words."""
_EDITOR = re.compile(rb"inkscape|sodipodi|<metadata\b|adobe\.com|<!--|figma|export-filename", re.IGNORECASE)
_MAX_DEPTH = 200
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Activity:
    """What an SVG may not do, and where. Line and column count from 1."""

    message: str
    line: int
    column: int


class _FoundError(Exception):
    """Ends the parse at the first fault."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity.message)
        self.activity = activity


@dataclass(slots=True)
class _Reading:
    """A parse under way."""

    parser: expat.XMLParserType
    depth: int = 0
    root: Mapping[str, str] = field(default_factory=dict)

    def refuse(self, message: str) -> None:
        raise _FoundError(Activity(message, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        if self.depth == 0 and name != "svg":
            self.refuse("the drawing does not begin with `<svg>`")
        if self.depth == 0:
            self.root = attributes
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            self.refuse(f"elements are nested more than {_MAX_DEPTH} deep")
        if name in _ACTIVE:
            self.refuse(f"an SVG drawing may not hold `<{name}>`")
        for key, value in attributes.items():
            self.attribute(key.rpartition(":")[2].lower(), value)

    def attribute(self, key: str, value: str) -> None:
        if key.startswith("on"):
            self.refuse(f"an SVG drawing may not hold the handler `{key}`")
        if key in _ADDRESSES and value.strip() and not (value.startswith("#") or _PICTURE.match(value)):
            self.refuse(f"`{key}` leads out of the drawing")
        if _OUTSIDE.search(value) and key not in ("d", "points", "id", "class", "label"):
            self.refuse(f"`{key}` loads something from elsewhere")

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def text(self, text: str) -> None:
        if _OUTSIDE.search(text):
            self.refuse("a style in the drawing loads something from elsewhere")


def activity_in(data: bytes) -> Activity | None:
    """Return the first thing in an SVG that acts, leads outside or is not well-formed XML; None if it is quiet."""
    return _read(data)[1]


def svg_size(data: bytes) -> tuple[int, int]:
    """Return width and height in CSS pixels from the attributes or the viewBox; (0, 0) where neither says."""
    root = _read(data)[0].root
    width, height = _LENGTH.fullmatch(root.get("width", "")), _LENGTH.fullmatch(root.get("height", ""))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4 and all(re.fullmatch(r"-?\d+(?:\.\d+)?", part) for part in box):
        return max(round(float(box[2])), 0), max(round(float(box[3])), 0)
    return 0, 0


def has_editor_data(data: bytes) -> bool:
    """Tell whether a drawing holds comments or what drawing programs leave: names, paths, times."""
    return _EDITOR.search(data) is not None


def _read(data: bytes) -> tuple[_Reading, Activity | None]:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    reading = _Reading(parser)
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = lambda *_: reading.refuse("an SVG drawing may not hold a DOCTYPE")
    parser.EntityDeclHandler = lambda *_: reading.refuse("an SVG drawing may not declare entities")
    parser.ProcessingInstructionHandler = lambda *_: reading.refuse("an SVG drawing may not hold instructions")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        message = f"the drawing is no well-formed XML: {expat.errors.messages[fault.code]}"
        return reading, Activity(message, fault.lineno, fault.offset + 1)
    except _FoundError as fault:
        return reading, fault.activity
    return reading, None
