"""Values of one map that cannot both be right, or that lie outside their bounds: a table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from dossier.dates import Date
from dossier.diagnostics import Diagnostic, Related, Span
from dossier.model.parts import AnonymousSources, Relation, Role, TimeOfDay, Value
from dossier.model.records import RECORDS, Event, Place
from dossier.rules import schema
from dossier.settings import PublishTarget
from dossier.text import visible

_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")


@dataclass(frozen=True, slots=True)
class _Order:
    """The first value is not after, or above, the second."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class _Range:
    """A number lies between two others, both included."""

    name: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class _Clock:
    """A text is a time of day (ISO 8601 §5.3.1, extended format)."""

    name: str


@dataclass(frozen=True, slots=True)
class _Together:
    """Neither of two values makes sense alone."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class _Era:
    """A date lies in the years 1 to 9999: what was printed, read or added, as against what is told of."""

    name: str


_Bound: TypeAlias = _Order | _Range | _Clock | _Together | _Era

_HANDLED = ("published", "modified", "accessed", "added", "updated")

_BOUNDS: Mapping[type[object], tuple[_Bound, ...]] = {
    **{record: tuple(_Era(name) for name in _HANDLED) for record in RECORDS.values()},
    Role: (_Order("start", "end"),),
    Relation: (_Order("start", "end"),),
    Event: (*(_Era(name) for name in _HANDLED), _Order("earliest", "latest")),
    Value: (_Order("min", "max"),),
    AnonymousSources: (_Range("count", 0, 10_000),),
    Place: (
        *(_Era(name) for name in _HANDLED),
        _Range("lat", -90, 90),
        _Range("lon", -180, 180),
        _Together("lat", "lon"),
    ),
    TimeOfDay: (_Clock("start"), _Clock("end")),
    PublishTarget: (_Range("releases", 0, 1000),),
}


def contradictions(cls: type[object], values: Mapping[str, object], places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Return D214 and D216 for the values of one map, each at the later of the values concerned."""
    for bound in _BOUNDS.get(cls, ()):
        if fault := _broken(bound, values, places):
            yield fault


def _broken(bound: _Bound, values: Mapping[str, object], places: Mapping[str, Span]) -> Diagnostic | None:
    match bound:
        case _Order(first, second):
            return _out_of_order(bound, values.get(first), values.get(second), places)
        case _Range(name, least, most):
            number = values.get(name)
            outside = isinstance(number, int | float) and not least <= number <= most
            message, advice = f"`{name}` is outside its bounds", f"write a number from {least:g} to {most:g}"
            return schema.CONTRADICTION.at(places[name], message, help=advice) if outside else None
        case _Clock(name):
            return _not_a_clock(name, values.get(name, ""), places)
        case _Together(first, second):
            return _alone(first, second, values, places)
        case _Era(name):
            return _out_of_era(name, values.get(name), places)
        case _:
            assert_never(bound)


def _out_of_order(bound: _Order, first: object, second: object, places: Mapping[str, Span]) -> Diagnostic | None:
    if not _after(first, second):
        return None
    related = (Related(places[bound.first], f"`{bound.first}` stands here"),)
    message = f"`{bound.second}` is before `{bound.first}`"
    place = places[bound.second]
    return schema.CONTRADICTION.at(place, message, help="exchange the two, or mend the wrong one", related=related)


def _after(first: object, second: object) -> bool:
    """Tell whether the first is surely after the second: its first day after the other's last."""
    if isinstance(first, Date) and isinstance(second, Date):
        return bool(first.lower and second.upper and first.lower > second.upper)
    if isinstance(first, float) and isinstance(second, float):
        return first > second
    return False


def _out_of_era(name: str, date: object, places: Mapping[str, Span]) -> Diagnostic | None:
    days = [day for day in (date.lower, date.upper) if day] if isinstance(date, Date) else []
    if all(datetime.MINYEAR <= day.year <= datetime.MAXYEAR for day in days):
        return None
    message = f"`{name}` is outside the years 1 to 9999"
    return schema.CONTRADICTION.at(places[name], message, help="leave it out when the date is not known")


def _not_a_clock(name: str, written: object, places: Mapping[str, Span]) -> Diagnostic | None:
    if not isinstance(written, str) or not written or _CLOCK.fullmatch(written):
        return None
    message = f"`{name}` is a time of day, not `{visible(written, 40)}`"
    return schema.TIME.at(places[name], message, help="write hours and minutes, e.g. `20:00`")


def _alone(first: str, second: str, values: Mapping[str, object], places: Mapping[str, Span]) -> Diagnostic | None:
    present = [name for name in (first, second) if name in places]
    if len(present) != 1 or present[0] not in values:
        return None
    other = second if present[0] == first else first
    return schema.CONTRADICTION.at(
        places[present[0]], f"`{present[0]}` stands without `{other}`", help=f"add `{other}: …`"
    )
