"""Records in one or two lines, for every list."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dossier.model import (
    Actor,
    Article,
    Claim,
    Document,
    Event,
    EventKind,
    EventStatus,
    Genre,
    Id,
    Kind,
    Link,
    Note,
    Outlet,
    Place,
    Stance,
)
from dossier.plan.addresses import beside
from dossier.plan.order import main_date, newest_first, oldest_first
from dossier.plan.parts.claim_words import attribution_of, attribution_words, size_of, value_words
from dossier.plan.parts.partition import ON_RECORD, SHOWN
from dossier.plan.parts.records import image_of
from dossier.plan.parts.sources import affiliation_badge, affiliation_of, source_link
from dossier.plan.parts.standing import first_reported, standing_text, warnings_of
from dossier.plan.scope import Scope, title_of
from dossier.plan.spot import Spot
from dossier.views import (
    NO_HTML,
    Badge,
    ClaimItem,
    GroupView,
    Html,
    ItemView,
    LinkView,
    TimelineEntry,
)

View = TypeVar("View")

LIST_KINDS = (Kind.NOTE, Kind.EVENT, Kind.CLAIM, Kind.ARTICLE, Kind.ACTOR, Kind.OUTLET, Kind.PLACE, Kind.TOPIC)
"""Order of groups where several kinds stand on one page."""


def _once(made: dict[tuple[str, Id], View], make: Callable[[Spot, Id], View], spot: Spot, id: Id) -> View:
    """Make an entry once for all pages that lie equally deep: its links depend on nothing else of them."""
    key = (spot.root, id)
    if key not in made:
        made[key] = make(spot, id)
    return made[key]


def item_of(spot: Spot, id: Id) -> ItemView:
    """Return a record as an entry of a list."""
    return _once(spot.scope.memo.items, _item, spot, id)


def _item(spot: Spot, id: Id) -> ItemView:
    document = spot.scope.document(id)
    return ItemView(
        url=spot.record_url(id),
        title=title_of(document),
        kind=id.kind.value,
        kind_label=spot.say(f"kind.{id.kind}"),
        language=spot.language_mark(document),
        subtitle=_subtitle(spot, document),
        date=spot.scope.maybe(main_date(document.record)),
        summary=spot.scope.summary(document),
        badges=_badges(spot, document),
        image=image_of(spot, document, alt=""),
    )


def items_of(spot: Spot, ids: Iterable[Id], *, coins: bool = False) -> tuple[ItemView, ...]:
    """Return records as entries of a list, in the order given; unlisted ones stand in none.

    With `coins`, articles carry their COinS: on lists of sources, so that Zotero offers to save them.
    """
    items = ((item_of(spot, id), id) for id in ids if spot.scope.is_listed(id))
    return tuple(replace(item, coins=_coins(spot, id)) if coins else item for item, id in items)


def _coins(spot: Spot, id: Id) -> Html:
    work = spot.scope.library.works.get(id.name)
    return Html(spot.scope.context.coins(work)) if work else NO_HTML


def groups_by_kind(spot: Spot, ids: Iterable[Id], long: Container[Kind] | None = None) -> tuple[GroupView, ...]:
    """Return records by kind, each kind in order of time; of kinds that have a page of their own the newest.

    Those kinds are `long`; where it is left out, they follow from the records themselves.
    """
    members = listed_by_kind(spot.scope, ids)
    cut = long_kinds(members) if long is None else long
    return tuple(
        GroupView(
            label=spot.say(f"list.{kind.folder}"),
            anchor=f"{kind.folder}",
            items=items_of(spot, shown_ids(own, is_long=kind in cut)),
            url=sublist_url(spot, kind, cut),
            total=len(own),
        )
        for kind, own in members.items()
    )


def listed_by_kind(scope: Scope, ids: Iterable[Id]) -> Mapping[Kind, tuple[Document, ...]]:
    """Return the listed records of each kind that is there, each once."""
    by_kind: dict[Kind, list[Document]] = {}
    for id in dict.fromkeys(ids):
        if scope.is_listed(id):
            by_kind.setdefault(id.kind, []).append(scope.document(id))
    return {kind: tuple(by_kind[kind]) for kind in LIST_KINDS if kind in by_kind}


def long_kinds(members: Mapping[Kind, Sequence[Document]]) -> frozenset[Kind]:
    """Return the kinds of which a record's page shows the newest only, since there are too many of all together."""
    if sum(map(len, members.values())) <= ON_RECORD:
        return frozenset()
    return frozenset(kind for kind, own in members.items() if len(own) > SHOWN)


def shown_ids(documents: Sequence[Document], *, is_long: bool) -> list[Id]:
    """Return records in order of time; of a long list the newest, newest first."""
    ordered = newest_first(documents)[:SHOWN] if is_long else oldest_first(documents)
    return [document.id for document in ordered]


def sublist_path(path: str, kind: Kind) -> str:
    """Return where all records of a kind stand that belong to the record whose page is at a path."""
    return beside(path, f"{kind.folder}/index.html")


def sublist_url(spot: Spot, kind: Kind, long: Container[Kind]) -> str:
    """Return the address of that list as seen from the record's page; "" for a kind that the page shows whole."""
    return spot.href(sublist_path(spot.path, kind)) if kind in long else ""


def _subtitle(spot: Spot, document: Document) -> str:
    record = document.record
    match record:
        case Article():
            return _titles(spot, record.outlet, Kind.OUTLET)
        case Actor():
            return record.description
        case Event():
            return ", ".join(link.title for link in spot.listed_links(record.places, Kind.PLACE))
        case Claim():
            return attribution_words(spot, record)
        case Note():
            return spot.say(f"note_kind.{record.kind}")
        case Outlet():
            return spot.say(f"outlet_kind.{record.kind or 'unknown'}")
        case Place():
            return _titles(spot, record.parent, Kind.PLACE)
        case _:
            return ""


