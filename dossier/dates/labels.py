"""Dates in words: what a reader sees, in any language, never more exact than what the curator wrote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from dossier.dates.bounds import Day
from dossier.dates.date import YEARS_OF_DECADE, Date
from dossier.dates.forms import LAST_MONTH, Edge, Form, Interval, OneOf, Point, points_of
from dossier.dates.patterns import (
    SKELETONS,
    clock,
    day_unit,
    either,
    fill,
    halves,
    in_genitive,
    locale_of,
    pattern_of,
    with_days,
)
from dossier.dates.words import NO_WORDS, Words, words_of

if TYPE_CHECKING:
    from babel import Locale

FIRST_SEASON = 21


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A date as it stands alone, and after a preposition."""

    alone: str
    of: str


@dataclass(frozen=True, slots=True)
class _Speaker:
    """One language and one style."""

    locale: Locale
    words: Words
    style: str

    def pattern(self, parts: tuple[int, ...]) -> str:
        if parts[0] > 0:
            return pattern_of(self.locale, SKELETONS[self.style][3 - len(parts)])
        style = "medium" if self.style == "short" else self.style  # numbers beside an era are hard to read
        return pattern_of(self.locale, "G" + SKELETONS[style][3 - len(parts)])


def label(date: Date, language: str, *, style: str = "long") -> str:
    """Write a date in words. `language` is a BCP 47 tag, `style` is long, medium or short.

    Long and medium write the month as a word, short as a number. Only long mentions that a day or month is not
    known, and the offset of a time. Six languages have words for doubt and open ends, the others use signs.
    A language nobody knows gives English. Spaces are CLDR's, no-break ones among them. Raises `KeyError` for a
    style there is not.
    """
    speaker = _Speaker(locale_of(language), words_of(language), style)
    if speaker.locale.language == "en" and speaker.words is NO_WORDS:
        speaker = _Speaker(speaker.locale, words_of("en"), speaker.style)
    return _form(date.form, speaker).alone


def year_label(year: int, language: str) -> str:
    """Write a year for a heading; years before 1 with their era."""
    locale = locale_of(language)
    return fill(pattern_of(locale, "y" if year > 0 else "Gy"), locale, day=Day(year, 1, 1))


@lru_cache(maxsize=4096)
def month_label(year: int, month: int, language: str) -> str:
    """Write month (1 to 12) and year for a heading, the month in the form in which it stands alone."""
    locale = locale_of(language)
    return fill(pattern_of(locale, "yMMMM" if year > 0 else "GyMMMM"), locale, day=Day(year, month, 1))


def _form(form: Form, speaker: _Speaker) -> _Phrase:
    match form:
        case Point():
            return _point(form, speaker)
        case Interval():
            return _same(_interval(form, speaker))
        case OneOf():
            return _same(_one_of(form, speaker))
        case _:
            assert_never(form)


def _same(text: str) -> _Phrase:
    return _Phrase(text, text)


def _say(template: str, first: _Phrase, *, last: _Phrase | None = None) -> str:
    last = last or first
    return template.format(a=first.alone, a_of=first.of, b=last.alone, b_of=last.of)


def _point(point: Point, speaker: _Speaker) -> _Phrase:
    phrase = _exact(point, speaker)
    if speaker.style == "long" and point.parts and point.hidden:
        unknown = speaker.words.day_unknown if len(point.parts) == 2 else speaker.words.month_unknown
        phrase = _same(_say(unknown, phrase))
    if point.approximate:
        phrase = _same(_say(speaker.words.about, phrase))
    return _same(_say(speaker.words.possibly, phrase)) if point.uncertain else phrase


def _exact(point: Point, speaker: _Speaker) -> _Phrase:
    if point.years is None:
        return _same(speaker.words.unknown)
    if not point.parts:
        return _years(point.years, speaker)
    if point.month > LAST_MONTH:
        return _season(point, speaker)
    text = _plain(point, speaker, genitive=False)
    if point.time:
        return _same(_timed(text, point, speaker=speaker))
    return _Phrase(text, _plain(point, speaker, genitive=True))


def _plain(point: Point, speaker: _Speaker, *, genitive: bool) -> str:
    parts = point.parts
    pattern = speaker.pattern(parts)
    text = fill(in_genitive(pattern) if genitive else pattern, speaker.locale, day=_day(parts))
    return speaker.words.year.format(a=text) if genitive and len(parts) == 1 and parts[0] > 0 else text


