"""Walks a record's front matter for what it names, in the order of its fields. One walk for every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

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
    for name, part, info in _parts_of(record):
        match part:
            case Link():
                yield FieldLink(name, part, info, isinstance(record, Citation))
            case _:
                for inner in links_of(part):
                    yield FieldLink(name, inner.link, inner.info, inner.is_source)


def citations_of(record: object) -> Iterator[FieldCitation]:
    """Yield every citation of a record or of a part of it, nested ones in place."""
    for name, part, _ in _parts_of(record):
        if isinstance(part, Citation):
            yield FieldCitation(name, part)
        else:
            for inner in citations_of(part):
                yield FieldCitation(name, inner.citation)


def _parts_of(record: object) -> Iterator[tuple[str, object, FieldInfo]]:
    """Yield name, value and description of what may hold links: dataclasses, one by one out of tuples."""
    if not is_dataclass(record) or isinstance(record, type):
        return
    for described in fields(record):
        if "info" not in described.metadata:
            continue
        value: object = getattr(record, described.name)
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if is_dataclass(part) and not isinstance(part, type):
                yield described.name, part, info_of(described)
