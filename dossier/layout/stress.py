"""Places in the plane whose distances are like those in a graph: majorised stress (Gansner, Koren and North, 2004)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from math import sqrt

ROUNDS = 80
"""After these, a picture of sixty names moves by less than a letter."""
TURN = (-0.7373688780783197, 0.6754902942615238)
"""The golden angle as cosine and sine, so that a start needs neither function."""
NEAR = 1e-9
"""Places that are nearer than this have no direction to each other."""

Place = tuple[float, float]


def stress(count: int, edges: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
    """Return a place for each of `count` nodes; joined ones are about 1 apart. Costs count² for each round.

    Nodes are to come by importance: the first stand in the middle at the start.
    """
    if count == 0:
        return ()
    distances = _distances(count, edges)
    places = _spiral(count)
    for _ in range(ROUNDS):
        for node in range(count):
            places[node] = _pulled(node, places, distances[node])
    return tuple(places)


def _spiral(count: int) -> list[Place]:
    """Return places on a sunflower's spiral, all different."""
    cosine, sine = 1.0, 0.0
    places = []
    for number in range(count):
        radius = sqrt(number + 0.5)
        places.append((radius * cosine, radius * sine))
        cosine, sine = cosine * TURN[0] - sine * TURN[1], sine * TURN[0] + cosine * TURN[1]
    return places


def _distances(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Count the steps between all nodes; parts that are not joined are one step farther apart than the farthest."""
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        near[one].append(other)
        near[other].append(one)
    found = [_steps(start, near) for start in range(count)]
    farthest = max(max(row) for row in found)
    return [[steps if steps >= 0 else farthest + 1 for steps in row] for row in found]


def _steps(start: int, near: Sequence[Sequence[int]]) -> list[int]:
    steps = [-1] * len(near)
    steps[start] = 0
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def _pulled(node: int, places: Sequence[Place], distances: Sequence[int]) -> Place:
    """Return where all others want a node, those that are near in the graph most."""
    x, y = places[node]
    total = across = down = 0.0
    for other, distance in enumerate(distances):
        if not distance:
            continue
        other_x, other_y = places[other]
        dx, dy = x - other_x, y - other_y
        length = sqrt(dx * dx + dy * dy)
        share = distance / length if length > NEAR else 0.0
        weight = 1.0 / (distance * distance)
        across += weight * (other_x + dx * share)
        down += weight * (other_y + dy * share)
        total += weight
    return (across / total, down / total) if total else (x, y)
