"""What a date of the right shape can still get wrong: month 13, 30 February, a zone 20 hours away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.dates.bounds import FEBRUARY, days_in_month
from dossier.dates.fault import DateFault

LONGEST_YEAR = 12
"""Digits of a `Y` year: more than the age of the universe needs, fewer than `int` refuses to read."""
FARTHEST_OFFSET = 14
"""Hours; Kiribati."""
LAST_HOUR, LAST_MINUTE = 23, 59
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = range(21, 25)
LEVEL_2_PARTS = {
    25: ("spring in the north", "21"),
    26: ("summer in the north", "22"),
    27: ("autumn in the north", "23"),
    28: ("winter in the north", "24"),
    29: ("spring in the south", "09/11"),
    30: ("summer in the south", "12/02"),
    31: ("autumn in the south", "03/05"),
    32: ("winter in the south", "06/08"),
    33: ("the first quarter", "01/03"),
    34: ("the second quarter", "04/06"),
    35: ("the third quarter", "07/09"),
    36: ("the fourth quarter", "10/12"),
    37: ("the first four months", "01/04"),
    38: ("the second four months", "05/08"),
    39: ("the last four months", "09/12"),
    40: ("the first half of a year", "01/06"),
    41: ("the second half of a year", "07/12"),
}
"""What the codes of level 2 mean, and how to say it in level 1: a season, or the first and the last month."""


def faults_of(match: re.Match[str], base: int) -> Iterator[DateFault]:
    """Find what is impossible in a match of `points.SHAPE`, from left to right; offsets count from `base`."""
    found = _Found(match, base)
    yield from _faults_of_year(found)
    yield from _faults_of_digits(found)
    yield from _faults_of_month(found)
    yield from _faults_of_day(found)
    yield from _faults_of_time(found)


class _Found:
    """A match that can say where each of its parts stands."""

    __slots__ = ("base", "match")

    def __init__(self, match: re.Match[str], base: int) -> None:
        self.match = match
        self.base = base

    def __getitem__(self, name: str) -> str:
        return self.match[name] or ""

    def at(self, name: str, message: str, *, advice: str) -> DateFault:
        return DateFault(message, self.base + self.match.start(name), len(self[name]), advice)

    def whole(self, message: str, advice: str) -> DateFault:
        return DateFault(message, self.base, len(self.match[0]), advice)


def _faults_of_year(found: _Found) -> Iterator[DateFault]:
    year = found["year"]
    digits = year.lstrip("Y-")
    if year.startswith("Y"):
        if len(digits) > LONGEST_YEAR:
            yield found.at(
                "year", f"a year has at most {LONGEST_YEAR} digits", advice="write `Y170000002` for such a year"
            )
        elif len(digits) <= 4 or digits.startswith("0"):
            short = ("-" if "-" in year else "") + digits.lstrip("0").zfill(4)
            yield found.at("year", "`Y` is for years of more than four digits", advice=f"write `{short}`")
        elif found["month"]:
            yield found.whole("a year of more than four digits takes no month and no day", f"write `{year}`")
    if year.endswith("-0000"):
        yield found.at("year", "there is no year minus zero", advice="write `0000` for the year 1 BC")


def _faults_of_digits(found: _Found) -> Iterator[DateFault]:
    year, month, day = found["year"].lstrip("Y-"), found["month"], found["day"]
    if not re.fullmatch(r"[0-9]+|[0-9]{2}(X|[0-9])X|XXXX", year):
        yield found.at(
            "year",
            "this place for an `X` in a year is EDTF level 2 and not supported",
            advice="write `201X` for a decade, `20XX` for a century",
        )
    for name in ("month", "day"):
        if "X" in found[name] and found[name] != "XX":
            yield found.at(
                name,
                f"a {name} with one unspecified digit is EDTF level 2 and not supported",
                advice=f"write `XX` when the {name} is not known",
            )
    if (year.endswith("X") and month.isdigit()) or (month == "XX" and day.isdigit()):
        yield found.whole(
            "a known part after an unspecified one is EDTF level 2 and not supported",
            "write `XX` for everything to the right of an `X`",
        )
    for left, right in (("year_left", "year_right"), ("month_left", "month_right"), ("day_left", "day_right")):
        if found[left] and found[right]:
            yield found.at(right, "one part carries two marks", advice="keep one of them; `%` is both `?` and `~`")


def _faults_of_month(found: _Found) -> Iterator[DateFault]:
    if not found["month"].isdigit():
        return
    month = int(found["month"])
    if month in LEVEL_2_PARTS:
        meaning, spelling = LEVEL_2_PARTS[month]
        yield found.at(
            "month",
            f"`{found['month']}` is {meaning}: EDTF level 2 and not supported",
            advice=f"write `{_in_level_1(found['year'], spelling)}`",
        )
    elif month in SEASONS and found["day"]:
        yield found.at("day", "a season has no day", advice=f"write `{found['year']}-{found['month']}`")
    elif month not in SEASONS and not 1 <= month <= len(MONTHS):
        yield found.at(
            "month",
            f"there is no month {found['month'].lstrip('0') or '0'}",
            advice="a month is `01` to `12`, a season `21` to `24`",
        )


def _in_level_1(year: str, spelling: str) -> str:
    first, slash, last = spelling.partition("/")
    if not slash:
        return f"{year}-{first}"
    last_year = year if last > first or not year.isdigit() else f"{int(year) + 1:04}"
    return f"{year}-{first}/{last_year}-{last}"


def _faults_of_day(found: _Found) -> Iterator[DateFault]:
    if not found["day"].isdigit():
        return
    day = int(found["day"])
    if day == 0:
        month_only = f"{found['year']}-{found['month']}"
        yield found.at("day", "there is no day 0", advice=f"write `{month_only}` when the day is not known")
        return
    year, month = int(found["year"].lstrip("Y")), int(found["month"])
    last = days_in_month(year, month)
    if day > last:
        of_year = f" {found['year']}" if month == FEBRUARY else ""
        yield found.at(
            "day",
            f"{MONTHS[month - 1]}{of_year} has {last} days",
            advice=f"the last one is `{found['year']}-{found['month']}-{last}`",
        )


def _faults_of_time(found: _Found) -> Iterator[DateFault]:
    if not found["time"]:
        return
    day = found.match[0].partition("T")[0]
    if not found["day"].isdigit() or "X" in found["year"]:
        yield found.at("time", "a time of day needs a complete date", advice=f"write `{day}`")
    if re.search(r"[?~%]", day):
        yield found.whole("a date with a time of day takes no mark of doubt", f"write `{day}`")
    if (found["hour"], int(found["minute"]), int(found["second"] or 0)) == ("24", 0, 0):
        yield found.at("hour", "midnight is hour 00 of the next day", advice="write `T00:00` with the next day's date")
    for name, last in (("hour", LAST_HOUR), ("minute", LAST_MINUTE), ("second", LAST_MINUTE)):
        if int(found[name] or 0) > last:
            yield found.at(name, f"there is no {name} {found[name]}", advice=f"the last {name} is `{last}`")
    if int(found["offset_hour"] or 0) > FARTHEST_OFFSET or int(found["offset_minute"] or 0) > LAST_MINUTE:
        yield found.at("offset", "no time zone is that far from UTC", advice="write an offset such as `+03:00`, or `Z`")
