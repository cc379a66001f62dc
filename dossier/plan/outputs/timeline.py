"""What the picture of a timeline is made of when a reader moves it: one classic script, so that it works from a disk.

`timeline-events.js` holds `window.dossierTimeline = {…};` with

    version    1
    dimensions {"kind": [[key, label], …], "actor": …, "place": …, "topic": …}: what occurs, in order of the labels
    events     [[url, title, date, first, last, sureFirst, sureLast, look, marks, reports,
                 [kinds], [actors], [places], [topics]], …] in order of time

`url` is relative to the site's root, `date` is in words. Days are counted from 1970-01-01; the sure ones are null where
there are none. `reports` are the days on which its sources appeared. `look` is day, span, between, coarse or unsure.
`marks` adds up 1 several days are named, 2 the beginning is open, 4 the end is open. The last four are indexes into
`dimensions`. Events without a day are not in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from dossier.model import Event, EventKind, Id, Kind, Link
from dossier.plan.addresses import HOME, TIMELINE_EVENTS
from dossier.plan.pages.actors import ordered_events
from dossier.plan.pictures.moments import Moment, moment_of
from dossier.plan.pictures.overview import LANES
from dossier.plan.scope import Scope, title_of
from dossier.plan.script_json import Json, to_json
from dossier.plan.spot import Spot, spot_at
from dossier.views import File

VERSION = 1
EPOCH = datetime.date(1970, 1, 1).toordinal()
DISPUTED, OPEN_BEFORE, OPEN_AFTER = 1, 2, 4


def timeline_file(scope: Scope) -> File:
    """Return the events of the whole dossier."""
    return File(TIMELINE_EVENTS, partial(_script, scope))


def _script(scope: Scope) -> bytes:
    spot = spot_at(scope, HOME)
    ids = ordered_events(scope, (document.id for document in scope.listed(Kind.EVENT)))
    moments = [moment for id in ids if (moment := moment_of(scope, id)) is not None]
    labels = {lane: _labels(scope, lane, [moment.id for moment in moments]) for lane in LANES}
    places = {lane: {key: place for place, key in enumerate(labels[lane])} for lane in LANES}
    value: Json = {
        "version": VERSION,
        "dimensions": {lane: [[key, label] for key, label in labels[lane].items()] for lane in LANES},
        "events": [_row(spot, moment, places) for moment in moments],
    }
    return f"window.dossierTimeline = {to_json(value)};\n".encode()


def _row(spot: Spot, moment: Moment, places: Mapping[str, Mapping[str, int]]) -> Json:
    scope, document = spot.scope, spot.scope.document(moment.id)
    event = document.record
    assert isinstance(event, Event)
    sure = [day - EPOCH for day in moment.sure] if moment.sure else [None, None]
    return [
        spot.record_url(moment.id),
        document.title,
        spot.date(event.date).text,
        *(day - EPOCH for day in moment.days),
        *sure,
        moment.look.value,
        DISPUTED * moment.is_disputed + OPEN_BEFORE * moment.is_open_before + OPEN_AFTER * moment.is_open_after,
        [day - EPOCH for day in dict.fromkeys(moment.reports)],
        *([places[lane][key] for key in KEYS[lane](scope, event)] for lane in LANES),
    ]


def _labels(scope: Scope, lane: str, ids: Iterable[Id]) -> dict[str, str]:
    """Return the keys of a dimension that occur with their labels, in order of the labels."""
    events = (scope.library.record(id) for id in ids)
    keys = {key for event in events if isinstance(event, Event) for key in KEYS[lane](scope, event)}
    named = {key: _label(scope, lane, key) for key in keys}
    return dict(sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _label(scope: Scope, lane: str, key: str) -> str:
    return scope.say(f"event_kind.{key}") if lane == "kind" else title_of(scope.document(Id(Kind(lane), key)))


def _kind(scope: Scope, event: Event) -> tuple[str, ...]:
    return () if event.kind is EventKind.OTHER else (event.kind.value,)


def _actors(scope: Scope, event: Event) -> tuple[str, ...]:
    return _names(scope, (participant.actor for participant in event.participants), Kind.ACTOR)


def _places(scope: Scope, event: Event) -> tuple[str, ...]:
    return _names(scope, event.places, Kind.PLACE)


def _topics(scope: Scope, event: Event) -> tuple[str, ...]:
    return _names(scope, event.topics, Kind.TOPIC)


def _names(scope: Scope, links: Iterable[Link], kind: Kind) -> tuple[str, ...]:
    found = (scope.find(link, kind) for link in links)
    return tuple(dict.fromkeys(id.name for id in found if id is not None and scope.is_listed(id)))


KEYS: Mapping[str, Callable[[Scope, Event], tuple[str, ...]]] = {
    "kind": _kind,
    "actor": _actors,
    "place": _places,
    "topic": _topics,
}
"""The keys that an event has in each dimension."""
