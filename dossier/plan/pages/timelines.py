"""Timelines: of everything, of a year, of an actor, a topic, a place. A date is filed no finer than it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from dossier.dates import month_label, year_label
from dossier.model import Document, Event, Id, Kind
from dossier.plan.addresses import TIMELINE, beside, record_path
from dossier.plan.head.head import HeadFacts, head_of, trail_of
from dossier.plan.pages.actors import actor_events, ordered_events
from dossier.plan.pages.places import place_events, topic_events
from dossier.plan.parts.items import entry_of
from dossier.plan.parts.partition import ON_ONE_PAGE
from dossier.plan.pictures.overview import overview_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import HeadView, LinkView, Page, TimelineEntry, TimelineMonth, TimelineView, TimelineYear

Filed = tuple[int | None, int | None, Id]
"""Year and month under which an event is filed, as far as there is one of each, and the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """A timeline on one page or on several: of everything, or of one record."""

    folder: str
    """Below which its pages lie, with a slash at the end."""
    about: Document | None
    filed: tuple[Filed, ...]
    years: tuple[int, ...]
    """Those that have a page of their own."""
    long: frozenset[int]
    """Those of them whose months have."""

    def path(self, year: int | None = None, month: int | None = None) -> str:
        """Return where the whole stands, a year of it, or a month of a long year."""
        names = ("" if year is None else f"{year}/") + ("" if month is None else f"{month:02}/")
        return f"{self.folder}{names}index.html"

    def place(self, entry: Filed) -> str:
        """Return the page on which an event stands."""
        year, month, _ = entry
        has_page = year is not None and year in self.years and len(self.filed) > ON_ONE_PAGE
        return self.path(year, month if year in self.long else None) if has_page else self.path()


