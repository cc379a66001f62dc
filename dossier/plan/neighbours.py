"""Who stands next to whom: articles, notes and events before and after each other, in time and within a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dossier.model import Document, Id, Kind
from dossier.plan.order import is_dated, oldest_first
from dossier.plan.relations import Relations

IN_TIME = (Kind.ARTICLE, Kind.NOTE, Kind.EVENT)
"""Kinds that are read one after another. Undated records have no neighbours."""


@dataclass(frozen=True, slots=True)
class Around:
    """The records of one kind right before and after one; None at either end."""

    before: Id | None = None
    after: Id | None = None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Listed records next to each other. One sort a kind serves all pages: looking one up costs nothing."""

    in_time: Mapping[Id, Around]
    in_topic: Mapping[tuple[Id, Id], Around]
    """By record and topic: the nearest records of the same kind that name the topic too."""

    def around(self, id: Id) -> Around:
        """Return what comes before and after a record in time."""
        return self.in_time.get(id, Around())

    def within(self, id: Id, topic: Id) -> Around:
        """Return what comes before and after a record among those of a topic."""
        return self.in_topic.get((id, topic), Around())


def neighbours_of(by_kind: Mapping[Kind, Iterable[Document]], relations: Relations) -> Neighbours:
    """Find the neighbours of every listed and dated record of the kinds `IN_TIME`."""
    in_time: dict[Id, Around] = {}
    in_topic: dict[tuple[Id, Id], Around] = {}
    for kind in IN_TIME:
        row = [document.id for document in oldest_first(by_kind[kind]) if is_dated(document.record)]
        in_time |= _around(row)
        for topic, members in _by_topic(row, relations).items():
            in_topic |= {(id, topic): around for id, around in _around(members).items()}
    return Neighbours(in_time, in_topic)


def _by_topic(row: Iterable[Id], relations: Relations) -> dict[Id, list[Id]]:
    found: dict[Id, list[Id]] = {}
    for id in row:
        for topic in relations.targets(id, "topics"):
            found.setdefault(topic, []).append(id)
    return found


def _around(row: list[Id]) -> dict[Id, Around]:
    before, after = {later: earlier for earlier, later in pairwise(row)}, dict(pairwise(row))
    return {id: Around(before.get(id), after.get(id)) for id in row}
