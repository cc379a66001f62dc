"""Makes dossier/atlas/countries.json from Natural Earth's countries, as the npm package `world-atlas` carries them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python docs/outlines.py package/countries-50m.json

The same input gives the same bytes. dossier/atlas/README.md says where the data come from and what was changed in them.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from babel.core import get_global

TARGET = Path(__file__).resolve().parent.parent / "dossier/atlas/countries.json"
STEPS = 50
"""Steps to a degree: one is about 2 km, half a pixel where a country of 500 km fills a page."""
LEAST_AREA = 0.0016
"""Points whose triangle is smaller, in square degrees at the equator, are left out (Visvalingam and Whyatt, 1993)."""
LEAST_ISLAND = 0.004
"""Islands smaller than this are left out where their country has a larger one."""
NO_CODE = {"Kosovo": "XK"}
"""Territories with a code in CLDR but none in ISO 3166-1; the others without one are drawn, but have no name."""
CRIMEA = (34.2, 45.2)
"""Lies in the ring that is drawn with Ukraine, as United Nations General Assembly resolution 68/262 has it."""

Point = tuple[float, float]
Ring = list[int]
"""Numbers of arcs in order; ~n is arc n backwards."""


def main(source: Path) -> None:
    """Read TopoJSON, simplify every arc once so that neighbours stay neighbours, write."""
    data = json.loads(source.read_text(encoding="utf-8"))
    arcs = [list(decoded(arc, data["transform"])) for arc in data["arcs"]]
    countries = rings_by_country(data["objects"]["countries"]["geometries"])
    move_crimea(countries, arcs)
    simple = [simplified(arc) for arc in arcs]
    kept = {code: large_rings(rings, simple) for code, rings in sorted(countries.items())}
    used = sorted({arc if arc >= 0 else ~arc for rings in kept.values() for ring in rings for arc in ring})
    number = {arc: place for place, arc in enumerate(used)}
    whole = {
        "steps": STEPS,
        "arcs": [deltas(simple[arc]) for arc in used],
        "countries": {
            code: [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in rings]
            for code, rings in kept.items()
            if rings
        },
    }
    TARGET.write_text(json.dumps(whole, separators=(",", ":")) + "\n", encoding="utf-8")
    points = sum(len(simple[arc]) for arc in used)
    print(f"{len(kept)} countries, {len(used)} arcs, {points} points, {TARGET.stat().st_size} bytes")  # noqa: T201


def decoded(arc: Iterable[tuple[int, int]], transform: Mapping[str, list[float]]) -> Iterator[Point]:
    """Turn an arc's differences into degrees (TopoJSON 1.0.0 §2.2.4)."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield tuple(  # type: ignore[misc]
            value * scale + origin
            for value, scale, origin in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )


def rings_by_country(geometries: Iterable[Mapping[str, object]]) -> dict[str, list[Ring]]:
    """Gather rings by ISO 3166-1 alpha-2 code; holes are rings like others."""
    aliases = get_global("territory_aliases")
    found: dict[str, list[Ring]] = {}
    for shape in geometries:
        name = str(shape["properties"]["name"])  # type: ignore[index]
        code = aliases[shape["id"]][0] if "id" in shape else NO_CODE.get(name, f"-{name}")
        arcs = shape.get("arcs", [])
        polygons = [arcs] if shape["type"] == "Polygon" else arcs
        found.setdefault(code, []).extend(ring for polygon in polygons for ring in polygon)  # type: ignore[union-attr]
    return found


def move_crimea(countries: dict[str, list[Ring]], arcs: list[list[Point]]) -> None:
    """Take the ring out of one country and join it to the other along the arc that both share."""
    (moved,) = (ring for ring in countries["RU"] if contains(outline(ring, arcs), CRIMEA) and len(ring) < 20)
    (mainland,) = (ring for ring in countries["UA"] if any(~arc in ring for arc in moved))
    countries["RU"].remove(moved)
    countries["UA"].remove(mainland)
    shared = [arc for arc in mainland if ~arc in moved]
    first, start = mainland.index(shared[0]), moved.index(~shared[-1])
    outer = mainland[first:] + mainland[:first]
    inner = moved[start:] + moved[:start]
    countries["UA"].append(outer[len(shared) :] + inner[len(shared) :])


def outline(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    """Return the points of a ring, each once."""
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]]


def contains(ring: list[Point], point: Point) -> bool:
    """Whether a point lies inside, by counting crossings."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def area(ring: list[Point]) -> float:
    """Return the area in square degrees, as large as at the equator."""
    shoelace = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))
    return abs(shoelace) / 2 * narrowing(ring[0]) if ring else 0.0


def narrowing(point: Point) -> float:
    """Return how much shorter a degree of longitude is than at the equator."""
    return max(math.cos(math.radians(point[1])), 0.05)


def simplified(arc: list[Point]) -> list[Point]:
    """Leave out the points that matter least, smallest triangle first; ends stay."""
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    sizes = {place: triangle(arc, before, after, place) for place in range(1, len(arc) - 1)}
    queue = [(size, place) for place, size in sizes.items()]
    heapq.heapify(queue)
    is_ring, left = arc[0] == arc[-1], len(arc)
    while queue and not (is_ring and left <= 4):
        size, place = heapq.heappop(queue)
        if sizes.get(place) != size:
            continue
        if size >= LEAST_AREA:
            break
        del sizes[place]
        left -= 1
        after[before[place]], before[after[place]] = after[place], before[place]
        for neighbour in (before[place], after[place]):
            if neighbour in sizes:
                sizes[neighbour] = max(triangle(arc, before, after, neighbour), size)
                heapq.heappush(queue, (sizes[neighbour], neighbour))
    return [arc[0], *(arc[place] for place in sorted(sizes)), arc[-1]]


def triangle(arc: list[Point], before: list[int], after: list[int], place: int) -> float:
    """Return the area of the triangle of a point and its neighbours."""
    (x1, y1), (x2, y2), (x3, y3) = arc[before[place]], arc[place], arc[after[place]]
    return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2 * narrowing(arc[place])


def large_rings(rings: list[Ring], arcs: list[list[Point]]) -> list[Ring]:
    """Leave out islands that nobody would see, but never a country's largest ring."""
    sized = [(area(outline(ring, arcs)), ring) for ring in rings]
    largest = max((size for size, _ in sized), default=0.0)
    return [ring for size, ring in sized if size >= min(LEAST_ISLAND, largest)]


def deltas(arc: list[Point]) -> list[int]:
    """Write an arc as steps: the first point, then differences, x and y in turn; what does not move is left out."""
    steps = [(round(x * STEPS), round(y * STEPS)) for x, y in arc]
    found = [*steps[0]]
    for (x1, y1), (x2, y2) in pairwise(steps):
        if (x1, y1) != (x2, y2):
            found += (x2 - x1, y2 - y1)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
