"""Decides every address and what stands there: pages with their views, feeds, search index, data. Knows no Jinja.

plan(library, findings, settings, context) -> Planned(site, pages, artifacts, diagnostics)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from dossier.diagnostics import Diagnostic
from dossier.findings import Evidence
from dossier.library import Library
from dossier.model import Document, Kind
from dossier.plan.addresses import record_path
from dossier.plan.cards import CARD_FILES, card_files
from dossier.plan.collisions import Output, collisions_of
from dossier.plan.context import PlanContext, Planned, Say
from dossier.plan.head.head import HeadFacts, head_of
from dossier.plan.outputs.data import data_file
from dossier.plan.outputs.exports import export_files
from dossier.plan.outputs.feeds import feed_files
from dossier.plan.outputs.hosting import hosting_files
from dossier.plan.outputs.keys import keys_file
from dossier.plan.outputs.leads import lead_files
from dossier.plan.outputs.search import search_files
from dossier.plan.outputs.timeline import timeline_file
from dossier.plan.pages.actors import actor_view
from dossier.plan.pages.articles import article_view
from dossier.plan.pages.belongings import belonging_pages
from dossier.plan.pages.bibliography import bibliography_pages
from dossier.plan.pages.claims import claim_view
from dossier.plan.pages.edition import edition_page
from dossier.plan.pages.events import event_view
from dossier.plan.pages.home import home_page
from dossier.plan.pages.lists import list_pages
from dossier.plan.pages.map import map_pages
from dossier.plan.pages.network import network_pages
from dossier.plan.pages.notes import info_view, note_view
from dossier.plan.pages.outlets import outlet_view
from dossier.plan.pages.places import place_view, topic_view
from dossier.plan.pages.progress import progress_pages
from dossier.plan.pages.questions import question_pages
from dossier.plan.pages.register import register_pages
from dossier.plan.pages.service import service_pages
from dossier.plan.pages.timelines import timeline_pages
from dossier.plan.parts.corrections import correction_pages
from dossier.plan.scope import Scope, scope_of
from dossier.plan.site import settings_faults, site_of
from dossier.plan.spot import Spot, spot_at
from dossier.settings import Settings
from dossier.views import File, Page, PageView

__all__ = [
    "CARD_FILES",
    "PAGES",
    "HeadFacts",
    "PageKind",
    "PlanContext",
    "Planned",
    "Say",
    "Scope",
    "Spot",
    "head_of",
    "plan",
    "spot_at",
]

OURS = "the program's own pages"
ASSETS = "assets and media"
RECORD_PAGES: Mapping[Kind, tuple[str, Callable[[Scope, Document], PageView]]] = {
    Kind.ARTICLE: ("article.html", article_view),
    Kind.NOTE: ("note.html", note_view),
    Kind.ACTOR: ("actor.html", actor_view),
    Kind.EVENT: ("event.html", event_view),
    Kind.CLAIM: ("claim.html", claim_view),
    Kind.OUTLET: ("outlet.html", outlet_view),
    Kind.PLACE: ("place.html", place_view),
    Kind.TOPIC: ("topic.html", topic_view),
    Kind.INFO: ("info.html", info_view),
}
"""Template and view of a record's page."""


def plan(
    library: Library, findings: Evidence, settings: Settings, context: PlanContext, more: Iterable[PageKind] = ()
) -> Planned:
    """Plan the whole site: every address, and what makes the page or file that stands there. `more` are of plug-ins.

    Views and bytes are made when asked for. Pages and files come in the order of their URLs, whatever the order of the
    library's documents. Returned faults: D640 to D642 addresses, D643 outputs that need a base URL, D644 menu. Of two
    things at one address only the first is planned: records before the program's own pages, those of plug-ins last.
    Raises nothing for what content may hold.
    """
    scope = scope_of(library, findings, settings, context)
    found = [one for kind in (*PAGES, *more) for one in kind(scope)]
    pages = tuple(one for one in found if isinstance(one, Page))
    files = _files(scope, pages)
    assets = _assets(library, context)
    things: list[Page | File] = [*pages, *files]
    things.sort(key=lambda thing: isinstance(thing, Page) and thing.maker is not None)
    faults, dropped = collisions_of([*assets, *(_output(thing) for thing in things)])
    kept = [thing for place, thing in enumerate(things, start=len(assets)) if place not in dropped]
    return Planned(
        site=site_of(scope),
        pages=tuple(sorted((one for one in kept if isinstance(one, Page)), key=lambda page: page.url)),
        files=tuple(sorted((one for one in kept if isinstance(one, File)), key=lambda file: file.url)),
        diagnostics=(
            *settings_faults(scope, {page.url for page in pages}),
            *faults,
            *(one for one in found if isinstance(one, Diagnostic)),
        ),
    )


def _output(thing: Page | File) -> Output:
    if isinstance(thing, File):
        return Output(thing.url, OURS, is_file=False)
    owner = f"the plug-in `{thing.maker.name}`" if thing.maker else OURS
    return Output(thing.url, thing.origin or owner, is_file=bool(thing.origin), maker=thing.maker)


def _assets(library: Library, context: PlanContext) -> tuple[Output, ...]:
    """Return what the assets stage writes, each path once: images of content/media/ and files of the theme."""
    images = {context.assets.get(name, name): f"content/{name}" for name in library.media}
    theme = sorted(set(context.assets.values()) - set(images))
    return (
        *(Output(path, origin, is_file=True) for path, origin in sorted(images.items())),
        *(Output(path, ASSETS, is_file=False) for path in theme),
    )


def _files(scope: Scope, pages: tuple[Page, ...]) -> tuple[File, ...]:
    return (
        data_file(scope),
        *search_files(scope),
        timeline_file(scope),
        *lead_files(scope),
        keys_file(scope),
        *export_files(scope),
        *feed_files(scope),
        *hosting_files(scope, pages),
        *card_files(scope),
    )


def _record_pages(scope: Scope) -> Iterator[Page]:
    for id, document in scope.library.documents.items():
        template, view_of = RECORD_PAGES[id.kind]
        yield Page(record_path(id), template, partial(view_of, scope, document), document.path, scope.is_indexed(id))


PageKind: TypeAlias = Callable[[Scope], Iterable[Page | Diagnostic]]
"""Plans the pages of one kind. One that cannot may yield faults instead."""

PAGES: tuple[PageKind, ...] = (
    _record_pages,
    lambda scope: (home_page(scope),),
    list_pages,
    belonging_pages,
    question_pages,
    timeline_pages,
    network_pages,
    map_pages,
    bibliography_pages,
    correction_pages,
    register_pages,
    progress_pages,
    lambda scope: (edition_page(scope),),
    service_pages,
)
"""The table of page kinds."""
