"""Lays every quotation beside the saved copies of its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from dossier.diagnostics import Span
from dossier.evidence.reading import SavedCopy
from dossier.evidence.wording import Wording, compare, omits, wording_of
from dossier.findings import Collation, Comparison, HeldCopy, Obstacle, QuotationFinding, Verdict
from dossier.library import Library
from dossier.model import Archive, Article, CitationRef, Document, Id, Kind, Quotation
from dossier.text import fold, nfc

_BEST_FIRST = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of one work, and its words."""

    held: HeldCopy
    text: str


def collate(library: Library, copies: Iterable[SavedCopy]) -> Collation:
    """Compare every quotation of the public documents with every copy of the works that it cites."""
    found = _copies_by_work(library, tuple(copies))
    ready = cache(wording_of)
    quotations: list[QuotationFinding] = []
    in_texts: dict[tuple[Id, int], Comparison] = {}
    in_fields: dict[tuple[str, str], Comparison] = {}

    def enter(document: Document, keys: tuple[str, ...], text: str, span: Span) -> Comparison:
        mine = [copy for key in keys for copy in found.get(key, ())]
        comparison = _compared(text, [(copy.held, ready(copy.text)) for copy in mine])
        quotations.append(QuotationFinding(document.id, keys, text, comparison, span))
        return comparison

    for document in library.documents.values():
        for index, quotation in enumerate(document.quotations):
            keys = _cited(document, quotation, library)
            in_texts[document.id, index] = enter(document, keys, quotation.text, quotation.span)
        for written in library.citations[document.id]:
            cited = written.citation
            if cited.quote:
                key = library.key_of(cited.source.target)
                comparison = enter(document, (key,) if key else (), cited.quote, cited.source.span)
                in_fields[key or "", cited.quote] = comparison
    held = {key: tuple(one.held for one in mine) for key, mine in found.items()}
    return Collation(tuple(quotations), _by_work(quotations), in_texts, in_fields, held)


def _by_work(quotations: Iterable[QuotationFinding]) -> dict[str, tuple[QuotationFinding, ...]]:
    found: dict[str, list[QuotationFinding]] = {}
    for quotation in quotations:
        for key in dict.fromkeys(quotation.keys):
            found.setdefault(key, []).append(quotation)
    return {key: tuple(mine) for key, mine in found.items()}


def _cited(document: Document, quotation: Quotation, library: Library) -> tuple[str, ...]:
    """Return the keys of the works that a quotation cites."""
    ref = document.refs[quotation.citation] if quotation.citation is not None else None
    named = (library.key_of(item.key) for item in ref.items) if isinstance(ref, CitationRef) else ()
    return tuple(key for key in named if key is not None)


def _copies_by_work(library: Library, copies: tuple[SavedCopy, ...]) -> dict[str, tuple[_Copy, ...]]:
    """Find whose copies they are: those that an article's record names as `file`, then those called after a work."""
    by_path = {nfc(copy.path): copy for copy in copies}
    by_stem: dict[str, list[SavedCopy]] = {}
    for copy in copies:
        by_stem.setdefault(fold(PurePosixPath(copy.path).stem), []).append(copy)
    found = {}
    for key in library.works:
        records = _archives(key, library)
        named = [by_path[nfc(entry.file)] for entry in records if nfc(entry.file) in by_path]
        mine = dict.fromkeys((*named, *by_stem.get(fold(key), ())))
        if mine:
            found[key] = tuple(_copy(copy, records) for copy in mine)
    return found


def _archives(key: str, library: Library) -> tuple[Archive, ...]:
    document = library.documents.get(Id(Kind.ARTICLE, key))
    return document.record.archive if document and isinstance(document.record, Article) else ()


def _copy(copy: SavedCopy, records: tuple[Archive, ...]) -> _Copy:
    """Join a copy with what the record says of it: of this file by name, else of these bytes by their digest."""
    entry = next((one for one in records if nfc(one.file) == nfc(copy.path)), None)
    entry = entry or next((one for one in records if one.sha256 == copy.digest), Archive())
    held = HeldCopy(copy.path, copy.digest, copy.form, entry.date, copy.obstacle)
    if entry.sha256 and entry.sha256 != copy.digest:
        return _Copy(replace(held, obstacle=Obstacle.DIGEST), "")
    return _Copy(held, copy.text)


def _compared(text: str, copies: list[tuple[HeldCopy, Wording]]) -> Comparison:
    """Return the best that any copy gives; among equals the first counts."""
    if not copies:
        return Comparison(Verdict.NO_COPY)
    verdicts = [Verdict.UNREAD if held.obstacle else compare(text, words) for held, words in copies]
    best = min(verdicts, key=_BEST_FIRST.index)
    return Comparison(best, copies[verdicts.index(best)][0], omits(text))
