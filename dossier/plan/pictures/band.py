"""Columns that count things in equal parts of an axis of time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from dossier.plan.pictures.scale import DIGITS
from dossier.plan.pictures.time_axis import Days, TimeAxis
from dossier.plan.pictures.time_words import days_label
from dossier.plan.spot import Spot
from dossier.views import BandColumn

COLUMNS = 100
SEEN = 0.1
"""Part of the tallest column below which a low one would not be seen."""


def band_of(spot: Spot, axis: TimeAxis, counted: Iterable[tuple[float, str]], words: str) -> tuple[BandColumn, ...]:
    """Count (day, address) pairs, all of them on the axis; each column leads to the address of its first day.

    `words` is the key of the text that puts a number into words: `count.events`.
    """
    parts = axis.parts(COLUMNS)
    found: dict[Days, list[str]] = {}
    starts = [part[0] for part in parts]
    for day, url in sorted(counted):
        found.setdefault(parts[bisect_right(starts, day) - 1], []).append(url)
    most = max(map(len, found.values()), default=1)
    return tuple(
        BandColumn(
            url=urls[0],
            label=f"{days_label(spot, part)}: {spot.say(words, count=len(urls))}",
            at=axis.at(part[0]),
            width=round(axis.at(part[1] + 1) - axis.at(part[0]), DIGITS),
            height=round(max(len(urls) / most, SEEN), 4),
        )
        for part, urls in sorted(found.items())
    )
