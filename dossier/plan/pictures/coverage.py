"""The articles of a dossier by the day on which they appeared, and by whether a state controls the outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.findings import DayMix
from dossier.plan.pictures.time_axis import Days, TimeAxis, axis_of
from dossier.plan.pictures.time_words import day_view, days_label, outside_words, ticks_of
from dossier.plan.spot import Spot
from dossier.views import ColumnPart, ColumnView, CoverageView, LabelView

COLUMNS = 100
"""More would be thinner than two pixels on a phone."""
HEIGHT = 96
"""Of the tallest column, in pixels."""
PARTS = ("independent", "unknown", "state")
"""From the bottom up."""


def coverage_of(spot: Spot) -> CoverageView | None:
    """Return the picture; None when no article has an exact day."""
    days = spot.scope.findings.mix.by_day
    axis = axis_of((mix.day.toordinal(),) * 2 for mix in days for _ in range(sum(_counts(mix).values())))
    if axis is None:
        return None
    alone = [mix.day for mix in days if mix.state and not mix.independent and not mix.unknown]
    return CoverageView(
        summary=spot.say("ui.coverage_alone", alone=len(alone), days=len(days)),
        alone=tuple(day_view(spot, day) for day in alone),
        columns=_columns(spot, axis, days),
        ticks=ticks_of(spot, axis),
        height=HEIGHT,
        key=tuple(LabelView(key=key, label=spot.say(f"ui.coverage_{key}")) for key in PARTS),
        outside=_outside(spot, axis, days),
    )


def _columns(spot: Spot, axis: TimeAxis, days: Sequence[DayMix]) -> tuple[ColumnView, ...]:
    parts = axis.parts(COLUMNS)
    counts: dict[Days, dict[str, int]] = {}
    for mix in days:
        within = next((part for part in parts if part[0] <= mix.day.toordinal() <= part[1]), None)
        if within and axis.first <= mix.day.toordinal() <= axis.last:
            found = counts.setdefault(within, dict.fromkeys(PARTS, 0))
            for key, count in _counts(mix).items():
                found[key] += count
    most = max((sum(found.values()) for found in counts.values()), default=1)
    return tuple(_column(spot, axis, part, counts[part], most) for part in parts if part in counts)


def _counts(mix: DayMix) -> Mapping[str, int]:
    return {"independent": mix.independent, "unknown": mix.unknown, "state": mix.state}


def _column(spot: Spot, axis: TimeAxis, days: Days, counts: Mapping[str, int], most: int) -> ColumnView:
    left, right = axis.at(days[0]), axis.at(days[1] + 1)
    parts: list[ColumnPart] = []
    top = float(HEIGHT)
    for key in PARTS:
        height = round(HEIGHT * counts[key] / most, 2)
        top = round(top - height, 2)
        parts.append(ColumnPart(key=key, count=counts[key], y=max(top, 0.0), height=height))
    return ColumnView(label=days_label(spot, days), at=left, width=round(right - left, 3), parts=tuple(parts))


def _outside(spot: Spot, axis: TimeAxis, days: Sequence[DayMix]) -> str:
    before = sum(sum(_counts(mix).values()) for mix in days if mix.day.toordinal() < axis.first)
    after = sum(sum(_counts(mix).values()) for mix in days if mix.day.toordinal() > axis.last)
    return outside_words(spot, before, after)
