"""Pages that serve the others: search, not found, stubs at old addresses."""

from __future__ import annotations

from functools import partial

from dossier.model import Id
from dossier.plan.addresses import NOT_FOUND, REGISTER, SEARCH
from dossier.plan.head.head import HeadFacts, head_of, sections_of, trail_of
from dossier.plan.scope import Scope, base_path
from dossier.plan.spot import Spot, spot_at
from dossier.views import NotFoundView, Page, RedirectView, SearchView


def service_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the search page, the page for addresses that do not exist, and a stub at every old address."""
    return (
        Page(SEARCH, "search.html", partial(_search, scope), is_indexed=False),
        Page(NOT_FOUND, "404.html", partial(_not_found, scope), is_indexed=False),
        *(_stub(scope, old, id) for old, id in sorted(scope.library.redirects.items())),
    )


def _search(scope: Scope) -> SearchView:
    spot = spot_at(scope, SEARCH)
    title = spot.say("list.search")
    facts = HeadFacts(title=title, description=spot.say("ui.search_hint"), kind="search")
    register = spot.href(REGISTER)
    return SearchView(head=head_of(spot, facts), title=title, register_url=register, sections=sections_of(spot))


def _not_found(scope: Scope) -> NotFoundView:
    """Return what the 404 page shows. Hosts show it at any depth, so its links begin at the host's root."""
    spot = Spot(scope, NOT_FOUND, f"{base_path(scope)}/", {})
    title = spot.say("ui.not_found")
    facts = HeadFacts(title=title, description=spot.say("ui.not_found_help"), kind="404", noindex=True)
    return NotFoundView(head=head_of(spot, facts), title=title, sections=sections_of(spot))


def _stub(scope: Scope, old: str, id: Id) -> Page:
    path = f"{old.strip('/')}/index.html"
    origin = scope.document(id).path
    return Page(path, "redirect.html", partial(_moved, scope, path, id), origin, is_indexed=False)


def _moved(scope: Scope, path: str, id: Id) -> RedirectView:
    spot, document = spot_at(scope, path), scope.document(id)
    facts = HeadFacts(
        title=document.title, description=spot.say("ui.moved"), kind="redirect", trail=trail_of(spot, id), noindex=True
    )
    return RedirectView(head=head_of(spot, facts), target=spot.link(id), updated=scope.maybe(document.record.updated))
