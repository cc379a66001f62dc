"""What every check is given, and the few questions that several of them ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from dossier.diagnostics import Diagnostic, Span
from dossier.findings import Evidence
from dossier.library import Library
from dossier.model import Document
from dossier.settings import Settings

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Audit:
    """A dossier to check."""

    library: Library
    evidence: Evidence
    settings: Settings
    published: frozenset[str]
    """Paths of the last published manifest, e.g. `actors/anna/index.html`; empty when nothing was published."""


Check: TypeAlias = Callable[[Audit], Iterator[Diagnostic]]


def records_of(audit: Audit, kind: type[R]) -> Iterator[tuple[Document, R]]:
    """Yield documents with their records of one class, by name."""
    for document in audit.library.documents.values():
        if isinstance(document.record, kind):
            yield document, document.record


def place(document: Document, *fields: str) -> Span:
    """Return where the first of these fields is written that the file has, else where its id is."""
    return next((document.places[field] for field in fields if field in document.places), document.id_span)
