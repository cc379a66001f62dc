"""A stretch of time as an axis: where a day stands on it, its ticks, and equal parts to count things in.

Days are proleptic Gregorian ordinals, `datetime.date.toordinal`; a span of days includes both its ends. Knows nothing
of records.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.plan.pictures.scale import DIGITS

Days = tuple[int, int]
"""First and last day."""

FEW = 10
"""Up to so many things an axis shows them all, however far apart they are."""
EDGE_SHARE = 0.05
"""As many of the first and of the last things may be left off an axis ..."""
SPREAD = 3
"""... if the axis then is shorter by this factor: one event in another century would make a blot of all others."""
MARGIN = 0.02
"""Air at both ends, as a part of the length."""
UNITS = ((0, 1), (0, 7), *((months, 0) for months in (1, 3, 12, 120, 1200, 12000)))
"""Parts of an axis as (months, days): a day, a week from Monday, a month, a quarter, a year, a decade …"""
TICKS = (
    *((0, days) for days in (1, 2, 7, 14)),
    *((months, 0) for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 24000)),
)
"""Distances of ticks, as in `UNITS`."""
MONDAY = 1
"""Ordinal of a Monday: 1 January of year 1."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A stretch of days; both belong to it."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of days."""
        return self.last - self.first + 1

    def at(self, day: float) -> float:
        """Return the place of the beginning of a day, 0 to 100; days outside stand at the nearer end."""
        share = 100 * (day - self.first) / self.length
        return round(min(max(share, 0.0), 100.0), DIGITS)

    def holds(self, days: Days) -> bool:
        """Whether any of these days is on the axis."""
        return days[0] <= self.last and days[1] >= self.first

    def parts(self, most: int) -> tuple[Days, ...]:
        """Cut the axis into equal parts of the calendar, `most` at most and the smallest for which that holds.

        The first and the last may reach beyond the axis.
        """
        for unit in UNITS:
            if self.length <= (most - 2) * _days_of(unit):
                return self._cut(unit)
        return self._cut(UNITS[-1])

    def ticks(self, most: int) -> tuple[tuple[int, str], ...]:
        """Return days on which calendar units begin, with the EDTF of the unit: `2020`, `2020-08` or `2020-08-09`."""
        unit = next((unit for unit in TICKS if self.length <= most * _days_of(unit)), TICKS[-1])
        starts = (start for start, _ in self._cut(unit) if self.first <= start <= self.last)
        return tuple((start, _edtf(start, unit)) for start in starts)

    def _cut(self, unit: tuple[int, int]) -> tuple[Days, ...]:
        starts = [_start_of(self.first, unit)]
        while starts[-1] <= self.last:
            starts.append(_next(starts[-1], unit))
        return tuple((start, after - 1) for start, after in pairwise(starts))


def axis_of(spans: Iterable[Days]) -> TimeAxis | None:
    """Return the axis that shows these days: all of them, or the bulk where a few lie far away. None for no days."""
    found = sorted(spans)
    if not found:
        return None
    first, last = _whole(found)
    if len(found) > FEW:
        edge = max(1, int(EDGE_SHARE * len(found)))
        by_end = sorted(found, key=lambda days: days[1])
        inner = (found[edge][0], by_end[-1 - edge][1])
        if SPREAD * (inner[1] - inner[0] + 1) < last - first + 1:
            first, last = inner
    air = max(1, round(MARGIN * (last - first + 1)))
    return TimeAxis(max(first - air, 1), min(last + air, datetime.date.max.toordinal()))


def _whole(spans: Sequence[Days]) -> Days:
    return spans[0][0], max(last for _, last in spans)


def _days_of(unit: tuple[int, int]) -> float:
    months, days = unit
    return days or months * 30.4


def _start_of(day: int, unit: tuple[int, int]) -> int:
    months, days = unit
    if days:
        return max(day - (day - MONDAY) % days, 1)
    date = datetime.date.fromordinal(day)
    month = (date.year * 12 + date.month - 1) // months * months
    return _month_start(month)


def _next(day: int, unit: tuple[int, int]) -> int:
    months, days = unit
    if days:
        return day + days
    date = datetime.date.fromordinal(day)
    return _month_start((date.year * 12 + date.month - 1) // months * months + months)


def _month_start(month: int) -> int:
    """Return the first day of a month counted from year 0; the ends of the calendar for months beyond them."""
    year, rest = divmod(month, 12)
    if year < datetime.MINYEAR:
        return 1
    if year > datetime.MAXYEAR:
        return datetime.date.max.toordinal() + 1
    return datetime.date(year, rest + 1, 1).toordinal()


def _edtf(day: int, unit: tuple[int, int]) -> str:
    months, days = unit
    date = datetime.date.fromordinal(day)
    if days:
        return date.isoformat()
    return f"{date.year:04}" if months % 12 == 0 else date.isoformat()[:7]
