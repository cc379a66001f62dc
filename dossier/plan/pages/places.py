"""Pages of places and topics: what lies within them, and what happened there or belongs to them."""

from __future__ import annotations

from collections.abc import Container

from dossier.model import Document, Id, Kind, Place, Topic
from dossier.plan.pages.actors import names_of, ordered_events, timeline_of, timeline_url
from dossier.plan.parts.items import groups_by_kind, items_of, listed_by_kind, long_kinds, shown_ids, sublist_url
from dossier.plan.parts.partition import SHOWN
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.pictures.maps import locator_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.plan.words import country_name
from dossier.views import PlaceView, TopicView

DEGREE_DIGITS = 6
"""A millionth of a degree is a tenth of a metre."""


def place_view(scope: Scope, document: Document) -> PlaceView:
    """Return what the page of a place shows."""
    spot, place, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(place, Place)
    events = place_events(scope, id)
    members = listed_by_kind(scope, place_members(scope, id))
    articles, long = members.get(Kind.ARTICLE, ()), long_kinds(members)
    return PlaceView(
        **record_fields(spot, document, _place_facts(spot, place)),
        names=names_of(spot, place.names),
        latitude=_degrees(place.lat),
        longitude=_degrees(place.lon),
        precision=spot.say(f"precision.{place.precision}") if place.precision else "",
        locator=locator_of(spot, document),
        parts=spot.links(_below(scope, id, "parent", long)),
        parts_url=sublist_url(spot, Kind.PLACE, long),
        timeline=timeline_of(spot, events),
        timeline_url=timeline_url(spot, events),
        articles=items_of(spot, shown_ids(articles, is_long=Kind.ARTICLE in long)),
        articles_url=sublist_url(spot, Kind.ARTICLE, long),
    )


def topic_view(scope: Scope, document: Document) -> TopicView:
    """Return what the page of a topic shows."""
    spot, topic, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(topic, Topic)
    events = topic_events(scope, id)
    long = long_kinds(listed_by_kind(scope, topic_members(scope, id)))
    own = OwnFacts(
        facts=facts(spot.fact("broader", spot.maybe_link(topic.broader, Kind.TOPIC))),
        topics=spot.field_links(topic.related, Kind.TOPIC),
    )
    return TopicView(
        **record_fields(spot, document, own),
        narrower=spot.links(_below(scope, id, "broader", long)),
        narrower_url=sublist_url(spot, Kind.TOPIC, long),
        groups=groups_by_kind(spot, _tagged(scope, id), long),
        timeline=timeline_of(spot, events),
        timeline_url=timeline_url(spot, events),
    )


def place_members(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return the articles about a place, and the places directly inside it."""
    relations = scope.relations
    return (*relations.sources(id, Kind.ARTICLE, "places"), *relations.sources(id, Kind.PLACE, "parent"))


def place_events(scope: Scope, id: Id) -> list[Id]:
    """Return the events at a place or inside it, in order of time."""
    places = within(scope, id, Kind.PLACE, "parent")
    return ordered_events(
        scope, (event for place in places for event in scope.relations.sources(place, Kind.EVENT, "places"))
    )


def topic_events(scope: Scope, id: Id) -> list[Id]:
    """Return the events of a topic and of narrower ones, in order of time."""
    topics = within(scope, id, Kind.TOPIC, "broader")
    return ordered_events(
        scope, (event for topic in topics for event in scope.relations.sources(topic, Kind.EVENT, "topics"))
    )


def topic_members(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return every record that carries a topic, by kind, and the topics directly below it."""
    return (*_tagged(scope, id), *scope.relations.sources(id, Kind.TOPIC, "broader"))


def _below(scope: Scope, id: Id, field: str, long: Container[Kind]) -> tuple[Id, ...]:
    """Return the records of the same kind directly below one; of very many the first."""
    below = scope.relations.sources(id, id.kind, field)
    return below[: SHOWN if id.kind in long else None]


def _tagged(scope: Scope, id: Id) -> tuple[Id, ...]:
    kinds = (Kind.NOTE, Kind.EVENT, Kind.CLAIM, Kind.ARTICLE, Kind.ACTOR)
    return tuple(other for kind in kinds for other in scope.relations.sources(id, kind, "topics"))


def within(scope: Scope, id: Id, kind: Kind, field: str) -> tuple[Id, ...]:
    """Return a record and all below it, nearest first; a circle is walked once."""
    found = {id: None}
    queue = [id]
    while queue:
        below = [other for other in scope.relations.sources(queue.pop(0), kind, field) if other not in found]
        found.update(dict.fromkeys(below))
        queue += below
    return tuple(found)


def _place_facts(spot: Spot, place: Place) -> OwnFacts:
    has_point = place.lat is not None and place.lon is not None
    point = f"{_degrees(place.lat)}, {_degrees(place.lon)}" if has_point else spot.say("ui.not_known")
    return OwnFacts(
        facts=facts(
            spot.fact("parent", spot.maybe_link(place.parent, Kind.PLACE)),
            spot.fact("country", country_name(place.country, spot.scope.language) if place.country else None),
            spot.fact("coordinates", point),
            spot.fact("precision", spot.say(f"precision.{place.precision}") if place.precision else None),
            spot.fact("precision_note", place.precision_note),
        ),
    )


def _degrees(coordinate: float | None) -> str:
    """Write decimal degrees as exact as given, to the tenth of a metre; "" for none."""
    return "" if coordinate is None else f"{coordinate:.{DEGREE_DIGITS}f}".rstrip("0").rstrip(".")
