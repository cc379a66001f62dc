"""Outlines as paths of whole pixels: clipped to the canvas, without points that would fall on one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.atlas.frame import Frame
from dossier.atlas.world import WHOLE_TURN, Country, Ring, World

EDGE = 6
"""Pixels beyond the canvas at which lines are cut, so that no cut is seen."""
ROWS = 12
"""Strips in which room for a country's name is looked for."""

Pixel = tuple[float, float]
Shape = Sequence[Pixel]
Room = tuple[float, float, float]
"""Middle x, y, and width of a level strip inside an outline."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a country is on a canvas, in pixels; lakes and enclaves are shapes like the others."""

    code: str
    shapes: tuple[Shape, ...]

    @property
    def path(self) -> str:
        """Return it for SVG's `d`, every shape closed; "" when nothing of it is as large as three pixels."""
        return "".join(filter(None, map(_path, self.shapes)))


def land(world: World, frame: Frame) -> tuple[Piece, ...]:
    """Return every country that is on the canvas, in the order of codes."""
    pieces = (Piece(country.code, tuple(_shapes(country, frame))) for country in world.countries.values())
    return tuple(piece for piece in pieces if piece.shapes)


def name_rooms(piece: Piece, frame: Frame, width: float, height: float) -> tuple[Room, ...]:
    """Return level strips of a size, or wider, inside a country's largest part of the canvas, widest first."""
    largest = max(piece.shapes, key=_area)
    if max(x for x, _ in largest) - min(x for x, _ in largest) < width:
        return ()
    top = max(min(y for _, y in largest), 0.0)
    bottom = min(max(y for _, y in largest), float(frame.height))
    rows = [top + (bottom - top) * (number + 0.5) / ROWS for number in range(ROWS)]
    rooms = [room for row in rows for room in _rooms(largest, (row - height / 2, row, row + height / 2), frame.width)]
    return tuple(sorted((room for room in rooms if room[2] >= width), key=lambda room: (-room[2], room[1])))


def _shapes(country: Country, frame: Frame) -> Iterator[Shape]:
    """Yield a country's outlines on the canvas, also those that stand a turn of the world away."""
    near = (
        (outline, turn)
        for turn in (-WHOLE_TURN, 0.0, WHOLE_TURN)
        if _is_near(country.box, frame, turn)
        for outline in country.outlines
        if _is_near((outline.west, outline.south, outline.east, outline.north), frame, turn)
    )
    for outline, turn in near:
        shape = _clipped(_pixels(_thinned(outline.points, frame, turn), frame, turn), frame)
        if len(shape) > 2:
            yield shape


def _is_near(box: tuple[float, float, float, float], frame: Frame, turn: float) -> bool:
    west, south, east, north = box
    beside = east + turn < frame.west or west + turn > frame.east
    return not beside and south <= frame.north and north >= frame.south


def _thinned(points: Ring, frame: Frame, turn: float) -> Ring:
    """Leave out what lies beyond one side of the canvas, as the points before and after it that are kept do."""
    edge = EDGE / frame.across
    west, east = frame.west - turn - edge, frame.east - turn + edge
    south, north = frame.south - edge, frame.north + edge
    sides = [(x < west) | (x > east) << 1 | (y < south) << 2 | (y > north) << 3 for x, y in points]
    if not any(sides):
        return points
    kept, before = [points[0]], sides[0]
    for point, here, after in zip(points[1:], sides[1:], [*sides[2:], sides[0]], strict=True):
        if not before & here & after:
            kept.append(point)
            before = here
    return tuple(kept)


def _pixels(points: Ring, frame: Frame, turn: float) -> list[Pixel]:
    shift, across, north, down = turn - frame.west, frame.across, frame.north, frame.down
    return [((lon + shift) * across, (north - lat) * down) for lon, lat in points]


def _clipped(points: list[Pixel], frame: Frame) -> list[Pixel]:
    """Cut a closed line at the canvas, one side after the other (Sutherland and Hodgman, 1974)."""
    left, right = -float(EDGE), float(frame.width + EDGE)
    top, bottom = -float(EDGE), float(frame.height + EDGE)
    if len(points) < 3:
        return []
    points = _cut(points, 0, left, 1)
    points = _cut(points, 0, right, -1)
    points = _cut(points, 1, top, 1)
    return _cut(points, 1, bottom, -1)


def _cut(points: list[Pixel], axis: int, limit: float, sign: int) -> list[Pixel]:
    if not points:
        return points
    if all((point[axis] - limit) * sign >= 0 for point in points):
        return points
    kept: list[Pixel] = []
    before = points[-1]
    was_in = (before[axis] - limit) * sign >= 0
    for point in points:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in is not was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def _path(shape: Sequence[Pixel]) -> str:
    """Write a closed line; "" for one that is less than three pixels."""
    steps = _whole(shape)
    if len(steps) < 3:
        return ""
    (x, y), *rest = steps
    words = [f"M{x} {y}l"]
    for next_x, next_y in rest:
        words.append(f"{_number(next_x - x, words[-1])}{_number(next_y - y, '0')}")
        x, y = next_x, next_y
    return "".join((*words, "Z"))


def _number(value: int, before: str) -> str:
    """Write a number with a blank in front where its sign does not part it from a digit before it."""
    return str(value) if value < 0 or not before[-1].isdigit() else f" {value}"


def _whole(shape: Iterable[Pixel]) -> list[tuple[int, int]]:
    steps: list[tuple[int, int]] = []
    for x, y in shape:
        step = (round(x), round(y))
        if not steps or step != steps[-1]:
            steps.append(step)
    return steps[:-1] if len(steps) > 1 and steps[0] == steps[-1] else steps


def _area(shape: Sequence[Pixel]) -> float:
    total = 0.0
    before = shape[-1]
    for point in shape:
        total += before[0] * point[1] - point[0] * before[1]
        before = point
    return abs(total) / 2


def _rooms(shape: Sequence[Pixel], rows: tuple[float, float, float], width: int) -> Iterator[Room]:
    """Yield what is inside on all three lines: two edges of a strip and its middle."""
    spans = [(0.0, float(width))]
    for row in rows:
        spans = [
            (max(start, left), min(end, right))
            for start, end in _spans(shape, row)
            for left, right in spans
            if max(start, left) < min(end, right)
        ]
    return (((start + end) / 2, rows[1], end - start) for start, end in spans)


def _spans(shape: Sequence[Pixel], row: float) -> Iterator[tuple[float, float]]:
    """Yield where a level line is inside."""
    crossings = []
    before = shape[-1]
    for point in shape:
        if (before[1] > row) != (point[1] > row):
            crossings.append(before[0] + (row - before[1]) / (point[1] - before[1]) * (point[0] - before[0]))
        before = point
    crossings.sort()
    return zip(crossings[::2], crossings[1::2], strict=True)
