"""First and last day of a form, for any year: `datetime.date` stops at 1 and 9999, this calendar does not."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple, assert_never

from dossier.dates.forms import Edge, Form, Interval, OneOf, Point

LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2
WINTER = 24
SEASON_STARTS = {21: 3, 22: 6, 23: 9, WINTER: 12}
"""First month of each season. EDTF leaves it open; these are the meteorological seasons of the north, where winter
is the one that begins in December of the year named."""


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar, year 0 being 1 BC (ISO 8601-1 §4.3.2.1). Orders as time does."""

    year: int
    month: int
    day: int


Bounds = tuple[Day | None, Day | None]
"""First and last day, both included; None where there is no bound or none is known."""


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month, 1 to 12."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == FEBRUARY and is_leap else LAST_DAYS[month - 1]


def day_to_date(day: Day | None) -> datetime.date | None:
    """Convert to `datetime.date`; None when its calendar cannot carry the year."""
    if day is None or not datetime.MINYEAR <= day.year <= datetime.MAXYEAR:
        return None
    return datetime.date(*day)


@lru_cache(maxsize=16_384)
def bounds_of(form: Form) -> Bounds:
    """Find the first and the last day a form may mean. Marks of doubt widen nothing."""
    match form:
        case Point():
            return _point_bounds(form)
        case Interval(start, end):
            return _edge_bounds(start)[0], _edge_bounds(end)[1]
        case OneOf(members):
            return _union([bounds_of(member) for member in members])
        case _:
            assert_never(form)


def _edge_bounds(edge: Point | Edge) -> Bounds:
    return (None, None) if isinstance(edge, Edge) else _point_bounds(edge)


def _union(all_bounds: list[Bounds]) -> Bounds:
    firsts = [first for first, _ in all_bounds if first is not None]
    lasts = [last for _, last in all_bounds if last is not None]
    is_bounded = (len(firsts) == len(all_bounds), len(lasts) == len(all_bounds))
    return min(firsts) if is_bounded[0] else None, max(lasts) if is_bounded[1] else None


def _point_bounds(point: Point) -> Bounds:
    if point.years is None:
        return None, None
    first_year, last_year = point.years
    if point.day:
        return Day(first_year, point.month, point.day), Day(last_year, point.month, point.day)
    first_month, last_month = point.month or 1, point.month or 12
    if point.month in SEASON_STARTS:
        first_month = SEASON_STARTS[point.month]
        last_month = (first_month + 1) % 12 + 1
        last_year += point.month == WINTER
    return Day(first_year, first_month, 1), Day(last_year, last_month, days_in_month(last_year, last_month))


def shared_parts(lower: Day | None, upper: Day | None) -> tuple[int, ...]:
    """Keep the leading parts (year, month, day) that two days have in common."""
    if lower is None or upper is None:
        return ()
    depth = next((depth for depth in (3, 2, 1) if lower[:depth] == upper[:depth]), 0)
    return tuple(lower)[:depth]


def sure_days(form: Form) -> Bounds:
    """Find the first and the last day a form surely covers; None for an end that says nothing.

    Of an interval: from the last day it may start on to the first it may end on; crossed ends mean no day. When
    nobody knows the other end, it may lie in the same month or year: then only a known day is sure.
    """
    match form:
        case Point():
            return bounds_of(form) if form.day else (None, None)
        case Interval(start, end):
            return _sure_edge(start, end)[1], _sure_edge(end, start)[0]
        case OneOf():
            lower, upper = bounds_of(form)
            return (lower, upper) if lower == upper else (None, None)
        case _:
            assert_never(form)


def _sure_edge(edge: Point | Edge, other: Point | Edge) -> Bounds:
    is_vague = isinstance(edge, Point) and not edge.day
    return (None, None) if other is Edge.UNKNOWN and is_vague else _edge_bounds(edge)
