"""Where events happened: places with their point and precision, and what happened at each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dossier.library import Library
from dossier.model import Event, Id, Kind, Place, PlacePrecision

PLACES = (Kind.PLACE,)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a place is drawn, and what that point stands for."""

    place: Id
    """The place whose point it is: itself, or the nearest larger one that has a point."""
    longitude: float
    latitude: float
    precision: PlacePrecision | None
    country: str


def events_by_place(library: Library) -> dict[Id, tuple[Id, ...]]:
    """Return the listed events of each listed place that has some, by name; those of places within it not counted."""
    found: dict[Id, dict[Id, None]] = defaultdict(dict)
    for id, document in library.documents.items():
        if not isinstance(document.record, Event) or id in library.unlisted:
            continue
        for link in document.record.places:
            place = library.find(link.target, PLACES)
            if place is not None and place not in library.unlisted:
                found[place][id] = None
    return {id: tuple(found[id]) for id in sorted(found)}


def point_of(library: Library, id: Id) -> Point | None:
    """Return where a place is drawn; None when neither it nor any larger one has a point."""
    seen: set[Id] = set()
    place: Id | None = id
    while place is not None and place not in seen:
        seen.add(place)
        record = library.record(place)
        assert isinstance(record, Place)
        if record.lat is not None and record.lon is not None:
            return Point(place, record.lon, record.lat, record.precision, record.country or "")
        place = library.find(record.parent.target, PLACES) if record.parent else None
        place = None if place in library.unlisted else place
    return None


def points_of(library: Library, events: Mapping[Id, tuple[Id, ...]]) -> dict[Id, Point]:
    """Return where each place with events is drawn, for those that can be."""
    points = ((id, point_of(library, id)) for id in events)
    return {id: point for id, point in points if point is not None}
