"""Head of a page: address, navigation, metadata. The same for every page, whatever it shows."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model import Document, Id, Kind
from dossier.plan.addresses import HOME, LISTS, SEARCH, SEARCH_INDEX, absolute, list_path, record_path
from dossier.plan.head.metadata import MetaFacts, meta_tags
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.settings import MenuItem
from dossier.text import direction_of
from dossier.urls import UrlFault, is_external, safe_url
from dossier.views import NO_HTML, HeadLink, HeadView, Html, LinkView

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""No inline code, nothing from anybody else. In a header `frame-ancestors 'none'` is added, which a tag cannot say."""

MENU = ("notes", "timeline", "map", "network", "actors", "questions", "sources")
"""The built-in menu; what has no entries is left out. The timeline is the way to the events."""

WHOLES = {Kind.EVENT: "parent", Kind.PLACE: "parent", Kind.TOPIC: "broader"}
"""Fields that name what a record is part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFacts:
    """What differs from page to page."""

    title: str
    description: str
    kind: str
    trail: tuple[LinkView, ...] = ()
    """Breadcrumbs between home and this page."""
    meta: MetaFacts | None = None
    """None for pages that are no work of their own."""
    json_ld: Html = NO_HTML
    links: tuple[HeadLink, ...] = ()
    noindex: bool = False
    banner: str = ""


def head_of(spot: Spot, facts: HeadFacts) -> HeadView:
    """Return the head of a page."""
    scope = spot.scope
    description = facts.description or " — ".join(dict.fromkeys((facts.title, scope.settings.title)))
    return HeadView(
        path=spot.path,
        root=spot.root,
        title=facts.title,
        description=description,
        kind=facts.kind,
        language=scope.language,
        direction=direction_of(scope.language),
        breadcrumbs=_breadcrumbs(spot, facts),
        menu=menu_of(spot),
        footer=_footer(spot),
        home_url=spot.href(HOME),
        search_url=spot.href(SEARCH),
        search_index_url=spot.href(SEARCH_INDEX),
        lead_parts=scope.lead_parts,
        meta=meta_tags(scope, facts.title, facts.description, facts.meta, path=spot.path),
        links=_canonical(spot, noindex=facts.noindex) + facts.links,
        json_ld=facts.json_ld,
        content_policy=CONTENT_POLICY,
        noindex=facts.noindex,
        banner=facts.banner,
    )


def list_link(spot: Spot, folder: str, *, count: int | None = None) -> LinkView:
    """Return a link to a list page by its word: `actors`, `timeline` …"""
    path = LISTS.get(folder) or list_path(folder)
    return LinkView(url=spot.href(path), title=spot.say(f"list.{folder}"), count=count, current=path == spot.path)


def sections_of(spot: Spot) -> tuple[LinkView, ...]:
    """Return every list page that has entries, with their number; those of corrections and names always."""
    shown = ((folder, count) for folder, count in spot.scope.counts.items() if count or folder == "corrections")
    return (*(list_link(spot, folder, count=count or None) for folder, count in shown), list_link(spot, "register"))


def _breadcrumbs(spot: Spot, facts: HeadFacts) -> tuple[LinkView, ...]:
    if spot.path == HOME:
        return ()
    home = LinkView(url=spot.href(HOME), title=spot.say("list.home"))
    return (home, *facts.trail, LinkView(url="", title=facts.title, current=True))


def menu_of(spot: Spot) -> tuple[LinkView, ...]:
    """Return the menu as seen from a page; entries that lead nowhere are left out, a fault has said so."""
    if not spot.scope.settings.menu:
        return tuple(list_link(spot, folder) for folder in MENU if spot.scope.counts[folder])
    entries = (menu_entry(spot, item) for item in spot.scope.settings.menu)
    return tuple(entry for entry in entries if entry is not None)


def menu_entry(spot: Spot, item: MenuItem) -> LinkView | None:
    """Return one entry of the menu; None when it leads nowhere."""
    folders = {kind.folder for kind in Kind}
    if item.to in LISTS or item.to in folders:
        found = list_link(spot, item.to)
        return LinkView(url=found.url, title=item.label or found.title, current=found.current)
    id = spot.scope.library.find(item.to)
    if id is not None:
        link = spot.link(id)
        here = record_path(id) == spot.path
        return LinkView(url=link.url, title=item.label or link.title, kind=link.kind, current=here)
    if path := menu_path(item.to):
        return LinkView(url=spot.href(path), title=item.label or item.to, current=path == spot.path)
    url = safe_url(item.to, relative=False)
    if isinstance(url, UrlFault) or not is_external(url):
        return None
    return LinkView(url=url, title=item.label or url, kind="external")


def menu_path(to: str) -> str | None:
    """Return the path of a page that a menu entry names by its address, such as `reading/`; None for anything else."""
    if ":" in to or to.startswith("/") or not to.endswith(("/", ".html")):
        return None
    return f"{to}index.html" if to.endswith("/") else to


def _footer(spot: Spot) -> tuple[LinkView, ...]:
    texts = tuple(spot.link(document.id) for document in spot.scope.listed(Kind.INFO))
    return (*texts, *(list_link(spot, name) for name in ("register", "sources", "corrections", "progress", "print")))


def _canonical(spot: Spot, *, noindex: bool) -> tuple[HeadLink, ...]:
    base = spot.scope.base_url
    return (HeadLink(rel="canonical", url=absolute(base, spot.path)),) if base and not noindex else ()


def trail_of(spot: Spot, id: Id) -> tuple[LinkView, ...]:
    """Return the breadcrumbs of a record: the list of its kind, and what it is part of, the largest first."""
    if id.kind is Kind.INFO:
        return ()
    return (list_link(spot, id.kind.folder), *spot.links(wholes_of(spot.scope, id)))


def record_trail(id: Id, spot: Spot) -> tuple[LinkView, ...]:
    """Return the breadcrumbs of a page that belongs to a record."""
    return (*trail_of(spot, id), spot.link(id))


def wholes_of(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return the listed records that a record is part of, the largest first; none for kinds without parts."""
    found: list[Id] = []
    part: Id | None = id
    while part is not None and part not in found:
        found.append(part)
        above = scope.relations.targets(part, WHOLES.get(part.kind, ""))
        part = next((one for one in above if scope.is_listed(one)), None)
    return tuple(reversed(found[1:]))


def banner_of(scope: Scope, document: Document) -> str:
    """Return the notice on top of a page that not everybody is meant to find."""
    if document.id in scope.library.previewed:
        return scope.say("ui.draft_preview")
    return "" if scope.is_listed(document.id) else scope.say("visibility.unlisted")
