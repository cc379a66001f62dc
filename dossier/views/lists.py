"""Views of what runs across records: home, lists, sources, corrections, search, not found."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.claims import QuestionItem
from dossier.views.html import Html
from dossier.views.page import CountView, PageView
from dossier.views.parts import BacklinkGroup, Badge, CorrectionView, DateView, GroupView, ItemView, LinkView
from dossier.views.pictures import BandColumn, CoverageView, TickView
from dossier.views.sources import BibliographyGroup, CiteView
from dossier.views.times import TimelineEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A part of a whole, for a bar of `count / total`."""

    label: str
    count: int
    total: int
    percent: int
    """Rounded; the parts need not add up to 100."""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MixView:
    """How the sources are spread over one quality: outlets, countries, languages, state affiliation …"""

    key: str
    label: str
    shares: tuple[ShareView, ...]
    """Largest first; "not known" last, never left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCount:
    """How many claims have a status."""

    badge: Badge
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcingView:
    """How the dossier is sourced, computed from its records."""

    summary: str
    """In one sentence."""
    counts: tuple[str, ...]
    """The same, one by one: works, outlets, languages, saved copies."""
    statuses: tuple[StatusCount, ...]
    """Of all claims, best first; none that no claim has."""
    compared: str
    """How many quotations were compared with saved copies; "" when there are none."""
    mixes: tuple[MixView, ...]
    url: str
    """The list of all sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView:
    """The note on top of the home page."""

    item: ItemView
    html: Html
    """Its first paragraph; links lead to records, citation numbers to the note's list of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(PageView):
    """The front page."""

    lead: LeadView | None
    notes: tuple[ItemView, ...]
    """Other notes, newest first."""
    latest: tuple[ItemView, ...]
    """Records added or changed last."""
    actors: tuple[ItemView, ...]
    timeline: tuple[TimelineEntry, ...]
    timeline_url: str
    last_events: tuple[ItemView, ...]
    """What happened last, newest first."""
    questions: tuple[QuestionItem, ...]
    sourcing: SourcingView
    counts: tuple[CountView, ...]
    sections: tuple[LinkView, ...]
    """Every list page, with its number of entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView(PageView):
    """All records of a kind. Long lists are cut: then a group without items leads to its page."""

    title: str
    intro: str
    groups: tuple[GroupView, ...]
    parts: tuple[LinkView, ...]
    """Pages of a long list, this one marked; empty for a list on one page."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklinksView(PageView):
    """Everything that refers to a record, where that is too much for its page."""

    title: str
    about: LinkView
    groups: tuple[BacklinkGroup, ...]
    """Empty on the first page, and on that of a year that is cut by months."""
    parts: tuple[LinkView, ...]
    """Pages of years, the one marked in which this one lies."""
    narrower: tuple[LinkView, ...]
    """Pages of the months of this year."""
    total: int
    """Records that refer to it, here or in the parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView(PageView):
    """The bibliography: every work, with page here or without."""

    title: str
    intro: str
    groups: tuple[BibliographyGroup, ...]
    parts: tuple[LinkView, ...]
    total: int
    downloads: tuple[LinkView, ...]
    sourcing: SourcingView | None
    """On the first page."""
    coverage: CoverageView | None
    """Articles by day, on the first page; None where no exact day is known."""
    cite: CiteView
    """How to cite the dossier as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsView(PageView):
    """All corrections, newest first."""

    title: str
    intro: str
    corrections: tuple[CorrectionView, ...]
    """On the first page of very many the newest."""
    parts: tuple[LinkView, ...]
    """Pages of years, the one marked in which this one lies."""
    narrower: tuple[LinkView, ...]
    """Pages of the months of this year."""
    total: int
    contact_email: str
    contact_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLine:
    """What was done on one day to records of one kind, or to one record where there is something to say of it."""

    label: str
    """`Added`, `Changed`, `Published`, `Corrected` … with the kind."""
    links: tuple[LinkView, ...]
    text: str
    """What changed, in the words of the record; "" for several records."""
    more: LinkView | None
    """Where there are too many to name: the list of all, with the number that is not named here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressDay:
    """What was done on one day, or in a month or year where no day is given."""

    date: DateView
    anchor: str
    lines: tuple[ProgressLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView(PageView):
    """What was added to the dossier and changed in it, newest first, by the records' own dates."""

    title: str
    intro: str
    days: tuple[ProgressDay, ...]
    columns: tuple[BandColumn, ...]
    """How much was done when; empty for one or two days."""
    ticks: tuple[TickView, ...]
    years: tuple[LinkView, ...]
    """Pages of years, this one marked; empty where all stands on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A name or title in the alphabetical index."""

    link: LinkView
    """With the words under which it is filed: of a person the family name first."""
    see: str
    """The name used here, where these words are another spelling of it; "" else."""
    note: str
    """What it is, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterGroup:
    """What is filed under one letter."""

    label: str
    anchor: str
    entries: tuple[RegisterEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView(PageView):
    """The alphabetical index of all names and titles, scripts apart; a long one is cut by letters."""

    title: str
    groups: tuple[RegisterGroup, ...]
    """Empty on pages that only lead to letters."""
    parts: tuple[LinkView, ...]
    """Pages of letters, the one marked in which this one lies."""
    narrower: tuple[LinkView, ...]
    """Parts of this letter."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(PageView):
    """The search page. The index is `head.search_index_url`; without JavaScript the lists are the way."""

    title: str
    register_url: str
    """The alphabetical index, which needs no script."""
    sections: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView(PageView):
    """404. Served for any address, so its links begin at the host's root, with the path of `base_url`."""

    title: str
    sections: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView(PageView):
    """A stub at an old address."""

    target: LinkView
    updated: DateView | None = None
