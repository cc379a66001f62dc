"""A timeline at a glance: marks of honest width above an axis, and a band that counts events and their sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from dossier.model import Event, Id
from dossier.plan.addresses import TIMELINE_EVENTS
from dossier.plan.pictures.band import band_of
from dossier.plan.pictures.moments import Look, Moment, moment_of
from dossier.plan.pictures.packing import rows_of
from dossier.plan.pictures.time_axis import TimeAxis, axis_of
from dossier.plan.pictures.time_words import outside_words, ticks_of
from dossier.plan.spot import Spot
from dossier.views import LabelView, MarkView, OverviewView

LEAST = 3
"""Fewer events are seen at a glance in the list."""
MARKS = 150
"""More are counted, not drawn each: one could neither tell them apart nor walk through them by keyboard."""
MOST_ROWS = 16
ROW, AIR = 14, 12
"""Height of a row and room above the highest, in pixels."""
GAP = 0.2
"""Between two marks of one row, in percent of the width."""
MARK = 1.1
"""Width that a mark needs at least, in percent."""
BAND, BAND_ALONE = 18, 64
"""Height of the tallest column of the band, in pixels: below marks, and where there are none."""
NOON = 0.5
REPORT_SHARE = 10
"""Reports come later than events: an axis grows by up to this part of its length to show them."""
LANES = ("kind", "actor", "place", "topic")


def overview_of(spot: Spot, places: Mapping[Id, str]) -> OverviewView | None:
    """Return the picture of these events, each a link to the page on which it is listed; None for too few."""
    found = [moment for id in places if (moment := moment_of(spot.scope, id)) is not None]
    axis = axis_of(moment.days for moment in found)
    if axis is None or len(found) < LEAST:
        return None
    moments = [moment for moment in found if axis.holds(moment.days)]
    axis = _with_reports(axis, moments)
    urls = {moment.id: spot.href(places[moment.id], f"event-{moment.id.name}") for moment in moments}
    marks, height = _marks(spot, axis, moments, urls)
    counted = [(_middle(axis, moment), urls[moment.id]) for moment in moments]
    reports = [(day, "") for moment in found for day in moment.reports if axis.holds((day, day))]
    return OverviewView(
        first=_iso(axis.first),
        last=_iso(axis.last),
        marks=marks,
        marks_height=height,
        band_height=BAND if marks else BAND_ALONE,
        happened=band_of(spot, axis, counted, "count.events"),
        reported=band_of(spot, axis, reports, "count.sources"),
        ticks=ticks_of(spot, axis),
        key=_key(spot, moments) if marks else (),
        outside=_outside(spot, axis, found),
        is_listed=all(path == spot.path for path in places.values()),
        events_url=spot.href(TIMELINE_EVENTS),
        lanes=tuple(LabelView(key=key, label=spot.say(f"lane.{key}")) for key in LANES),
    )


def _with_reports(axis: TimeAxis, moments: Iterable[Moment]) -> TimeAxis:
    """Make room for first reports that came soon after the last event."""
    soon = axis.last + max(axis.length // REPORT_SHARE, 1)
    first_reports = (moment.reports[0] for moment in moments if moment.reports)
    last = max([axis.last, *(day + 1 for day in first_reports if day < soon)])
    return TimeAxis(axis.first, min(last, datetime.date.max.toordinal()))


def _marks(
    spot: Spot, axis: TimeAxis, moments: Sequence[Moment], urls: Mapping[Id, str]
) -> tuple[tuple[MarkView, ...], int]:
    """Return the marks and the height that they need; none where there are too many to tell apart."""
    if len(moments) > MARKS:
        return (), 0
    bars = sorted((_bar(axis, moment), place) for place, moment in enumerate(moments))
    rows = rows_of([bar for bar, _ in bars], gap=GAP)
    if max(rows) >= MOST_ROWS:
        return (), 0
    height = ROW * (max(rows) + 1) + AIR
    by_place = {place: row for (_, place), row in zip(bars, rows, strict=True)}
    marks = (
        _mark(spot, axis, moment, urls[moment.id], y=height - ROW * (by_place[place] + 0.5))
        for place, moment in enumerate(moments)
    )
    return tuple(marks), height


def _bar(axis: TimeAxis, moment: Moment) -> tuple[float, float]:
    """Return the room that a mark takes, in percent of the width."""
    left = 0.0 if moment.is_open_before else axis.at(moment.days[0])
    right = 100.0 if moment.is_open_after else axis.at(moment.days[1] + 1)
    short = max(MARK - (right - left), 0) / 2
    return left - short, right + short


def _mark(spot: Spot, axis: TimeAxis, moment: Moment, url: str, *, y: float) -> MarkView:
    document = spot.scope.document(moment.id)
    event = document.record
    assert isinstance(event, Event)
    sure = moment.sure
    start, end = axis.at(moment.days[0] + NOON), axis.at(moment.days[1] + NOON)
    if moment.look is Look.BETWEEN:
        left, right = _bar(axis, moment)
        start, end = max(left, 0.0), min(right, 100.0)
    return MarkView(
        url=url,
        label=f"{spot.date(event.date).text}: {document.title}",
        look=moment.look.value,
        start=start,
        end=end,
        sure_start=axis.at(sure[0] + NOON) if sure else -1,
        sure_end=axis.at(sure[1] + NOON) if sure else -1,
        y=y,
        is_disputed=moment.is_disputed,
        is_open_before=moment.is_open_before,
        is_open_after=moment.is_open_after,
    )


def _middle(axis: TimeAxis, moment: Moment) -> float:
    """Return the day under which a moment is counted: the middle of what the axis shows of it."""
    return (max(moment.days[0], axis.first) + min(moment.days[1], axis.last)) / 2


def _key(spot: Spot, moments: Iterable[Moment]) -> tuple[LabelView, ...]:
    found = list(moments)
    looks = [look.value for look in Look if any(moment.look is look for moment in found)]
    looks += ["disputed"] if any(moment.is_disputed for moment in found) else []
    return tuple(LabelView(key=look, label=spot.say(f"look.{look}")) for look in looks)


def _outside(spot: Spot, axis: TimeAxis, moments: Iterable[Moment]) -> str:
    found = [moment for moment in moments if not axis.holds(moment.days)]
    before = sum(moment.days[1] < axis.first for moment in found)
    return outside_words(spot, before, len(found) - before)


def _iso(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat()
