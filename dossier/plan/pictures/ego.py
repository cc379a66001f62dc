"""An actor with those it is tied to: the actor in the middle, the others on an oval, their names outside."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from dossier.layout import wrap
from dossier.model import Actor, Document, Id, Kind, Relation
from dossier.plan.addresses import NETWORK
from dossier.plan.parts.items import sublist_path
from dossier.plan.parts.partition import ON_RECORD
from dossier.plan.pictures.drawing import edge_of, key_of, kind_views, shape_of, strand_views, strands_of
from dossier.plan.pictures.tie_entries import statements_of, tie_view
from dossier.plan.scope import Scope, title_of
from dossier.plan.spot import Spot
from dossier.plan.ties import Stated, Strand, Tie
from dossier.views import DrawingView, EgoView, LinkView, NodeView, TieView

DRAWN = 12
"""More names cannot be read on a phone."""
LISTED = 30
"""Ties that the page spells out; further ones are named and lead to the other actor's page."""
WIDTH, ROW, LETTER, LINE = 360, 44, 13, 15
"""Pixels. The drawing is as wide as a phone."""
ACROSS = 62
"""Half the width of the oval."""
GAP = 11
"""Between a mark and its name."""
CENTRE, AROUND = 10, 6
"""Radii of the marks."""


def ego_of(spot: Spot, document: Document) -> EgoView | None:
    """Return an actor's own network; None for one without ties."""
    many = has_many_ties(spot.scope, document.id)
    id, own = document.id, spot.scope.ties.get(document.id, ())
    ranked = sorted(own, key=lambda tie: (-tie.weight, tie.other(id)))
    loose = _loose(spot, document)
    if not ranked and not loose:
        return None
    return EgoView(
        drawing=_drawing(spot, id, ranked) if ranked else None,
        ties=(*(tie_view(spot, tie, id, anchor=anchor_of(tie.other(id))) for tie in ranked[:LISTED]), *loose),
        more=tuple(spot.link(tie.other(id)) for tie in ranked[LISTED : ON_RECORD if many else None]),
        all_url=spot.href(sublist_path(spot.path, Kind.ACTOR)) if many else "",
        url=spot.href(NETWORK) if ranked else "",
    )


def has_many_ties(scope: Scope, id: Id) -> bool:
    """Tell whether a page of its own names all to whom an actor is tied."""
    return len(scope.ties.get(id, ())) > ON_RECORD


def tied_actors(scope: Scope, id: Id) -> list[Document]:
    """Return all to whom an actor is tied, by id."""
    return [scope.document(tie.other(id)) for tie in sorted(scope.ties.get(id, ()), key=lambda tie: tie.other(id))]


def anchor_of(other: Id) -> str:
    """Return the fragment id of a tie's entry on the page of either actor."""
    return f"with-{other.name}"


def _loose(spot: Spot, document: Document) -> tuple[TieView, ...]:
    """Return ties that only this record's own page may name: to actors that stand in no list, or of such an actor."""
    actor, scope = document.record, spot.scope
    assert isinstance(actor, Actor)
    found: dict[str, list[Relation]] = {}
    for relation in actor.relations:
        other = scope.find(relation.target, Kind.ACTOR)
        if other is None or not (scope.is_listed(other) and scope.is_listed(document.id)):
            found.setdefault(relation.target.target, []).append(relation)
    return tuple(_loose_view(spot, document.id, relations) for relations in found.values())


def _loose_view(spot: Spot, id: Id, relations: Sequence[Relation]) -> TieView:
    to = spot.field_link(relations[0].target, Kind.ACTOR)
    stated = [Stated(id, relation) for relation in relations]
    said = statements_of(spot, stated, id, to.title)
    return TieView(anchor="", to=to, statements=said, meetings=(), more=0, more_url="")


def _drawing(spot: Spot, id: Id, ranked: Sequence[Tie]) -> DrawingView:
    shown = sorted(ranked[:DRAWN], key=lambda tie: (_rank(tie), -tie.weight, tie.other(id)))
    right = (len(shown) + 1) // 2
    height = right * ROW + LINE
    centre = (WIDTH / 2, height / 2)
    places = [_place(number, right, centre) for number in range(right)]
    places += [_place(number, len(shown) - right, centre, side=-1) for number in range(len(shown) - right)]
    title = title_of(spot.scope.document(id))
    return DrawingView(
        width=WIDTH,
        height=height,
        title=spot.say("network.ego_title", name=title),
        description=spot.say("network.ego_description", name=title, ties=spot.say("count.ties", count=len(shown))),
        nodes=(
            _centre(spot, id, centre),
            *(_node(spot, tie.other(id), place, centre) for tie, place in zip(shown, places, strict=True)),
        ),
        edges=tuple(
            edge_of(spot, tie, (centre, place), url=f"#{anchor_of(tie.other(id))}")
            for tie, place in zip(shown, places, strict=True)
        ),
        strands=strand_views(spot, shown),
        kinds=kind_views(spot, (id, *(tie.other(id) for tie in shown))),
    )


def _rank(tie: Tie) -> int:
    """Order round the oval: kin first, those only met last."""
    return list(Strand).index(strands_of(tie)[0])


def _place(number: int, count: int, centre: tuple[float, float], *, side: int = 1) -> tuple[float, float]:
    """Return the place of one of `count` marks on a side of the oval, at even heights from the top."""
    step = number - (count - 1) / 2
    share = step / (count / 2 + 0.5)
    return (centre[0] + side * round(ACROSS * sqrt(1 - share * share)), centre[1] + round(step * ROW))


def _centre(spot: Spot, id: Id, centre: tuple[float, float]) -> NodeView:
    return NodeView(
        link=LinkView(url="", title=title_of(spot.scope.document(id))),
        key=key_of(id),
        kind=shape_of(spot, id).value,
        x=round(centre[0]),
        y=round(centre[1]),
        radius=CENTRE,
        lines=(),
        label_x=0,
        label_y=0,
        anchor="middle",
        is_centre=True,
    )


def _node(spot: Spot, id: Id, place: tuple[float, float], centre: tuple[float, float]) -> NodeView:
    x, y = round(place[0]), round(place[1])
    is_right = x >= centre[0]
    room = (WIDTH - x if is_right else x) - GAP
    lines = wrap(title_of(spot.scope.document(id)), room=room, size=LETTER, lines=3 if room < ROW * 3 else 2)
    return NodeView(
        link=spot.link(id),
        key=key_of(id),
        kind=shape_of(spot, id).value,
        x=x,
        y=y,
        radius=AROUND,
        lines=lines,
        label_x=x + GAP if is_right else x - GAP,
        label_y=round(y + LETTER * 0.35 - LINE * (len(lines) - 1) / 2),
        anchor="start" if is_right else "end",
    )
