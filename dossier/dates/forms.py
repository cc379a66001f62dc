"""The shapes a date can have once read: a point, an interval, one of several. Knows no text and no language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

LAST_MONTH = 12
"""Numbers above are seasons."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as written."""

    hour: int
    minute: int
    second: int | None = None
    offset: str = ""
    """`Z`, `+03:00`, or nothing when none was written."""

    def iso(self) -> str:
        """Write it in full, seconds included, as RFC 3339 §5.6 wants them."""
        return f"{self.hour:02}:{self.minute:02}:{self.second or 0:02}{self.offset}"


@dataclass(frozen=True, slots=True)
class Point:
    """One date of any precision."""

    text: str
    """EDTF as written."""
    years: tuple[int, int] | None
    """First and last year meant, equal unless digits are unspecified; None when no digit is known (`XXXX`)."""
    month: int = 0
    """1 to 12, a season 21 to 24, or 0 when not known."""
    day: int = 0
    hidden: int = 0
    """How many of month and day were written as `XX`."""
    time: Time | None = None
    uncertain: bool = False
    approximate: bool = False

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month, day as far as they are known; a season counts as no month. Empty without a year."""
        if self.years is None or self.years[0] != self.years[1]:
            return ()
        known = (self.years[0], self.month if self.month <= LAST_MONTH else 0, self.day)
        return known[: known.index(0, 1)] if 0 in known[1:] else known

    @property
    def is_plain(self) -> bool:
        """Whether every digit written is known."""
        return not self.hidden and self.parts != ()


class Edge(StrEnum):
    """An end of an interval or a set that is no date."""

    OPEN = ".."
    """Without bound."""
    UNKNOWN = ""
    """There is one, and nobody knows it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another, one of which may be an edge."""

    start: Point | Edge
    end: Point | Edge


@dataclass(frozen=True, slots=True)
class OneOf:
    """A set of which exactly one member is true, in the order written; an interval in it is a run of dates."""

    members: tuple[Point | Interval, ...]


Form = Point | Interval | OneOf


def points_of(form: Form) -> tuple[Point, ...]:
    """List every date in a form, as written."""
    match form:
        case Point():
            return (form,)
        case Interval(start, end):
            return tuple(edge for edge in (start, end) if isinstance(edge, Point))
        case OneOf(members):
            return tuple(point for member in members for point in points_of(member))
        case _:
            assert_never(form)