def timeline_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the whole timeline with a page for every year, and one for every record that has events.

    A timeline with too many events for one page holds years as links only, a year with too many its months.
    """
    events = ordered_events(scope, (document.id for document in scope.listed(Kind.EVENT)))
    whole = _chronicle(scope, TIMELINE, events, None)
    return (*_pages(scope, whole), *(page for one in _of_records(scope) for page in _pages(scope, one)))


def _of_records(scope: Scope) -> Iterable[Chronicle]:
    sources = ((Kind.ACTOR, actor_events), (Kind.TOPIC, topic_events), (Kind.PLACE, place_events))
    for kind, events_of in sources:
        for document in scope.library.of_kind(kind):
            events = events_of(scope, document.id)
            if events:
                yield _chronicle(scope, beside(record_path(document.id), TIMELINE), events, document)


def _chronicle(scope: Scope, path: str, events: Iterable[Id], about: Document | None) -> Chronicle:
    filed = tuple(_filed(scope, id) for id in events)
    has_years = about is None or len(filed) > ON_ONE_PAGE
    years = sorted({year for year, _, _ in filed if year is not None}) if has_years else ()
    counts = Counter(year for year, _, _ in filed)
    long = frozenset(year for year in years if counts[year] > ON_ONE_PAGE)
    return Chronicle(folder=beside(path, ""), about=about, filed=filed, years=tuple(years), long=long)


def _pages(scope: Scope, told: Chronicle) -> Iterable[Page]:
    by_year: dict[int, list[Filed]] = {}
    for entry in told.filed:
        if entry[0] is not None:
            by_year.setdefault(entry[0], []).append(entry)
    yield _page(scope, told, told.path(), partial(_whole, scope, told))
    for year in told.years:
        own = by_year[year]
        yield _page(scope, told, told.path(year), partial(_part, scope, told, own, None))
        months = sorted({month for _, month, _ in own if month}) if year in told.long else ()
        for month in months:
            here = [entry for entry in own if entry[1] == month]
            yield _page(scope, told, told.path(year, month), partial(_part, scope, told, here, month))


def _page(scope: Scope, told: Chronicle, path: str, make: Callable[[], TimelineView]) -> Page:
    if told.about is None:
        return Page(path, "timeline.html", make)
    return Page(path, "timeline.html", make, told.about.path, scope.is_indexed(told.about.id))


def _whole(scope: Scope, told: Chronicle) -> TimelineView:
    spot = spot_at(scope, told.path())
    is_whole = len(told.filed) <= ON_ONE_PAGE
    shown = years_of(spot, told, told.filed)
    return TimelineView(
        head=_head(spot, told, _title(spot, told)),
        title=_title(spot, told),
        about=spot.link(told.about.id) if told.about else None,
        years=shown if is_whole else tuple(replace(year, months=()) for year in shown),
        undated=_entries(spot, (id for year, _, id in told.filed if year is None)),
        year_links=_year_links(spot, told),
        total=len(told.filed),
        overview=overview_of(spot, {entry[2]: told.place(entry) for entry in told.filed}),
    )


def _part(scope: Scope, told: Chronicle, own: Sequence[Filed], month: int | None) -> TimelineView:
    """Show a year, or a month of a long one."""
    year = own[0][0]
    assert year is not None
    spot = spot_at(scope, told.path(year, month))
    label = month_label(year, month, scope.language) if month else year_label(year, scope.language)
    title = f"{_title(spot, told)}: {label}"
    (shown,) = years_of(spot, told, own)
    is_cut = year in told.long and month is None
    return TimelineView(
        head=_head(spot, told, title),
        title=title,
        about=spot.link(told.about.id) if told.about else None,
        years=(replace(shown, url=""),),
        undated=(),
        year_links=_year_links(spot, told, year),
        total=len(own),
        overview=overview_of(spot, {entry[2]: told.place(entry) if is_cut else spot.path for entry in own}),
    )


def _title(spot: Spot, told: Chronicle) -> str:
    words = spot.say("list.timeline")
    return f"{words}: {told.about.title}" if told.about else words


def _head(spot: Spot, told: Chronicle, title: str) -> HeadView:
    scope, about = spot.scope, told.about
    first = (LinkView(url=spot.href(told.path()), title=_title(spot, told)),) if spot.path != told.path() else ()
    own = (*trail_of(spot, about.id), spot.link(about.id)) if about else ()
    description = scope.summary(about) if about else spot.say("lead.timeline")
    hidden = about is not None and not scope.is_listed(about.id)
    return head_of(
        spot,
        HeadFacts(title=title, description=description, kind="timeline", trail=(*own, *first), noindex=hidden),
    )


def years_of(spot: Spot, told: Chronicle, filed: Iterable[Filed]) -> tuple[TimelineYear, ...]:
    """File events under years and months in order of time."""
    by_year = sorted(((year, month, id) for year, month, id in filed if year is not None), key=lambda entry: entry[0])
    return tuple(
        _year_view(spot, told, year, list(entries)) for year, entries in groupby(by_year, key=lambda entry: entry[0])
    )


def _year_view(spot: Spot, told: Chronicle, year: int, entries: Sequence[tuple[int, int | None, Id]]) -> TimelineYear:
    by_month = sorted(entries, key=lambda entry: entry[1] or 0)
    months = []
    for month, group in groupby(by_month, key=lambda entry: entry[1]):
        ids = [id for _, _, id in group]
        has_page = year in told.long and month is not None and spot.path != told.path(year, month)
        months.append(
            TimelineMonth(
                label=month_label(year, month, spot.scope.language) if month else "",
                anchor=f"m-{year}-{month:02}" if month else f"m-{year}",
                entries=() if has_page else _entries(spot, ids),
                url=spot.href(told.path(year, month)) if has_page else "",
                total=len(ids),
            )
        )
    return TimelineYear(
        label=year_label(year, spot.scope.language),
        anchor=f"y-{year}",
        url=spot.href(told.path(year)) if year in told.years else "",
        total=len(entries),
        months=tuple(months),
    )


def _entries(spot: Spot, ids: Iterable[Id]) -> tuple[TimelineEntry, ...]:
    return tuple(entry_of(spot, id) for id in ids)


def _filed(scope: Scope, id: Id) -> Filed:
    event = scope.library.record(id)
    assert isinstance(event, Event)
    return (event.date.year, event.date.month, id) if event.date else (None, None, id)


def _year_links(spot: Spot, told: Chronicle, here: int | None = None) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(url=spot.href(told.path(year)), title=year_label(year, spot.scope.language), current=year == here)
        for year in told.years
    )
