"""Decides every address and what stands there: pages with their views, feeds, search index, data. Knows no Jinja.

plan(library, findings, settings, context) -> Planned(site, pages, artifacts, diagnostics)
"""

from __future__ import annotations

from typing import assert_never

from dossier.findings import Evidence
from dossier.library import Library
from dossier.model import Document, Kind
from dossier.plan.collisions import Output, collisions_of
from dossier.plan.context import PlanContext, Planned, Say
from dossier.plan.outputs.data import data_artifact
from dossier.plan.outputs.exports import export_artifacts
from dossier.plan.outputs.feeds import feed_artifacts
from dossier.plan.outputs.hosting import hosting_artifacts
from dossier.plan.outputs.search import search_artifact
from dossier.plan.pages.actors import actor_page
from dossier.plan.pages.articles import article_page
from dossier.plan.pages.bibliography import bibliography_pages
from dossier.plan.pages.claims import claim_page
from dossier.plan.pages.events import event_pages
from dossier.plan.pages.home import home_page
from dossier.plan.pages.lists import list_pages
from dossier.plan.pages.notes import info_page, note_page
from dossier.plan.pages.outlets import outlet_page
from dossier.plan.pages.places import place_page, topic_page
from dossier.plan.pages.questions import question_pages
from dossier.plan.pages.service import service_pages
from dossier.plan.pages.timelines import timeline_pages
from dossier.plan.parts.corrections import corrections_page
from dossier.plan.scope import Scope, scope_of
from dossier.plan.site import settings_faults, site_of
from dossier.settings import Settings
from dossier.views import Artifact, Page

__all__ = ["PlanContext", "Planned", "Say", "plan"]

OURS = "the program's own pages"
ASSETS = "assets and media"


def plan(library: Library, findings: Evidence, settings: Settings, context: PlanContext) -> Planned:
    """Plan the whole site.

    Pages and artifacts come in the order of their URLs, whatever the order of the library's documents. Returned faults:
    D640 to D642 addresses, D643 outputs that need a base URL, D644 menu. Of two things at one address only the first
    is planned: records before the program's own pages. Raises nothing for what content may hold.
    """
    scope = scope_of(library, findings, settings, context)
    pages = _pages(scope)
    artifacts = _artifacts(scope, pages)
    assets = _assets(library, context)
    faults, dropped = collisions_of(
        [
            *assets,
            *(Output(page.url, page.origin or OURS, is_file=bool(page.origin)) for page in pages),
            *(Output(artifact.url, OURS, is_file=False) for artifact in artifacts),
        ]
    )
    before = len(assets)
    kept_pages = [page for place, page in enumerate(pages, start=before) if place not in dropped]
    kept = [artifact for place, artifact in enumerate(artifacts, start=before + len(pages)) if place not in dropped]
    return Planned(
        site=site_of(scope),
        pages=tuple(sorted(kept_pages, key=lambda page: page.url)),
        artifacts=tuple(sorted(kept, key=lambda artifact: artifact.url)),
        diagnostics=(*settings_faults(scope), *faults),
    )


def _assets(library: Library, context: PlanContext) -> tuple[Output, ...]:
    """Return what the assets stage writes, each path once: images of content/media/ and files of the theme."""
    images = {context.assets.get(name, name): f"content/{name}" for name in library.media}
    theme = sorted(set(context.assets.values()) - set(images))
    return (
        *(Output(path, origin, is_file=True) for path, origin in sorted(images.items())),
        *(Output(path, ASSETS, is_file=False) for path in theme),
    )


def _pages(scope: Scope) -> tuple[Page, ...]:
    records = [
        _record_page(scope, document) for id, document in scope.library.documents.items() if id.kind is not Kind.EVENT
    ]
    return (
        *records,
        *event_pages(scope),
        home_page(scope),
        *list_pages(scope),
        *question_pages(scope),
        *timeline_pages(scope),
        *bibliography_pages(scope),
        corrections_page(scope),
        *service_pages(scope),
    )


def _artifacts(scope: Scope, pages: tuple[Page, ...]) -> tuple[Artifact, ...]:
    return (
        data_artifact(scope),
        search_artifact(scope),
        *export_artifacts(scope),
        *feed_artifacts(scope),
        *hosting_artifacts(scope, pages),
    )


def _record_page(scope: Scope, document: Document) -> Page:
    match document.id.kind:
        case Kind.ARTICLE:
            return article_page(scope, document)
        case Kind.NOTE:
            return note_page(scope, document)
        case Kind.ACTOR:
            return actor_page(scope, document)
        case Kind.CLAIM:
            return claim_page(scope, document)
        case Kind.OUTLET:
            return outlet_page(scope, document)
        case Kind.PLACE:
            return place_page(scope, document)
        case Kind.TOPIC:
            return topic_page(scope, document)
        case Kind.INFO:
            return info_page(scope, document)
        case Kind.EVENT:
            raise AssertionError("events are planned together, each with its neighbours")
        case _:
            assert_never(document.id.kind)
