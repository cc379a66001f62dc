"""One page's place in the site: every link it prints, relative to itself, and the small views made of links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.dates import Date
from dossier.locators import Locator
from dossier.model import Article, Citation, Document, Id, Kind, Link, Stance, Work
from dossier.plan.addresses import record_path, root_of
from dossier.plan.scope import Scope, title_of
from dossier.plan.words import same_language
from dossier.urls import path_to_url
from dossier.views import Badge, CitationView, DateView, FactValue, FactView, LinkView


@dataclass(frozen=True, slots=True)
class Spot:
    """A page being planned. `numbers` are its sources by work key."""

    scope: Scope
    path: str
    root: str
    numbers: Mapping[str, int]

    def say(self, key: str, /, *, count: int | None = None, **values: object) -> str:
        """Return an interface text."""
        return self.scope.say(key, count=count, **values)

    def short_label(self, work: Work) -> str:
        """Name a work in a sentence."""
        return self.scope.context.short_label(work, self.scope.settings.language)

    def href(self, path: str, fragment: str = "") -> str:
        """Return the address of a path of the site as seen from this page."""
        mark = f"#{path_to_url(fragment)}" if fragment else ""
        if path == self.path and fragment:
            return mark
        return self.root + path_to_url(path) + mark

    def record_url(self, id: Id, fragment: str = "") -> str:
        """Return the address of a record's page as seen from here."""
        mark = f"#{path_to_url(fragment)}" if fragment else ""
        if fragment and self.path == record_path(id):
            return mark
        return self.root + self.scope.encoded_path(id) + mark

    def link(self, id: Id, *, fragment: str = "", note: str = "") -> LinkView:
        """Return a link to a record, with its title."""
        document = self.scope.document(id)
        return LinkView(
            url=self.record_url(id, fragment),
            title=title_of(document),
            kind=id.kind.value,
            note=note,
            language=self.language_mark(document),
        )

    def links(self, ids: Iterable[Id]) -> tuple[LinkView, ...]:
        """Return links to records, in the order given."""
        return tuple(self.link(id) for id in ids)

    def field_link(self, link: Link, *kinds: Kind) -> LinkView:
        """Return a link of front matter: to the record it names, or its text where it names none."""
        found = self.scope.find(link, *kinds)
        return self.link(found) if found else LinkView(url="", title=link.target)

    def field_links(self, links: Iterable[Link], *kinds: Kind) -> tuple[LinkView, ...]:
        """Return the links of a field of front matter."""
        return tuple(self.field_link(link, *kinds) for link in links)

    def listed_links(self, links: Iterable[Link], *kinds: Kind) -> tuple[LinkView, ...]:
        """Return the links of a field for a list or an index, where unlisted records are not named."""
        found = ((link, self.scope.find(link, *kinds)) for link in links)
        return tuple(self.field_link(link, *kinds) for link, id in found if id is None or self.scope.is_listed(id))

    def maybe_link(self, link: Link | None, *kinds: Kind) -> LinkView | None:
        """Return a link of front matter; None stays None."""
        return self.field_link(link, *kinds) if link else None

    def language_mark(self, document: Document) -> str:
        """Return the language of an article's title where it is not the page's; "" else."""
        record = document.record
        if not isinstance(record, Article) or not record.language:
            return ""
        return "" if same_language(record.language, self.scope.language) else record.language

    def date(self, date: Date | None) -> DateView:
        """Put a date into words, or say that it is not known."""
        return self.scope.date(date)

    def citations(self, citations: Iterable[Citation]) -> tuple[CitationView, ...]:
        """Return the citations of a fact; those that lead nowhere are left out, `check` has said so."""
        views = (self._citation(citation) for citation in citations)
        return tuple(view for view in views if view is not None)

    def locator(self, locator: Locator | None) -> str:
        """Put a place in a source into words."""
        return self.say(f"locator.{locator.type}", value=locator.value) if locator else ""

    def badge(self, table: str, value: str, *, title: str = "") -> Badge:
        """Return the label of a value of a closed set; its CSS word is `<table>-<value>`."""
        return Badge(key=f"{table}-{value}".replace("_", "-"), text=self.say(f"{table}.{value}"), title=title)

    def fact(self, key: str, *values: FactValue | LinkView | DateView | str | None) -> FactView | None:
        """Return a row of a definition list; None when no value is left."""
        made = tuple(_fact_value(value) for value in values if value)
        return FactView(key=key, label=self.say(f"field.{key}"), values=made) if made else None

    def _citation(self, citation: Citation) -> CitationView | None:
        key = self.scope.key_of(citation.source)
        number = self.numbers.get(key, 0) if key else 0
        if not number or key is None:
            return None
        return CitationView(
            number=number,
            url=f"#src-{number}",
            source=self.scope.library.works[key].title,
            locator=self.locator(citation.locator),
            prefix=citation.prefix,
            suffix=citation.suffix,
            quote=citation.quote,
            note=citation.note,
            stance="" if citation.stance is Stance.REPORTS else citation.stance.value,
        )


def spot_at(scope: Scope, path: str) -> Spot:
    """Return a place in the site without sources of its own."""
    return Spot(scope, path, root_of(path), {})


def spot_of(scope: Scope, id: Id) -> Spot:
    """Return the place of a record's page, its sources numbered."""
    path = record_path(id)
    numbers = {source.key: source.number for source in scope.library.sources.get(id, ())}
    return Spot(scope, path, root_of(path), numbers)


def facts(*rows: FactView | None) -> tuple[FactView, ...]:
    """Keep the rows that have a value."""
    return tuple(row for row in rows if row is not None)


def _fact_value(value: FactValue | LinkView | DateView | str) -> FactValue:
    match value:
        case FactValue():
            return value
        case LinkView():
            return FactValue(text=value.title, url=value.url, kind=value.kind, language=value.language, note=value.note)
        case DateView():
            return FactValue(text=value.text, date=value)
        case _:
            return FactValue(text=value)
