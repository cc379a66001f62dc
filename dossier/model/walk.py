"""Walks a record's front matter for what it names, in the order of its fields. One walk for every kind."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import get_args, get_type_hints

from dossier.model.fields import FieldInfo, Link, info_of
from dossier.model.parts import Citation


@dataclass(frozen=True, slots=True)
class FieldLink:
    """A link written in front matter, and what its field allows."""

    field: str
    """The record's own field it stands under: `participants` for `participants[0].actor`."""
    link: Link
    info: FieldInfo
    is_source: bool = False
    """Whether it names a source: the `source` of a citation."""


@dataclass(frozen=True, slots=True)
class FieldCitation:
    """A citation written in front matter."""

    field: str
    """The record's own field it stands under: `roles` for `roles[0].sources[0]`."""
    citation: Citation


def links_of(record: object) -> Iterator[FieldLink]:
    """Yield every link of a record, of settings or of a part of them, nested ones in place."""
    is_source = isinstance(record, Citation)
    for name, part, info in _parts_of(record):
        if isinstance(part, Link):
            yield FieldLink(name, part, info, is_source)
        else:
            for inner in links_of(part):
                yield FieldLink(name, inner.link, inner.info, inner.is_source)


def citations_of(record: object) -> Iterator[FieldCitation]:
    """Yield every citation of a record or of a part of it, nested ones in place."""
    for name, part, _ in _parts_of(record):
        if isinstance(part, Citation):
            yield FieldCitation(name, part)
        elif not isinstance(part, Link):
            for inner in citations_of(part):
                yield FieldCitation(name, inner.citation)


def _parts_of(record: object) -> Iterator[tuple[str, object, FieldInfo]]:
    """Yield name, value and description of links and of what may hold some, one by one out of tuples."""
    cls: object = type(record)
    for name, info in _rows_of(cls):
        value: object = getattr(record, name)
        if value is None or value == ():  # most fields of most records
            continue
        for part in value if isinstance(value, tuple) else (value,):
            kind: object = type(part)
            if _may_hold_links(kind):
                yield name, part, info


@cache
def _rows_of(cls: Hashable) -> tuple[tuple[str, FieldInfo], ...]:
    """Return the described fields of a class in which links may be; a class is asked once."""
    if not isinstance(cls, type) or not is_dataclass(cls):
        return ()
    hints = get_type_hints(cls)
    described = (field for field in fields(cls) if "info" in field.metadata)
    return tuple((field.name, info_of(field)) for field in described if _is_place(hints[field.name]))


def _is_place(hint: object) -> bool:
    return _may_hold_links(hint) or any(_is_place(argument) for argument in get_args(hint))


@cache
def _may_hold_links(hint: Hashable) -> bool:
    """Tell whether a class is a link, or has described fields that may be one: dates and places in a file have none."""
    if not isinstance(hint, type) or not is_dataclass(hint):
        return False
    return hint is Link or any("info" in field.metadata for field in fields(hint))
