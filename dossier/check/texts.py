"""Checks of texts: paragraphs and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.check.audit import Audit, records_of
from dossier.diagnostics import Diagnostic
from dossier.model import Article, Block, CitationRef, Document, Note, NoteKind, Quotation
from dossier.model.walk import FieldCitation
from dossier.rules import editorial as rules

STATING = frozenset({"paragraph", "list-item"})
"""Kinds of blocks that state something on their own."""


def uncited_paragraphs(audit: Audit) -> Iterator[Diagnostic]:
    """Find paragraphs of notes that cite nothing, texts on method excepted."""
    for document, note in records_of(audit, Note):
        if note.kind is NoteKind.METHOD:
            continue
        for block in document.blocks:
            if block.kind in STATING and not block.cited and _states(block, document):
                yield rules.UNCITED_PARAGRAPH.at(
                    block.span, "this paragraph cites nothing", help="add the source, e.g. `[@key, ¶ 4]`"
                )


def quotations(audit: Audit) -> Iterator[Diagnostic]:
    """Find quotations without source or without a place in it. In an article's record the article is the source."""
    for document in audit.library.documents.values():
        for quotation in document.quotations:
            yield from _quotation_faults(quotation, document)
        yield from _quotes_in_fields(audit.library.citations[document.id])


def _quotation_faults(quotation: Quotation, document: Document) -> Iterator[Diagnostic]:
    citation = document.refs[quotation.citation] if quotation.citation is not None else None
    if isinstance(citation, CitationRef):
        if not any(item.locator for item in citation.items):
            message = "this quotation does not say where in its source it stands"
            yield rules.QUOTATION_WITHOUT_LOCATOR.at(citation.span, message, help="add e.g. `, ¶ 4` to the key")
    elif not isinstance(document.record, Article):
        help = "end it with a line `-- [[speaker]] [@key, ¶ 4]`"
        yield rules.QUOTATION_WITHOUT_CITATION.at(quotation.span, "this quotation names no source", help=help)


def _quotes_in_fields(citations: Iterable[FieldCitation]) -> Iterator[Diagnostic]:
    for written in citations:
        if written.citation.quote and written.citation.locator is None:
            message = "the exact words are given, but not where in the source they stand"
            help = "add e.g. `locator: ¶ 4`"
            yield rules.QUOTATION_WITHOUT_LOCATOR.at(written.citation.source.span, message, help=help)


def _states(block: Block, document: Document) -> bool:
    """Whether a block says something itself: it has words, and does not only announce what follows."""
    words = [part for sentence in block.sentences for part in document.sentences[sentence] if isinstance(part, str)]
    text = "".join(words).strip()
    return bool(text) and not text.endswith(":")
