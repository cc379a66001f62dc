"""Words beside marks: each stands where it covers no mark and no other words, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.layout.boxes import Box

GAP = 3.0
"""Between a mark and its words."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a size that belong to a round mark."""

    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words go: a point on the mark's side, the centre line of the words, and how they lie to it."""

    x: float
    y: float
    anchor: str
    """SVG 1.1 §10.9.1: start, middle or end."""


def label_spots(labels: Sequence[Label], width: float, height: float) -> tuple[Spot | None, ...]:
    """Return a place for the words of each mark, most important first; None where there is no room.

    Words never cover a mark, other words or the canvas' edge.
    """
    taken = [Box(label.x, label.y, label.radius, label.radius) for label in labels]
    spots: list[Spot | None] = []
    for number, label in enumerate(labels):
        chosen = next((pair for pair in _choices(label) if _is_free(pair[1], taken, number, width, height)), None)
        spots.append(chosen[0] if chosen else None)
        if chosen:
            taken.append(chosen[1])
    return tuple(spots)


def _is_free(box: Box, taken: Sequence[Box], own: int, width: float, height: float) -> bool:
    others = (other for number, other in enumerate(taken) if number != own)
    return box.is_inside(width, height) and not any(box.overlaps(other) for other in others)


def _choices(label: Label) -> list[tuple[Spot, Box]]:
    """Return right, left, below, above, then the corners: the order in which maps are lettered."""
    half_height = label.height / 2
    beside, over = label.radius + GAP, label.radius + GAP + half_height
    corner = label.radius * 0.7 + half_height
    found = []
    for dx, dy, anchor in (
        (beside, 0.0, "start"),
        (-beside, 0.0, "end"),
        (0.0, over, "middle"),
        (0.0, -over, "middle"),
        (beside * 0.7, -corner, "start"),
        (beside * 0.7, corner, "start"),
        (-beside * 0.7, -corner, "end"),
        (-beside * 0.7, corner, "end"),
    ):
        spot = Spot(label.x + dx, label.y + dy, anchor)
        found.append((spot, box_of(label, spot)))
    return found


def box_of(label: Label, spot: Spot) -> Box:
    """Return the room that words take where they stand."""
    shift = {"start": label.width / 2, "end": -label.width / 2, "middle": 0.0}[spot.anchor]
    return Box(spot.x + shift, spot.y, label.width / 2, label.height / 2)
