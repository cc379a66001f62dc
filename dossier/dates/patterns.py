"""CLDR date patterns (UTS #35 part 4) filled for any year; the data is babel's, loaded when first asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dossier.dates.bounds import Day
from dossier.dates.forms import Time

if TYPE_CHECKING:
    from babel import Locale

FALLBACK = "en_GB"
"""Also what plain `en` means here: `9 August 2020`, as most of the world's English press has it."""
FIELD = re.compile(r"'[^']*'|([A-Za-z])\1*|[^A-Za-z']+")
DAY_UNIT = re.compile(r"(?<![a-zA-Z'])d+(?:\.|日|일)?")
SKELETONS = {
    "long": ("yMMMMd", "yMMMM", "y"),
    "medium": ("yMMMd", "yMMM", "y"),
    "short": ("yMd", "yM", "y"),
}
"""CLDR skeletons of day, month and year by style."""


def locale_of(language: str) -> Locale:
    """Find babel's locale of a BCP 47 tag, dropping subtags from the right until one is known; else English."""
    from babel import Locale, UnknownLocaleError

    subtags = language.replace("_", "-").split("-")
    while subtags and subtags != ["en"]:
        try:
            return Locale.parse("-".join(subtags), sep="-")
        except (UnknownLocaleError, ValueError):
            subtags.pop()
    return Locale.parse(FALLBACK)


def pattern_of(locale: Locale, skeleton: str) -> str:
    """Find the pattern of a skeleton; a missing one with a long month is made from the one with a short month."""
    if skeleton == "yMMMMd":
        return _text(locale.date_formats["long"])
    known = locale.datetime_skeletons
    if skeleton in known:
        return _text(known[skeleton])
    narrower = skeleton.replace("MMMM", "MMM")
    if narrower in known:
        return re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", _text(known[narrower]))
    return {3: "y-MM-dd", 2: "y-MM"}.get(len(set(skeleton.replace("G", ""))), "y")


def _text(pattern: object) -> str:
    return str(getattr(pattern, "pattern", pattern))


def in_genitive(pattern: str) -> str:
    """Turn the stand-alone month of a pattern (`август`) into the one used with a day (`августа`)."""
    return pattern.replace("L", "M")


def fill(pattern: str, locale: Locale, *, day: Day) -> str:
    """Fill year, era, month and day into a pattern. Years are shown in full; in an era when `G` asks for it."""
    return "".join(_field(found.group(), locale, day=day, has_era="G" in pattern) for found in FIELD.finditer(pattern))


def _field(token: str, locale: Locale, *, day: Day, has_era: bool) -> str:
    match token[0]:
        case "'":
            return token[1:-1] or "'"
        case "y":
            return str(1 - day.year if has_era and day.year <= 0 else day.year)
        case "G":
            return str(locale.eras["abbreviated"][int(day.year > 0)])
        case "M" | "L":
            return _month(token, locale, month=day.month)
        case "d":
            return str(day.day).zfill(len(token))
        case _:
            return token


def _month(token: str, locale: Locale, *, month: int) -> str:
    if len(token) <= 2:
        return str(month).zfill(len(token))
    context = "stand-alone" if token[0] == "L" else "format"
    width = "abbreviated" if len(token) == 3 else "wide"
    return str(locale.months[context][width][month])


def with_days(pattern: str, joined: str) -> str:
    """Put finished text in the place of the day: `9–10` or `11 or 12`."""
    quoted = joined.replace("'", "’")
    return DAY_UNIT.sub(f"'{quoted}'", pattern, count=1)


def day_unit(pattern: str) -> str:
    """Cut the day and what belongs to it out of a pattern, e.g. `d.`; empty when it has none."""
    found = DAY_UNIT.search(pattern)
    return found.group() if found else ""


def halves(pattern: str) -> tuple[str, str]:
    """Split the year off the side of a pattern where two dates of one year would repeat it.

    Returns the patterns of first and last date: `d MMMM` and `d MMMM y`, or `y年M月d日` and `M月d日`.
    """
    fields = [found for found in FIELD.finditer(pattern) if found[1]]
    rest = [found for found in fields if found[1] != "y"]
    if len(rest) == len(fields) or not rest:
        return pattern, pattern
    if fields[0][1] == "y":
        return pattern, pattern[rest[0].start() :]
    end = rest[-1].end()
    return pattern[:end] + ("." if pattern[end : end + 1] == "." else ""), pattern


def clock(time: Time, locale: Locale) -> str:
    """Write a time of day as the locale does, with seconds only if they were written."""
    import datetime

    from babel.dates import format_time

    value = datetime.time(time.hour, time.minute, time.second or 0)
    return str(format_time(value, "short" if time.second is None else "medium", locale=locale))


def either(items: list[str], locale: Locale) -> str:
    """Join alternatives: `1, 2 or 3`."""
    from babel.lists import format_list

    return str(format_list(items, style="or", locale=locale))
