"""What a field may hold, read from its annotation once: the one description that all uses of the schema walk."""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, NewType, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from dossier.dates import Date
from dossier.locators import Locator
from dossier.model.fields import (
    Country,
    Data,
    FieldInfo,
    Language,
    Link,
    Prose,
    RecordName,
    Sha256,
    Url,
    Zone,
    info_of,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Word(Enum):
    """Kinds of single values."""

    TEXT = "text"
    PROSE = "text of any length"
    NAME = "id"
    DATE = "date (EDTF)"
    URL = "web address"
    LANGUAGE = "language tag (BCP 47)"
    COUNTRY = "country (ISO 3166-1)"
    ZONE = "time zone (IANA)"
    SHA256 = "SHA-256 digest"
    INTEGER = "whole number"
    DECIMAL = "number"
    LINK = "reference"
    LOCATOR = "place in a source"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set of words."""

    options: type[StrEnum]


@dataclass(frozen=True, slots=True)
class Many:
    """A list; a single value counts as a list of one."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Table:
    """A map with keys of the curator's own."""

    nested: bool
    """Whether values may be lists and maps."""


@dataclass(frozen=True, slots=True)
class Map:
    """A map with named fields: the fields of a dataclass."""

    cls: type[object]


@dataclass(frozen=True, slots=True)
class Named:
    """A map with keys of the curator's own, each of which holds a map with named fields."""

    item: Map


Shape: TypeAlias = Word | Choice | Many | Table | Map | Named


@dataclass(frozen=True, slots=True)
class Row:
    """One field as the schema sees it."""

    name: str
    shape: Shape
    info: FieldInfo
    required: bool
    default: object


_WORDS: Mapping[object, Word] = {
    str: Word.TEXT,
    Prose: Word.PROSE,
    RecordName: Word.NAME,
    Date: Word.DATE,
    Url: Word.URL,
    Language: Word.LANGUAGE,
    Country: Word.COUNTRY,
    Zone: Word.ZONE,
    Sha256: Word.SHA256,
    int: Word.INTEGER,
    float: Word.DECIMAL,
    Link: Word.LINK,
    Locator: Word.LOCATOR,
}


def rows_of(cls: type[object]) -> Mapping[str, Row]:
    """Return the rows of a record class by name, in the order of its fields. Raises TypeError for an unknown type."""
    return _rows_of(cast(Hashable, cls))  # mypy compares the class's `__hash__` as if it were called on its instances


@cache
def _rows_of(cls: Hashable) -> Mapping[str, Row]:
    hints = get_type_hints(cls)
    described = fields(cast("type[DataclassInstance]", cls))
    return {field.name: _row(field, hints[field.name]) for field in described}


def short_row(cls: type[object]) -> Row | None:
    """Return the row that a scalar fills when it is written instead of the whole map."""
    return next((row for row in rows_of(cls).values() if row.info.short), None)


def noun(cls: type[object]) -> str:
    """Return what a class is called in messages: `an article`, `a status change`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip()
    return _NOUNS.get(words) or f"{'an' if words[0] in 'aeio' else 'a'} {words}"


_NOUNS = {"settings": "dossier.yaml", "info": "an info text", "attribution": "an attribution", "home": "the home page"}


def _row(described: Field[object], hint: object) -> Row:
    required = described.default is MISSING and described.default_factory is MISSING
    default = () if required else described.default
    return Row(described.name, _shape(hint), info_of(described), required, default)


def _shape(hint: object) -> Shape:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _shape(inner)
    if origin is tuple:
        return Many(_shape(arguments[0]))
    if origin is Mapping and isinstance(arguments[1], type) and is_dataclass(arguments[1]):
        return Named(Map(arguments[1]))
    if origin is Mapping:
        return Table(nested=arguments[1] is Data)
    if isinstance(hint, NewType) or hint in _WORDS:
        return _WORDS[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Choice(hint)
    if isinstance(hint, type):
        return Map(hint)
    raise TypeError(f"no schema for {hint}")
