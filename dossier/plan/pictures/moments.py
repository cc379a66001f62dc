"""Events as moments on an axis of days: what is sure about the day, what is not, and when it was first reported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dossier.dates import Date, Precision
from dossier.model import Event, Id, Kind
from dossier.plan.pictures.time_axis import Days
from dossier.plan.scope import Scope

POINTS = (Precision.DAY, Precision.TIME)


class Look(StrEnum):
    """How a moment is drawn, by what is known of its day."""

    DAY = "day"
    SPAN = "span"
    BETWEEN = "between"
    COARSE = "coarse"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Moment:
    """When one event happened. Days are ordinals, as in `time_axis`."""

    id: Id
    days: Days
    """First and last day it may have been; the known one twice where the other end is open."""
    sure: Days | None
    """Days it surely covers."""
    look: Look
    is_disputed: bool
    """Several days are named for it, or possible by `earliest` and `latest`."""
    is_open_before: bool
    is_open_after: bool
    reports: tuple[int, ...]
    """Days on which its sources appeared, where those are exact, in order."""


def moment_of(scope: Scope, id: Id) -> Moment | None:
    """Return when an event happened; None when its date has no end that is known."""
    event = scope.library.record(id)
    assert isinstance(event, Event)
    date = event.date
    if date is None or (date.earliest or date.latest) is None:
        return None
    bounds = [*_days_of(date), *(day for bound in (event.earliest, event.latest) if bound for day in _days_of(bound))]
    sure = date.certain
    return Moment(
        id=id,
        days=(min(bounds), max(bounds)),
        sure=(sure[0].toordinal(), sure[1].toordinal()) if sure else None,
        look=_look(date),
        is_disputed=date.precision is Precision.SET or not set(_days_of(date)) >= {min(bounds), max(bounds)},
        is_open_before=date.earliest is None,
        is_open_after=date.latest is None,
        reports=_reports(scope, id),
    )


def _days_of(date: Date) -> tuple[int, ...]:
    return tuple(day.toordinal() for day in (date.earliest, date.latest) if day)


def _look(date: Date) -> Look:
    if date.uncertain or date.approximate:
        return Look.UNSURE
    if date.precision in POINTS:
        return Look.DAY
    if date.precision is Precision.SET:
        return Look.BETWEEN
    if date.precision is Precision.INTERVAL:
        whole = date.certain and (date.certain == (date.earliest, date.latest))
        return Look.SPAN if whole else Look.BETWEEN
    return Look.COARSE


def _reports(scope: Scope, id: Id) -> tuple[int, ...]:
    cited = (source.key for source in scope.library.sources.get(id, ()))
    reporting = (article.name for article in scope.relations.sources(id, Kind.ARTICLE, "events"))
    works = (
        scope.library.works.get(key) for key in dict.fromkeys((*cited, *reporting)) if key not in scope.unlisted_keys
    )
    days = (work.issued.exact_day for work in works if work and work.issued)
    return tuple(sorted(day.toordinal() for day in days if day))
