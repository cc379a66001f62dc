"""From a located map to a record, with every fault of it at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Mapping as Map_
from dataclasses import dataclass
from typing import Generic, TypeVar, assert_never

from dossier.diagnostics import Diagnostic, Span
from dossier.locators import Locator, LocatorType
from dossier.model.fields import FieldInfo
from dossier.model.parts import Citation
from dossier.parse.frontmatter import Mapping, Node, Scalar, Sequence
from dossier.parse.schema.bounds import contradictions
from dossier.parse.schema.cite import read_citation
from dossier.parse.schema.elsewhere import meant
from dossier.parse.schema.shapes import Choice, Many, Map, Named, Row, Shape, Table, Word, noun, rows_of, short_row
from dossier.parse.schema.words import MIXED, one_line, read_choice, read_word
from dossier.rules import schema
from dossier.text import visible

T = TypeVar("T")

_LOCATOR_ROWS = ("type", "value")


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A record as far as it could be read: faulty keys hold their defaults, missing texts are empty."""

    record: T
    places: Map_[str, Span]
    """Where the value of each key stands."""
    diagnostics: tuple[Diagnostic, ...]


class _Nothing:
    """What a faulty value becomes: the field keeps its default, a list leaves the entry out."""


_NOTHING = _Nothing()


def read(cls: type[T], node: Mapping, *, place: Span) -> Result[T]:
    """Convert a map to a record class of the model or the settings.

    `place` is where missing keys are reported. Faults D201 to D221. Fields without default must be texts, which are
    empty when missing, so that the record can still be linked. Raises nothing.
    """
    walk = _Walk()
    values = walk.fields(cls, node, place)
    blanks = {row.name: "" for row in rows_of(cls).values() if row.required and row.name not in values}
    record = cls(**{**blanks, **values})
    places = {key.value: value.span for key, value in node.entries}
    return Result(record, places, tuple(walk.faults))


