"""One map: land, marks, countries' names where there is room, and a scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from dossier.atlas import Frame, Piece, land, name_rooms, read_world
from dossier.layout import Box, text_width
from dossier.model import PlacePrecision
from dossier.plan.pictures.map_marks import UNKNOWN, Ground, Marked, marks_of
from dossier.plan.spot import Spot
from dossier.plan.words import country_name, number_text
from dossier.views import Badge, MapName, MapPanel

NAME_LETTER, SET_APART = 12, 1.2
"""Font size of countries, and how much wider their spaced capitals are."""
BARS = (5, 2, 1)
LONGEST_BAR = 0.18
"""Of the map's width."""
SCALE_ROOM = (110, 22)
"""Half the width and height that the scale takes in the corner at the foot."""


@dataclass(frozen=True, slots=True)
class Titled:
    """What a map is called."""

    key: str
    title: str
    description: str


def panel(
    spot: Spot, frame: Frame, marked: Sequence[Marked], titled: Titled, *, inner: Frame | None = None
) -> MapPanel:
    """Draw places, most important first; `inner` is what another map shows larger."""
    pieces = land(read_world(), frame)
    areas = {piece.code: piece.path for piece in pieces if piece.code in _shaded(marked)}
    marks, taken = marks_of(spot, Ground(frame, areas, inner), marked)
    length, label = _scale(spot, frame)
    corner = Box(SCALE_ROOM[0], frame.height - SCALE_ROOM[1], *SCALE_ROOM)
    return MapPanel(
        key=titled.key,
        width=frame.width,
        height=frame.height,
        title=titled.title,
        description=titled.description,
        land="".join(piece.path for piece in pieces),
        marks=marks,
        names=tuple(_names(spot, frame, [piece for piece in pieces if piece.code not in areas], [*taken, corner])),
        sizes=tuple(_sizes(spot, {mark.precision for mark in marks})),
        scale=length,
        scale_label=label,
        frame=_inside(frame, inner) if inner else None,
        projection=spot.say("map.projection", latitude=number_text(round(frame.parallel), spot.scope.language)),
    )


def _sizes(spot: Spot, used: Set[str]) -> Iterator[Badge]:
    for precision in PlacePrecision:
        if precision in used:
            yield Badge(key=precision.value, text=spot.say(f"precision.{precision}"))
    if UNKNOWN in used:
        yield Badge(key=UNKNOWN, text=spot.say("map.unknown"))


def _shaded(marked: Sequence[Marked]) -> frozenset[str]:
    """Return the countries that are marks: their names stand there already."""
    return frozenset(one.point.country for one in marked if one.point.precision is PlacePrecision.COUNTRY)


def _names(spot: Spot, frame: Frame, pieces: Sequence[Piece], taken: list[Box]) -> Iterator[MapName]:
    """Yield countries' names, each in the widest place that is free; those without a code have none."""
    for piece in pieces:
        if piece.code.startswith("-"):
            continue
        text = country_name(piece.code, spot.scope.language)
        half = text_width(text.upper(), NAME_LETTER) * SET_APART / 2
        for x, y, _ in name_rooms(piece, frame, 2 * half, NAME_LETTER):
            box = Box(x, y, half, NAME_LETTER / 2 + 2)
            if not box.is_inside(frame.width, frame.height):
                continue
            if not any(box.overlaps(other) for other in taken):
                taken.append(box)
                yield MapName(text=text, x=round(x), y=round(y + NAME_LETTER * 0.35))
                break


def _scale(spot: Spot, frame: Frame) -> tuple[int, str]:
    """Return the longest bar of 1, 2 or 5 times a power of ten kilometres that is short enough."""
    most = frame.width * LONGEST_BAR * frame.km_per_pixel
    power = 10000
    while not (fitting := [bar * power for bar in BARS if bar * power <= most]) and power > 1:
        power //= 10
    km = fitting[0] if fitting else 1
    return round(km / frame.km_per_pixel), spot.say("map.km", number=number_text(km, spot.scope.language))


def _inside(frame: Frame, inner: Frame) -> tuple[int, int, int, int]:
    left, top = frame.at((inner.west, inner.north))
    width = (inner.east - inner.west) * frame.across
    height = (inner.north - inner.south) * frame.down
    return round(left), round(top), round(width), round(height)
