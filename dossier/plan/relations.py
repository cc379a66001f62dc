"""Who names whom in front matter, both ways, so that no page has to search the whole library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dossier.library import Library
from dossier.model import Id, Kind

Edges = Mapping[tuple[Id, str], tuple[Id, ...]]


@dataclass(frozen=True, slots=True)
class Relations:
    """Front matter as a graph. Unlisted records are never in `named_by`: they stand in no list."""

    names: Edges
    """Record and field to the records named there, in order."""
    named_by: Mapping[tuple[Id, Kind, str], tuple[Id, ...]]
    """Record, kind and field to the records of that kind that name it in that field, by name."""

    def targets(self, id: Id, field: str) -> tuple[Id, ...]:
        """Return the records a record names in a field."""
        return self.names.get((id, field), ())

    def sources(self, id: Id, kind: Kind, *fields: str) -> tuple[Id, ...]:
        """Return the listed records of a kind that name this one in any of the fields, each once."""
        found = [other for field in fields for other in self.named_by.get((id, kind, field), ())]
        return tuple(dict.fromkeys(found))


def relations_of(library: Library) -> Relations:
    """Turn the links of all front matter round."""
    names: dict[tuple[Id, str], dict[Id, None]] = defaultdict(dict)
    named_by: dict[tuple[Id, Kind, str], dict[Id, None]] = defaultdict(dict)
    for id, targets in library.fields.items():
        for target in targets:
            if target.id is None or target.id == id:
                continue
            names[id, target.field][target.id] = None
            if id not in library.unlisted:
                named_by[target.id, id.kind, target.field][id] = None
    return Relations(
        {key: tuple(ids) for key, ids in names.items()}, {key: tuple(ids) for key, ids in named_by.items()}
    )
