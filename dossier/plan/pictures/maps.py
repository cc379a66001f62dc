"""Which maps are drawn: where most events happened and, if that is a small part, the whole; and that of one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.atlas import Canvas, Frame, Outline, fit, fit_box, read_world
from dossier.model import Document, Id, PlacePrecision
from dossier.plan.addresses import MAP
from dossier.plan.located import Point, point_of
from dossier.plan.pictures.map_marks import Marked
from dossier.plan.pictures.map_panel import Titled, panel
from dossier.plan.scope import Scope, title_of
from dossier.plan.spot import Spot
from dossier.views import LocatorView, MapPanel

WHOLE = Canvas(1080, 420, 700)
FAR = Canvas(760, 240, 380)
SMALL = Canvas(320, 220, 220)
"""Pixels of the large map, of the one beside it, and of a place's own."""
MOST_EVENTS = 0.75
"""Of all events: as many are on the large map where the rest is far away."""
MUCH_SMALLER = 0.4
"""Where what holds most events is more than this part of the whole, one map shows all."""
MOST_PLACES = 300
"""With more, those where most happened are drawn and listed."""
LEAST_DEGREES = 4.0
"""Less is never shown: the outlines are too coarse."""
AROUND: Mapping[PlacePrecision | None, float] = {PlacePrecision.REGION: 9.0}
AROUND_ELSE = 6.0
"""Degrees of latitude around a place on its own map."""


def maps_of(spot: Spot) -> tuple[MapPanel, ...]:
    """Draw all places with events; a mark leads to the place's entry in the list."""
    scope = spot.scope
    marked = [
        Marked(scope.points[id], title_of(scope.document(scope.points[id].place)), f"#{anchor_of(id)}", events)
        for id in foremost_places(scope)
        if (events := scope.events_by_place[id]) and id in scope.points
    ]
    if not marked:
        return ()
    ranked = sorted(marked, key=lambda one: (-len(one.events), one.url))
    near = _near(ranked)
    if len(near) == len(ranked):
        return (panel(spot, _frame(ranked, WHOLE), ranked, _titled(spot, "near", ranked)),)
    inner = _frame(near, WHOLE)
    return (
        panel(spot, inner, ranked, _titled(spot, "near", ranked)),
        panel(spot, _frame(ranked, FAR), ranked, _titled(spot, "far", ranked), inner=inner),
    )


def locator_of(spot: Spot, document: Document) -> LocatorView | None:
    """Draw where a place is; None where neither it nor a larger place has a point."""
    scope = spot.scope
    point = point_of(scope.library, document.id)
    if point is None:
        return None
    title = title_of(scope.document(point.place))
    words = Titled("alone", spot.say("map.place_title", name=document.title), spot.say("map.place_text"))
    return LocatorView(
        panel=panel(spot, _around(point), [Marked(point, title, "", ())], words),
        note="" if point.place == document.id else spot.say("map.shown_with", name=title),
        url=_on_map(spot, document.id) if document.id in scope.events_by_place else "",
    )


def foremost_places(scope: Scope) -> list[Id]:
    """Return the places with events: where most happened first, then by name; of very many the first."""

    def rank(id: Id) -> tuple[int, str, Id]:
        return (-len(scope.events_by_place[id]), scope.document(id).title.casefold(), id)

    return sorted(scope.events_by_place, key=rank)[:MOST_PLACES]


def _on_map(spot: Spot, id: Id) -> str:
    """Return where a place stands on the map's page; that page itself where it lists only some."""
    return spot.href(MAP, anchor_of(id) if len(spot.scope.events_by_place) <= MOST_PLACES else "")


def anchor_of(id: Id) -> str:
    """Return the fragment id of a place's entry on the page of the map."""
    return f"place-{id.name}"


def _titled(spot: Spot, key: str, marked: Sequence[Marked]) -> Titled:
    places = spot.say("count.places", count=len(marked))
    return Titled(key, spot.say(f"map.{key}"), spot.say("map.description", places=places))


def _at(one: Marked) -> tuple[float, float]:
    return (one.point.longitude, one.point.latitude)


def _frame(marked: Sequence[Marked], canvas: Canvas) -> Frame:
    return fit([_at(one) for one in marked], canvas, least=LEAST_DEGREES)


def _near(ranked: Sequence[Marked]) -> list[Marked]:
    """Return the places around the busiest one that hold most events; all where the others are not much farther."""
    whole = _frame(ranked, FAR)
    x, y = whole.at(_at(ranked[0]))
    by_distance = sorted(ranked, key=lambda one: (_square(whole, one, (x, y)), one.url))
    total = sum(len(one.events) for one in ranked)
    near: list[Marked] = []
    held = 0
    for one in by_distance:
        if held >= MOST_EVENTS * total:
            break
        near.append(one)
        held += len(one.events)
    is_much_smaller = _frame(near, WHOLE).km_per_pixel < MUCH_SMALLER * _frame(ranked, WHOLE).km_per_pixel
    return near if is_much_smaller else list(ranked)


def _square(frame: Frame, one: Marked, centre: tuple[float, float]) -> float:
    x, y = frame.at(_at(one))
    return (x - centre[0]) * (x - centre[0]) + (y - centre[1]) * (y - centre[1])


def _around(point: Point) -> Frame:
    """Return the frame of a place's own map: a country whole, anything else with some land around."""
    if point.precision is PlacePrecision.COUNTRY and (outline := _main_outline(point)):
        return fit_box((outline.west, outline.south, outline.east, outline.north), SMALL, least=LEAST_DEGREES)
    return fit([(point.longitude, point.latitude)], SMALL, least=AROUND.get(point.precision, AROUND_ELSE))


def _main_outline(point: Point) -> Outline | None:
    """Return the part of a country that its point lies in, or near: not what it holds overseas."""
    country = read_world().countries.get(point.country)
    around = [
        outline
        for outline in (country.outlines if country else ())
        if outline.west <= point.longitude <= outline.east and outline.south <= point.latitude <= outline.north
    ]
    return max(
        around, key=lambda outline: (outline.east - outline.west) * (outline.north - outline.south), default=None
    )
