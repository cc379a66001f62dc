"""The grammar of EDTF (LoC 2019, ISO 8601-2 §4 to §12): level 0, level 1, and of level 2 sets and component marks.

Two liberties: a time may leave out its seconds, and blanks around the commas of a set are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.dates.bounds import bounds_of
from dossier.dates.fault import DateFault, refuse
from dossier.dates.forms import Edge, Form, Interval, OneOf, Point
from dossier.dates.points import read_point

SET_HELP = "write `[2020-08-11,2020-08-12]` for one of two dates"


def read_form(text: str, base: int = 0) -> Form | DateFault:
    """Read one date, without blanks around it; `base` is where the text starts, added to every offset."""
    if text.startswith("["):
        return _read_set(text, base)
    if text.startswith("{"):
        return refuse(
            (text, base),
            "a set that means all of its dates is EDTF level 2 and not supported",
            advice="write an interval such as `2020-08-11/2020-08-12`, or one record for each date",
        )
    if "/" in text:
        return _read_interval(text, base)
    return read_point(text, base)


def _read_interval(text: str, base: int) -> Form | DateFault:
    parts = text.split("/")
    if len(parts) != 2:
        return refuse((text, base), "an interval has one `/`", advice="write `2020-08-09/2020-08-16` for an interval")
    return _between(parts[0], parts[1], bases=(base, base + len(parts[0]) + 1))


def _between(start_text: str, end_text: str, *, bases: tuple[int, int]) -> Interval | DateFault:
    start, end = _read_edge(start_text, bases[0]), _read_edge(end_text, bases[1])
    if isinstance(start, DateFault):
        return start
    if isinstance(end, DateFault):
        return end
    interval = Interval(start, end)
    return next(_faults_of_interval(interval, (start_text, end_text), bases=bases), interval)


def _read_edge(text: str, base: int) -> Point | Edge | DateFault:
    if text in (Edge.OPEN, Edge.UNKNOWN):
        return Edge(text)
    return read_point(text, base)


def _faults_of_interval(interval: Interval, texts: tuple[str, str], *, bases: tuple[int, int]) -> Iterator[DateFault]:
    whole = DateFault("", bases[0], bases[1] + len(texts[1]) - bases[0], "")
    points = [edge for edge in (interval.start, interval.end) if isinstance(edge, Point)]
    if not any(point.years for point in points):
        yield DateFault(
            "an interval needs a date on at least one side",
            whole.offset,
            whole.length,
            "write `2020-08-09/..` when it goes on, leave the field out when nothing is known",
        )
    for text, base, edge in zip(texts, bases, (interval.start, interval.end), strict=True):
        if isinstance(edge, Point) and edge.time:
            day = text.partition("T")[0]
            yield refuse((text, base), "an interval takes days, not times of day", advice=f"write `{day}`")
    first, last = bounds_of(interval)
    if first and last and first > last:
        yield DateFault(
            "the interval ends before it begins", whole.offset, whole.length, f"swap the two: `{texts[1]}/{texts[0]}`"
        )


def _read_set(text: str, base: int) -> Form | DateFault:
    if not text.endswith("]"):
        return refuse((text, base), "the set is not closed", advice=SET_HELP)
    members: list[Point | Interval] = []
    offset = base + 1
    for piece in text[1:-1].split(","):
        blanks = len(piece) - len(piece.lstrip())
        member = _read_member(piece.strip(), offset + blanks)
        if isinstance(member, DateFault):
            return member
        members.append(member)
        offset += len(piece) + 1
    return OneOf(tuple(members))


def _read_member(text: str, base: int) -> Point | Interval | DateFault:
    start, dots, end = text.partition("..")
    if dots:
        return _between(start or "..", end or "..", bases=(base, base + len(start) + len(dots)))
    if not text:
        return DateFault("a date is missing in the set", base, 1, SET_HELP)
    point = read_point(text, base)
    if isinstance(point, Point) and point.time:
        return refuse((text, base), "a set takes days, not times of day", advice=f"write `{text.partition('T')[0]}`")
    return point
