"""One EDTF date without interval or set: year, month or season, day, time, and marks of doubt on each of them."""

from __future__ import annotations

import re

from dossier.dates.fault import DateFault, refuse
from dossier.dates.forms import Point, Time
from dossier.dates.impossible import faults_of

SHAPE = (
    r"(?P<year_left>[?~%]?)(?P<year>-?[0-9X]{4}|Y-?[0-9]+)(?P<year_right>[?~%]?)"
    r"(?:-(?P<month_left>[?~%]?)(?P<month>[0-9X]{2})(?P<month_right>[?~%]?)"
    r"(?:-(?P<day_left>[?~%]?)(?P<day>[0-9X]{2})(?P<day_right>[?~%]?))?)?"
    r"(?P<time>T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?P<offset>Z|[+-](?P<offset_hour>[0-9]{2})(?::(?P<offset_minute>[0-9]{2}))?)?)?"
)
MARKS = ("year_left", "year_right", "month_left", "month_right", "day_left", "day_right")
FOREIGN_SHAPES = (
    (
        r"Y?-?[0-9]+E[0-9]+(S[0-9]+)?",
        "a year with an exponent is EDTF level 2 and not supported",
        "write all of its digits after a `Y`: `Y-170000000`",
    ),
    (
        r"Y?-?[0-9]+(E[0-9]+)?S[0-9]+",
        "a year with significant digits is EDTF level 2 and not supported",
        "write `195X` for a decade, `19XX` for a century",
    ),
    (
        r"[-0-9X?~%()]*[()][-0-9X?~%()]*",
        "parentheses around parts belong to a draft of EDTF that was dropped",
        "put the mark in front of the part it is about: `2004-~06-11`",
    ),
)


def read_point(text: str, base: int = 0) -> Point | DateFault:
    """Read one date; `base` is where the text starts, added to every offset."""
    match = re.fullmatch(SHAPE, text)
    if match is None:
        return _fault_of_shape(text, base)
    return next(faults_of(match, base), None) or _point(match)


def _point(match: re.Match[str]) -> Point:
    marks = "".join(match[name] or "" for name in MARKS)
    month, day = match["month"] or "", match["day"] or ""
    return Point(
        text=match[0],
        years=_years(match["year"]),
        month=0 if "X" in month else int(month or 0),
        day=0 if "X" in day else int(day or 0),
        hidden=("X" in month) + ("X" in day),
        time=_time(match) if match["time"] else None,
        uncertain="?" in marks or "%" in marks,
        approximate="~" in marks or "%" in marks,
    )


def _years(text: str) -> tuple[int, int] | None:
    if text.endswith("XXXX"):
        return None
    digits = text.removeprefix("Y")
    first, last = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
    return first, last


def _time(match: re.Match[str]) -> Time:
    offset: str = match["offset"] or ""
    if match["offset_hour"] and not match["offset_minute"]:
        offset += ":00"
    return Time(int(match["hour"]), int(match["minute"]), int(match["second"]) if match["second"] else None, offset)


def _fault_of_shape(text: str, base: int) -> DateFault:
    for shape, message, advice in FOREIGN_SHAPES:
        if re.fullmatch(shape, text):
            return refuse((text, base), message, advice=advice)
    if not text:
        return DateFault("a date is missing", base, 0, "write a date such as `2020-08-09`, `2020-08` or `2020`")
    return refuse((text, base), "this is no EDTF date", advice="write `2020-08-09`, `2020-08` or `2020`")
