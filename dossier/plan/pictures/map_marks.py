"""Marks of places on a map: their size says how exactly a place is known; those too near each other are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from dossier.atlas import Frame
from dossier.layout import Box, Label, box_of, label_spots, text_width
from dossier.layout import Spot as Words
from dossier.model import Id, PlacePrecision
from dossier.plan.located import Point
from dossier.plan.spot import Spot
from dossier.views import MapMark

LETTER, LINE = 14, 18
"""Pixels: font size and height of a line."""
TOO_NEAR = 13.0
"""Pixels between marks that can just be told apart."""
REACH_KM: Mapping[PlacePrecision | None, float] = {
    PlacePrecision.POINT: 0.2,
    PlacePrecision.STREET: 1,
    PlacePrecision.CITY: 10,
    PlacePrecision.REGION: 75,
}
"""How far from its point a place of each precision reaches, roughly."""
LEAST_RADIUS: Mapping[PlacePrecision | None, int] = {
    PlacePrecision.POINT: 4,
    PlacePrecision.STREET: 6,
    PlacePrecision.CITY: 9,
    PlacePrecision.REGION: 16,
    PlacePrecision.COUNTRY: 24,
    None: 9,
}
"""Where the scale would make it smaller, the size still says the precision. So is a country without outline."""
UNKNOWN = "unknown"
"""The word for a precision that nobody gave."""
COUNTRY_RADIUS = 3
"""Room for the point of a country: the area is its mark."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Something to put on a map."""

    point: Point
    title: str
    url: str
    events: tuple[Id, ...]
    """None where they are not told."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What marks are put on."""

    frame: Frame
    areas: Mapping[str, str]
    """Outlines of the countries that are marks, by code, for `d`."""
    inner: Frame | None
    """What another map shows larger: there marks have no names."""


def marks_of(spot: Spot, ground: Ground, marked: Sequence[Marked]) -> tuple[tuple[MapMark, ...], tuple[Box, ...]]:
    """Return the marks of places, countries first, then from the largest to the smallest; and the room they take.

    Of `marked`, the most important come first: they are named where not all can be.
    """
    frame, inner = ground.frame, ground.inner
    groups = _together(frame, [one for one in marked if _is_in(frame, one)])
    groups.sort(key=lambda group: _is_in(inner, group[0]))
    labels = [_label(ground, group) for group in groups]
    free = label_spots(labels, frame.width, frame.height)
    places = [None if _is_in(inner, group[0]) else place for group, place in zip(groups, free, strict=True)]
    marks = [
        _mark(spot, ground, group, (label, place)) for group, label, place in zip(groups, labels, places, strict=True)
    ]
    taken = [Box(label.x, label.y, label.radius, label.radius) for label in labels]
    taken += [box_of(label, place) for label, place in zip(labels, places, strict=True) if place]
    return tuple(sorted(marks, key=lambda mark: (not mark.path, -mark.radius))), tuple(taken)


def _is_in(frame: Frame | None, one: Marked) -> bool:
    return frame is not None and frame.holds((one.point.longitude, one.point.latitude))


def _together(frame: Frame, marked: Sequence[Marked]) -> list[list[Marked]]:
    groups: list[list[Marked]] = []
    for one in marked:
        found = next((group for group in groups if _is_one(frame, group[0].point, one.point)), None)
        if found is None:
            groups.append([one])
        else:
            found.append(one)
    return groups


def _is_one(frame: Frame, one: Point, other: Point) -> bool:
    """Whether two marks cannot be told apart; a country is never one with a place in it."""
    if one.place == other.place:
        return True
    if PlacePrecision.COUNTRY in (one.precision, other.precision):
        return False
    x1, y1 = frame.at((one.longitude, one.latitude))
    x2, y2 = frame.at((other.longitude, other.latitude))
    return sqrt((x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2)) < TOO_NEAR


def _label(ground: Ground, group: Sequence[Marked]) -> Label:
    point = group[0].point
    x, y = ground.frame.at((point.longitude, point.latitude))
    radius = COUNTRY_RADIUS if _area(ground, point) else _radius(ground.frame, point.precision)
    return Label(round(x), round(y), radius, text_width(_text(group), LETTER), LINE)


def _area(ground: Ground, point: Point) -> str:
    """Return the outline of a country that is a mark; "" for other places, and where there is no outline."""
    return ground.areas.get(point.country, "") if point.precision is PlacePrecision.COUNTRY else ""


def _radius(frame: Frame, precision: PlacePrecision | None) -> int:
    reach = REACH_KM.get(precision, 0) / frame.km_per_pixel
    return max(round(reach), LEAST_RADIUS.get(precision, LEAST_RADIUS[None]))


def _text(group: Sequence[Marked]) -> str:
    count = _count(group)
    return f"{group[0].title} {count}" if count else group[0].title


def _count(group: Sequence[Marked]) -> int:
    return len({event for one in group for event in one.events})


def _mark(spot: Spot, ground: Ground, group: Sequence[Marked], lettering: tuple[Label, Words | None]) -> MapMark:
    first, (label, words) = group[0], lettering
    return MapMark(
        url=first.url,
        label=_in_words(spot, group),
        precision=str(first.point.precision or UNKNOWN),
        x=round(label.x),
        y=round(label.y),
        radius=round(label.radius),
        path=_area(ground, first.point),
        title=first.title if words else "",
        text_x=round(words.x) if words else 0,
        text_y=round(words.y + LETTER * 0.35) if words else 0,
        anchor=words.anchor if words else "middle",
        count=_count(group),
    )


def _in_words(spot: Spot, group: Sequence[Marked]) -> str:
    """Say what a mark shows: names, what its size means, how many events."""
    names = ", ".join(dict.fromkeys(one.title for one in group))
    precision = group[0].point.precision
    known = spot.say(f"precision.{precision}") if precision else spot.say("map.unknown")
    count = _count(group)
    return f"{names}: {known}; {spot.say('count.events', count=count)}" if count else f"{names}: {known}"
