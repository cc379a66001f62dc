"""Files for reference managers: beside every record's page, and one of each for the whole dossier."""

from __future__ import annotations

from dossier.model import Document, Kind, Work
from dossier.plan.addresses import ALL_BIBLATEX, ALL_CSL, ALL_RIS, beside, record_path
from dossier.plan.pagework import page_work
from dossier.plan.scope import Scope
from dossier.views import Artifact


def export_artifacts(scope: Scope) -> tuple[Artifact, ...]:
    """Return the citation files of all records and of the whole bibliography."""
    works = scope.listed_works()
    context = scope.context
    whole = (
        Artifact(ALL_CSL, context.csl(works)),
        Artifact(ALL_BIBLATEX, context.biblatex(works)),
        Artifact(ALL_RIS, context.ris(works)),
    )
    return whole + tuple(file for document in scope.library.documents.values() for file in _of_record(scope, document))


def _of_record(scope: Scope, document: Document) -> tuple[Artifact, ...]:
    """Return an article's own work; for any other record its page in the dossier."""
    work, path, context = cited_work(scope, document), record_path(document.id), scope.context
    return (
        Artifact(beside(path, "cite.csl.json"), context.csl((work,))),
        Artifact(beside(path, "cite.bib"), context.biblatex((work,))),
        Artifact(beside(path, "cite.ris"), context.ris((work,))),
    )


def cited_work(scope: Scope, document: Document) -> Work:
    """Return what "cite this" exports: the original on an article's page, the page itself elsewhere."""
    if document.id.kind is Kind.ARTICLE and document.id.name in scope.library.works:
        return scope.library.works[document.id.name]
    return page_work(scope, document)
