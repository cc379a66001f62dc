"""Timelines: of everything, of a year, of an actor, a topic, a place. A date is filed no finer than it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from dossier.dates import month_label, year_label
from dossier.model import Event, Id, Kind
from dossier.plan.addresses import TIMELINE, beside, record_path, year_path
from dossier.plan.head.head import HeadFacts, head_of, list_link, trail_of
from dossier.plan.pages.actors import actor_events, ordered_events
from dossier.plan.pages.places import place_events, topic_events
from dossier.plan.parts.items import entry_of
from dossier.plan.pictures.overview import overview_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import LinkView, Page, TimelineEntry, TimelineMonth, TimelineView, TimelineYear

WHOLE_LIMIT = 400
"""More events than this make one page slow to load on a phone: then the whole timeline holds years only as links."""

Filed = tuple[int | None, int | None, Id]
"""Year and month under which an event is filed, as far as there is one of each, and the event."""


def timeline_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the whole timeline, one page for every year, and one for every record that has events."""
    events = ordered_events(scope, (document.id for document in scope.listed(Kind.EVENT)))
    filed = [_filed(scope, id) for id in events]
    years = list(dict.fromkeys(year for year, _, _ in filed if year is not None))
    return (
        Page(TIMELINE, "timeline.html", partial(_whole, scope, filed, years)),
        *(Page(year_path(year), "timeline.html", partial(_year, scope, filed, years, year)) for year in years),
        *_record_pages(scope),
    )


def _whole(scope: Scope, filed: Sequence[Filed], years: Sequence[int]) -> TimelineView:
    spot = spot_at(scope, TIMELINE)
    shown = years_of(spot, filed, linked=True)
    if len(filed) > WHOLE_LIMIT:
        shown = tuple(replace(year, months=()) for year in shown)
    title = spot.say("list.timeline")
    head = head_of(spot, HeadFacts(title=title, description=spot.say("lead.timeline"), kind="timeline"))
    return TimelineView(
        head=head,
        title=title,
        about=None,
        years=shown,
        undated=_entries(spot, (id for year, _, id in filed if year is None)),
        year_links=_year_links(spot, years),
        total=len(filed),
        overview=overview_of(spot, [id for _, _, id in filed], on_page=len(filed) <= WHOLE_LIMIT),
    )


def _year(scope: Scope, filed: Sequence[Filed], years: Sequence[int], year: int) -> TimelineView:
    spot = spot_at(scope, year_path(year))
    own = [entry for entry in filed if entry[0] == year]
    title = f"{spot.say('list.timeline')}: {year_label(year, scope.language)}"
    facts = HeadFacts(
        title=title, description=spot.say("lead.timeline"), kind="timeline", trail=(list_link(spot, "timeline"),)
    )
    return TimelineView(
        head=head_of(spot, facts),
        title=title,
        about=None,
        years=years_of(spot, own),
        undated=(),
        year_links=_year_links(spot, years),
        total=len(own),
        overview=overview_of(spot, [id for _, _, id in own], on_page=True),
    )


def _record_pages(scope: Scope) -> Iterable[Page]:
    sources = ((Kind.ACTOR, actor_events), (Kind.TOPIC, topic_events), (Kind.PLACE, place_events))
    for kind, events_of in sources:
        for document in scope.library.of_kind(kind):
            events = events_of(scope, document.id)
            if events:
                path = beside(record_path(document.id), "timeline/index.html")
                make = partial(_of_record, scope, path, document.id, events)
                yield Page(path, "timeline.html", make, document.path, scope.is_indexed(document.id))


def _of_record(scope: Scope, path: str, id: Id, events: Sequence[Id]) -> TimelineView:
    spot = spot_at(scope, path)
    document, filed = scope.document(id), [_filed(scope, event) for event in events]
    title = f"{spot.say('list.timeline')}: {document.title}"
    facts = HeadFacts(
        title=title,
        description=scope.summary(document),
        kind="timeline",
        trail=(*trail_of(spot, id), spot.link(id)),
        noindex=not scope.is_listed(id),
    )
    return TimelineView(
        head=head_of(spot, facts),
        title=title,
        about=spot.link(id),
        years=years_of(spot, filed),
        undated=_entries(spot, (event for year, _, event in filed if year is None)),
        year_links=(),
        total=len(filed),
        overview=overview_of(spot, events, on_page=True),
    )


def years_of(spot: Spot, filed: Iterable[Filed], *, linked: bool = False) -> tuple[TimelineYear, ...]:
    """File events under years and months in order of time."""
    dated = [(year, month, id) for year, month, id in filed if year is not None]
    by_year = sorted(dated, key=lambda entry: entry[0])
    return tuple(
        _year_view(spot, year, list(entries), linked=linked)
        for year, entries in groupby(by_year, key=lambda entry: entry[0])
    )


def _year_view(spot: Spot, year: int, entries: Sequence[tuple[int, int | None, Id]], *, linked: bool) -> TimelineYear:
    by_month = sorted(entries, key=lambda entry: entry[1] or 0)
    months = [
        TimelineMonth(
            label=month_label(year, month, spot.scope.language) if month else "",
            anchor=f"m-{year}-{month:02}" if month else f"m-{year}",
            entries=_entries(spot, (id for _, _, id in group)),
        )
        for month, group in groupby(by_month, key=lambda entry: entry[1])
    ]
    url = spot.href(year_path(year)) if linked else ""
    return TimelineYear(
        label=year_label(year, spot.scope.language),
        anchor=f"y-{year}",
        url=url,
        total=len(entries),
        months=tuple(months),
    )


def _entries(spot: Spot, ids: Iterable[Id]) -> tuple[TimelineEntry, ...]:
    return tuple(entry_of(spot, id) for id in ids)


def _filed(scope: Scope, id: Id) -> Filed:
    event = scope.library.record(id)
    assert isinstance(event, Event)
    return (event.date.year, event.date.month, id) if event.date else (None, None, id)


def _year_links(spot: Spot, years: Iterable[int]) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            url=spot.href(year_path(year)),
            title=year_label(year, spot.scope.language),
            current=spot.path == year_path(year),
        )
        for year in sorted(years)
    )
