"""Views of pictures. Places along the width are percents of it, so that one drawing fits a phone and a desk."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.parts import DateView
from dossier.views.times import ClaimItem


@dataclass(frozen=True, slots=True, kw_only=True)
class TickView:
    """A place on an axis with the words beside it."""

    at: float
    """0 to 100."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeView:
    """A shape of the key with what it stands for. Shapes are symbols of `partials/pictures.html`."""

    shape: str
    """named, official, document, seen, unnamed or own: also a CSS class, `shape-named`."""
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One number that a claim gives: a point, a range, or one end without the other."""

    claim: ClaimItem
    shape: str
    """By attribution, as in `ShapeView`."""
    stands: bool
    """False when the claim is refuted, withdrawn or superseded: then it is drawn faintly."""
    at: float
    """Place of the mark: the figure itself, else its lower bound, else its upper one."""
    start: float
    """Where the bar begins, 0 to 100; it is a point where `start` and `end` are equal."""
    end: float
    is_open_below: bool
    """`At most`: the bar runs out to the left."""
    is_open_above: bool
    """`At least`: the bar runs out to the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """All numbers that answer one question in one unit, on one axis."""

    unit: str
    ticks: tuple[TickView, ...]
    figures: tuple[FigureView, ...]
    """From the least to the greatest when all are about one day, else in order of the days they are about."""
    key: tuple[ShapeView, ...]
    """The shapes that occur."""
    by_size: bool
    """Whether they stand in order of size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPart:
    """Part of a column: `y` and `height` in pixels from the top."""

    key: str
    """independent, unknown or state: also a CSS class, `part-state`."""
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """What appeared in one part of the time."""

    label: str
    """The day, week, month … in words."""
    at: float
    """Left edge, 0 to 100."""
    width: float
    parts: tuple[ColumnPart, ...]
    """From the bottom up; parts with nothing in them have no height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelView:
    """An entry of a key: the word of a CSS class and what it stands for."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """Articles by the day on which they appeared and by whether a state controls the outlet."""

    summary: str
    """In one sentence, with the days that rest on outlets of a state alone."""
    alone: tuple[DateView, ...]
    """Days on which every article comes from an outlet that a state controls."""
    columns: tuple[ColumnView, ...]
    """Only those in which something appeared."""
    ticks: tuple[TickView, ...]
    height: int
    """Of the drawing, in pixels."""
    key: tuple[LabelView, ...]
    outside: str
    """In words, what appeared before and after the time that is drawn; "" for nothing."""