class _Walk:
    """Collects faults on the way through one map."""

    def __init__(self) -> None:
        self.faults: list[Diagnostic] = []

    def fields(self, cls: type[object], node: Mapping, place: Span) -> dict[str, object]:
        """Return the values by field, without those that are absent or faulty."""
        rows = rows_of(cls)
        values: dict[str, object] = {}
        meant_by_typo: set[str] = set()
        for key, value in node.entries:
            row = rows.get(key.value)
            if row is None:
                meant_by_typo.add(self._unknown(cls, key, value))
            else:
                self._field(row, key, value, values)
        written = {key.value for key, _ in node.entries} | meant_by_typo
        self._missing(cls, written, place)
        self.faults.extend(contradictions(cls, values, {key.value: value.span for key, value in node.entries}))
        return values

    def _field(self, row: Row, key: Scalar, value: Node, values: dict[str, object]) -> None:
        if _is_empty(value):
            if row.required:
                span = key.span if isinstance(value, Scalar) and value.plain and not value.value else value.span
                self.faults.append(schema.MISSING.at(span, f"`{row.name}` is empty", help=_fill(row)))
            return
        converted = self.value(value, row.shape, row)
        if converted is not _NOTHING:
            values[row.name] = converted

    def _unknown(self, cls: type[object], key: Scalar, value: Node) -> str:
        name, advice = meant(cls, key, value)
        message = f"`{visible(key.value, 60)}` is no key of {noun(cls)}"
        self.faults.append(schema.UNKNOWN_KEY.at(key.span, message, help=advice))
        return name

    def _missing(self, cls: type[object], written: set[str], place: Span) -> None:
        for row in rows_of(cls).values():
            if row.required and row.name not in written:
                message = f"`{row.name}` is missing: {noun(cls)} needs it"
                self.faults.append(schema.MISSING.at(place, message, help=_fill(row)))

    def value(self, node: Node, shape: Shape, row: Row) -> object:
        """Convert one value; `_NOTHING` when it is faulty, with the fault noted."""
        match shape:
            case Word():
                return self._word(node, shape, row)
            case Choice():
                return self._scalar(node, row, lambda scalar: read_choice(scalar, shape, row))
            case Many():
                return self._many(node, shape, row)
            case Table():
                return self._table(node, shape, row)
            case Map():
                return self._map(node, shape, row)
            case Named():
                return self._named(node, shape, row)
            case _:
                assert_never(shape)

    def _word(self, node: Node, word: Word, row: Row) -> object:
        if word is Word.LOCATOR and isinstance(node, Mapping):
            return self._locator(node, row)
        converted = self._scalar(node, row, lambda scalar: read_word(scalar, word, row))
        if word in (Word.TEXT, Word.NAME, Word.LINK) and isinstance(node, Scalar) and not node.value.isascii():
            self._mixed(node)
        return converted

    def _scalar(self, node: Node, row: Row, convert: Callable[[Scalar], object]) -> object:
        if not isinstance(node, Scalar):
            return self._wrong(node, f"`{row.name}`", "a text")
        return self._kept(convert(node))

    def _kept(self, converted: object) -> object:
        if isinstance(converted, Diagnostic):
            self.faults.append(converted)
            return _NOTHING
        return converted

    def _mixed(self, scalar: Scalar) -> None:
        found = MIXED.search(scalar.value)
        if found:
            message = f"`{visible(found.group())}` mixes Latin and Cyrillic letters in one word"
            place = scalar.at(found.start(), 2)
            self.faults.append(schema.MIXED_SCRIPT.at(place, message, help="retype the word in one alphabet"))

    def _many(self, node: Node, shape: Many, row: Row) -> object:
        items = node.items if isinstance(node, Sequence) else (node,)
        converted = [self._item(item, shape.item, row) for item in items]
        return tuple(item for item in converted if item is not _NOTHING)

    def _item(self, node: Node, shape: Shape, row: Row) -> object:
        if _is_empty(node):
            self.faults.append(schema.EMPTY_ENTRY.at(node.span, f"an entry of `{row.name}` is empty", help="delete it"))
            return _NOTHING
        return self.value(node, shape, row)

    def _table(self, node: Node, shape: Table, row: Row) -> object:
        if not isinstance(node, Mapping):
            return self._wrong(node, f"`{row.name}`", "a map")
        values = {key.value: self._cell(value, shape, row) for key, value in node.entries}
        return {key: value for key, value in values.items() if value is not _NOTHING}

    def _cell(self, node: Node, shape: Table, row: Row) -> object:
        if isinstance(node, Scalar):
            return "" if node.absent else node.value
        if not shape.nested:
            return self._wrong(node, f"an entry of `{row.name}`", "a text")
        return json.dumps(_plain(node), ensure_ascii=False, separators=(",", ":"))

    def _named(self, node: Node, shape: Named, row: Row) -> object:
        if not isinstance(node, Mapping):
            return self._wrong(node, f"`{row.name}`", "a map")
        values = {key.value: self._item(value, shape.item, row) for key, value in node.entries}
        return {key: value for key, value in values.items() if value is not _NOTHING}

    def _map(self, node: Node, shape: Map, row: Row) -> object:
        if isinstance(node, Sequence):
            return self._wrong(node, f"`{row.name}`", noun(shape.cls))
        if isinstance(node, Scalar):
            return self._short(node, shape, row)
        before = len(self.faults)
        values = self.fields(shape.cls, node, node.span)
        needed = {inner.name for inner in rows_of(shape.cls).values() if inner.required}
        if needed <= values.keys():
            return shape.cls(**values)
        assert len(self.faults) > before, "a value that is left out has its fault"
        return _NOTHING

    def _short(self, node: Scalar, shape: Map, row: Row) -> object:
        if shape.cls is Citation:
            return self._kept(read_citation(node))
        short = short_row(shape.cls)
        if short is None:
            return self._wrong(node, f"`{row.name}`", "a map", f"write its keys below it: {_keys(shape.cls)}")
        values: dict[str, object] = {}
        self._field(short, node, node, values)
        missing = [inner.name for inner in rows_of(shape.cls).values() if inner.required and inner.name not in values]
        if missing and values:
            needs = " and ".join(f"`{name}`" for name in missing)
            return self._wrong(node, f"`{row.name}`", "a map", f"write its keys below it, {needs} among them")
        self.faults.extend(contradictions(shape.cls, values, {short.name: node.span}))
        return shape.cls(**values) if values else _NOTHING

    def _locator(self, node: Mapping, row: Row) -> object:
        known = {key.value: (key, value) for key, value in node.entries}
        for key, _ in node.entries:
            if key.value not in _LOCATOR_ROWS:
                message = f"`{visible(key.value, 60)}` is no key of a locator"
                self.faults.append(schema.UNKNOWN_KEY.at(key.span, message, help="its keys are `type` and `value`"))
        if "type" not in known:
            self.faults.append(
                schema.MISSING.at(node.span, "`type` is missing: a locator needs it", help="add `type: page`")
            )
            return _NOTHING
        kind = self._scalar(known["type"][1], row, lambda scalar: read_choice(scalar, Choice(LocatorType), _TYPE))
        value = self._scalar(known["value"][1], row, one_line) if "value" in known else ""
        if not isinstance(kind, LocatorType) or not isinstance(value, str):
            return _NOTHING
        return Locator(kind, value)

    def _wrong(self, node: Node, label: str, wanted: str, advice: str = "") -> object:
        found = {Scalar: "a text", Sequence: "a list", Mapping: "a map"}[type(node)]
        message = f"{label} is {wanted}, not {found}" if wanted != found else f"{label} is one value, not {found}"
        self.faults.append(schema.WRONG_TYPE.at(node.span, message, help=advice or _type_advice(node, wanted)))
        return _NOTHING


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.absent or not node.value.strip())


def _fill(row: Row) -> str:
    return f"add `{row.name}: …` ({row.info.doc[:1].lower()}{row.info.doc[1:].rstrip('.')})"


def _keys(cls: type[object]) -> str:
    return ", ".join(f"`{name}`" for name in rows_of(cls))


def _type_advice(node: Node, wanted: str) -> str:
    if wanted != "a text":
        return "write it as `key: value` lines"
    if isinstance(node, Mapping):
        return "put the text in quotes if it holds a colon"
    only = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else None
    return f"write `{visible(only.value, 60)}` without brackets" if isinstance(only, Scalar) else "write one value"


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return "" if node.absent else node.value
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key.value: _plain(value) for key, value in node.entries}
        case _:
            assert_never(node)


_TYPE = Row("type", Choice(LocatorType), FieldInfo("Kind of place."), required=True, default=())