def _day(parts: tuple[int, ...]) -> Day:
    year, month, day = (*parts, 1, 1)[:3]
    return Day(year, month, day)


def _years(years: tuple[int, int], speaker: _Speaker) -> _Phrase:
    first, last = years
    ends = [_exact(Point(str(year), (year, year)), speaker) for year in (first, last)]
    if last - first >= YEARS_OF_DECADE or first < 0:
        return _same(_say(speaker.words.between, ends[0], last=ends[1]))
    alone, of = (template.format(a=ends[0].alone, b=ends[1].alone) for template in speaker.words.decade)
    return _Phrase(alone, of)


def _season(point: Point, speaker: _Speaker) -> _Phrase:
    if not speaker.words.seasons:
        return _same(point.text.strip("?~%"))
    year = _plain(point, speaker, genitive=True)
    alone, of = speaker.words.seasons[point.month - FIRST_SEASON]
    return _Phrase(alone.format(a=year), of.format(a=year))


def _timed(day: str, point: Point, *, speaker: _Speaker) -> str:
    assert point.time is not None
    text = f"{day}, {clock(point.time, speaker.locale)}"
    if speaker.style != "long" or not point.time.offset:
        return text
    offset = point.time.offset.replace("-", "−")
    return f"{text} UTC" if offset == "Z" else f"{text} (UTC{offset})"


def _interval(interval: Interval, speaker: _Speaker) -> str:
    start, end, words = interval.start, interval.end, speaker.words
    if isinstance(start, Point) and isinstance(end, Point):
        return _from_to((start, end), speaker)
    if isinstance(start, Point):
        return _say(words.since if end is Edge.OPEN else words.end_unknown, _point(start, speaker))
    if isinstance(end, Point):
        return _say(words.until if start is Edge.OPEN else words.start_unknown, _point(end, speaker))
    return words.unknown


def _from_to(ends: tuple[Point, Point], speaker: _Speaker) -> str:
    start, end = ends
    if not (_is_bare(start) and _is_bare(end)):
        return _dash(_point(start, speaker).alone, _point(end, speaker).alone)
    if start.parts == end.parts:
        return _point(start, speaker).alone
    depth = len(start.parts)
    pattern = speaker.pattern(start.parts)
    if depth != len(end.parts) or start.parts[0] != end.parts[0] or speaker.style == "short" or start.parts[0] <= 0:
        return _dash(_point(start, speaker).alone, _point(end, speaker).alone)
    if start.parts[:-1] == end.parts[:-1] and depth == len(("year", "month", "day")):
        return _days([start, end], speaker, join="–")
    first, last = halves(pattern)
    return _dash(fill(first, speaker.locale, day=_day(start.parts)), fill(last, speaker.locale, day=_day(end.parts)))


def _is_bare(point: Point) -> bool:
    return point.is_plain and point.month <= LAST_MONTH and not (point.uncertain or point.approximate)


def _dash(first: str, last: str) -> str:
    """Join two ends with an en dash, spaced when one of them has parts of its own."""
    has_parts = any(character.isspace() or character in "./-" for character in first + last)
    return f"{first} – {last}" if has_parts else f"{first}–{last}"


def _days(points: list[Point], speaker: _Speaker, *, join: str = "") -> str:
    """Write several days of one month: joined by a dash, or as alternatives."""
    pattern = speaker.pattern(points[0].parts)
    unit = day_unit(pattern)
    days = [fill(unit, speaker.locale, day=_day(point.parts)) for point in points]
    return fill(
        with_days(pattern, join.join(days) if join else either(days, speaker.locale)),
        speaker.locale,
        day=_day(points[0].parts),
    )


def _one_of(form: OneOf, speaker: _Speaker) -> str:
    points = points_of(form)
    if (
        all(isinstance(member, Point) and _is_bare(member) and member.day for member in form.members)
        and len({point.parts[:2] for point in points}) == 1
        and speaker.style != "short"
    ):
        return _days(list(points), speaker)
    return either([_member(member, speaker) for member in form.members], speaker.locale)


def _member(member: Point | Interval, speaker: _Speaker) -> str:
    if isinstance(member, Point):
        return _point(member, speaker).alone
    start, end, words = member.start, member.end, speaker.words
    if isinstance(start, Point) and isinstance(end, Point):
        return _say(words.between, _point(start, speaker), last=_point(end, speaker))
    if isinstance(start, Point):
        return _say(words.later, _point(start, speaker))
    return _say(words.earlier, _point(end, speaker)) if isinstance(end, Point) else words.unknown
