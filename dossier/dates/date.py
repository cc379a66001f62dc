"""A date as the curator wrote it, with what follows from it: bounds, precision, order, and exports' spellings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from dossier.dates.bounds import Bounds, Day, bounds_of, day_to_date, shared_parts, sure_days
from dossier.dates.forms import LAST_MONTH, Edge, Form, Interval, OneOf, Point, points_of
from dossier.dates.interchange import csl_of, iso_of, shared_prefix

BEFORE_ALL, WITHIN_TIME, AFTER_ALL = -1, 0, 1
WHOLE_DAY = -(10**6)
"""Below any time of day in seconds: what lasts all day comes before what has an hour."""

YEARS_OF_DECADE = 10

SortKey = tuple[tuple[int, int, int, int], tuple[int, int, int, int], int]


class Precision(StrEnum):
    """How exactly a date is known."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    SET = "set"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Date:
    """One EDTF date. Make it with `parse`; every field follows from `text` alone, but for `with_instant`."""

    text: str
    """EDTF as written, without blanks around it."""
    earliest: datetime.date | None
    """First day it may mean; None when open, unknown, or outside the years 1 to 9999 (`lower` has those)."""
    latest: datetime.date | None
    """Last day it may mean, included; None as for `earliest` (`upper`)."""
    precision: Precision
    uncertain: bool
    """`?` or `%` on any part."""
    approximate: bool
    """`~` or `%` on any part. Widens no bound."""
    open_start: bool
    """`..` in front: no bound. A start nobody knows is None in `lower` and not open."""
    open_end: bool
    form: Form
    """What the grammar saw."""
    sort_key: SortKey
    """Order by first day, last day, then moment in UTC. No first day sorts first, an unknown date last."""
    filed: tuple[int, ...]
    """Year, month and day under which a timeline files it, as far as there is one of each."""
    instant: str = ""
    """RFC 3339 date-time, seconds always, when precision is TIME; without offset when none is known."""

    @property
    def lower(self) -> Day | None:
        """First day it may mean, in any year; None when open or unknown."""
        return bounds_of(self.form)[0]

    @property
    def upper(self) -> Day | None:
        """Last day it may mean, included, in any year; None when open or unknown."""
        return bounds_of(self.form)[1]

    @property
    def year(self) -> int | None:
        """The year under which a timeline files it: the one year meant, or the one an interval starts in."""
        return self.filed[0] if self.filed else None

    @property
    def month(self) -> int | None:
        """The month of `year`, 1 to 12, under which a timeline files it; None when only the year is known."""
        return self.filed[1] if len(self.filed) > 1 else None

    @property
    def day(self) -> int | None:
        """The day of `month`, from 1, under which a timeline files it; None when no day is known."""
        return self.filed[2] if len(self.filed) > 2 else None

    @property
    def start(self) -> Date | None:
        """Where an interval starts, None when open or unknown; any other date is its own start."""
        return _edge_to_date(self.form.start) if isinstance(self.form, Interval) else self

    @property
    def end(self) -> Date | None:
        """Where an interval ends; None when open or unknown, and for what is no interval."""
        return _edge_to_date(self.form.end) if isinstance(self.form, Interval) else None

    @property
    def certain(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day surely covered, for the solid part of a bar; None when there is no such day.

        A month covers no day surely: something happened in it. An interval covers the days between the last
        day it may start on and the first it may end on; with one end open or unknown, the day of the other end.
        """
        if self.uncertain or self.approximate:
            return None
        first, last = sure_days(self.form)
        first_date, last_date = day_to_date(first or last), day_to_date(last or first)
        if first_date is None or last_date is None or first_date > last_date:
            return None
        return first_date, last_date

    @property
    def exact_day(self) -> datetime.date | None:
        """The one day it surely is; None for a month, a span, an open end or any doubt."""
        return self.earliest if self.certain and self.earliest == self.latest else None

    def iso(self) -> str | None:
        """Write the one date for schema.org and HTML `<time datetime>`: marks dropped, never more precise.

        None for intervals (use `start` and `end`), sets, unspecified digits, and years outside 1 to 9999.
        A season gives its year.
        """
        iso = iso_of(self.form)
        return self.instant or iso if iso else None

    def common_prefix(self) -> str | None:
        """Write the year, month or day all readings share: `2020-08` for `[2020-08-11,2020-08-12]`.

        Of an interval, what its start has; None when not even a year from 1 to 9999 is shared.
        """
        if isinstance(self.form, Interval):
            return self.start.common_prefix() if self.start else None
        return shared_prefix(self.lower, self.upper)

    def ends(self) -> tuple[str | None, str | None]:
        """Write its first and its last end, none more exactly than it is known: a month stays `2020-08`.

        None for an end that is open, unknown, or without a year from 1 to 9999.
        """
        last = self.end if isinstance(self.form, Interval) else self
        return self.common_prefix(), last.common_prefix() if last else None

    def csl(self) -> Mapping[str, object] | None:
        """Write the date variable of CSL-JSON 1.0; None when nothing is known.

        `date-parts` holds one or two lists of numbers, with `circa` for any mark and `season` 1 to 4; what has
        no such parts is a `literal` of the EDTF text.
        """
        if self.precision is Precision.UNKNOWN:
            return None
        value = csl_of(self.form) or {"literal": self.text}
        return {**value, "circa": True} if self.uncertain or self.approximate else value


def form_to_date(text: str, form: Form) -> Date:
    """Derive a date from what the grammar saw in `text`."""
    bounds, points = bounds_of(form), points_of(form)
    precision, instant = _precision_of(form), _instant_of(form)
    return Date(
        text=text,
        earliest=day_to_date(bounds[0]),
        latest=day_to_date(bounds[1]),
        precision=precision,
        uncertain=any(point.uncertain for point in points),
        approximate=any(point.approximate for point in points),
        open_start=_has_edge(form, "start"),
        open_end=_has_edge(form, "end"),
        form=form,
        sort_key=_sort_key_of(precision, bounds, instant),
        filed=_filed_under(form),
        instant=instant,
    )


def with_instant(date: Date, instant: str) -> Date:
    """Return the date at another moment, RFC 3339, of the day that it is."""
    return replace(date, instant=instant, sort_key=_sort_key_of(date.precision, bounds_of(date.form), instant))


def _sort_key_of(precision: Precision, bounds: Bounds, instant: str) -> SortKey:
    lower, upper = bounds
    if precision is Precision.UNKNOWN:
        return (AFTER_ALL, 0, 0, 0), (AFTER_ALL, 0, 0, 0), WHOLE_DAY
    first = (WITHIN_TIME, *lower) if lower else (BEFORE_ALL, 0, 0, 0)
    last = (WITHIN_TIME, *upper) if upper else (AFTER_ALL, 0, 0, 0)
    return first, last, _seconds_utc(instant) if instant else WHOLE_DAY


def _edge_to_date(edge: Point | Edge) -> Date | None:
    return form_to_date(edge.text, edge) if isinstance(edge, Point) else None


def _filed_under(form: Form) -> tuple[int, ...]:
    """Year, month and day a timeline files a date under, as far as there is one of each."""
    match form:
        case Point():
            return form.parts
        case Interval(start):
            return start.parts if isinstance(start, Point) else ()
        case OneOf():
            return shared_parts(*bounds_of(form))
        case _:
            assert_never(form)


def _precision_of(form: Form) -> Precision:
    match form:
        case Interval():
            return Precision.INTERVAL
        case OneOf():
            return Precision.SET
        case Point():
            return _precision_of_point(form)
        case _:
            assert_never(form)


def _precision_of_point(point: Point) -> Precision:
    if point.years is None:
        return Precision.UNKNOWN
    if point.years[0] != point.years[1]:
        return Precision.DECADE if point.years[1] - point.years[0] == YEARS_OF_DECADE - 1 else Precision.CENTURY
    if point.time:
        return Precision.TIME
    if point.month > LAST_MONTH:
        return Precision.SEASON
    return (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(point.parts) - 1]


def _has_edge(form: Form, side: str) -> bool:
    if isinstance(form, OneOf):
        return any(_has_edge(member, side) for member in form.members)
    return isinstance(form, Interval) and (form.start if side == "start" else form.end) is Edge.OPEN


def _instant_of(form: Form) -> str:
    if not isinstance(form, Point) or form.time is None:
        return ""
    return f"{form.text.partition('T')[0]}T{form.time.iso()}"


def _seconds_utc(instant: str) -> int:
    """Count seconds from the local midnight, moved by the offset: orders the moments of one local day."""
    found = re.search(r"T(\d+):(\d+):(\d+)(?:([+-])(\d+):(\d+))?", instant)
    assert found is not None
    hour, minute, second, offset_hour, offset_minute = (int(found[group] or 0) for group in (1, 2, 3, 5, 6))
    offset = (offset_hour * 60 + offset_minute) * 60 * (-1 if found[4] == "-" else 1)
    return (hour * 60 + minute) * 60 + second - offset
