"""Lists of records on one page or on several: the same for those of a kind and for those that belong to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from dossier.model import Document
from dossier.plan.addresses import slug_of
from dossier.plan.head.head import HeadFacts, head_of
from dossier.plan.parts.feed_links import site_feed_links
from dossier.plan.parts.items import items_of
from dossier.plan.parts.partition import ON_ONE_PAGE, Part, pager_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import GroupView, LinkView, ListView, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, wherever it stands."""

    path: str
    """Of its first page."""
    folder: str
    """Below which its parts lie, with a slash at the end."""
    title: str
    intro: str
    trail: Callable[[Spot], tuple[LinkView, ...]]
    """Breadcrumbs of its first page."""
    parts: tuple[Part[Document], ...]
    latest: tuple[Document, ...] = ()
    """Shown on the first page of a list in parts."""
    coins: bool = False
    """Articles carry their COinS: on lists of sources, so that Zotero offers to save them."""
    origin: str = ""
    is_indexed: bool = True

    @property
    def total(self) -> int:
        """All entries."""
        return sum(len(part.members) for part in self.parts)

    def path_of(self, part: Part[Document]) -> str:
        """Return where a part stands."""
        return f"{self.folder}{'/'.join(part.names)}/index.html"


def listing_pages(scope: Scope, listing: Listing) -> Iterator[Page]:
    """Plan a list: one page while it is short, else a first page that leads to its parts."""
    if listing.total <= ON_ONE_PAGE:
        yield _page(listing, listing.path, partial(_whole, scope, listing))
        return
    yield _page(listing, listing.path, partial(_first, scope, listing))
    for top in listing.parts:
        for part, above in top.walk():
            yield _page(listing, listing.path_of(part), partial(_part, scope, listing, part, above))


def _page(listing: Listing, path: str, make: Callable[[], ListView]) -> Page:
    return Page(path, "list.html", make, listing.origin, listing.is_indexed)


def _whole(scope: Scope, listing: Listing) -> ListView:
    spot = spot_at(scope, listing.path)
    return _view(spot, listing, groups=tuple(_group(spot, listing, part) for part in listing.parts))


def _first(scope: Scope, listing: Listing) -> ListView:
    """Show the latest entries, and the parts as links."""
    spot = spot_at(scope, listing.path)
    latest = Part(spot.say("ui.latest"), (), listing.latest)
    groups = (_group(spot, listing, latest),) if listing.latest else ()
    return _view(spot, listing, groups=groups + _links(spot, listing, listing.parts))


def _part(scope: Scope, listing: Listing, part: Part[Document], above: tuple[Part[Document], ...]) -> ListView:
    spot = spot_at(scope, listing.path_of(part))
    groups = _links(spot, listing, part.parts) if part.parts else (_group(spot, listing, part),)
    return _view(spot, listing, groups=groups, part=part, above=above)


def _view(
    spot: Spot,
    listing: Listing,
    *,
    groups: tuple[GroupView, ...],
    part: Part[Document] | None = None,
    above: tuple[Part[Document], ...] = (),
) -> ListView:
    title = f"{listing.title}: {part.label}" if part else listing.title
    first = (LinkView(url=spot.href(listing.path), title=listing.title),) if part else ()
    ways = tuple(LinkView(url=spot.href(listing.path_of(one)), title=one.label) for one in above)
    facts = HeadFacts(
        title=title,
        description=listing.intro,
        kind="list",
        trail=(*listing.trail(spot), *first, *ways),
        links=site_feed_links(spot),
        noindex=not listing.is_indexed,
    )
    return ListView(
        head=head_of(spot, facts),
        title=title,
        intro=listing.intro,
        groups=groups,
        parts=pager_of(spot, listing.parts, listing.path_of, part) if listing.total > ON_ONE_PAGE else (),
        total=len(part.members) if part else listing.total,
    )


def _links(spot: Spot, listing: Listing, parts: tuple[Part[Document], ...]) -> tuple[GroupView, ...]:
    return tuple(
        GroupView(label=part.label, anchor="", items=(), total=len(part.members), url=spot.href(listing.path_of(part)))
        for part in parts
    )


def _group(spot: Spot, listing: Listing, part: Part[Document]) -> GroupView:
    items = items_of(spot, (document.id for document in part.members), coins=listing.coins)
    return GroupView(label=part.label, anchor=f"g-{slug_of(part.label)}", items=items, total=len(items))
