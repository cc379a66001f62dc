"""The small values that every view is made of: links, dates, facts, citations, entries of lists."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.html import NO_HTML, Html


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Something to link to. `url` "" means: print the title without a link."""

    url: str
    title: str
    kind: str = ""
    """Kind of record (`actor`, `event` …), `external`, or "" for the dossier's own list pages."""
    note: str = ""
    """A few words after the link, plain text."""
    language: str = ""
    """BCP 47 tag of the title where it is not the page's; print it as `lang`."""
    current: bool = False
    """For menus and pagers: this is the page being read."""
    count: int | None = None
    """How many entries wait behind the link, where that helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """What comes right before and after a record among those of its kind; None at either end, notes are dates."""

    topic: LinkView | None = None
    """Where only records of a topic are counted; None where all are."""
    previous: LinkView | None = None
    next: LinkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """A date in words. An unknown one has `known` False and the text "not known" in the page's language."""

    text: str
    short: str = ""
    """The same for narrow places."""
    datetime: str = ""
    """For `<time datetime>`; "" when no valid value says neither more nor less than is known: print no `<time>`."""
    edtf: str = ""
    """As the curator wrote it."""
    precision: str = "unknown"
    """time, day, month, season, year, decade, century, interval, set or unknown: a CSS class."""
    uncertain: bool = False
    approximate: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A label with a meaning: a status, a genre, a warning. Never shown by colour alone."""

    key: str
    """Stable word for CSS, e.g. `status-disputed`."""
    text: str
    title: str = ""
    """What it means, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """A citation outside the body: beside a role, a relation, a name, a fact."""

    number: int
    url: str
    """`#src-3`."""
    source: str
    """Name of the source, plain text, for a label that a screen reader reads."""
    locator: str = ""
    """In words of the page's language: `¶ 4`."""
    prefix: str = ""
    suffix: str = ""
    quote: str = ""
    note: str = ""
    stance: str = ""
    """`supports`, `disputes`, `reports` or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """One value of a fact: text, with a link or a date where there is one."""

    text: str
    url: str = ""
    kind: str = ""
    language: str = ""
    date: DateView | None = None
    note: str = ""
    citations: tuple[CitationView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A row of a definition list. Never without a value: what is not known says so."""

    key: str
    """Stable word for CSS, e.g. `published`."""
    label: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingView:
    """An entry of a table of contents; `children` are the next level."""

    url: str
    """`#h-…`."""
    html: Html
    children: tuple[HeadingView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """An image with what is needed to lay out the page before it loads; 0 where a size is not known."""

    url: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An entry of any list: a record in one or two lines."""

    url: str
    title: str
    kind: str
    kind_label: str = ""
    language: str = ""
    """Language of the title where it is not the page's."""
    subtitle: str = ""
    """Outlet of an article, description of an actor, place of an event …"""
    date: DateView | None = None
    summary: str = ""
    """One or two sentences, plain text."""
    badges: tuple[Badge, ...] = ()
    image: ImageView | None = None
    coins: Html = NO_HTML
    """COinS span (`<span class="Z3988" …>`), only on lists of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Entries under one heading."""

    label: str
    anchor: str
    """Fragment id of the heading; "" for none."""
    items: tuple[ItemView, ...]
    url: str = ""
    """Page with the whole group, where it has one of its own."""
    total: int = 0
    """All entries of the group, shown here or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklinkView:
    """A place that speaks of this record: the sentence around the mention, or only the page."""

    link: LinkView
    """To the very place, where it has an anchor."""
    before: str = ""
    label: str = ""
    after: str = ""
    role: str = ""
    """How, in words, e.g. `participant`; "" for a mention in a text."""
    date: DateView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklinkGroup:
    """Backlinks from one kind of record."""

    kind: str
    label: str
    items: tuple[BacklinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """What a record said wrongly, and what it says now."""

    anchor: str
    date: DateView
    kind: str
    kind_label: str
    was: str
    now: str
    reported_by: str = ""
    records: tuple[LinkView, ...] = ()
    """Every record touched; on the record's own page the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A dated line: of a note's history, of a claim's standing."""

    date: DateView
    text: str
    badge: Badge | None = None
    citations: tuple[CitationView, ...] = ()
