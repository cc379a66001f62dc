"""Lists of records of one kind, and what happens when they grow long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from dossier.dates import month_label
from dossier.model import Actor, Document, Kind
from dossier.plan.addresses import list_part_path, list_path, slug_of
from dossier.plan.head.head import HeadFacts, head_of, list_link
from dossier.plan.order import main_date, newest_first, oldest_first
from dossier.plan.parts.feed_links import site_feed_links
from dossier.plan.parts.items import items_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import GroupView, LinkView, ListView, Page

WHOLE_LIMIT = 200
"""A list with more entries is cut by its groups, so that one edit does not touch every entry's page."""
LATEST = 50
"""Entries that the first page of a cut list shows."""
BY_TIME = (Kind.ARTICLE, Kind.NOTE, Kind.EVENT)


@dataclass(frozen=True, slots=True)
class Group:
    """Records under one heading."""

    label: str
    documents: tuple[Document, ...]


def list_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the list of every kind; long ones in parts."""
    return tuple(page for kind in Kind if kind is not Kind.INFO for page in _pages(scope, kind))


def _pages(scope: Scope, kind: Kind) -> tuple[Page, ...]:
    documents = scope.listed(kind)
    groups = _groups(scope, kind, documents)
    if len(documents) <= WHOLE_LIMIT or len(groups) < 2:
        return (Page(list_path(kind.folder), "list.html", partial(_whole, scope, kind, groups)),)
    parts = (
        Page(list_part_path(kind.folder, group.label), "list.html", partial(_part, scope, kind, groups, group))
        for group in groups
    )
    return (Page(list_path(kind.folder), "list.html", partial(_first, scope, kind, groups, documents)), *parts)


def _whole(scope: Scope, kind: Kind, groups: Sequence[Group]) -> ListView:
    spot = spot_at(scope, list_path(kind.folder))
    views = tuple(_group(spot, group) for group in groups)
    return _view(spot, kind, groups=views, total=sum(len(group.documents) for group in groups))


def _first(scope: Scope, kind: Kind, groups: Sequence[Group], documents: Sequence[Document]) -> ListView:
    """Show the latest entries, and the groups as links."""
    spot = spot_at(scope, list_path(kind.folder))
    latest = Group(spot.say("ui.latest"), tuple(newest_first(documents)[:LATEST]))
    first = (_group(spot, latest),) if kind in BY_TIME else ()
    rest = tuple(
        GroupView(
            label=group.label,
            anchor="",
            items=(),
            total=len(group.documents),
            url=spot.href(list_part_path(kind.folder, group.label)),
        )
        for group in groups
    )
    return _view(spot, kind, groups=first + rest, total=len(documents), parts=_parts(spot, kind, groups))


def _part(scope: Scope, kind: Kind, groups: Sequence[Group], group: Group) -> ListView:
    spot = spot_at(scope, list_part_path(kind.folder, group.label))
    own, parts = (_group(spot, group),), _parts(spot, kind, groups)
    return _view(spot, kind, groups=own, total=len(group.documents), parts=parts)


def _parts(spot: Spot, kind: Kind, groups: Sequence[Group]) -> tuple[LinkView, ...]:
    paths = ((group, list_part_path(kind.folder, group.label)) for group in groups)
    return tuple(
        LinkView(url=spot.href(path), title=group.label, current=path == spot.path, count=len(group.documents))
        for group, path in paths
    )


def _view(
    spot: Spot, kind: Kind, *, groups: tuple[GroupView, ...], total: int, parts: tuple[LinkView, ...] = ()
) -> ListView:
    title, intro = spot.say(f"list.{kind.folder}"), spot.say(f"lead.{kind.folder}")
    is_part = spot.path != list_path(kind.folder)
    shown = f"{title}: {groups[0].label}" if is_part else title
    head = head_of(
        spot,
        HeadFacts(
            title=shown,
            description=intro,
            kind="list",
            trail=(list_link(spot, kind.folder),) if is_part else (),
            links=site_feed_links(spot),
        ),
    )
    return ListView(head=head, title=shown, intro=intro, groups=groups, parts=parts, total=total)


def _group(spot: Spot, group: Group) -> GroupView:
    is_coined = bool(group.documents) and group.documents[0].id.kind is Kind.ARTICLE
    items = items_of(spot, (document.id for document in group.documents), coins=is_coined)
    return GroupView(label=group.label, anchor=f"g-{slug_of(group.label)}", items=items, total=len(items))


def _groups(scope: Scope, kind: Kind, documents: Sequence[Document]) -> list[Group]:
    if kind in BY_TIME:
        ordered = oldest_first(documents) if kind is Kind.EVENT else newest_first(documents)
        return _grouped(ordered, [_month(scope, document) for document in ordered])
    if kind is Kind.ACTOR:
        ordered = sorted(
            documents, key=lambda document: (_actor_rank(document), document.title.casefold(), document.id)
        )
        return _grouped(ordered, [scope.say(f"actor_kinds.{_actor(document).kind}") for document in ordered])
    if kind is Kind.CLAIM:
        ordered = oldest_first(documents)
        return (
            _grouped(ordered, [scope.say("list.claims")] * len(ordered))
            if len(ordered) <= WHOLE_LIMIT
            else _grouped(ordered, [_month(scope, document) for document in ordered])
        )
    ordered = sorted(documents, key=lambda document: (document.title.casefold(), document.id))
    return _grouped(ordered, [_initial(document.title) for document in ordered])


def _grouped(documents: Sequence[Document], labels: Sequence[str]) -> list[Group]:
    """Gather documents under their labels, both in the order given."""
    found: dict[str, list[Document]] = {}
    for document, label in zip(documents, labels, strict=True):
        found.setdefault(label, []).append(document)
    return [Group(label, tuple(members)) for label, members in found.items()]


def _month(scope: Scope, document: Document) -> str:
    date = main_date(document.record)
    if date is None or date.year is None:
        return scope.say("ui.undated")
    return month_label(date.year, date.month, scope.language) if date.month else str(date.year)


def _initial(title: str) -> str:
    return next((letter.upper() for letter in title if letter.isalnum()), "#")


def _actor(document: Document) -> Actor:
    assert isinstance(document.record, Actor)
    return document.record


def _actor_rank(document: Document) -> int:
    return list(type(_actor(document).kind)).index(_actor(document).kind)
