"""COinS: what reference managers read in a page (OpenURL, Z39.88-2004, key/encoded-value format `mtx:dc`)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote_plus

from dossier.model import Creator, Work, WorkType

ITEM_TYPES = {
    WorkType.ARTICLE_NEWSPAPER: "newspaperArticle",
    WorkType.ARTICLE_MAGAZINE: "magazineArticle",
    WorkType.ARTICLE_JOURNAL: "journalArticle",
    WorkType.ARTICLE: "preprint",
    WorkType.BOOK: "book",
    WorkType.CHAPTER: "bookSection",
    WorkType.WEBPAGE: "webpage",
    WorkType.POST: "forumPost",
    WorkType.POST_WEBLOG: "blogPost",
    WorkType.BROADCAST: "tvBroadcast",
    WorkType.MOTION_PICTURE: "videoRecording",
    WorkType.REPORT: "report",
    WorkType.SPEECH: "presentation",
    WorkType.INTERVIEW: "interview",
    WorkType.PERSONAL_COMMUNICATION: "letter",
    WorkType.LEGAL_CASE: "case",
    WorkType.LEGISLATION: "statute",
    WorkType.REGULATION: "statute",
    WorkType.TREATY: "statute",
    WorkType.HEARING: "hearing",
    WorkType.DATASET: "dataset",
    WorkType.DOCUMENT: "document",
    WorkType.GRAPHIC: "artwork",
    WorkType.MAP: "map",
    WorkType.PAMPHLET: "manuscript",
    WorkType.ENTRY_ENCYCLOPEDIA: "encyclopediaArticle",
    WorkType.THESIS: "thesis",
    WorkType.PAPER_CONFERENCE: "conferencePaper",
}
"""Zotero's item types, which `rft.type` may name."""


PLAIN = "/:,;@!$()*?"
"""Signs that need no encoding in a value."""


def coins(work: Work) -> str:
    """Return the finished, empty span that carries a work (class `Z3988`), to be put beside its citation."""
    return f'<span class="Z3988" title="{escape(coins_title(work))}"></span>'


def coins_title(work: Work) -> str:
    """Return the ContextObject of a work, form-encoded: the `title` of its span, not yet escaped for HTML.

    What a query may hold as it is (RFC 3986 §3.4) stays, so that an address compresses with the link beside it.
    """
    head = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc"
    return "&".join([head, *(f"rft.{key}={quote_plus(value, safe=PLAIN)}" for key, value in _values(work) if value)])


def _values(work: Work) -> Iterator[tuple[str, str]]:
    yield "type", ITEM_TYPES[work.type]
    yield "title", f"[{work.title}]" if work.title_is_supplied else work.title
    yield "source", work.container_title
    yield "publisher", work.publisher or work.agency
    yield "description", work.abstract
    yield "identifier", work.url or ""
    yield "identifier", f"urn:doi:{work.doi}" if work.doi else ""
    yield from _people(work)
    yield "date", (work.issued.common_prefix() or "") if work.issued else ""
    yield "language", work.language or ""
    for keyword in work.keywords:
        yield "subject", keyword


def _people(work: Work) -> Iterator[tuple[str, str]]:
    """The first person in parts, then everybody; readers drop the one who stands twice."""
    person = next((author for author in work.authors if not author.literal), None)
    if person is not None:
        yield "aufirst", person.given
        yield "aulast", _family(person)
    for author in work.authors:
        if author.literal:
            yield "aucorp", author.literal
        else:
            yield "au", ", ".join(filter(None, (_family(author), author.given)))


def _family(person: Creator) -> str:
    return f"{person.particle} {person.family}".strip()
