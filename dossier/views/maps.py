"""Views of where things happened: maps in whole pixels, and the list of places beside them."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.page import PageView
from dossier.views.parts import Badge, LinkView
from dossier.views.times import TimelineEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMark:
    """A place on a map, or several that are too near each other to be told apart there."""

    url: str
    """To its entry in the list; "" on the map of a single place."""
    label: str
    """In words, for those who cannot see it: names, precision, number of events."""
    precision: str
    """point, street, city, region, country or unknown: a CSS class, `precision-city`."""
    x: int
    y: int
    radius: int
    """Of the disc within which the place is; 0 for a country."""
    path: str
    """The outline of a country, for `d`; "" for others."""
    title: str
    """What is written beside it; "" where there is no room."""
    text_x: int
    text_y: int
    anchor: str
    """start, middle or end."""
    count: int
    """Events here; 0 where they are not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapName:
    """The name of a country, to find one's way."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPanel:
    """One map."""

    key: str
    """Stable word for ids: `near`, `far` or `alone`."""
    width: int
    height: int
    title: str
    description: str
    land: str
    """All land, for `d`."""
    marks: tuple[MapMark, ...]
    """Countries first, then from the largest disc to the smallest."""
    names: tuple[MapName, ...]
    sizes: tuple[Badge, ...]
    """The precisions that occur, most exact first: the key of the marks."""
    scale: int
    """Length of the scale's bar in pixels."""
    scale_label: str
    frame: tuple[int, int, int, int] | None
    """x, y, width and height of what the other map shows larger."""
    projection: str
    """In a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place in the list beside the map."""

    anchor: str
    link: LinkView
    precision: str
    """In words; "" when not known."""
    note: str
    """Why it is not on the map, or with which place it is shown; "" else."""
    events: tuple[TimelineEntry, ...]
    """The first ones; none where a list of all would be too long."""
    count: int
    more_url: str
    """The timeline of the place; "" when all are named here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapGroup:
    """Places of one country."""

    label: str
    places: tuple[MapPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView(PageView):
    """All events by place."""

    title: str
    panels: tuple[MapPanel, ...]
    """Where most happened, then the whole; one where that is the same."""
    groups: tuple[MapGroup, ...]
    """Every place where something happened, countries with most events first."""
    total: int
    """Places with events."""
    elsewhere: tuple[TimelineEntry, ...]
    """Events without a place, the first ones."""
    elsewhere_count: int
    places_url: str
    """The list of places, where these are some; "" else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorView:
    """Where a place is, on its own page."""

    panel: MapPanel
    note: str
    """With which larger place it is shown; "" when it has a point of its own."""
    url: str
    """Its entry on the map of everything; "" when it is not there."""
