"""Records in order of time, and the date by which each stands."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, cast

from dossier.dates import Date, Precision, SortKey
from dossier.model import Article, Document, Record

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def is_dated(record: Record) -> bool:
    """Tell whether a record has a main date that is known."""
    return _moment(main_date(record))[0] == 0


def main_date(record: Record) -> Date | None:
    """Return the date by which a record stands in lists: when it happened, appeared or was asserted."""
    kind: object = type(record)
    for name in _date_fields(kind):
        date: Date | None = getattr(record, name)
        if date is not None:
            return date
    return None


@cache
def _date_fields(kind: Hashable) -> tuple[str, ...]:
    """Return which of a class's fields may hold its main date, the first that is given being it."""
    names = {described.name for described in fields(cast("type[DataclassInstance]", kind))}
    return tuple(name for name in ("date", "published", "asserted", "as_of") if name in names)


def changed_date(record: Record) -> Date | None:
    """Return when a record last changed by its own account: `updated`, else `added`, else its publication here."""
    own = None if isinstance(record, Article) else getattr(record, "published", None)
    return record.updated or record.added or own


def last_date(record: Record) -> Date | None:
    """Return the date that says how new a record is: when it last changed or, where it does not say, its main date."""
    return changed_date(record) or main_date(record)


def oldest_first(documents: Iterable[Document]) -> list[Document]:
    """Order by date, then name; undated ones last."""
    return sorted(documents, key=lambda document: (*_moment(main_date(document.record)), document.id))


def newest_first(documents: Iterable[Document], *, by_change: bool = False) -> list[Document]:
    """Order by main date backwards, or with `by_change` by `last_date`, then name; undated ones last."""
    pick = last_date if by_change else main_date
    known = tuple(documents)
    moments = {document.id: _moment(pick(document.record)) for document in known}
    by_name = sorted(known, key=lambda document: document.id)
    newest = sorted(by_name, key=lambda document: moments[document.id][1], reverse=True)
    return sorted(newest, key=lambda document: moments[document.id][0])


def _moment(date: Date | None) -> tuple[int, SortKey]:
    if date is None or date.precision is Precision.UNKNOWN:
        return (1, ((0, 0, 0, 0), (0, 0, 0, 0), 0))
    return (0, date.sort_key)