def _titles(spot: Spot, link: Link | None, kind: Kind) -> str:
    return ", ".join(view.title for view in spot.listed_links((link,) if link else (), kind))


def _badges(spot: Spot, document: Document) -> tuple[Badge, ...]:
    record = document.record
    match record:
        case Article():
            genre = () if record.genre is Genre.REPORT else (spot.badge("genre", record.genre),)
            state = affiliation_of(spot, spot.scope.find(record.outlet, Kind.OUTLET))
            return (*genre, state) if state and state.key == "affiliation-yes" else genre
        case Event():
            return event_badges(spot, record)
        case Claim():
            return (spot.badge("status", record.status),)
        case Outlet():
            return (affiliation_badge(spot, record),)
        case _:
            return ()


def event_badges(spot: Spot, event: Event) -> tuple[Badge, ...]:
    """Return the mark of an event that is not simply said to have happened."""
    return () if event.status is EventStatus.OCCURRED else (spot.badge("event_status", event.status),)


def entry_of(spot: Spot, id: Id) -> TimelineEntry:
    """Return an event as an entry of a timeline."""
    return _once(spot.scope.memo.entries, _entry, spot, id)


def _entry(spot: Spot, id: Id) -> TimelineEntry:
    document = spot.scope.document(id)
    event = document.record
    assert isinstance(event, Event)
    return TimelineEntry(
        url=spot.record_url(id),
        anchor=f"event-{id.name}",
        title=document.title,
        date=spot.date(event.date),
        time=time_words(event),
        kind=event.kind.value,
        kind_label="" if event.kind is EventKind.OTHER else spot.say(f"event_kind.{event.kind}"),
        status=next(iter(event_badges(spot, event)), None),
        places=spot.listed_links(event.places, Kind.PLACE),
        summary=spot.scope.summary(document),
        sources=len(spot.scope.library.sources.get(id, ())),
        part_of=next(iter(spot.listed_links((event.parent,) if event.parent else (), Kind.EVENT)), None),
    )


def time_words(event: Event) -> str:
    """Write an event's time of day as given, with its zone where one is named."""
    time = event.time
    if time is None:
        return ""
    hours = "–".join(filter(None, (time.start, time.end)))
    zone = f" ({time.zone})" if time.zone else ""
    return f"{hours}{zone}"


def claim_item(spot: Spot, id: Id) -> ClaimItem:
    """Return a claim beside its rivals."""
    return _once(spot.scope.memo.claims, _claim, spot, id)


def _claim(spot: Spot, id: Id) -> ClaimItem:
    document = spot.scope.document(id)
    claim = document.record
    assert isinstance(claim, Claim)
    attribution = attribution_of(spot, claim, listed_only=True)
    return ClaimItem(
        url=spot.record_url(id),
        anchor=f"claim-{id.name}",
        statement=document.title,
        status=spot.badge("status", claim.status),
        value=value_words(spot, claim.value),
        asserted_by=attribution.asserted_by,
        attribution=attribution.sentence,
        manner=attribution.manner,
        as_of=spot.scope.maybe(claim.as_of),
        asserted=spot.scope.maybe(claim.asserted),
        first_reported=spot.scope.maybe(first_reported(spot.scope, id)),
        standing=standing_text(spot, id),
        warnings=warnings_of(spot, id),
        sources=_claim_sources(spot, claim, against=False),
        contradicted_by=_claim_sources(spot, claim, against=True),
    )


def _claim_sources(spot: Spot, claim: Claim, *, against: bool) -> tuple[LinkView, ...]:
    evidence = (citation for citation in claim.evidence if (citation.stance is Stance.DISPUTES) is against)
    keys = (spot.scope.key_of(citation.source) for citation in evidence)
    shown = (key for key in dict.fromkeys(keys) if key and key not in spot.scope.unlisted_keys)
    return tuple(source_link(spot, key) for key in shown)


def claim_items(spot: Spot, ids: Iterable[Id]) -> tuple[ClaimItem, ...]:
    """Return claims in order of time; unlisted ones stand in no list."""
    listed = (spot.scope.document(id) for id in dict.fromkeys(ids) if spot.scope.is_listed(id))
    return tuple(claim_item(spot, document.id) for document in oldest_first(listed))


def rival_items(spot: Spot, ids: Iterable[Id]) -> tuple[ClaimItem, ...]:
    """Return claims that answer one question: figures from the least to the greatest, unit by unit, then the others."""
    return tuple(claim_item(spot, id) for id in rival_ids(spot.scope, ids))


def rival_ids(scope: Scope, ids: Iterable[Id]) -> list[Id]:
    """Return the listed ones of them in that order."""
    ordered = oldest_first(scope.document(id) for id in dict.fromkeys(ids) if scope.is_listed(id))
    units = list(dict.fromkeys(_figure(document)[1] for document in ordered))

    def rank(document: Document) -> tuple[bool, int, tuple[float, int]]:
        size, unit = _figure(document)
        return size is None, units.index(unit) if size else 0, size or (0, 0)

    return [document.id for document in sorted(ordered, key=rank)]


def _figure(document: Document) -> tuple[tuple[float, int] | None, str]:
    claim = document.record
    assert isinstance(claim, Claim)
    return size_of(claim.value), claim.value.unit if claim.value else ""
