"""schema.org as JSON-LD 1.1: one graph per page, stable `@id`s, and never a claim to be a third party's publisher."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.model import Document, Event, Id, Kind
from dossier.plan.addresses import ALL_BIBLATEX, ALL_CSL, ALL_RIS, DATA, HOME, absolute, record_path
from dossier.plan.head.head import wholes_of
from dossier.plan.head.jsonld_kinds import data_license, thing_of
from dossier.plan.head.jsonld_names import Names, sure_day
from dossier.plan.scope import Scope, title_of
from dossier.plan.script_json import Json, to_json
from dossier.plan.spot import Spot
from dossier.views import Html

CONTEXT = "https://schema.org"
DOWNLOADS = (
    (DATA, "application/json"),
    (ALL_CSL, "application/vnd.citationstyles.csl+json"),
    (ALL_BIBLATEX, "application/x-bibtex"),
    (ALL_RIS, "application/x-research-info-systems"),
)


def graph_of(spot: Spot, document: Document) -> Html:
    """Return the graph of a record's page: the page, the thing it is about, and the way to it."""
    names = Names(spot)
    page: dict[str, Json] = {
        "@type": "WebPage",
        "@id": names.page(document.id),
        "name": title_of(document),
        "inLanguage": spot.scope.language,
        "isPartOf": {"@id": names.site()},
        "mainEntity": {"@id": names.thing(document.id)},
        "dateModified": sure_day(document.record.updated),
    }
    return graph(without_empty(page), without_empty(thing_of(names, document)), _breadcrumbs(spot, document.id))


def site_graph(spot: Spot) -> Html:
    """Return the graph of the home page: the dossier and its data."""
    settings, names = spot.scope.settings, Names(spot)
    site: dict[str, Json] = {
        "@type": "WebSite",
        "@id": names.site(),
        "name": settings.title,
        "alternateName": settings.subtitle,
        "description": settings.description,
        "inLanguage": settings.language,
        "publisher": names.us(),
        "editor": names.editors(),
        "license": settings.license.url if settings.license else None,
    }
    return graph(without_empty(site))


def data_graph(spot: Spot) -> Html:
    """Return the graph of the page with the downloads: the dossier as a data set."""
    settings, names = spot.scope.settings, Names(spot)
    files: list[Json] = [
        {"@type": "DataDownload", "contentUrl": names.file(path), "encodingFormat": media} for path, media in DOWNLOADS
    ]
    node: dict[str, Json] = {
        "@type": "Dataset",
        "@id": f"{names.site()}-data",
        "name": settings.title,
        "description": settings.description or settings.title,
        "inLanguage": settings.language,
        "creator": names.editors() or names.us(),
        "license": data_license(names),
        "distribution": files,
        "temporalCoverage": _coverage(spot.scope),
    }
    return graph(without_empty(node))


def _coverage(scope: Scope) -> str:
    """Return the time from the first to the last dated event, as exact as known: `2020-05-29/2021-05`."""
    dates = [record.date for document in scope.listed(Kind.EVENT) if isinstance(record := document.record, Event)]
    firsts = [(date.earliest, first) for date in dates if date and date.earliest and (first := date.ends()[0])]
    lasts = [(date.latest, last) for date in dates if date and date.latest and (last := date.ends()[1])]
    return f"{min(firsts)[1]}/{max(lasts)[1]}" if firsts and lasts else ""


def graph(*nodes: Mapping[str, Json]) -> Html:
    """Write nodes as one JSON-LD document for a script element."""
    return Html(to_json({"@context": CONTEXT, "@graph": [node for node in nodes if node]}))


def without_empty(node: Mapping[str, Json]) -> dict[str, Json]:
    """Leave out what is not known: schema.org has no word for it."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _breadcrumbs(spot: Spot, id: Id) -> dict[str, Json]:
    """Return the way from home to a record; only with absolute addresses, which `item` needs."""
    scope = spot.scope
    if not scope.base_url:
        return {}
    steps: list[tuple[str, str]] = [(scope.settings.title, HOME)]
    if id.kind is not Kind.INFO:
        steps.append((scope.say(f"list.{id.kind.folder}"), f"{id.kind.folder}/index.html"))
    steps += [(scope.document(one).title, record_path(one)) for one in (*wholes_of(scope, id), id)]
    items: list[Json] = [
        {"@type": "ListItem", "position": number, "name": name, "item": absolute(scope.base_url, path)}
        for number, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
