"""Corrections of the dossier's own records: on the record, on one page for all, in a feed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from dossier.model import Correction, Document, Id
from dossier.plan.addresses import CORRECTIONS
from dossier.plan.head.head import HeadFacts, head_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
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


def corrections_page(scope: Scope) -> Page:
    """Plan the page of all corrections."""
    return Page(CORRECTIONS, "corrections.html", partial(_page_view, scope))


def _page_view(scope: Scope) -> CorrectionsView:
    spot = spot_at(scope, CORRECTIONS)
    title, intro = spot.say("list.corrections"), spot.say("lead.corrections")
    contact = scope.settings.contact
    return CorrectionsView(
        head=head_of(spot, HeadFacts(title=title, description=intro, kind="corrections")),
        title=title,
        intro=intro,
        corrections=tuple(_view(spot, corrected, named=True) for corrected in all_corrections(scope)),
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
