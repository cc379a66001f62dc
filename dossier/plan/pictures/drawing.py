"""What the drawings of networks share: lines for the kinds of tie, marks for the kinds of actor, the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from dossier.model import Actor, ActorKind, FactStatus, Id
from dossier.plan.pictures.tie_entries import tie_words
from dossier.plan.spot import Spot
from dossier.plan.ties import Strand, Tie
from dossier.views import Badge, EdgeView, StrandView, StrokeView

Place = tuple[float, float]

BESIDE = 5
"""Pixels between lines for several kinds of tie between the same two."""
FEW, MANY = 2, 4
"""From so many on, a line is thicker."""


def edge_of(spot: Spot, tie: Tie, places: tuple[Place, Place], *, url: str) -> EdgeView:
    """Draw a tie: a straight line for each kind of it, side by side."""
    strands = strands_of(tie)
    return EdgeView(
        url=url,
        label=tie_words(spot, tie),
        ends=(key_of(tie.first), key_of(tie.second)),
        strokes=tuple(
            _stroke(tie, strand, places, (number - (len(strands) - 1) / 2) * BESIDE)
            for number, strand in enumerate(strands)
        ),
    )


def strands_of(tie: Tie) -> tuple[Strand, ...]:
    """Return the kinds of a tie in the order of the key."""
    found = {stated.strand for stated in tie.stated} | ({Strand.EVENTS} if tie.shared else set())
    return tuple(strand for strand in Strand if strand in found)


def key_of(id: Id) -> str:
    """Return the word that a line names its ends by."""
    return id.name


def shape_of(spot: Spot, id: Id) -> ActorKind:
    """Return the kind of an actor, which decides its mark."""
    actor = spot.scope.library.record(id)
    assert isinstance(actor, Actor)
    return actor.kind


def strand_views(spot: Spot, ties: Iterable[Tie]) -> tuple[StrandView, ...]:
    """Return the key of the lines: the kinds that occur, each with the number of pairs."""
    found = [strand for tie in ties for strand in strands_of(tie)]
    return tuple(
        StrandView(strand=strand.value, label=spot.say(f"strand.{strand}"), count=found.count(strand))
        for strand in Strand
        if strand in found
    )


def kind_views(spot: Spot, ids: Iterable[Id]) -> tuple[Badge, ...]:
    """Return the key of the marks: the kinds of actor that occur."""
    found = {shape_of(spot, id) for id in ids}
    return tuple(
        Badge(key=kind.value, text=spot.say(f"actor_kind.{kind}"))
        for kind in ActorKind
        if kind in found and len(found) > 1
    )


def _stroke(tie: Tie, strand: Strand, places: Sequence[Place], shift: float) -> StrokeView:
    (x1, y1), (x2, y2) = places
    dx, dy = x2 - x1, y2 - y1
    length = sqrt(dx * dx + dy * dy) or 1.0
    across, down = -dy / length * shift, dx / length * shift
    start, end = (round(x1 + across), round(y1 + down)), (round(x2 + across), round(y2 + down))
    facts = [stated.fact for stated in tie.stated if stated.strand is strand]
    count = len(tie.shared) if strand is Strand.EVENTS else len(facts)
    return StrokeView(
        strand=strand.value,
        path=f"M{start[0]} {start[1]}L{end[0]} {end[1]}",
        width=1 + (count >= FEW) + (count >= MANY) if strand is Strand.EVENTS else 1,
        is_unsure=bool(facts) and all(fact.status is not FactStatus.CONFIRMED for fact in facts),
        x=(start[0] + end[0]) // 2,
        y=(start[1] + end[1]) // 2,
    )
