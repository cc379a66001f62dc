"""Views of what happened when: events and timelines. An ordered list that reads without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.page import PageView, RecordView
from dossier.views.parts import Badge, CitationView, DateView, FactView, GroupView, LinkView
from dossier.views.pictures import OverviewView


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event in a list ordered by time. `date.precision` is the CSS class: a month is drawn as a month."""

    url: str
    anchor: str
    title: str
    date: DateView
    time: str
    """Local time of day in words; "" when not known."""
    kind: str
    kind_label: str
    status: Badge | None
    """Only when the event did not plainly occur."""
    places: tuple[LinkView, ...]
    summary: str
    sources: int
    """How many sources report it."""
    part_of: LinkView | None
    is_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMonth:
    """Entries of one month; label "" for those of which only the year is known."""

    label: str
    anchor: str
    entries: tuple[TimelineEntry, ...]
    """Empty where the month has a page of its own."""
    url: str = ""
    total: int = 0
    parts: tuple[LinkView, ...] = ()
    """On the page of a month with very many events: its days, or a day's runs of numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineYear:
    """Months of one year, in order."""

    label: str
    anchor: str
    url: str
    """The year's own page; "" there and where there is none."""
    total: int
    months: tuple[TimelineMonth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView(PageView):
    """A timeline: of everything, of a year, of an actor, a topic, a place."""

    title: str
    about: LinkView | None
    """The record whose timeline it is."""
    years: tuple[TimelineYear, ...]
    undated: tuple[TimelineEntry, ...]
    year_links: tuple[LinkView, ...]
    """All years, the present one marked; empty on timelines of a record."""
    total: int
    overview: OverviewView | None
    """The picture above the list; None for a handful of events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantView:
    """Someone's part in an event, named by the office held that day."""

    link: LinkView
    then: str
    """Then-title, e.g. `presidential candidate`; "" when no dated role covers the day."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantGroup:
    """Participants of one role. The labels are neutral."""

    role: str
    label: str
    participants: tuple[ParticipantView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView(RecordView):
    """A dated fact."""

    date: DateView
    time: str
    date_note: str
    bounds: tuple[FactView, ...]
    """Earliest and latest, where the curator gave them."""
    places: tuple[LinkView, ...]
    place_note: str
    status: Badge
    participants: tuple[ParticipantGroup, ...]
    participants_url: str
    """The page with all of them, where these are some; "" else. So with sub-events and claims."""
    parent: LinkView | None
    children: tuple[TimelineEntry, ...]
    children_url: str
    figures: tuple[ClaimItem, ...]
    claims: tuple[ClaimItem, ...]
    """Other claims about it."""
    claims_url: str
    citations: tuple[CitationView, ...]
    articles: tuple[GroupView, ...]
    """Works that report it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimItem:
    """A claim in a list or beside its rivals."""

    url: str
    anchor: str
    statement: str
    status: Badge
    value: str
    """The figure in words: `at least 100,000 people`; "" for none."""
    asserted_by: tuple[LinkView, ...]
    attribution: str
    """How it is attributed, in a few words."""
    as_of: DateView | None
    asserted: DateView | None
    first_reported: DateView | None
    standing: str
    """In words: `3 articles, 2 independent origins`; "" when nothing is cited."""
    warnings: tuple[Badge, ...]
    """Single origin, only anonymous, only relayed by state media."""
    sources: tuple[LinkView, ...]
    """Works that say so or report it."""
    contradicted_by: tuple[LinkView, ...] = ()
    """Works cited as saying otherwise."""
    manner: str = ""
    """How it is attributed, without who says so."""
