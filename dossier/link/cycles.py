"""Finds records that contain, copy or translate each other in a circle, and opens the circle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dossier.diagnostics import Diagnostic
from dossier.link.names import Found, Names
from dossier.model import Article, Document, Event, Id, Link, Note, Place, Topic
from dossier.model.identity import Kind
from dossier.rules import links as rules


def upward_link(document: Document) -> tuple[str, Link | None]:
    """Return name and value of the field that leads from a record to the one above it, or ("", None)."""
    match document.record:
        case Place(parent=link) | Event(parent=link):
            return "parent", link
        case Topic(broader=link):
            return "broader", link
        case Article(original=link):
            return "original", link
        case Note(translation_of=link):
            return "translation_of", link
        case _:
            return "", None


def open_cycles(documents: Mapping[Id, Document], names: Names) -> tuple[dict[Id, Document], tuple[Diagnostic, ...]]:
    """Return the documents without the link that closes a circle, and one fault per circle, at its first record."""
    above = {id: up for id, document in documents.items() if (up := _above(document, names)) is not None}
    opened, faults = dict(documents), []
    for cycle in _cycles(above):
        first = documents[cycle[0]]
        field, link = upward_link(first)
        assert link is not None, "a circle is made of links"
        chain = " → ".join(f"`{id.name}`" for id in (*cycle, cycle[0]))
        faults.append(
            rules.CYCLE.at(
                link.span, f"`{field}` goes round in a circle: {chain}", help=f"change `{field}` of one of them"
            )
        )
        opened[first.id] = replace(first, record=_cut(first))
    return opened, tuple(faults)


def _above(document: Document, names: Names) -> Id | None:
    _, link = upward_link(document)
    kind: Kind = document.id.kind
    finding = names.find(link.target, (kind,)) if link else None
    return finding.id if isinstance(finding, Found) else None


def _cycles(above: Mapping[Id, Id]) -> list[tuple[Id, ...]]:
    """Return each circle once, from its smallest id."""
    cycles: list[tuple[Id, ...]] = []
    done: set[Id] = set()
    for start in sorted(above):
        path: dict[Id, None] = {}
        here: Id | None = start
        while here is not None and here not in done and here not in path:
            path[here] = None
            here = above.get(here)
        if here is not None and here in path:
            ring = list(path)[list(path).index(here) :]
            least = ring.index(min(ring))
            cycles.append((*ring[least:], *ring[:least]))
        done.update(path)
    return cycles


def _cut(document: Document) -> Article | Event | Note | Place | Topic:
    match document.record:
        case Place() | Event() as record:
            return replace(record, parent=None)
        case Topic() as record:
            return replace(record, broader=None)
        case Article() as record:
            return replace(record, original=None)
        case Note() as record:
            return replace(record, translation_of=None)
        case _:
            raise AssertionError("no field of this kind leads upwards")
