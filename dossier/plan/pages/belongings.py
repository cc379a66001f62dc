"""Pages of their own for what is too much for the page of a record: records of a kind, and what refers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from dossier.model import Document, Id, Kind
from dossier.plan.addresses import beside, record_path
from dossier.plan.head.head import HeadFacts, head_of, trail_of
from dossier.plan.order import newest_first
from dossier.plan.pages.actors import actor_mentions
from dossier.plan.pages.events import event_articles
from dossier.plan.pages.outlets import outlet_works
from dossier.plan.pages.places import place_articles, topic_members
from dossier.plan.parts.backlinks import Speaker, backlink_groups, backlinks_path, is_long, speaking_of
from dossier.plan.parts.items import listed_by_kind, long_kinds, sublist_path
from dossier.plan.parts.listing import Listing, listing_pages, month_of, year_of
from dossier.plan.parts.partition import ON_ONE_PAGE, ON_RECORD, Part, pager_of, parts_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import BacklinksView, LinkView, Page

MEMBERS: Mapping[Kind, Callable[[Scope, Id], Iterable[Id]]] = {
    Kind.ACTOR: actor_mentions,
    Kind.TOPIC: topic_members,
    Kind.EVENT: event_articles,
    Kind.OUTLET: outlet_works,
    Kind.PLACE: place_articles,
}
"""What belongs to a record, by its kind."""


def belonging_pages(scope: Scope) -> Iterator[Page]:
    """Plan the pages of long lists that belong to one record, by year and, where a year is long, by month."""
    rank = {document.id: place for place, document in enumerate(newest_first(scope.library.documents.values()))}
    for document in scope.library.documents.values():
        ids = tuple(MEMBERS[document.id.kind](scope, document.id)) if document.id.kind in MEMBERS else ()
        if len(ids) > ON_RECORD:
            members = listed_by_kind(scope, ids)
            for kind in sorted(long_kinds(members)):
                ordered = sorted(members[kind], key=lambda member: rank[member.id])
                yield from listing_pages(scope, _listing(scope, document, kind, ordered))
        if len(scope.library.backlinks.get(document.id.name, ())) > ON_RECORD:
            speaking = sorted(speaking_of(scope, document.id), key=lambda speaker: rank[speaker[0].id])
            yield from _backlink_pages(scope, document, speaking) if is_long(speaking) else ()


def _listing(scope: Scope, document: Document, kind: Kind, members: Sequence[Document]) -> Listing:
    path = sublist_path(record_path(document.id), kind)
    return Listing(
        path=path,
        folder=beside(path, ""),
        title=f"{scope.say(f'list.{kind.folder}')}: {document.title}",
        intro="",
        trail=partial(_trail, document.id),
        parts=parts_of(members, (partial(year_of, scope), partial(month_of, scope))),
        origin=document.path,
        is_indexed=scope.is_indexed(document.id),
    )


def _trail(id: Id, spot: Spot) -> tuple[LinkView, ...]:
    return (*trail_of(spot, id), spot.link(id))


def _backlink_pages(scope: Scope, document: Document, speaking: Sequence[Speaker]) -> Iterator[Page]:
    steps = (lambda speaker: year_of(scope, speaker[0]), lambda speaker: month_of(scope, speaker[0]))
    whole = Part("", (), tuple(speaking), parts_of(speaking, steps) if len(speaking) > ON_ONE_PAGE else ())
    path = backlinks_path(record_path(document.id))
    for part, _ in whole.walk():
        make = partial(_backlinks, scope, document, whole, part)
        yield Page(_part_path(path, part), "backlinks.html", make, document.path, scope.is_indexed(document.id))


def _part_path(path: str, part: Part[Speaker]) -> str:
    return beside(path, "/".join((*part.names, "index.html")))


def _backlinks(scope: Scope, document: Document, whole: Part[Speaker], part: Part[Speaker]) -> BacklinksView:
    first = backlinks_path(record_path(document.id))
    path_of = partial(_part_path, first)
    spot = spot_at(scope, path_of(part))
    title = f"{spot.say('ui.backlinks')}: {document.title}"
    way = (LinkView(url=spot.href(first), title=title),) if part.names else ()
    shown = f"{title}: {part.label}" if part.names else title
    facts = HeadFacts(
        title=shown,
        description="",
        kind="list",
        trail=(*_trail(document.id, spot), *way),
        noindex=not scope.is_listed(document.id),
    )
    return BacklinksView(
        head=head_of(spot, facts),
        title=shown,
        about=spot.link(document.id),
        groups=() if part.parts else backlink_groups(spot, part.members),
        parts=pager_of(spot, whole.parts, path_of, part if part.names else None),
        narrower=pager_of(spot, part.parts, path_of) if part.names else (),
        total=len(part.members),
    )
