"""Views of actors, outlets and places: names, roles, relations."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.maps import LocatorView
from dossier.views.network import EgoView
from dossier.views.page import PageView, RecordView
from dossier.views.parts import Badge, CitationView, DateView, GroupView, ItemView, LinkView
from dossier.views.sources import ComparedView
from dossier.views.times import TimelineEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    """One spelling of a name."""

    value: str
    language: str
    """BCP 47 with the script where needed, for `lang`; "" when not known."""
    language_label: str
    kind: str
    """In words, e.g. `misprint`; "" for none."""
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """An office or function, with its time."""

    title: str
    organisation: LinkView | None
    start: DateView
    end: DateView
    """Text "" when open: it lasts or its end is not known."""
    period: str
    """Both in words."""
    status: Badge | None
    """Only when it is not plainly confirmed."""
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationView:
    """Words of an actor that a text here quotes."""

    text: str
    language: str
    document: LinkView
    """To the very quotation."""
    source: LinkView | None
    locator: str
    date: DateView | None
    """Publication of the source."""
    compared: ComparedView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView(RecordView):
    """A person, organisation, state, body or group."""

    description: str
    names: tuple[NameView, ...]
    roles: tuple[RoleView, ...]
    network: EgoView | None
    """Its ties to others; None when it has none."""
    timeline: tuple[TimelineEntry, ...]
    timeline_url: str
    """Page with the whole timeline of this record; "" when nothing is dated."""
    quotations: tuple[QuotationView, ...]
    quotations_total: int
    quotations_url: str
    """The page with all of them, where these are some; "" else."""
    claims: tuple[ItemView, ...]
    """What it asserted."""
    claims_url: str
    """The page with all of them, where these are the newest; "" else."""
    mentioned: tuple[GroupView, ...]
    """Everything that speaks of it, by kind: articles, notes, events, claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationsView(PageView):
    """All quotations of an actor, where they are too many for its page."""

    title: str
    about: LinkView
    quotations: tuple[QuotationView, ...]
    """On the first page of very many some; empty on a page that leads to parts only."""
    parts: tuple[LinkView, ...]
    """Pages of years, the one marked in which this one lies."""
    narrower: tuple[LinkView, ...]
    """Pages of the parts of this one."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView(RecordView):
    """Where works appeared."""

    names: tuple[NameView, ...]
    affiliation: Badge
    """State affiliation: yes, no or not known."""
    basis: str
    policies: tuple[LinkView, ...]
    articles: tuple[GroupView, ...]
    agency_articles: tuple[ItemView, ...]
    """Texts of this agency that appeared elsewhere."""
    articles_url: str
    """The page with its own and those elsewhere, where these are the newest; "" else."""
    claims: tuple[ItemView, ...]
    claims_url: str
    """The page with all of them, where these are the newest; "" else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView(RecordView):
    """A place."""

    names: tuple[NameView, ...]
    latitude: str
    """Decimal degrees as given; "" when not known. No map is loaded from anybody."""
    longitude: str
    precision: str
    locator: LocatorView | None
    """A small map; None when no point is known."""
    parts: tuple[LinkView, ...]
    """Places inside it."""
    parts_url: str
    """The page with all of them, where these are some; "" else."""
    timeline: tuple[TimelineEntry, ...]
    timeline_url: str
    articles: tuple[ItemView, ...]
    articles_url: str
    """The page with all of them, where these are the newest; "" else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView(RecordView):
    """A subject."""

    narrower: tuple[LinkView, ...]
    narrower_url: str
    """The page with all of them, where these are some; "" else."""
    groups: tuple[GroupView, ...]
    """Notes, events, claims, actors and articles that carry the topic."""
    timeline: tuple[TimelineEntry, ...]
    timeline_url: str
