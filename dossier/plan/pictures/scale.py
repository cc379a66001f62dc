"""An axis: where a number stands on it, in percent of its length, and where its ticks are. Knows nothing of records."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1, 2, 5, 10)
"""Distances between ticks, times a power of ten: numbers that people count in."""
NEAR_ZERO = 0.5
"""An axis of figures begins at 0 when the least is below this part of the greatest, and when all are the same."""
LEAST_SPAN, GREATEST_SPAN = 1e-100, 1e100
"""Beyond these, sums of floating-point numbers are no longer distances."""
DIGITS = 3
"""A thousandth of a percent is less than a pixel on any screen."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight axis from `low` to `high`, which differ and whose distance is finite."""

    low: float
    high: float
    step: float
    """Distance of the ticks."""

    def at(self, value: float) -> float:
        """Return the place of a value, 0 to 100; values outside stand at the end that is nearer."""
        share = 100 * (value - self.low) / (self.high - self.low)
        return round(min(max(share, 0.0), 100.0), DIGITS)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Values of the ticks, rising, both ends among them."""
        count = round((self.high - self.low) / self.step)
        return tuple(_multiple(self.step, round(self.low / self.step) + number) for number in range(count + 1))


def scale_of(values: Iterable[float], *, ticks: int) -> Scale | None:
    """Return the axis on which values stand, its ends round numbers, with up to `ticks` ticks and one more at each end.

    None when there is no value, or one that no axis can show.
    """
    found = list(values)
    if not found or not all(map(math.isfinite, found)):
        return None
    low, high = min(found), max(found)
    if 0 <= low <= NEAR_ZERO * high or 0 < low == high:
        low = 0.0
    span = high - low or abs(high) or 1.0
    if not LEAST_SPAN <= span <= GREATEST_SPAN:
        return None
    step = _step(span / max(ticks - 1, 1))
    if low + step == low or high + step == high:
        return None
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    return Scale(_multiple(step, first), _multiple(step, last), step)


def _multiple(step: float, times: int) -> float:
    """Multiply without the last digits that binary fractions add: three times 0.1 is 0.3."""
    return round(step * times, 1 - math.floor(math.log10(step))) if step < 1 else step * times


def _step(least: float) -> float:
    power = math.floor(math.log10(least))
    unit = 10.0**power
    return next((step * unit for step in STEPS if step * unit >= least), STEPS[-1] * unit)
