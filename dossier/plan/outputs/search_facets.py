"""By what hits can be narrowed: the actors, topics, places and times of every record. Kinds stand in the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from dossier.dates import month_label, year_label
from dossier.model import Document, Id, Kind
from dossier.plan.order import main_date
from dossier.plan.outputs.search_index import Index
from dossier.plan.pages.places import within
from dossier.plan.scope import Scope, title_of

MONTHS = 36
"""A dossier whose records lie in more months than this is narrowed by years."""
TAGS = (Kind.NOTE, Kind.EVENT, Kind.CLAIM, Kind.ARTICLE, Kind.ACTOR)
"""Kinds that carry topics."""

Value = tuple[str, str, Sequence[int]]
"""Key, label, and the numbers of the records that have it, in order."""


def facet_values(scope: Scope, index: Index, dimension: str) -> list[Value]:
    """Return the values of a dimension that any record has, by label; those of time in order of time."""
    return VALUES[dimension](scope, index)


def _periods(scope: Scope, index: Index) -> list[Value]:
    months: dict[tuple[int, int], list[int]] = {}
    for number, entry in index.entries.items():
        date = main_date(entry.record) if isinstance(entry, Document) else None
        if date is not None and date.year is not None:
            months.setdefault((date.year, date.month or 0), []).append(number)
    if len(months) <= MONTHS:
        return [(_month_key(*when), _month_label(scope, *when), months[when]) for when in sorted(months)]
    years: dict[int, list[int]] = {}
    for (year, _), numbers in months.items():
        years.setdefault(year, []).extend(numbers)
    return [(f"{year:04}", year_label(year, scope.language), sorted(years[year])) for year in sorted(years)]


def _month_key(year: int, month: int) -> str:
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _month_label(scope: Scope, year: int, month: int) -> str:
    return month_label(year, month, scope.language) if month else year_label(year, scope.language)


def _actors(scope: Scope, index: Index) -> list[Value]:
    return _records(scope, index, Kind.ACTOR, partial(_speaking_of, scope))


def _topics(scope: Scope, index: Index) -> list[Value]:
    def members(id: Id) -> Iterable[Id]:
        topics = within(scope, id, Kind.TOPIC, "broader")
        return (
            *topics,
            *(one for topic in topics for kind in TAGS for one in scope.relations.sources(topic, kind, "topics")),
        )

    return _records(scope, index, Kind.TOPIC, members)


def _places(scope: Scope, index: Index) -> list[Value]:
    def there(id: Id) -> Iterable[Id]:
        return (one for place in within(scope, id, Kind.PLACE, "parent") for one in _speaking_of(scope, place))

    return _records(scope, index, Kind.PLACE, there)


def _speaking_of(scope: Scope, id: Id) -> Iterable[Id]:
    """Return a record, and what names it in its text or front matter."""
    return (id, *(link.source for link in scope.library.backlinks.get(id.name, ())))


def _records(scope: Scope, index: Index, kind: Kind, having: Callable[[Id], Iterable[Id]]) -> list[Value]:
    numbers = {entry.id: number for number, entry in index.entries.items() if isinstance(entry, Document)}
    found: list[Value] = []
    for document in scope.listed(kind):
        own = sorted({numbers[id] for id in having(document.id) if id in numbers})
        found.append((document.id.name, title_of(document), own))
    return sorted(found, key=lambda value: (value[1].casefold(), value[0]))


VALUES: Mapping[str, Callable[[Scope, Index], list[Value]]] = {
    "actor": _actors,
    "topic": _topics,
    "place": _places,
    "period": _periods,
}
"""The dimensions beside the kind, each a file."""
