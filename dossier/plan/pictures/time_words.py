"""Places in time put into the words of a page."""

from __future__ import annotations

import datetime

from dossier.dates import Date, label, parse
from dossier.plan.pictures.time_axis import Days, TimeAxis
from dossier.plan.spot import Spot
from dossier.views import DateView, TickView

TICKS = 6
"""As many have room for their words on a phone."""


def ticks_of(spot: Spot, axis: TimeAxis) -> tuple[TickView, ...]:
    """Return the ticks of an axis, each with its day, month or year in words."""
    return tuple(
        TickView(at=axis.at(day), label=label(_date(edtf), spot.scope.language, style="medium"))
        for day, edtf in axis.ticks(TICKS)
    )


def days_label(spot: Spot, days: Days) -> str:
    """Write a span of days as shortly as it can be said: a day, a whole month or year, else its two ends."""
    return label(_date(_edtf(days)), spot.scope.language, style="medium")


def day_view(spot: Spot, day: datetime.date) -> DateView:
    """Return a day in words."""
    return spot.date(_date(day.isoformat()))


def outside_words(spot: Spot, before: int, after: int) -> str:
    """Say how much lies before and after what is drawn; "" for nothing."""
    words = ("ui.earlier_not_drawn", before), ("ui.later_not_drawn", after)
    return " · ".join(spot.say(key, number=number) for key, number in words if number)


def _edtf(days: Days) -> str:
    first, last = (datetime.date.fromordinal(min(day, datetime.date.max.toordinal())) for day in days)
    after = datetime.date.fromordinal(min(days[1] + 1, datetime.date.max.toordinal()))
    if first == last:
        return first.isoformat()
    if first.day == 1 and (after.year, after.month) == _following(first.year, first.month) and after.day == 1:
        return first.isoformat()[:7]
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1) and after.year == first.year + 1:
        return first.isoformat()[:4]
    return f"{first.isoformat()}/{last.isoformat()}"


def _following(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < 12 else (year + 1, 1)


def _date(edtf: str) -> Date:
    date = parse(edtf)
    assert isinstance(date, Date), edtf
    return date
