"""Pages of actors: roles over time, ties as sentences, own timeline, words, everything that speaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dossier.model import (
    Actor,
    Document,
    Id,
    Kind,
    Name,
    Role,
)
from dossier.plan.addresses import beside
from dossier.plan.order import oldest_first
from dossier.plan.parts.items import (
    entry_of,
    groups_by_kind,
    items_of,
    listed_by_kind,
    long_kinds,
    shown_ids,
    sublist_url,
)
from dossier.plan.parts.quotations import quotations_of, quotations_url, shown_quotations
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.pictures.ego import ego_of
from dossier.plan.pictures.tie_entries import fact_status, period
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.plan.words import country_name, language_name
from dossier.text import script_of
from dossier.views import (
    ActorView,
    FactValue,
    NameView,
    RoleView,
    TimelineEntry,
)

TIMELINE_ON_PAGE = 50
"""More events than this are on the actor's own timeline page only."""


def actor_view(scope: Scope, document: Document) -> ActorView:
    """Return what the page of an actor shows."""
    spot, actor, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(actor, Actor)
    mentions = actor_mentions(scope, id)
    long = long_kinds(listed_by_kind(scope, mentions))
    spoken = quotations_of(scope, id)
    claims = [scope.document(claim) for claim in scope.relations.sources(id, Kind.CLAIM, "asserted_by")]
    return ActorView(
        **record_fields(spot, document, _own(spot, actor)),
        description=actor.description,
        names=names_of(spot, actor.names),
        roles=roles_of(spot, actor.roles),
        network=ego_of(spot, document),
        timeline=timeline_of(spot, actor_events(scope, id)),
        timeline_url=timeline_url(spot, actor_events(scope, id)),
        quotations=shown_quotations(spot, spoken),
        quotations_total=len(spoken),
        quotations_url=quotations_url(spot, spoken),
        claims=items_of(spot, shown_ids(claims, is_long=Kind.CLAIM in long)),
        claims_url=sublist_url(spot, Kind.CLAIM, long),
        mentioned=groups_by_kind(spot, mentions, long),
    )


def _own(spot: Spot, actor: Actor) -> OwnFacts:
    shown_in = spot.scope.language
    identifiers = (FactValue(text=f"{name}: {value}") for name, value in sorted((actor.identifiers or {}).items()))
    return OwnFacts(
        badges=(spot.badge("actor_kind", actor.kind),),
        facts=facts(
            spot.fact("description", actor.description),
            spot.fact("country", country_name(actor.country, shown_in) if actor.country else None),
            spot.fact("identifiers", *identifiers),
        ),
        topics=spot.field_links(actor.topics, Kind.TOPIC),
    )


def names_of(spot: Spot, names: Iterable[Name]) -> tuple[NameView, ...]:
    """Return other spellings of a name, each with its sources."""
    return tuple(
        NameView(
            value=name.value,
            language=_language_tag(name),
            language_label=language_name(name.lang, spot.scope.language) if name.lang else "",
            kind=name.kind,
            citations=spot.citations(name.sources),
        )
        for name in names
    )


def _language_tag(name: Name) -> str:
    """Return the tag of a spelling, with its script where that is not the language's usual one (BCP 47 §2.2.3)."""
    script = name.script or script_of(name.value)
    if not name.lang:
        return f"und-{script}" if script and script != "Zyyy" else ""
    is_plain = (
        "-" not in name.lang
        and script == "Latn"
        and name.lang in ("ru", "be", "uk", "bg", "sr", "mk", "el", "ar", "he")
    )
    return f"{name.lang}-{script}" if is_plain else name.lang


def _by_start(roles: Iterable[Role]) -> list[Role]:
    given = tuple(roles)
    dated = sorted((role for role in given if role.start), key=lambda role: role.start.sort_key if role.start else ())
    return [*dated, *(role for role in given if not role.start)]


def roles_of(spot: Spot, roles: Iterable[Role]) -> tuple[RoleView, ...]:
    """Return the offices of an actor in order of their beginning; undated ones last."""
    return tuple(_role(spot, role) for role in _by_start(roles))


def _role(spot: Spot, role: Role) -> RoleView:
    return RoleView(
        title=role.title,
        organisation=spot.maybe_link(role.organisation, Kind.ACTOR),
        start=spot.date(role.start),
        end=spot.date(role.end),
        period=period(spot, role.start, role.end),
        status=fact_status(spot, role.status),
        citations=spot.citations(role.sources),
    )


def actor_events(scope: Scope, id: Id) -> list[Id]:
    """Return the events an actor took part in or whose text names it, in order of time."""
    taking_part = scope.relations.sources(id, Kind.EVENT, "participants")
    named = [
        link.source
        for link in scope.library.backlinks.get(id.name, ())
        if link.source.kind is Kind.EVENT and scope.is_listed(link.source)
    ]
    return ordered_events(scope, (*taking_part, *named))


def ordered_events(scope: Scope, ids: Iterable[Id]) -> list[Id]:
    """Order listed events by time, each once; undated ones last."""
    listed = (scope.document(id) for id in dict.fromkeys(ids) if scope.is_listed(id))
    return [document.id for document in oldest_first(listed)]


def timeline_of(spot: Spot, events: Sequence[Id]) -> tuple[TimelineEntry, ...]:
    """Return the first entries of a record's timeline for its page."""
    return tuple(entry_of(spot, id) for id in events[:TIMELINE_ON_PAGE])


def timeline_url(spot: Spot, events: Sequence[Id]) -> str:
    """Return the address of a record's timeline page; "" when it has no events."""
    return spot.href(beside(spot.path, "timeline/index.html")) if events else ""


def actor_mentions(scope: Scope, id: Id) -> list[Id]:
    """Return every record that names an actor, other actors left out."""
    found = dict.fromkeys(link.source for link in scope.library.backlinks.get(id.name, ()))
    return [source for source in found if source in scope.library.documents and source.kind is not Kind.ACTOR]
