"""Views of numbers that rival claims give. Places along the width are percents of it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.parts import LinkView
from dossier.views.pictures import TickView
from dossier.views.times import ClaimItem


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
class QuestionFigures:
    """The pictures of one question on a page that uses its claims."""

    question: LinkView
    pictures: tuple[FiguresView, ...]
