"""The schema for editors and readers: JSON Schema (draft 2020-12) and the rows of the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from dossier.locators import LocatorType
from dossier.model.identity import Kind
from dossier.model.parts import Citation
from dossier.parse.schema.shapes import Choice, Many, Map, Named, Row, Shape, Table, Word, rows_of, short_row

Json = dict[str, object]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Json = {"type": ["string", "number", "boolean"]}
"""What YAML editors take a bare `2020`, `no` or `1.10` for; here all of it is text."""

_WORDS: Mapping[Word, Json] = {
    Word.TEXT: _TEXT,
    Word.PROSE: _TEXT,
    Word.NAME: _TEXT,
    Word.DATE: {
        "type": ["string", "integer"],
        "examples": ["2020-08-09", "2020-08", "2020-08-09~", "2020-08-09/2020-08-12"],
    },
    Word.URL: {"type": "string", "pattern": r"^\s*(https?://|mailto:|tel:|geo:)"},
    Word.LANGUAGE: {"type": ["string", "boolean"], "examples": ["en", "ru", "be-tarask"]},
    Word.COUNTRY: {"type": ["string", "boolean"], "examples": ["BY"]},
    Word.ZONE: {"type": "string", "examples": ["Europe/Minsk"]},
    Word.SHA256: {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
    Word.INTEGER: {"type": "integer"},
    Word.DECIMAL: {"type": "number"},
    Word.LINK: _TEXT,
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row of the reference."""

    name: str
    """With the names of the maps it stands in: `roles[].title`."""
    type: str
    required: bool
    default: str
    """As written in front matter; "" for none."""
    doc: str
    options: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    """Kinds of records that a reference may name; empty for any."""
    free_text: bool = False
    """Whether a reference may be text that names no record."""
    text_fills: str = ""
    """For a map: the key that a text fills when it is written instead of the map; "" for none."""


def json_schema(cls: type[object]) -> Json:
    """Return the JSON Schema (draft 2020-12) of a record class or of the settings."""
    definitions: dict[str, Json] = {}
    schema = _object(cls, definitions)
    return {"$schema": _DRAFT, "title": cls.__name__, **schema, "$defs": dict(sorted(definitions.items()))}


def describe(cls: type[object]) -> tuple[FieldRow, ...]:
    """Return the rows of the reference for a class: every key, nested ones after the one that holds them."""
    return tuple(_rows(cls, ""))


def _object(cls: type[object], definitions: dict[str, Json]) -> Json:
    rows = rows_of(cls)
    return {
        "description": cls.__doc__ or "",
        "type": "object",
        "properties": {name: _property(row, definitions) for name, row in rows.items()},
        "required": [name for name, row in rows.items() if row.required],
        "additionalProperties": False,
    }


def _property(row: Row, definitions: dict[str, Json]) -> Json:
    """A key may be left empty unless it is required."""
    shape = _json(row.shape, definitions)
    described: Json = {"description": row.info.doc}
    if row.required:
        return {**described, **shape} if "$ref" not in shape else {**described, "allOf": [shape]}
    default = _default(row)
    return {**described, **({"default": default} if default else {}), "anyOf": [shape, {"type": "null"}]}


def _json(shape: Shape, definitions: dict[str, Json]) -> Json:
    match shape:
        case Word.LOCATOR:
            return _locator()
        case Word():
            return _WORDS[shape]
        case Choice(options):
            return _enum(options)
        case Many(item):
            one = _json(item, definitions)
            return {"anyOf": [{"type": "array", "items": one}, one]}
        case Table(nested):
            return {
                "type": "object",
                "additionalProperties": True if nested else {**_TEXT, "type": [*_types(), "null"]},
            }
        case Map(cls):
            return _reference(cls, definitions)
        case Named(item):
            return {"type": "object", "additionalProperties": _json(item, definitions)}
        case _:
            assert_never(shape)


def _types() -> list[str]:
    return ["string", "number", "boolean"]


def _reference(cls: type[object], definitions: dict[str, Json]) -> Json:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # a class may hold itself
        definitions[name] = _with_short_form(cls, _object(cls, definitions), definitions)
    return {"$ref": f"#/$defs/{name}"}


def _with_short_form(cls: type[object], whole: Json, definitions: dict[str, Json]) -> Json:
    short = short_row(cls)
    needed = {row.name for row in rows_of(cls).values() if row.required}
    if short is None or needed - {short.name}:
        return whole
    text = (
        {"type": "string", "description": "`key` or `key, ¶ 4`"} if cls is Citation else _json(short.shape, definitions)
    )
    return {"anyOf": [whole, text]}


def _enum(options: type[StrEnum]) -> Json:
    """YAML editors take `yes` and `no` for booleans."""
    words: list[object] = [option.value for option in options]
    return {"enum": [*words, True, False] if "yes" in words else words}


def _locator() -> Json:
    whole: Json = {
        "type": "object",
        "properties": {"type": _enum(LocatorType), "value": _TEXT},
        "required": ["type"],
        "additionalProperties": False,
    }
    return {"anyOf": [whole, {**_TEXT, "examples": ["¶ 4", "p. 3", "01:12:30", "headline"]}]}


def _rows(cls: type[object], prefix: str) -> Iterator[FieldRow]:
    for row in rows_of(cls).values():
        name = f"{prefix}{row.name}"
        inner = row.shape.item if isinstance(row.shape, Many) else row.shape
        options = tuple(option.value for option in inner.options) if isinstance(inner, Choice) else ()
        kinds, text = row.info.kinds, row.info.literal
        filled = _text_fills(inner)
        yield FieldRow(
            name, type_name(row.shape), row.required, _default(row), row.info.doc, options, kinds, text, filled
        )
        if isinstance(inner, Map) and inner.cls is not Citation:
            yield from _rows(inner.cls, f"{name}[]." if isinstance(row.shape, Many) else f"{name}.")
        if isinstance(inner, Named):
            yield from _rows(inner.item.cls, f"{name}.NAME.")


def _text_fills(shape: Shape) -> str:
    short = short_row(shape.cls) if isinstance(shape, Map) and shape.cls is not Citation else None
    needed = {row.name for row in rows_of(shape.cls).values() if row.required} if isinstance(shape, Map) else set()
    return short.name if short and not needed - {short.name} else ""


def type_name(shape: Shape) -> str:
    """Say in a few words what a field holds."""
    match shape:
        case Word():
            return shape.value
        case Choice():
            return "one of a set"
        case Many(item):
            return f"list of {_plural(type_name(item))}"
        case Table():
            return "map with keys of your own"
        case Named():
            return "map with names of your own"
        case Map(cls):
            return "map" if cls is not Citation else "citation"
        case _:
            assert_never(shape)


def _plural(name: str) -> str:
    head, space, rest = name.partition(" (")
    if head in ("text", "one of a set", "SHA-256 digest"):
        return {"text": "texts", "one of a set": "words of a set"}.get(head, f"{head}s")
    plural = re.sub(r"s$", "se", head) if head.endswith("ss") else re.sub(r"y$", "ie", head)
    return f"{plural}s{space}{rest}"


def _default(row: Row) -> str:
    return (
        row.default.value if isinstance(row.default, StrEnum) else row.default if isinstance(row.default, str) else ""
    )
