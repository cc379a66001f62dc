"""Timelines: of everything, of a year, of an actor, a topic, a place. A date is filed no finer than it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from dossier.dates import Date, month_label, parse, year_label
from dossier.model import Document, Event, Id, Kind
from dossier.plan.addresses import TIMELINE, beside, record_path
from dossier.plan.head.head import HeadFacts, head_of, trail_of
from dossier.plan.pages.actors import actor_events, ordered_events
from dossier.plan.pages.places import place_events, topic_events
from dossier.plan.parts.items import entry_of
from dossier.plan.parts.partition import ON_ONE_PAGE, Part, parts_of
from dossier.plan.pictures.overview import overview_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import HeadView, LinkView, Page, TimelineEntry, TimelineMonth, TimelineView, TimelineYear

UNKNOWN = "undated"
"""The part of those events of which no year is known, or no finer day within a year or month."""
YEAR, MONTH, DAY = 1, 2, 3
"""How many names the address of a part has."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An event, and the year, month and day under which it is filed, as far as each is known."""

    id: Id
    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """A timeline on one page or on several: of everything, or of one record."""

    folder: str
    """Below which its pages lie, with a slash at the end."""
    about: Document | None
    filed: tuple[Filed, ...]
    parts: tuple[Part[Filed], ...]
    """Its years; of a long one the months, of a long month the days, of a long day numbers."""
    places: Mapping[Id, str]
    """The page on which each event stands."""

    @property
    def is_whole(self) -> bool:
        """Whether the first page tells everything."""
        return len(self.filed) <= ON_ONE_PAGE

    def path(self, part: Part[Filed] | None = None) -> str:
        """Return where the whole stands, or a part of it."""
        return f"{self.folder}{'/'.join((*part.names, '')) if part else ''}index.html"

    def has_page(self, part: Part[Filed]) -> bool:
        """Tell whether a part has a page of its own: what has no date stands above, as long as it is short."""
        if part.names[-1] == UNKNOWN:
            return bool(part.parts)
        return len(part.names) > YEAR or self.about is None or not self.is_whole


def timeline_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the whole timeline with a page for every year, and one for every record that has events.

    A timeline with too many events for one page holds years as links only, a year with too many its months, and so on.
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
    by_date = sorted(filed, key=lambda entry: (entry.year is None, entry.year or 0, entry.month or 0, entry.day or 0))
    parts = parts_of(by_date, (_year, _month, _day))
    told = Chronicle(folder=beside(path, ""), about=about, filed=filed, parts=parts, places={})
    places = {entry.id: told.path() for entry in filed}
    for top in () if told.is_whole else parts:
        for part, _ in top.walk():
            if told.has_page(part):
                places |= dict.fromkeys((entry.id for entry in part.members), told.path(part))
    return replace(told, places=places)


def _filed(scope: Scope, id: Id) -> Filed:
    event = scope.library.record(id)
    assert isinstance(event, Event)
    date = event.date
    return Filed(id, date.year, date.month, date.day) if date else Filed(id, None, None, None)


def _year(entry: Filed) -> str:
    return UNKNOWN if entry.year is None else str(entry.year)


def _month(entry: Filed) -> str:
    return UNKNOWN if entry.month is None else f"{entry.month:02}"


def _day(entry: Filed) -> str:
    return UNKNOWN if entry.day is None else f"{entry.day:02}"


def _pages(scope: Scope, told: Chronicle) -> Iterable[Page]:
    yield _page(scope, told, told.path(), partial(_whole, scope, told))
    for top in told.parts:
        for part, above in top.walk():
            if told.has_page(part):
                yield _page(scope, told, told.path(part), partial(_part, scope, told, part, above))


def _page(scope: Scope, told: Chronicle, path: str, make: Callable[[], TimelineView]) -> Page:
    if told.about is None:
        return Page(path, "timeline.html", make)
    return Page(path, "timeline.html", make, told.about.path, scope.is_indexed(told.about.id))


def _whole(scope: Scope, told: Chronicle) -> TimelineView:
    spot = spot_at(scope, told.path())
    dated = [part for part in told.parts if part.names != (UNKNOWN,)]
    unknown = [part for part in told.parts if part.names == (UNKNOWN,)]
    cut = tuple(replace(_heading(spot, told, part), months=()) for part in told.parts if told.has_page(part))
    return TimelineView(
        head=_head(spot, told, _title(spot, told)),
        title=_title(spot, told),
        about=spot.link(told.about.id) if told.about else None,
        years=tuple(_heading(spot, told, part) for part in dated) if told.is_whole else cut,
        undated=tuple(entry for part in unknown if not told.has_page(part) for entry in _entries(spot, part.members)),
        year_links=_year_links(spot, told),
        total=len(told.filed),
        overview=overview_of(spot, {entry.id: told.places[entry.id] for entry in told.filed}),
    )


