"""The whole network as a drawing: the best-connected actors, placed by what ties them, no name over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.layout import Box, apart, stress, text_width, wrap
from dossier.model import Id
from dossier.plan.pictures.drawing import edge_of, key_of, kind_views, shape_of, strand_views
from dossier.plan.scope import title_of
from dossier.plan.spot import Spot
from dossier.plan.ties import Tie
from dossier.views import DrawingView, NodeView

MOST = 60
"""More names cannot be read in one picture."""
MOST_TIES = 120
"""More lines cannot be followed, and their entries would make the page too long for a phone."""
LETTER, LINE, ROOM = 14, 17, 128
"""Pixels: font size, line height, width of a name before it is broken."""
WIDTH, LEAST_WIDTH, WIDTH_OF_EACH = 1080, 420, 90
LEAST_HEIGHT, HEIGHT_OF_EACH, MOST_HEIGHT = 160, 19, 1240
MARGIN = 6
RADII = ((10, 11), (5, 9), (2, 7), (0, 5))
"""From how many ties on a mark has which radius."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark with its name below, before it has a place."""

    id: Id
    radius: int
    lines: tuple[str, ...]

    @property
    def half_width(self) -> float:
        """Half the room it takes across."""
        return max(float(self.radius), *(text_width(line, LETTER) / 2 for line in self.lines)) + MARGIN

    @property
    def half_height(self) -> float:
        """Half the room it takes down: mark, names, and air."""
        return self.radius + LINE * len(self.lines) / 2 + MARGIN / 2


def best_connected(ties: Sequence[Tie], most: int = MOST) -> tuple[Id, ...]:
    """Return the actors with most ties, then with the weightiest, then by id; each is tied to another of them."""
    neighbours: dict[Id, int] = {}
    weights: dict[Id, int] = {}
    for tie in ties:
        for id in (tie.first, tie.second):
            neighbours[id] = neighbours.get(id, 0) + 1
            weights[id] = weights.get(id, 0) + tie.weight
    ranked = sorted(neighbours, key=lambda actor: (-neighbours[actor], -weights[actor], actor))[:most]
    while len(ranked) > 2 and len(inside(ties, ranked)) > MOST_TIES:
        ranked.pop()
    joined = {id for tie in inside(ties, ranked) for id in (tie.first, tie.second)}
    return tuple(id for id in ranked if id in joined)


def inside(ties: Sequence[Tie], ids: Sequence[Id]) -> tuple[Tie, ...]:
    """Return the ties that have both ends among these actors."""
    chosen = frozenset(ids)
    return tuple(tie for tie in ties if tie.first in chosen and tie.second in chosen)


def draw(spot: Spot, ids: Sequence[Id], ties: Sequence[Tie]) -> DrawingView:
    """Draw actors, best-connected first, and the ties between them. A line leads to the entry of its tie."""
    counts = {id: sum(id in (tie.first, tie.second) for tie in ties) for id in ids}
    signs = [_sign(spot, id, counts[id]) for id in ids]
    width = min(WIDTH, LEAST_WIDTH + WIDTH_OF_EACH * len(ids))
    boxes = _placed(signs, [(ids.index(tie.first), ids.index(tie.second)) for tie in ties], width)
    top = min(box.y - box.half_height for box in boxes)
    boxes = [Box(box.x, box.y - top, box.half_width, box.half_height) for box in boxes]
    marks = {sign.id: _mark(sign, box) for sign, box in zip(signs, boxes, strict=True)}
    return DrawingView(
        width=width,
        height=round(max(box.y + box.half_height for box in boxes)) + 1,
        title=spot.say("network.title"),
        description=spot.say(
            "network.description",
            actors=spot.say("count.actors", count=len(ids)),
            ties=spot.say("count.ties", count=len(ties)),
        ),
        nodes=tuple(_node(spot, sign, marks[sign.id]) for sign in signs),
        edges=tuple(
            edge_of(spot, tie, (marks[tie.first], marks[tie.second]), url=f"#{anchor_of(tie)}") for tie in ties
        ),
        strands=strand_views(spot, ties),
        kinds=kind_views(spot, ids),
    )


def anchor_of(tie: Tie) -> str:
    """Return the fragment id of a tie's entry on the page of the whole network."""
    return f"tie-{tie.first.name}--{tie.second.name}"


def _sign(spot: Spot, id: Id, count: int) -> Sign:
    radius = next(radius for least, radius in RADII if count >= least)
    return Sign(id, radius, wrap(title_of(spot.scope.document(id)), room=ROOM, size=LETTER, lines=3))


def _placed(signs: Sequence[Sign], edges: Sequence[tuple[int, int]], width: int) -> list[Box]:
    """Spread places of least stress over the canvas, then push names off each other."""
    places = stress(len(signs), edges)
    height = min(MOST_HEIGHT, LEAST_HEIGHT + HEIGHT_OF_EACH * len(signs))
    across = _spread([x for x, _ in places], [sign.half_width for sign in signs], width)
    down = _spread([y for _, y in places], [sign.half_height for sign in signs], height)
    boxes = [Box(x, y, sign.half_width, sign.half_height) for x, y, sign in zip(across, down, signs, strict=True)]
    return list(apart(boxes, width))


def _spread(places: Sequence[float], halves: Sequence[float], length: int) -> list[float]:
    low, high, edge = min(places), max(places), max(halves)
    scale = (length - 2 * edge) / ((high - low) or 1.0)
    return [edge + (place - low) * scale for place in places]


def _mark(sign: Sign, box: Box) -> tuple[float, float]:
    return (float(round(box.x)), float(round(box.y - box.half_height + sign.radius + MARGIN / 2)))


def _node(spot: Spot, sign: Sign, mark: tuple[float, float]) -> NodeView:
    x, y = round(mark[0]), round(mark[1])
    return NodeView(
        link=spot.link(sign.id),
        key=key_of(sign.id),
        kind=shape_of(spot, sign.id).value,
        x=x,
        y=y,
        radius=sign.radius,
        lines=sign.lines,
        label_x=x,
        label_y=y + sign.radius + LETTER,
        anchor="middle",
    )
