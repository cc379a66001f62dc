"""What comes first where not everything can be shown: by what curators chose, else by what the records say."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.model import Document, Id, Kind, Note, NoteKind
from dossier.plan.order import newest_first
from dossier.plan.scope import Scope


def lead_note(scope: Scope) -> Document | None:
    """Return the note that opens the dossier: the one chosen, else the newest briefing, else the newest note."""
    home = scope.settings.home
    chosen = scope.find(home.lead, Kind.NOTE) if home and home.lead else None
    if chosen is not None and scope.is_listed(chosen):
        return scope.document(chosen)
    notes = newest_first(scope.listed(Kind.NOTE))
    briefings = [
        document
        for document in notes
        if isinstance(document.record, Note) and document.record.kind is NoteKind.BRIEFING
    ]
    return next(iter(briefings or notes), None)


def foremost_actors(scope: Scope, limit: int) -> Sequence[Id]:
    """Return the actors of whom most records speak, those first."""
    counts = {document.id: _mentions(scope, document.id) for document in scope.listed(Kind.ACTOR)}
    return sorted(counts, key=lambda one: (-counts[one], one))[:limit]


def foremost_events(scope: Scope, limit: int) -> Sequence[Id]:
    """Return the events with the most sources, those first."""
    counts = {document.id: len(scope.library.sources.get(document.id, ())) for document in scope.listed(Kind.EVENT)}
    return sorted(counts, key=lambda one: (-counts[one], one))[:limit]


def _mentions(scope: Scope, id: Id) -> int:
    """Count the records that speak of an actor."""
    return len({link.source for link in scope.library.backlinks.get(id.name, ())})
