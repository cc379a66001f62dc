"""Views of pictures. Places along the width are percents of it, so that one drawing fits a phone and a desk."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.parts import DateView


@dataclass(frozen=True, slots=True, kw_only=True)
class TickView:
    """A place on an axis with the words beside it."""

    at: float
    """0 to 100."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPart:
    """Part of a column: `y` and `height` in pixels from the top."""

    key: str
    """independent, unknown or state: also a CSS class, `part-state`."""
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """What appeared in one part of the time."""

    label: str
    """The day, week, month … in words."""
    at: float
    """Left edge, 0 to 100."""
    width: float
    parts: tuple[ColumnPart, ...]
    """From the bottom up; parts with nothing in them have no height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelView:
    """An entry of a key: the word of a CSS class and what it stands for."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """Articles by the day on which they appeared and by whether a state controls the outlet."""

    summary: str
    """In one sentence, with the days that rest on outlets of a state alone."""
    alone: tuple[DateView, ...]
    """Days on which every article comes from an outlet that a state controls."""
    columns: tuple[ColumnView, ...]
    """Only those in which something appeared."""
    ticks: tuple[TickView, ...]
    height: int
    """Of the drawing, in pixels."""
    key: tuple[LabelView, ...]
    outside: str
    """In words, what appeared before and after the time that is drawn; "" for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """One event on a line of time. Places are percents of the width, `y` is pixels from the top."""

    url: str
    label: str
    """Title and date in words."""
    look: str
    """day, span, between, coarse or unsure: also a CSS class, `look-day`."""
    start: float
    end: float
    sure_start: float
    """The part that is sure; both are -1 where none is."""
    sure_end: float
    y: float
    is_disputed: bool
    """Several days are named for it, or possible by `earliest` and `latest`."""
    is_open_before: bool
    """It began at a day that is not known: the mark runs out to the left."""
    is_open_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BandColumn:
    """How much lies in one part of the time."""

    url: str
    """To the first event of it; "" for sources."""
    label: str
    """The time in words, with the number."""
    at: float
    width: float
    height: float
    """0 to 1 of the tallest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """A timeline at a glance. Many events are only counted, a few are drawn each by itself."""

    first: str
    """First day of the axis, ISO 8601; with `last` where scripts begin."""
    last: str
    marks: tuple[MarkView, ...]
    """In order of time; empty where there are too many."""
    marks_height: int
    """Room above the axis, in pixels."""
    band_height: int
    """Of the tallest column of the band, in pixels; there is as much room above its line as below."""
    happened: tuple[BandColumn, ...]
    reported: tuple[BandColumn, ...]
    """Sources of these events by the day on which they appeared."""
    ticks: tuple[TickView, ...]
    key: tuple[LabelView, ...]
    """Looks that occur, `disputed` last where it does."""
    outside: str
    """In words, what lies before and after the axis; "" for nothing."""
    is_listed: bool
    """Whether the list of the events is on this page."""
    events_url: str
    """Classic script that sets `window.dossierTimeline`; loaded when the reader begins to move the picture."""
    lanes: tuple[LabelView, ...]
    """What lanes may be made of and events be chosen by: kind, actor, place, topic."""
