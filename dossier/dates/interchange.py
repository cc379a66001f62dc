"""Dates as other formats spell them: ISO 8601 calendar dates and the date variables of CSL-JSON 1.0."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dossier.dates.bounds import SEASON_STARTS, Day, shared_parts
from dossier.dates.forms import Form, Interval, OneOf, Point, points_of


def iso_of(form: Form) -> str | None:
    """Write a single date of known digits; None for all others."""
    return _joined(form.parts) if isinstance(form, Point) and form.is_plain else None


def shared_prefix(lower: Day | None, upper: Day | None) -> str | None:
    """Write the year, month or day two days share; None when they share none."""
    return _joined(shared_parts(lower, upper))


def csl_of(form: Form) -> dict[str, object] | None:
    """Write `date-parts`, and `season` where there is one; None for what has no such parts."""
    points = points_of(form)
    if isinstance(form, OneOf) or not all(point.is_plain for point in points):
        return None
    if isinstance(form, Interval) and not isinstance(form.start, Point):
        return None
    value: dict[str, object] = {"date-parts": [list(point.parts) for point in points]}
    if isinstance(form, Point) and form.month in SEASON_STARTS:
        value["season"] = list(SEASON_STARTS).index(form.month) + 1
    return value


def _joined(parts: Sequence[int]) -> str | None:
    if not parts or not datetime.MINYEAR <= parts[0] <= datetime.MAXYEAR:
        return None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
