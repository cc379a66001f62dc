"""The page of the whole network: the drawing, and every tie with its sentences and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from dossier.model import Document, Id, Kind
from dossier.plan.addresses import NETWORK, list_path
from dossier.plan.head.head import HeadFacts, head_of, list_link
from dossier.plan.pictures.network import anchor_of, best_connected, draw, inside
from dossier.plan.pictures.tie_entries import tie_view
from dossier.plan.scope import Scope, title_of
from dossier.plan.spot import Spot, spot_at
from dossier.plan.ties import Tie
from dossier.views import LinkView, NetworkView, Page, TieGroup, TieView

NAMED_OUTSIDE = 600
"""With more actors outside the drawing than this, the list of actors has their names, not this page."""


def network_view(scope: Scope) -> NetworkView:
    """Return what the page of the whole network shows."""
    spot = spot_at(scope, NETWORK)
    ids = best_connected(scope.all_ties)
    shown = inside(scope.all_ties, ids)
    groups = _groups(spot, ids, shown)
    days = _days(tie for group in groups for tie in group.ties)
    title = spot.say("list.network")
    facts = HeadFacts(
        title=title, description=spot.say("lead.network"), kind="network", trail=(list_link(spot, "actors"),)
    )
    return NetworkView(
        head=head_of(spot, facts),
        title=title,
        drawing=draw(spot, ids, shown) if ids else None,
        groups=groups,
        others=_others(spot, ids),
        alone=_alone(spot),
        total=len(scope.all_ties),
        first_day=days[0],
        last_day=days[-1],
        cut_note=_cut_note(spot, ids, shown),
        actors_url=spot.href(list_path(Kind.ACTOR.folder)),
    )


def network_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the page of the network, where anybody is tied to anybody."""
    return (Page(NETWORK, "network.html", partial(network_view, scope)),) if scope.all_ties else ()


def _groups(spot: Spot, ids: Sequence[Id], ties: Sequence[Tie]) -> tuple[TieGroup, ...]:
    """File every tie under that of its ends which comes first."""
    order = {id: number for number, id in enumerate(ids)}
    found: dict[Id, list[Tie]] = {}
    for tie in ties:
        found.setdefault(min(tie.first, tie.second, key=order.__getitem__), []).append(tie)
    return tuple(
        TieGroup(
            actor=spot.link(id),
            anchor=f"ties-{id.name}",
            ties=tuple(tie_view(spot, tie, id, anchor=anchor_of(tie)) for tie in _ordered(found[id], id, order)),
        )
        for id in ids
        if id in found
    )


def _ordered(ties: Iterable[Tie], about: Id, order: Mapping[Id, int]) -> list[Tie]:
    return sorted(ties, key=lambda tie: order[tie.other(about)])


def _others(spot: Spot, ids: Sequence[Id]) -> tuple[LinkView, ...]:
    drawn, ties = frozenset(ids), spot.scope.ties
    if len(ties) - len(drawn) > NAMED_OUTSIDE:
        return ()
    return tuple(
        LinkView(
            url=spot.record_url(document.id, "relations"),
            title=title_of(document),
            kind=document.id.kind.value,
            count=len(ties[document.id]),
        )
        for document in _by_title(spot.scope)
        if document.id in ties and document.id not in drawn
    )


def _alone(spot: Spot) -> tuple[LinkView, ...]:
    """Return actors without a tie; of very many none, the list of actors has them."""
    found = [document.id for document in _by_title(spot.scope) if document.id not in spot.scope.ties]
    return spot.links(found) if len(found) <= NAMED_OUTSIDE else ()


def _cut_note(spot: Spot, ids: Sequence[Id], shown: Sequence[Tie]) -> str:
    scope = spot.scope
    if len(shown) == len(scope.all_ties):
        return ""
    return spot.say(
        "network.cut",
        shown=spot.say("count.actors", count=len(ids)),
        actors=spot.say("count.actors", count=len(scope.ties)),
        ties=spot.say("count.ties", count=len(scope.all_ties) - len(shown)),
    )


def _by_title(scope: Scope) -> list[Document]:
    return sorted(scope.listed(Kind.ACTOR), key=lambda document: (document.title.casefold(), document.id))


def _days(ties: Iterable[TieView]) -> tuple[str, str]:
    """Return the first and the last day that any tie names; "" for none."""
    spans = [(one.first_day, one.last_day) for tie in ties for one in tie.statements]
    spans += [(one.first_day, one.last_day) for tie in ties for one in tie.meetings]
    days = sorted(day for span in spans for day in span if day)
    return (days[0], days[-1]) if days else ("", "")
