"""Which addresses of a dossier lead out of it, and where they are written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from dossier.diagnostics import Span
from dossier.library import Library
from dossier.model import Article, Document, Id, Kind, Outlet, UrlStatus
from dossier.model.walk import citations_of

BIBLIOGRAPHY = Span("content/bibliography")
"""Works know no place of their own."""
_HREF = re.compile(r'<a\b[^>]*?\bhref="(https?://[^"#]+)')


def external_links(library: Library) -> Mapping[str, Span]:
    """Return every http(s) address of records, texts and bibliography with the first place that names it.

    In the order of the library, without fragments, each once. An original that its article marks as dead is left out;
    saved copies are asked for always.
    """
    found: dict[str, Span] = {}
    for document in library.documents.values():
        for url, place in (*_of_record(document), *_of_text(document)):
            _enter(found, url, place)
    for key, work in library.works.items():
        if Id(Kind.ARTICLE, key) not in library.documents:
            _enter(found, work.url or "", BIBLIOGRAPHY)
            _enter(found, work.archive_url or "", BIBLIOGRAPHY)
    return found


def _enter(found: dict[str, Span], url: str, place: Span) -> None:
    if url.startswith(("http://", "https://")):
        found.setdefault(url.partition("#")[0], place)


def _of_record(document: Document) -> Iterator[tuple[str, Span]]:
    record, places = document.record, document.places
    whole = Span(document.path)
    match record:
        case Article():
            if record.url and record.url_status is not UrlStatus.DEAD:
                yield record.url, places.get("url", whole)
            yield from ((copy.url or "", places.get("archive", whole)) for copy in record.archive)
            corrections = places.get("outlet_corrections", whole)
            yield from ((correction.url or "", corrections) for correction in record.outlet_corrections)
        case Outlet():
            yield record.url or "", places.get("url", whole)
            yield from ((policy, places.get("policies", whole)) for policy in record.policies)
        case _:
            pass
    for written in citations_of(record):
        yield written.citation.archive or "", places.get(written.field, whole)


def _of_text(document: Document) -> Iterator[tuple[str, Span]]:
    for segment in document.body:
        if isinstance(segment, str):
            yield from ((html.unescape(url), Span(document.path)) for url in _HREF.findall(segment))
