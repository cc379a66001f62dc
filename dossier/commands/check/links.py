"""Which addresses of a dossier lead out of it, and where they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dossier.diagnostics import Span
from dossier.library import Library
from dossier.model import Actor, Article, Document, Outlet, UrlStatus

_HREF = re.compile(r'<a\b[^>]*?\bhref="(https?://[^"#]+)')


def external_links(library: Library) -> Mapping[str, Span]:
    """Return every http(s) address with the first place that names it, in the order of the library.

    Addresses that a record marks as dead are left out: their saved copies are asked for instead.
    """
    found: dict[str, Span] = {}
    for document in library.documents.values():
        for url, place in _links_of(document):
            if url.startswith(("http://", "https://")):
                found.setdefault(url.split("#")[0], place)
    return found


def _links_of(document: Document) -> Iterator[tuple[str, Span]]:
    record = document.record
    whole = Span(document.path)
    if isinstance(record, Article):
        if record.url and record.url_status is not UrlStatus.DEAD:
            yield record.url, document.places.get("url", whole)
        for copy in record.archive:
            if copy.url:
                yield copy.url, document.places.get("archive", whole)
    elif isinstance(record, Outlet) and record.url:
        yield record.url, document.places.get("url", whole)
    elif isinstance(record, Actor):
        for citation in record.sources:
            if citation.archive:
                yield citation.archive, document.places.get("sources", whole)
    for segment in document.body:
        if isinstance(segment, str):
            yield from ((url.replace("&amp;", "&"), whole) for url in _HREF.findall(segment))
