"""Long lists of what is no record by itself, on several pages: sentences, quotations, corrections, questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from dossier.plan.addresses import beside
from dossier.plan.head.head import HeadFacts, head_of
from dossier.plan.parts.partition import ON_ONE_PAGE, Part, pager_of, parts_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import HeadView, LinkView, Page, PageView

Member = TypeVar("Member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book(Generic[Member]):
    """A list on one page or on several."""

    path: str
    """Of its first page. The others lie below its folder."""
    kind: str
    """Of page, for its head."""
    title: str
    description: str = ""
    whole: Part[Member]
    trail: Callable[[Spot], tuple[LinkView, ...]] = lambda _: ()
    """Breadcrumbs of its first page."""
    noindex: bool = False

    def path_of(self, part: Part[Member]) -> str:
        """Return where a part stands."""
        return beside(self.path, "/".join((*part.names, "index.html")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[Member]):
    """One page of such a list: what stands on it, and the ways to the other pages."""

    spot: Spot
    head: HeadView
    title: str
    members: tuple[Member, ...]
    """() where it only leads to its parts."""
    parts: tuple[LinkView, ...]
    """Parts of the whole, the one marked in which this page lies."""
    narrower: tuple[LinkView, ...]
    """Parts of this part."""
    total: int
    is_first: bool


def whole_of(
    members: Sequence[Member],
    steps: Sequence[Callable[[Member], str]],
    *,
    size_of: Callable[[Member], float] = lambda _: 1,
) -> Part[Member]:
    """Return a list as one part, in parts of its own where it is too long for one page."""
    is_long = sum(map(size_of, members)) > ON_ONE_PAGE
    return Part("", (), tuple(members), parts_of(members, steps, size_of=size_of) if is_long else ())


def leaves(
    scope: Scope, book: Book[Member], template: str, view_of: Callable[[Leaf[Member]], PageView], origin: str = ""
) -> Iterator[Page]:
    """Plan the pages of a list: its first, and one for every part. `view_of` makes what a page shows."""
    for part, above in book.whole.walk():
        make = partial(_made, scope, book, (part, above[1:]), view_of)
        yield Page(book.path_of(part), template, make, origin, not book.noindex)


def _made(
    scope: Scope,
    book: Book[Member],
    place: tuple[Part[Member], tuple[Part[Member], ...]],
    view_of: Callable[[Leaf[Member]], PageView],
) -> PageView:
    part, above = place
    spot, whole = spot_at(scope, book.path_of(part)), book.whole
    first = (LinkView(url=spot.href(book.path), title=book.title),) if part.names else ()
    ways = (LinkView(url=spot.href(book.path_of(one)), title=one.label) for one in above)
    title = f"{book.title}: {part.label}" if part.names else book.title
    facts = HeadFacts(
        title=title,
        description=book.description,
        kind=book.kind,
        trail=(*book.trail(spot), *first, *ways),
        noindex=book.noindex,
    )
    return view_of(
        Leaf(
            spot=spot,
            head=head_of(spot, facts),
            title=title,
            members=() if part.parts else part.members,
            parts=pager_of(spot, whole.parts, book.path_of, part if part.names else None),
            narrower=pager_of(spot, part.parts, book.path_of) if part.names else (),
            total=len(part.members),
            is_first=not part.names,
        )
    )
