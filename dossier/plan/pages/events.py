"""Pages of events: who took part and as what, where, what is claimed about it."""

from __future__ import annotations

from dossier.model import Document, Event, Id, Kind, ParticipantRole
from dossier.plan.pages.actors import ordered_events
from dossier.plan.parts.items import (
    claim_items,
    entry_of,
    event_badges,
    groups_by_kind,
    rival_items,
    time_words,
)
from dossier.plan.parts.mentions import then_title
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.views import EventView, FactView, ParticipantGroup, ParticipantView


def event_view(scope: Scope, document: Document) -> EventView:
    """Return what the page of an event shows."""
    spot, event, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(event, Event)
    figures = scope.relations.targets(id, "figures")
    about = [other for other in scope.relations.sources(id, Kind.CLAIM, "about") if other not in figures]
    return EventView(
        **record_fields(spot, document, _own(spot, event)),
        date=spot.date(event.date),
        time=time_words(event),
        date_note=event.date_note,
        bounds=_bounds(spot, event),
        places=spot.field_links(event.places, Kind.PLACE),
        place_note=event.place_note,
        status=spot.badge("event_status", event.status),
        participants=_participants(spot, event),
        parent=spot.maybe_link(event.parent, Kind.EVENT),
        children=tuple(
            entry_of(spot, child) for child in ordered_events(scope, scope.relations.sources(id, Kind.EVENT, "parent"))
        ),
        figures=rival_items(spot, figures),
        claims=claim_items(spot, about),
        citations=spot.citations(event.sources),
        articles=groups_by_kind(spot, event_articles(scope, id)),
    )


def _own(spot: Spot, event: Event) -> OwnFacts:
    hours = time_words(event)
    basis = event.time.basis if event.time else ""
    return OwnFacts(
        badges=(spot.badge("event_kind", event.kind), *event_badges(spot, event)),
        facts=facts(
            spot.fact("time", f"{hours}, {basis}" if basis else hours),
            spot.fact("places", *spot.field_links(event.places, Kind.PLACE)),
            spot.fact("parent", spot.maybe_link(event.parent, Kind.EVENT)),
        ),
        dates=facts(spot.fact("date", spot.date(event.date)), *_bounds(spot, event)),
        topics=spot.field_links(event.topics, Kind.TOPIC),
    )


def _bounds(spot: Spot, event: Event) -> tuple[FactView, ...]:
    return facts(
        spot.fact("earliest", spot.scope.maybe(event.earliest)),
        spot.fact("latest", spot.scope.maybe(event.latest)),
    )


def _participants(spot: Spot, event: Event) -> tuple[ParticipantGroup, ...]:
    groups = []
    for role in ParticipantRole:
        members = tuple(
            ParticipantView(
                link=spot.field_link(participant.actor, Kind.ACTOR),
                then=then_title(spot.scope, spot.scope.find(participant.actor, Kind.ACTOR), event.date),
                note=participant.note,
            )
            for participant in event.participants
            if participant.role is role
        )
        if members:
            groups.append(ParticipantGroup(role=role.value, label=spot.say(f"role.{role}"), participants=members))
    return tuple(groups)


def event_articles(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return works that say they report an event, and works the event rests on, that have a page here."""
    cited = (scope.article_of(source.key) for source in scope.library.sources.get(id, ()))
    reporting = scope.relations.sources(id, Kind.ARTICLE, "events")
    return tuple(dict.fromkeys((*reporting, *(article for article in cited if article))))
