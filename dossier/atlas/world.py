"""Reads the outlines that come with the program. README.md beside them says where they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WHOLE_TURN, HALF_TURN = 360.0, 180.0

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of each point, the first not again at the end. Beyond 180 where it crosses the date line."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One closed line and the box around it, in degrees."""

    points: Ring
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outlines; lakes and enclaves are outlines like the others."""

    code: str
    """As in CLDR: ISO 3166-1 alpha-2, or `XK`. Begins with `-` for a territory without one."""
    outlines: tuple[Outline, ...]
    box: tuple[float, float, float, float]
    """West, south, east, north of all outlines."""


@dataclass(frozen=True, slots=True)
class World:
    """Every country, by code."""

    countries: Mapping[str, Country]


@cache
def read_world() -> World:
    """Return the world; read from the package once."""
    data = json.loads(files("dossier").joinpath("atlas", "countries.json").read_text(encoding="utf-8"))
    arcs = [_decoded(arc, data["steps"]) for arc in data["arcs"]]
    countries = data["countries"].items()
    return World({code: _country(code, [_outline(ring, arcs) for ring in rings]) for code, rings in countries})


def _country(code: str, outlines: Sequence[Outline]) -> Country:
    west, south = min(one.west for one in outlines), min(one.south for one in outlines)
    east, north = max(one.east for one in outlines), max(one.north for one in outlines)
    return Country(code, tuple(outlines), (west, south, east, north))


def _decoded(arc: Sequence[int], steps: int) -> Ring:
    x = y = 0
    points = []
    for place in range(0, len(arc), 2):
        x, y = x + arc[place], y + arc[place + 1]
        points.append((x / steps, y / steps))
    return tuple(points)


def _outline(ring: Sequence[int], arcs: Sequence[Ring]) -> Outline:
    points: list[tuple[float, float]] = []
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line if len(line) == 1 else line[:-1]
    points = _unbroken(points)
    across, down = [x for x, _ in points], [y for _, y in points]
    return Outline(tuple(points), min(across), min(down), max(across), max(down))


def _unbroken(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Follow a line over the date line, so that no step is longer than half the world; round a pole, close it there."""
    turn, before = 0.0, points[0][0]
    found = []
    for lon, lat in points:
        turn += WHOLE_TURN * ((before - lon > HALF_TURN) - (lon - before > HALF_TURN))
        before = lon
        found.append((lon + turn, lat))
    turn += WHOLE_TURN * ((before - points[0][0] > HALF_TURN) - (points[0][0] - before > HALF_TURN))
    if turn:
        pole = 90.0 if points[0][1] > 0 else -90.0
        found += [(points[0][0] + turn, points[0][1]), (points[0][0] + turn, pole), (points[0][0], pole)]
    return found
