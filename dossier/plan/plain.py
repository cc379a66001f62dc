"""Plain text out of finished HTML: for summaries, feeds, the search index."""

from __future__ import annotations

import re
from html import escape, unescape

from dossier.library import ClaimTarget, Library, LinkTarget
from dossier.model import CitationRef, Document

_NOTE = re.compile(r" ?<sup\b.*?</sup>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|figcaption|/p|/li|/h\d|/td|/th|/dd|/dt|/div|/blockquote|/figcaption)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def html_to_text(html: str) -> str:
    """Drop tags and notes from finished HTML, whose attribute values hold no bare `>`; white space as one space."""
    text = _NOTE.sub("", " ".join(html.split()))
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", text))).split())


def plain_lead(document: Document, library: Library) -> str:
    """Return the first paragraph of a text with its links as words and without citations."""
    return html_to_text("".join(_part(part, document, library) for part in document.lead))


def plain_body(document: Document, library: Library) -> str:
    """Return a whole text as words."""
    return html_to_text("".join(_part(part, document, library) for part in document.body))


def _part(part: str | int, document: Document, library: Library) -> str:
    if isinstance(part, str):
        return part
    targets = library.targets.get(document.id, ())
    target = targets[part] if part < len(targets) else None
    ref = document.refs[part]
    if isinstance(ref, CitationRef) and not ref.narrative:
        return "<sup></sup>"
    written = getattr(ref, "label", "") or getattr(ref, "alt", "")
    if written:
        return str(written)
    if isinstance(target, ClaimTarget) and target.id is not None:
        return escape(library.documents[target.id].title)
    return escape(target.label) if isinstance(target, LinkTarget) else ""
