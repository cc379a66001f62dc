"""Boxes that may not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

ROUNDS = 120
"""Enough for a hundred boxes; those that still overlap then are moved down, one after the other."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its centre and half its sides."""

    x: float
    y: float
    half_width: float
    half_height: float

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles share more than an edge."""
        wide = self.half_width + other.half_width
        high = self.half_height + other.half_height
        return abs(self.x - other.x) < wide and abs(self.y - other.y) < high

    def is_inside(self, width: float, height: float) -> bool:
        """Whether it lies wholly in a canvas that begins at 0, 0."""
        across = self.half_width <= self.x <= width - self.half_width
        return across and self.half_height <= self.y <= height - self.half_height


def apart(boxes: Sequence[Box], width: float) -> tuple[Box, ...]:
    """Push boxes off each other, each pair along the way that is shorter, in a strip that may grow in height.

    No two overlap in the end, wherever they were. None may be wider than the strip.
    """
    moved = list(boxes)
    for _ in range(ROUNDS):
        if not _push_all(moved, width):
            return tuple(moved)
    return _moved_down(moved)


def _push_all(boxes: list[Box], width: float) -> bool:
    is_any = False
    for one in range(len(boxes)):
        for other in range(one + 1, len(boxes)):
            if boxes[one].overlaps(boxes[other]):
                is_any = True
                boxes[one], boxes[other] = _pushed(boxes[one], boxes[other], width)
    return is_any


def _moved_down(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Give up on nearness: from the top, move each box below whatever it still overlaps."""
    placed: dict[int, Box] = {}
    for number in sorted(range(len(boxes)), key=lambda number: (boxes[number].y, number)):
        box = boxes[number]
        while over := next((other for other in placed.values() if other.overlaps(box)), None):
            box = replace(box, y=over.y + over.half_height + box.half_height + 0.5)
        placed[number] = box
    return tuple(placed[number] for number in range(len(boxes)))


def _pushed(one: Box, other: Box, width: float) -> tuple[Box, Box]:
    dx, dy = other.x - one.x, other.y - one.y
    across = one.half_width + other.half_width - abs(dx)
    down = one.half_height + other.half_height - abs(dy)
    if across < down:
        step = (across / 2 + 0.5) * (1 if dx >= 0 else -1)
        return (_within(one, one.x - step, width), _within(other, other.x + step, width))
    step = (down / 2 + 0.5) * (1 if dy >= 0 else -1)
    return (replace(one, y=one.y - step), replace(other, y=other.y + step))


def _within(box: Box, x: float, width: float) -> Box:
    return replace(box, x=max(box.half_width, min(width - box.half_width, x)))
