"""A part of the world on a canvas: equirectangular, true to scale along its middle latitude and along meridians."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.atlas.world import WHOLE_TURN

Point = tuple[float, float]
"""Longitude and latitude, WGS 84, degrees."""

KM_PER_DEGREE = 111.195
"""Of a meridian, on a sphere of 6,371 km."""
LEAST_NARROWING = 0.2
"""Beyond 78 degrees no parallel is true: a map of a pole would be a line."""
DIGITS = 6
"""Cosines differ in their last digits from machine to machine; rounded so they do not."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Pixels, and how high it may be."""

    width: int
    least_height: int
    most_height: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the world is shown on how many pixels."""

    west: float
    north: float
    across: float
    """Pixels to a degree of longitude."""
    down: float
    """Pixels to a degree of latitude."""
    width: int
    height: int
    parallel: float
    """The latitude along which it is true to scale."""

    @property
    def east(self) -> float:
        """Return its eastern edge; may be beyond 180."""
        return self.west + self.width / self.across

    @property
    def south(self) -> float:
        """Return its southern edge."""
        return self.north - self.height / self.down

    @property
    def km_per_pixel(self) -> float:
        """Return how far apart two pixels are, along the true parallel and any meridian."""
        return KM_PER_DEGREE / self.down

    def at(self, point: Point) -> tuple[float, float]:
        """Return the pixel of a place; one on the other side of the date line stands where this frame has it."""
        turn = (point[0] - self.west) % WHOLE_TURN
        middle = (self.east - self.west) / 2
        turn = turn - WHOLE_TURN if turn > middle + WHOLE_TURN / 2 else turn
        return (turn * self.across, (self.north - point[1]) * self.down)

    def holds(self, point: Point) -> bool:
        """Whether a place is on the canvas."""
        x, y = self.at(point)
        return 0 <= x <= self.width and 0 <= y <= self.height


def fit(points: Sequence[Point], canvas: Canvas, *, least: float, margin: float = 0.12) -> Frame:
    """Return the frame that shows all points with a margin, but never less than `least` degrees of latitude.

    Where points lie on both sides of the date line, the frame crosses it. There must be a point.
    """
    west, east = _span([lon for lon, _ in points])
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    return fit_box((west, south, east, north), canvas, least=least, margin=margin)


def fit_box(box: tuple[float, float, float, float], canvas: Canvas, *, least: float, margin: float = 0.12) -> Frame:
    """Return the frame that shows a box of west, south, east, north with a margin on each side."""
    west, south, east, north = box
    parallel = (south + north) / 2
    narrowing = max(round(math.cos(math.radians(parallel)), DIGITS), LEAST_NARROWING)
    tall = max((north - south) * (1 + 2 * margin), least)
    wide = min(max((east - west) * narrowing * (1 + 2 * margin), least), WHOLE_TURN * narrowing)
    height = round(min(max(canvas.width * tall / wide, canvas.least_height), canvas.most_height))
    down = min(canvas.width / wide, height / tall)
    across = down * narrowing
    top = parallel + height / down / 2
    return Frame(
        west=(west + east) / 2 - canvas.width / across / 2,
        north=top,
        across=across,
        down=down,
        width=canvas.width,
        height=height,
        parallel=parallel,
    )


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the shortest way round the world that passes all longitudes: west, and east of it."""
    ordered = sorted({lon % WHOLE_TURN for lon in longitudes})
    gaps = [
        (after - before, after) for before, after in zip(ordered, [*ordered[1:], ordered[0] + WHOLE_TURN], strict=True)
    ]
    widest, after = max(gaps)
    west = (after + WHOLE_TURN / 2) % WHOLE_TURN - WHOLE_TURN / 2
    return west, west + WHOLE_TURN - widest
