"""How things are named in JSON-LD: `@id`s that stay, and short nodes for who is who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dossier.dates import Date
from dossier.model import Creator, Id, Kind, Link
from dossier.plan.addresses import HOME, absolute, record_path
from dossier.plan.head.metadata import name_of
from dossier.plan.pagework import creators
from dossier.plan.script_json import Json
from dossier.plan.spot import Spot

MOST_REFS = 150
"""Nobody reads a longer list out of a page; `data/dossier.json` has everything."""


@dataclass(frozen=True, slots=True)
class Names:
    """Makes `@id`s: absolute with a base URL, else relative to the page (JSON-LD 1.1 §4.1.3)."""

    spot: Spot

    def page(self, id: Id) -> str:
        """Return the address of a record's page."""
        base = self.spot.scope.base_url
        return absolute(base, record_path(id)) if base else self.spot.record_url(id)

    def thing(self, id: Id) -> str:
        """Return the name of what a record describes: `…/articles/x/#article`."""
        return f"{self.page(id)}#{id.kind}"

    def site(self) -> str:
        """Return the name of the dossier."""
        base = self.spot.scope.base_url
        return f"{absolute(base, HOME) if base else self.spot.href(HOME)}#dossier"

    def file(self, path: str) -> str:
        """Return the address of a file of the site."""
        base = self.spot.scope.base_url
        return absolute(base, path) if base else self.spot.href(path)

    def us(self) -> Json:
        """Return who publishes the dossier."""
        settings = self.spot.scope.settings
        if settings.publisher:
            return {"@type": "Organization", "name": settings.publisher}
        editors = self.editors()
        return editors[0] if editors else None

    def editors(self) -> list[Json]:
        """Return who is responsible for the dossier."""
        return people(creators(self.spot.scope.settings.editors))

    def ref(self, id: Id | None) -> Json:
        """Return a node that names a record's thing; None for none."""
        if id is None:
            return None
        return {"@id": self.thing(id), "name": self.spot.scope.document(id).title}

    def refs(self, ids: Iterable[Id]) -> list[Json]:
        """Return nodes for listed records, in the order given; of very many the first."""
        return [self.ref(id) for id in islice(filter(self.spot.scope.is_listed, ids), MOST_REFS)]

    def link(self, link: Link | None, kind: Kind, type: str) -> Json:
        """Return what front matter names: the record, or a node of a type with the text as its name."""
        if link is None:
            return None
        found = self.spot.scope.find(link, kind)
        return {"@type": type, **_mapping(self.ref(found))} if found else {"@type": type, "name": link.target}

    def links(self, links: Iterable[Link], kind: Kind, type: str) -> list[Json]:
        """Return what a field of front matter names."""
        return [self.link(link, kind, type) for link in links]


def sure_day(date: Date | None) -> str | None:
    """Return a date as schema.org takes it, no more exact than known.

    None for an uncertain or approximate one: schema.org has no word for doubt (schemaorg issue 242).
    """
    return None if date is None or date.uncertain or date.approximate else date.iso()


def people(names: Iterable[Creator]) -> list[Json]:
    """Return bylines as nodes; a name that is not split is taken for an organisation's or a byline as printed."""
    nodes: list[Json] = []
    for name in names:
        if name.literal:
            nodes.append({"@type": "Organization", "name": name.literal})
        else:
            whole = " ".join(filter(None, (name.given, name.particle, name.family))) or name_of(name)
            parts: dict[str, Json] = {"familyName": name.family, "givenName": name.given}
            nodes.append({"@type": "Person", "name": whole, **{key: part for key, part in parts.items() if part}})
    return nodes


def _mapping(value: Json) -> dict[str, Json]:
    return dict(value) if isinstance(value, dict) else {}
