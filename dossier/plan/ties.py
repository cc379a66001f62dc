"""Who is tied to whom: what records state of two actors, and the events in which both took part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from dossier.library import Library
from dossier.model import Actor, Event, EventStatus, Id, Kind, ParticipantRole, Relation, RelationType, Role

ACTORS = (Kind.ACTOR,)
CROWD = 30
"""An event with more participants ties nobody: that all came to one conference says nothing of any two of them."""


class Strand(StrEnum):
    """Kinds of tie that a picture tells apart, in the order of its key."""

    FAMILY = "family"
    OFFICE = "office"
    ALLIANCE = "alliance"
    OPPOSITION = "opposition"
    EVENTS = "events"


STRANDS: Mapping[RelationType, Strand] = {
    RelationType.SPOUSE_OF: Strand.FAMILY,
    RelationType.PARENT_OF: Strand.FAMILY,
    RelationType.CHILD_OF: Strand.FAMILY,
    RelationType.RELATIVE_OF: Strand.FAMILY,
    RelationType.ALLY_OF: Strand.ALLIANCE,
    RelationType.CAMPAIGNED_WITH: Strand.ALLIANCE,
    RelationType.UNION_WITH: Strand.ALLIANCE,
    RelationType.ASSOCIATED_WITH: Strand.ALLIANCE,
    RelationType.OPPONENT_OF: Strand.OPPOSITION,
}
"""What is not named here is an office: who leads, serves, belongs to, made or owns what."""

INVERSE: Mapping[RelationType, RelationType] = {
    **{
        type: type
        for type in (
            RelationType.SPOUSE_OF,
            RelationType.RELATIVE_OF,
            RelationType.ALLY_OF,
            RelationType.OPPONENT_OF,
            RelationType.CAMPAIGNED_WITH,
            RelationType.UNION_WITH,
            RelationType.ASSOCIATED_WITH,
        )
    },
    RelationType.PARENT_OF: RelationType.CHILD_OF,
    RelationType.CHILD_OF: RelationType.PARENT_OF,
}
"""Ties that can be said from the other end too, and what they are called from there."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A tie that one of the two records states, and its kind."""

    by: Id
    fact: Relation | Role

    @property
    def strand(self) -> Strand:
        """Return its kind; a role in an organisation is an office."""
        return STRANDS.get(self.fact.type, Strand.OFFICE) if isinstance(self.fact, Relation) else Strand.OFFICE


@dataclass(frozen=True, slots=True)
class Shared:
    """An event in which both took part, and as what: the one named first in the tie, then the other."""

    event: Id
    parts: tuple[ParticipantRole, ParticipantRole]


@dataclass(frozen=True, slots=True)
class Tie:
    """All that ties two listed actors; `first` comes before `second` by id."""

    first: Id
    second: Id
    stated: tuple[Stated, ...]
    shared: tuple[Shared, ...]

    @property
    def weight(self) -> int:
        """Count what is stated and shared."""
        return len(self.stated) + len(self.shared)

    def other(self, id: Id) -> Id:
        """Return the end that is not this one."""
        return self.second if id == self.first else self.first


Pair = tuple[Id, Id]


def ties_of(library: Library) -> tuple[Tie, ...]:
    """Return every tie between two listed actors, by their ids. Cancelled events tie nobody."""
    stated: dict[Pair, list[Stated]] = defaultdict(list)
    shared: dict[Pair, list[Shared]] = defaultdict(list)
    for id, document in library.documents.items():
        if id in library.unlisted:
            continue
        if isinstance(document.record, Actor):
            for other, fact in _stated(library, id, document.record):
                stated[_pair(id, other)].append(Stated(id, fact))
        elif isinstance(document.record, Event) and document.record.status is not EventStatus.CANCELLED:
            parts = _parts(library, document.record)
            for one, other in combinations(sorted(parts), 2) if len(parts) <= CROWD else ():
                shared[one, other].append(Shared(id, (parts[one], parts[other])))
    pairs = sorted({*stated, *shared})
    return tuple(Tie(*pair, tuple(stated.get(pair, ())), tuple(shared.get(pair, ()))) for pair in pairs)


def ties_by_actor(ties: tuple[Tie, ...]) -> dict[Id, tuple[Tie, ...]]:
    """Return the ties of each actor that has some, by the id of the other end."""
    found: dict[Id, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.first].append(tie)
        found[tie.second].append(tie)
    return {id: tuple(sorted(own, key=lambda tie: tie.other(id))) for id, own in found.items()}


def _stated(library: Library, id: Id, actor: Actor) -> Iterator[tuple[Id, Relation | Role]]:
    for relation in actor.relations:
        target = library.find(relation.target.target, ACTORS)
        if target is not None and _is_end(library, id, target):
            yield target, relation
    for role in actor.roles:
        target = library.find(role.organisation.target, ACTORS) if role.organisation else None
        if target is not None and _is_end(library, id, target):
            yield target, role


def _is_end(library: Library, id: Id, target: Id) -> bool:
    return target != id and target not in library.unlisted


def _parts(library: Library, event: Event) -> dict[Id, ParticipantRole]:
    """Return the listed actors that took part, each once, with the part named first."""
    parts: dict[Id, ParticipantRole] = {}
    for participant in event.participants:
        actor = library.find(participant.actor.target, ACTORS)
        if actor is not None and actor not in library.unlisted:
            parts.setdefault(actor, participant.role)
    return parts


def _pair(one: Id, other: Id) -> Pair:
    return (one, other) if one < other else (other, one)
