"""Pages of the dossier's own texts: notes and standing texts."""

from __future__ import annotations

from dossier.model import Document, Id, Info, Kind, Note
from dossier.plan.pagework import byline
from dossier.plan.parts.items import items_of
from dossier.plan.parts.mentions import mentions_of
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.pictures.figures import figures_here
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.views import ChangeView, InfoView, LinkView, NoteView


def note_view(scope: Scope, document: Document) -> NoteView:
    """Return what the page of a note shows."""
    spot, note = spot_of(scope, document.id), document.record
    assert isinstance(note, Note)
    return NoteView(
        **record_fields(spot, document, _own(spot, note)),
        authors=byline(note.author),
        editors=byline(note.editor),
        abstract=note.abstract,
        published=spot.date(note.published),
        updated=scope.maybe(note.updated),
        reviews=tuple(ChangeView(date=spot.date(review.date), text=review.by) for review in note.reviewed),
        changes=tuple(ChangeView(date=spot.date(change.date), text=change.text) for change in note.changelog),
        mentions=mentions_of(spot, note.mentions, note.published),
        events=items_of(spot, scope.relations.targets(document.id, "events")),
        places=spot.field_links(note.places, Kind.PLACE),
        figures=figures_here(spot, document.id),
        translations=_translations(spot, document.id),
    )


def info_view(scope: Scope, document: Document) -> InfoView:
    """Return what the page of a standing text shows."""
    spot, info = spot_of(scope, document.id), document.record
    assert isinstance(info, Info)
    own = OwnFacts(
        facts=facts(spot.fact("author", *byline(info.author))),
        dates=facts(spot.fact("published", scope.maybe(info.published))),
    )
    return InfoView(**record_fields(spot, document, own), authors=byline(info.author))


def _own(spot: Spot, note: Note) -> OwnFacts:
    return OwnFacts(
        badges=(spot.badge("note_kind", note.kind),),
        facts=facts(
            spot.fact("author", *byline(note.author)),
            spot.fact("editor", *byline(note.editor)),
            spot.fact("reviewed", *(review.by for review in note.reviewed)),
            spot.fact("outlet", spot.maybe_link(note.outlet, Kind.OUTLET)),
            spot.fact("places", *spot.field_links(note.places, Kind.PLACE)),
        ),
        dates=facts(spot.fact("published", spot.date(note.published))),
        topics=spot.field_links(note.topics, Kind.TOPIC),
    )


def _translations(spot: Spot, id: Id) -> tuple[LinkView, ...]:
    """Notes that translate this one, the one it translates, and the other translations of that one."""
    relations = spot.scope.relations
    originals = relations.targets(id, "translation_of")
    roots = originals or (id,)
    found = [*originals, *(other for root in roots for other in relations.sources(root, Kind.NOTE, "translation_of"))]
    return spot.links(other for other in dict.fromkeys(found) if other != id and spot.scope.is_listed(other))
