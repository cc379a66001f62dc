"""The page of the map: where events happened, drawn and as a list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from dossier.model import Event, Id, Kind, Place
from dossier.plan.addresses import MAP, beside, list_path, record_path
from dossier.plan.head.head import HeadFacts, head_of, list_link
from dossier.plan.order import oldest_first
from dossier.plan.parts.items import entry_of
from dossier.plan.pictures.maps import MOST_PLACES, anchor_of, foremost_places, maps_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.plan.words import country_name
from dossier.views import MapGroup, MapPlace, MapView, Page, TimelineEntry

NAMED = 6
"""Events that are named for each place; its page has all."""
SHORT_LIST = 120
"""With more places than this, the list only counts events: it would be too long for a phone."""


def map_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the page of the map, where anything can be drawn."""
    return (Page(MAP, "map.html", partial(map_view, scope)),) if scope.points else ()


def map_view(scope: Scope) -> MapView:
    """Return what the page of the map shows."""
    spot = spot_at(scope, MAP)
    title = spot.say("list.map")
    facts = HeadFacts(title=title, description=spot.say("lead.map"), kind="map", trail=(list_link(spot, "places"),))
    elsewhere = [document.id for document in oldest_first(scope.listed(Kind.EVENT)) if _is_nowhere(scope, document.id)]
    return MapView(
        head=head_of(spot, facts),
        title=title,
        panels=maps_of(spot),
        groups=_groups(spot),
        total=len(scope.events_by_place),
        elsewhere=_entries(spot, elsewhere[: NAMED * 2]),
        elsewhere_count=len(elsewhere),
        places_url=spot.href(list_path(Kind.PLACE.folder)) if len(scope.events_by_place) > MOST_PLACES else "",
    )


def _is_nowhere(scope: Scope, id: Id) -> bool:
    event = scope.library.record(id)
    assert isinstance(event, Event)
    return not event.places


def _groups(spot: Spot) -> tuple[MapGroup, ...]:
    """File places under their countries: where most happened first, then by name."""
    scope = spot.scope
    found: dict[str, list[Id]] = {}
    for id in foremost_places(scope):
        place = scope.library.record(id)
        assert isinstance(place, Place)
        found.setdefault(place.country or "", []).append(id)
    groups = [(_name(spot, country), ids) for country, ids in found.items()]
    groups.sort(key=lambda group: (-_events(scope, group[1]), group[0]))
    return tuple(MapGroup(label=label, places=tuple(_place(spot, id) for id in ids)) for label, ids in groups)


def _name(spot: Spot, country: str) -> str:
    return country_name(country, spot.scope.language) if country else spot.say("map.no_country")


def _events(scope: Scope, ids: Iterable[Id]) -> int:
    return sum(len(scope.events_by_place[id]) for id in ids)


def _place(spot: Spot, id: Id) -> MapPlace:
    scope = spot.scope
    place, events = scope.library.record(id), scope.events_by_place[id]
    assert isinstance(place, Place)
    is_short = len(scope.events_by_place) <= SHORT_LIST
    shown = [document.id for document in oldest_first(map(scope.document, events))][: NAMED if is_short else 0]
    return MapPlace(
        anchor=anchor_of(id),
        link=spot.link(id),
        precision=spot.say(f"precision.{place.precision}") if place.precision else "",
        note=_note(spot, id),
        events=_entries(spot, shown),
        count=len(events),
        more_url=spot.href(beside(record_path(id), "timeline/index.html")) if len(events) > len(shown) else "",
    )


def _note(spot: Spot, id: Id) -> str:
    point = spot.scope.points.get(id)
    if point is None:
        return spot.say("map.not_drawn")
    return "" if point.place == id else spot.say("map.shown_with", name=spot.scope.document(point.place).title)


def _entries(spot: Spot, ids: Iterable[Id]) -> tuple[TimelineEntry, ...]:
    return tuple(entry_of(spot, id) for id in ids)
