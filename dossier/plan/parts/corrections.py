"""Corrections of the dossier's own records: on the record, on one page for all, in a feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from dossier.model import Correction, Document, Id
from dossier.plan.addresses import CORRECTIONS
from dossier.plan.parts.filing import month_words, year_words
from dossier.plan.parts.leaves import Book, Leaf, leaves, whole_of
from dossier.plan.parts.partition import SHOWN
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.views import CorrectionsView, CorrectionView, LinkView, Page


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, the record it stands on, and its number there from 1."""

    document: Document
    correction: Correction
    number: int

    @property
    def anchor(self) -> str:
        """Fragment id on the record's page."""
        return f"correction-{self.number}"


def all_corrections(scope: Scope) -> tuple[Corrected, ...]:
    """Return the corrections of all listed records, newest first, then by record."""
    found = [
        Corrected(document, correction, number)
        for document in scope.library.documents.values()
        if scope.is_listed(document.id)
        for number, correction in enumerate(document.record.corrections, start=1)
    ]
    by_record = sorted(found, key=lambda corrected: (corrected.document.id, corrected.number))
    return tuple(sorted(by_record, key=lambda corrected: corrected.correction.date.sort_key, reverse=True))


def corrections_of(spot: Spot, document: Document) -> tuple[CorrectionView, ...]:
    """Return the corrections of a record for its own page."""
    numbered = enumerate(document.record.corrections, start=1)
    return tuple(_view(spot, Corrected(document, correction, number)) for number, correction in numbered)


def correction_pages(scope: Scope) -> Iterator[Page]:
    """Plan the page of all corrections; where they are many, of the newest, and one for each year."""
    steps = (
        lambda corrected: year_words(scope, corrected.correction.date),
        lambda corrected: month_words(scope, corrected.correction.date),
    )
    found = all_corrections(scope)
    book = Book(
        path=CORRECTIONS,
        kind="corrections",
        title=scope.say("list.corrections"),
        description=scope.say("lead.corrections"),
        whole=whole_of(found, steps),
    )
    yield from leaves(scope, book, "corrections.html", partial(_page_view, scope, found[:SHOWN]))


def _page_view(scope: Scope, newest: tuple[Corrected, ...], leaf: Leaf[Corrected]) -> CorrectionsView:
    contact = scope.settings.contact
    shown = newest if leaf.is_first and leaf.parts else leaf.members
    return CorrectionsView(
        head=leaf.head,
        title=leaf.title,
        intro=scope.say("lead.corrections"),
        corrections=tuple(_view(leaf.spot, corrected, named=True) for corrected in shown),
        parts=leaf.parts,
        narrower=leaf.narrower,
        total=leaf.total,
        contact_email=contact.email if contact else "",
        contact_url=contact.url or "" if contact else "",
    )


def _view(spot: Spot, corrected: Corrected, *, named: bool = False) -> CorrectionView:
    correction, id = corrected.correction, corrected.document.id
    own = (spot.link(id, fragment=corrected.anchor),) if named else ()
    return CorrectionView(
        anchor=f"{id.kind}-{id.name}-{corrected.anchor}" if named else corrected.anchor,
        date=spot.date(correction.date),
        kind=correction.kind.value,
        kind_label=spot.say(f"correction.{correction.kind}"),
        was=correction.what_was_wrong,
        now=correction.what_it_says_now,
        reported_by=correction.reported_by,
        records=own + _others(spot, correction, id),
    )


def _others(spot: Spot, correction: Correction, own: Id) -> tuple[LinkView, ...]:
    found = (spot.scope.find(link) for link in correction.records)
    return spot.links(id for id in found if id is not None and id != own and spot.scope.is_listed(id))
