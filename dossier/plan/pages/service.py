"""Pages that serve the others: search, not found, stubs at old addresses."""

from __future__ import annotations

from dossier.model import Id
from dossier.plan.addresses import NOT_FOUND, SEARCH
from dossier.plan.head.head import HeadFacts, head_of, sections_of, trail_of
from dossier.plan.scope import Scope, base_path
from dossier.plan.spot import Spot, spot_at
from dossier.views import NotFoundView, Page, RedirectView, SearchView


def service_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the search page, the page for addresses that do not exist, and a stub at every old address."""
    stubs = (_stub(scope, old, id) for old, id in sorted(scope.library.redirects.items()))
    return (_search(scope), _not_found(scope), *stubs)


def _search(scope: Scope) -> Page:
    spot = spot_at(scope, SEARCH)
    title = spot.say("list.search")
    facts = HeadFacts(title=title, description=spot.say("ui.search_hint"), kind="search")
    view = SearchView(head=head_of(spot, facts), title=title, sections=sections_of(spot))
    return Page(SEARCH, "search.html", view, "")


def _not_found(scope: Scope) -> Page:
    """Plan the 404 page. A host shows it at any depth, so with a base URL its links begin at the host's root."""
    root = f"{base_path(scope)}/" if scope.base_url else ""
    spot = Spot(scope, NOT_FOUND, root, {})
    title = spot.say("ui.not_found")
    facts = HeadFacts(title=title, description=spot.say("ui.not_found_help"), kind="404", noindex=True)
    return Page(
        NOT_FOUND, "404.html", NotFoundView(head=head_of(spot, facts), title=title, sections=sections_of(spot)), ""
    )


def _stub(scope: Scope, old: str, id: Id) -> Page:
    spot = spot_at(scope, f"{old.strip('/')}/index.html")
    document = scope.document(id)
    facts = HeadFacts(
        title=document.title, description=spot.say("ui.moved"), kind="redirect", trail=trail_of(spot, id), noindex=True
    )
    view = RedirectView(head=head_of(spot, facts), target=spot.link(id), updated=scope.maybe(document.record.updated))
    return Page(spot.path, "redirect.html", view, document.path)
