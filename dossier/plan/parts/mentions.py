"""Actors named in a text, by the spelling used there and the office held that day."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.dates import Date
from dossier.findings import titles_on
from dossier.model import Actor, Id, Kind, Mention
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.views import MentionView


def mentions_of(spot: Spot, mentions: Iterable[Mention], day: Date | None) -> tuple[MentionView, ...]:
    """Return the mentions of a text's front matter in order."""
    return tuple(
        MentionView(
            link=spot.field_link(mention.actor, Kind.ACTOR),
            as_named=mention.as_named,
            role=mention.role,
            then=then_title(spot.scope, spot.scope.find(mention.actor, Kind.ACTOR), day),
        )
        for mention in mentions
    )


def then_title(scope: Scope, actor: Id | None, day: Date | None) -> str:
    """Return the office an actor held on a day, by dated roles that surely cover it; "" when none does."""
    record = scope.library.record(actor) if actor else None
    if day is None or not isinstance(record, Actor):
        return ""
    return "; ".join(held.role.title for held in titles_on(record, day) if held.is_certain)
