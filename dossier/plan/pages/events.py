"""Pages of events: who took part and as what, where, what is claimed about it."""

from __future__ import annotations

from dossier.model import Document, Event, Id, Kind, ParticipantRole
from dossier.plan.pages.actors import ordered_events
from dossier.plan.parts.items import (
    claim_items,
    entry_of,
    event_badges,
    groups_by_kind,
    listed_by_kind,
    long_kinds,
    rival_items,
    shown_ids,
    sublist_url,
    time_words,
)
from dossier.plan.parts.mentions import then_title
from dossier.plan.parts.partition import SHOWN
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.views import EventView, FactView, ParticipantGroup, ParticipantView


def event_view(scope: Scope, document: Document) -> EventView:
    """Return what the page of an event shows."""
    spot, event, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(event, Event)
    figures = scope.relations.targets(id, "figures")
    about = listed_by_kind(scope, _claims_about(scope, id)).get(Kind.CLAIM, ())
    children = ordered_events(scope, scope.relations.sources(id, Kind.EVENT, "parent"))
    long = long_kinds(listed_by_kind(scope, event_members(scope, id)))
    return EventView(
        **record_fields(spot, document, _own(spot, event)),
        date=spot.date(event.date),
        time=time_words(event),
        date_note=event.date_note,
        bounds=_bounds(spot, event),
        places=spot.field_links(event.places, Kind.PLACE),
        place_note=event.place_note,
        status=spot.badge("event_status", event.status),
        participants=_participants(spot, event, is_long=Kind.ACTOR in long),
        participants_url=sublist_url(spot, Kind.ACTOR, long),
        parent=spot.maybe_link(event.parent, Kind.EVENT),
        children=tuple(entry_of(spot, child) for child in children[: SHOWN if Kind.EVENT in long else None]),
        children_url=sublist_url(spot, Kind.EVENT, long),
        figures=rival_items(spot, figures)[: SHOWN if Kind.CLAIM in long else None],
        claims=claim_items(spot, shown_ids(about, is_long=Kind.CLAIM in long)),
        claims_url=sublist_url(spot, Kind.CLAIM, long),
        citations=spot.citations(event.sources),
        articles=groups_by_kind(spot, event_articles(scope, id), long),
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


def _participants(spot: Spot, event: Event, *, is_long: bool) -> tuple[ParticipantGroup, ...]:
    """Return who took part, by role; of very many the first of each role, and all who have no page of their own."""
    groups = []
    for role in ParticipantRole:
        own = [participant for participant in event.participants if participant.role is role]
        linked = [participant for participant in own if spot.scope.find(participant.actor, Kind.ACTOR)]
        left_out = frozenset(linked[SHOWN:] if is_long else ())
        members = tuple(
            ParticipantView(
                link=spot.field_link(participant.actor, Kind.ACTOR),
                then=then_title(spot.scope, spot.scope.find(participant.actor, Kind.ACTOR), event.date),
                note=participant.note,
            )
            for participant in own
            if participant not in left_out
        )
        if members:
            groups.append(ParticipantGroup(role=role.value, label=spot.say(f"role.{role}"), participants=members))
    return tuple(groups)


def _claims_about(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return the claims about an event that are not listed among its figures."""
    figures = frozenset(scope.relations.targets(id, "figures"))
    return tuple(other for other in scope.relations.sources(id, Kind.CLAIM, "about") if other not in figures)


def event_members(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return all that belongs to an event: works, claims, events within it, who took part."""
    relations = scope.relations
    claims = (*relations.targets(id, "figures"), *relations.sources(id, Kind.CLAIM, "about"))
    children = relations.sources(id, Kind.EVENT, "parent")
    actors = (other for other in relations.targets(id, "participants") if other.kind is Kind.ACTOR)
    return (*event_articles(scope, id), *claims, *children, *actors)


def event_articles(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return works that say they report an event, and works the event rests on, that have a page here."""
    cited = (scope.article_of(source.key) for source in scope.library.sources.get(id, ()))
    reporting = scope.relations.sources(id, Kind.ARTICLE, "events")
    return tuple(dict.fromkeys((*reporting, *(article for article in cited if article))))
