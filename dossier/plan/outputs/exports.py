"""Files for reference managers: beside every record's page, and one of each for the whole dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from dossier.model import Document, Kind, Work
from dossier.plan.addresses import ALL_BIBLATEX, ALL_CSL, ALL_RIS, beside, record_path
from dossier.plan.pagework import page_work
from dossier.plan.scope import Scope
from dossier.views import File

Write: TypeAlias = Callable[[Sequence[Work]], bytes]


def export_files(scope: Scope) -> tuple[File, ...]:
    """Return the citation files of all records and of the whole bibliography."""
    context = scope.context
    whole = ((ALL_CSL, context.csl), (ALL_BIBLATEX, context.biblatex), (ALL_RIS, context.ris))
    beside_page = (("cite.csl.json", context.csl), ("cite.bib", context.biblatex), ("cite.ris", context.ris))
    return (
        *(File(path, partial(_whole, scope, write)) for path, write in whole),
        *(
            File(folder + name, partial(_of_record, scope, document, write))
            for folder, document in _folders(scope)
            for name, write in beside_page
        ),
    )


def _folders(scope: Scope) -> Iterator[tuple[str, Document]]:
    for id, document in scope.library.documents.items():
        yield beside(record_path(id), ""), document


def _whole(scope: Scope, write: Write) -> bytes:
    return write(scope.listed_works())


def _of_record(scope: Scope, document: Document, write: Write) -> bytes:
    """Write an article's own work; for any other record its page in the dossier."""
    return write((cited_work(scope, document),))


def cited_work(scope: Scope, document: Document) -> Work:
    """Return what "cite this" exports: the original on an article's page, the page itself elsewhere."""
    if document.id.kind is Kind.ARTICLE and document.id.name in scope.library.works:
        return scope.library.works[document.id.name]
    return page_work(scope, document)
