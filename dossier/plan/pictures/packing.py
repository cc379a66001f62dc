"""Bars side by side in rows so that none covers another. Knows nothing of records."""

from __future__ import annotations

from collections.abc import Sequence


def rows_of(bars: Sequence[tuple[float, float]], *, gap: float) -> tuple[int, ...]:
    """Return the row of each bar, from 0: the lowest in which it follows the bars before it with a gap.

    Bars are (left, right) in order of their left ends.
    """
    ends: list[float] = []
    rows = []
    for left, right in bars:
        row = next((row for row, end in enumerate(ends) if end + gap <= left), len(ends))
        if row == len(ends):
            ends.append(right)
        ends[row] = right
        rows.append(row)
    return tuple(rows)
