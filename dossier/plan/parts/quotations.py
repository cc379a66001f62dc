"""Words of an actor that texts here quote: on its page, and of very many on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dossier.dates import Date
from dossier.library import SpokenQuotation
from dossier.model import Article, CitationRef, Document, Id, Kind
from dossier.plan.addresses import beside, record_path
from dossier.plan.head.head import record_trail
from dossier.plan.parts.compared import compared_text
from dossier.plan.parts.filing import month_words, year_words
from dossier.plan.parts.leaves import Book, Leaf, leaves, whole_of
from dossier.plan.parts.partition import ON_RECORD, SHOWN
from dossier.plan.parts.sources import source_link
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.views import Page, QuotationsView, QuotationView


def quotations_of(scope: Scope, id: Id) -> list[SpokenQuotation]:
    """Return the quotations of an actor in listed texts, by text and place in it."""
    return [spoken for spoken in scope.library.quotations.get(id, ()) if scope.is_listed(spoken.document)]


def shown_quotations(spot: Spot, spoken: Sequence[SpokenQuotation]) -> tuple[QuotationView, ...]:
    """Return quotations for the actor's own page; of very many the first."""
    return _views(spot, spoken[: SHOWN if len(spoken) > ON_RECORD else None])


def quotations_url(spot: Spot, spoken: Sequence[SpokenQuotation]) -> str:
    """Return the address of the page with all of them; "" where the actor's own page has them."""
    return spot.href(_path(spot.path)) if len(spoken) > ON_RECORD else ""


def quotation_pages(scope: Scope, document: Document) -> Iterator[Page]:
    """Plan the pages of an actor's quotations, where they are too many for its own: by when their sources appeared."""
    spoken = quotations_of(scope, document.id) if document.id.kind is Kind.ACTOR else []
    if len(spoken) <= ON_RECORD:
        return
    steps = (lambda one: year_words(scope, _date(scope, one)), lambda one: month_words(scope, _date(scope, one)))
    book = Book(
        path=_path(record_path(document.id)),
        kind="list",
        title=f"{scope.say('ui.quotations')}: {document.title}",
        whole=whole_of(spoken, steps),
        trail=partial(record_trail, document.id),
        noindex=not scope.is_indexed(document.id),
    )
    yield from leaves(scope, book, "quotations.html", partial(_page, document.id, spoken[:SHOWN]), document.path)


def _path(path: str) -> str:
    return beside(path, "quotations/index.html")


def _page(about: Id, first: Sequence[SpokenQuotation], leaf: Leaf[SpokenQuotation]) -> QuotationsView:
    return QuotationsView(
        head=leaf.head,
        title=leaf.title,
        about=leaf.spot.link(about),
        quotations=_views(leaf.spot, first if leaf.is_first and leaf.parts else leaf.members),
        parts=leaf.parts,
        narrower=leaf.narrower,
        total=leaf.total,
    )


def _views(spot: Spot, spoken: Sequence[SpokenQuotation]) -> tuple[QuotationView, ...]:
    return tuple(_view(spot, one) for one in spoken)


def _view(spot: Spot, spoken: SpokenQuotation) -> QuotationView:
    document = spot.scope.document(spoken.document)
    quotation = document.quotations[spoken.index]
    key, locator = _cited(spot, document, quotation.citation)
    work = spot.scope.library.works.get(key)
    return QuotationView(
        text=quotation.text,
        language=document.record.language or "" if not isinstance(document.record, Article) else "",
        document=spot.link(spoken.document, fragment=quotation.anchor),
        source=source_link(spot, key) if work else None,
        locator=locator,
        date=spot.scope.maybe(work.issued) if work else None,
        compared=compared_text(spot, spoken.document, spoken.index),
    )


def _date(scope: Scope, spoken: SpokenQuotation) -> Date | None:
    document = scope.document(spoken.document)
    key = _key(scope, document, document.quotations[spoken.index].citation)
    work = scope.library.works.get(key)
    return work.issued if work else None


def _key(scope: Scope, document: Document, citation: int | None) -> str:
    ref = document.refs[citation] if citation is not None else None
    return scope.library.key_of(ref.items[0].key) or "" if isinstance(ref, CitationRef) and ref.items else ""


def _cited(spot: Spot, document: Document, citation: int | None) -> tuple[str, str]:
    """Return key and locator of the first source of a quotation."""
    ref = document.refs[citation] if citation is not None else None
    if not isinstance(ref, CitationRef) or not ref.items:
        return "", ""
    return _key(spot.scope, document, citation), spot.locator(ref.items[0].locator)
