"""Pages of their own for what is too much for the page of a record: records of a kind, and what refers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from dossier.model import Document, Id, Kind
from dossier.plan.addresses import beside, record_path
from dossier.plan.alphabet import index_key
from dossier.plan.head.head import record_trail
from dossier.plan.order import newest_first
from dossier.plan.pages.actors import actor_mentions
from dossier.plan.pages.articles import article_members
from dossier.plan.pages.events import event_members
from dossier.plan.pages.outlets import outlet_works
from dossier.plan.pages.places import place_members, topic_members
from dossier.plan.parts.backlinks import Speaker, backlink_groups, backlinks_path, is_long, size_of, speaking_of
from dossier.plan.parts.filing import BY_LETTER, month_of, year_of
from dossier.plan.parts.items import listed_by_kind, long_kinds, sublist_path
from dossier.plan.parts.leaves import Book, Leaf, leaves, whole_of
from dossier.plan.parts.listing import Listing, listing_pages
from dossier.plan.parts.partition import ON_RECORD, parts_of
from dossier.plan.parts.quotations import quotation_pages
from dossier.plan.pictures.ego import has_many_ties, tied_actors
from dossier.plan.scope import Scope
from dossier.views import BacklinksView, Page

MEMBERS: Mapping[Kind, Callable[[Scope, Id], Iterable[Id]]] = {
    Kind.ACTOR: actor_mentions,
    Kind.TOPIC: topic_members,
    Kind.ARTICLE: article_members,
    Kind.EVENT: event_members,
    Kind.OUTLET: outlet_works,
    Kind.PLACE: place_members,
}
"""What belongs to a record, by its kind."""
DATED = (Kind.ARTICLE, Kind.NOTE, Kind.EVENT, Kind.CLAIM)
"""Kinds whose lists are cut by time, others by letter."""


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
        if has_many_ties(scope, document.id):
            yield from listing_pages(scope, _listing(scope, document, Kind.ACTOR, tied_actors(scope, document.id)))
        if scope.library.backlinks.get(document.id.name):
            speaking = sorted(speaking_of(scope, document.id), key=lambda speaker: rank[speaker[0].id])
            yield from _backlink_pages(scope, document, speaking) if is_long(speaking) else ()
        yield from quotation_pages(scope, document)


def _listing(scope: Scope, document: Document, kind: Kind, members: Sequence[Document]) -> Listing:
    path = sublist_path(record_path(document.id), kind)
    by_time = (partial(year_of, scope), partial(month_of, scope))
    by_title = sorted(members, key=lambda member: (index_key(member.title, scope.language), member.id))
    is_dated = kind in DATED
    return Listing(
        path=path,
        folder=beside(path, ""),
        title=f"{scope.say(f'list.{kind.folder}')}: {document.title}",
        intro="",
        trail=partial(record_trail, document.id),
        parts=parts_of(members, by_time) if is_dated else parts_of(by_title, BY_LETTER),
        origin=document.path,
        is_indexed=scope.is_indexed(document.id),
    )


def _backlink_pages(scope: Scope, document: Document, speaking: Sequence[Speaker]) -> Iterator[Page]:
    steps = (lambda speaker: year_of(scope, speaker[0]), lambda speaker: month_of(scope, speaker[0]))
    book = Book(
        path=backlinks_path(record_path(document.id)),
        kind="list",
        title=f"{scope.say('ui.backlinks')}: {document.title}",
        whole=whole_of(speaking, steps, size_of=size_of),
        trail=partial(record_trail, document.id),
        noindex=not scope.is_indexed(document.id),
    )
    yield from leaves(scope, book, "backlinks.html", partial(_backlinks, document.id), document.path)


def _backlinks(about: Id, leaf: Leaf[Speaker]) -> BacklinksView:
    return BacklinksView(
        head=leaf.head,
        title=leaf.title,
        about=leaf.spot.link(about),
        groups=backlink_groups(leaf.spot, leaf.members),
        parts=leaf.parts,
        narrower=leaf.narrower,
        total=leaf.total,
    )