def _part(scope: Scope, told: Chronicle, part: Part[Filed], above: Sequence[Part[Filed]]) -> TimelineView:
    """Show a year, or a part of a long one."""
    spot = spot_at(scope, told.path(part))
    title = f"{_title(spot, told)}: {_label(spot, part)}"
    return TimelineView(
        head=_head(spot, told, title, above),
        title=title,
        about=spot.link(told.about.id) if told.about else None,
        years=(replace(_heading(spot, told, part), url=""),),
        undated=(),
        year_links=_year_links(spot, told, part),
        total=len(part.members),
        overview=overview_of(spot, {one.id: told.places[one.id] if part.parts else spot.path for one in part.members}),
    )


def _title(spot: Spot, told: Chronicle) -> str:
    words = spot.say("list.timeline")
    return f"{words}: {told.about.title}" if told.about else words


def _label(spot: Spot, part: Part[Filed]) -> str:
    """Put a part into words: the year, month or day of its events, and the numbers of a run of them."""
    entry, depth, language = part.members[0], len(part.names), spot.scope.language
    numbers = f", {part.label}" if UNKNOWN in part.names[:-1] or depth > DAY else ""
    if entry.year is None:
        return spot.say("ui.undated") + numbers
    if entry.month is None or depth == YEAR:
        return year_label(entry.year, language) + numbers
    date = parse(f"{entry.year:04}-{entry.month:02}-{entry.day:02}") if entry.day and depth >= DAY else None
    if isinstance(date, Date):
        return spot.date(date).text + numbers
    return month_label(entry.year, entry.month, language) + numbers


def _head(spot: Spot, told: Chronicle, title: str, above: Sequence[Part[Filed]] = ()) -> HeadView:
    scope, about = spot.scope, told.about
    first = (LinkView(url=spot.href(told.path()), title=_title(spot, told)),) if spot.path != told.path() else ()
    ways = tuple(LinkView(url=spot.href(told.path(part)), title=_label(spot, part)) for part in above)
    own = (*trail_of(spot, about.id), spot.link(about.id)) if about else ()
    description = scope.summary(about) if about else spot.say("lead.timeline")
    hidden = about is not None and not scope.is_listed(about.id)
    return head_of(
        spot,
        HeadFacts(title=title, description=description, kind="timeline", trail=(*own, *first, *ways), noindex=hidden),
    )


def _heading(spot: Spot, told: Chronicle, part: Part[Filed]) -> TimelineYear:
    """File the events of a year, or of a part of one, under their months."""
    entry = part.members[0]
    is_year = len(part.names) == YEAR
    return TimelineYear(
        label=_label(spot, part) if is_year or entry.year is None else year_label(entry.year, spot.scope.language),
        anchor=f"y-{part.names[0]}",
        url=spot.href(told.path(part)) if told.has_page(part) else "",
        total=len(part.members),
        months=_months(spot, told, part) if is_year and part.names != (UNKNOWN,) else (_cut(spot, told, part),),
    )


def _months(spot: Spot, told: Chronicle, year: Part[Filed]) -> tuple[TimelineMonth, ...]:
    """Return the months of a year with their events, or with their pages where there are too many."""
    if year.parts:
        return tuple(_as_link(spot, told, part) if told.has_page(part) else _told(spot, part) for part in year.parts)
    months = groupby(year.members, key=_month)
    return tuple(_told(spot, Part(name, (*year.names, name), tuple(own))) for name, own in months)


def _as_link(spot: Spot, told: Chronicle, month: Part[Filed]) -> TimelineMonth:
    return TimelineMonth(
        label=_label(spot, month),
        anchor=_anchor(month),
        entries=(),
        url=spot.href(told.path(month)),
        total=len(month.members),
    )


def _told(spot: Spot, month: Part[Filed]) -> TimelineMonth:
    """Return a month with its events; without a heading those of which only the year is known."""
    is_known = month.names[-1] != UNKNOWN
    return TimelineMonth(
        label=_label(spot, month) if is_known else "",
        anchor=_anchor(month),
        entries=_entries(spot, month.members),
        total=len(month.members),
    )


def _anchor(month: Part[Filed]) -> str:
    return f"m-{'-'.join(name for name in month.names if name != UNKNOWN)}"


def _cut(spot: Spot, told: Chronicle, part: Part[Filed]) -> TimelineMonth:
    """Return a month, a day or a run of numbers on its own page, cut further where it is too long."""
    here = [entry for one in part.parts if not told.has_page(one) for entry in one.members]
    links = tuple(
        LinkView(url=spot.href(told.path(one)), title=_label(spot, one), count=len(one.members))
        for one in part.parts
        if told.has_page(one)
    )
    return TimelineMonth(
        label=_label(spot, part),
        anchor=f"m-{'-'.join(part.names)}",
        entries=_entries(spot, here if part.parts else part.members),
        total=len(part.members),
        parts=links,
    )


def _entries(spot: Spot, filed: Iterable[Filed]) -> tuple[TimelineEntry, ...]:
    return tuple(entry_of(spot, entry.id) for entry in filed)


def _year_links(spot: Spot, told: Chronicle, here: Part[Filed] | None = None) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            url=spot.href(told.path(part)),
            title=_label(spot, part),
            current=here is not None and here.names[:1] == part.names,
        )
        for part in told.parts
        if told.has_page(part)
    )
