"""What is near a record: the ones before and after it, in time and within its topics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dossier.model import Id
from dossier.plan.neighbours import Around
from dossier.plan.order import main_date
from dossier.plan.spot import Spot
from dossier.views import HeadLink, LinkView, NearView

MOST_TOPICS = 2
"""More rows than this are a list to read, not a way on; the topics' own pages have everything."""


def near_of(spot: Spot, id: Id) -> NearView:
    """Return what comes right before and after a record in time."""
    return _view(spot, spot.scope.neighbours.around(id), None)


def near_by_topic(spot: Spot, id: Id) -> tuple[NearView, ...]:
    """Return what comes before and after a record within its first topics, where that is not what is next anyway."""
    return tuple(islice(_topic_views(spot, id), MOST_TOPICS))


def near_links(near: NearView) -> tuple[HeadLink, ...]:
    """Return the neighbours in time as links of the head (HTML §4.6.7, `prev` and `next`)."""
    pairs = (("prev", near.previous), ("next", near.next))
    return tuple(HeadLink(rel=rel, url=link.url) for rel, link in pairs if link)


def _topic_views(spot: Spot, id: Id) -> Iterator[NearView]:
    scope = spot.scope
    told = {scope.neighbours.around(id)}
    for topic in scope.relations.targets(id, "topics"):
        around = scope.neighbours.within(id, topic)
        if scope.is_listed(topic) and around not in told and around != Around():
            told.add(around)
            yield _view(spot, around, spot.link(topic))


def _view(spot: Spot, around: Around, topic: LinkView | None) -> NearView:
    return NearView(topic=topic, previous=_link(spot, around.before), next=_link(spot, around.after))


def _link(spot: Spot, id: Id | None) -> LinkView | None:
    if id is None:
        return None
    date = spot.date(main_date(spot.scope.library.record(id)))
    return spot.link(id, note=date.short)
