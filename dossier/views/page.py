"""What every page has, whatever it shows; the site; and what leaves the plan: pages and artifacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dossier.diagnostics import Span
from dossier.views.html import Html
from dossier.views.parts import (
    BacklinkGroup,
    Badge,
    CorrectionView,
    DateView,
    FactView,
    HeadingView,
    ImageView,
    LinkView,
    NearView,
)
from dossier.views.sources import CiteView, SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaTag:
    """`<meta name="…" content="…">`, or `property="…"` for Open Graph."""

    name: str
    content: str
    attribute: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLink:
    """`<link rel="…" href="…" type="…" title="…">`: canonical, feeds, exports, `cite-as`, license."""

    rel: str
    url: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """Address, language, metadata and navigation of a page. All URLs are relative to it, except canonical ones."""

    path: str
    """Where it is, from the site's root, not percent-encoded: `actors/x/index.html`."""
    root: str
    """Prefix that leads to the site's root: `../../`, or "" at the root. `{{ page.head.root }}{{ hashed asset }}`."""
    title: str
    """Of the page alone; the home page has the site's."""
    description: str
    kind: str
    """`article`, `note`, …, `home`, `list`, `timeline`, `question`, `sources`, `search` …: a CSS class."""
    language: str
    """BCP 47, for `<html lang>`: the language of the interface."""
    direction: str
    """`ltr` or `rtl`."""
    breadcrumbs: tuple[LinkView, ...]
    """From home to here; the last one is this page and has no URL."""
    menu: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    home_url: str
    search_url: str
    search_index_url: str
    """Classic script that sets `window.dossierSearch`; load it with `defer` before the search script."""
    lead_parts: int
    """How many scripts `leads/<part>.js` hold the first words of pages, for previews beside links."""
    meta: tuple[MetaTag, ...]
    links: tuple[HeadLink, ...]
    json_ld: Html
    """JSON for `<script type="application/ld+json">`, already escaped for it; "" for none."""
    content_policy: str = ""
    """For `<meta http-equiv="Content-Security-Policy">`, first in the head."""
    noindex: bool = False
    banner: str = ""
    """A notice on top, e.g. that this is a draft or unlisted; "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Base of all views; templates know it as `page`."""

    head: HeadView


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView(PageView):
    """What the pages of all records have in common."""

    id: str
    kind_label: str
    title: str
    language: str
    """Language of the text, for `lang` on it."""
    direction: str
    summary: str
    """Plain text; "" when there is none. Do not print it above a body that begins with the same words."""
    badges: tuple[Badge, ...]
    facts: tuple[FactView, ...]
    dates: tuple[FactView, ...]
    """Happened, published, changed, read, saved, added, updated: each by itself, "not known" where it matters."""
    image: ImageView | None
    body: Html
    """The text with everything filled in; "" for a record without text."""
    outline: tuple[HeadingView, ...]
    """Table of contents; empty when the text has fewer than two headings."""
    sources: tuple[SourceView, ...]
    corrections: tuple[CorrectionView, ...]
    backlinks: tuple[BacklinkGroup, ...]
    """Of very many the newest; then `backlinks_url` leads to all."""
    backlinks_url: str
    topics: tuple[LinkView, ...]
    near: NearView
    """Articles, notes and events: what came before and after in time."""
    near_by_topic: tuple[NearView, ...]
    """The same within each of its topics, where that leads elsewhere."""
    cite: CiteView
    edit_hint: str
    """Path of the record's file in the project, so that a correction can be sent with its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """How many public records of a kind there are."""

    kind: str
    label: str
    """With the number in it: `62 articles`."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The dossier as a whole; templates know it as `site`. Holds no URL of its own pages: those are in `page.head`."""

    title: str
    subtitle: str
    description: str
    language: str
    direction: str
    publisher: str
    editors: tuple[str, ...]
    license_text: str
    license_data: str
    license_url: str
    contact_email: str
    contact_url: str
    contact_note: str
    name_policy: str
    base_url: str
    """Absolute, with a slash at the end; "" when not set."""
    updated: DateView
    """The last change of any public record, by its own dates: never the clock."""
    counts: tuple[CountView, ...]
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Maker:
    """The plug-in that a page comes from, and where dossier.yaml lists it."""

    name: str
    place: Span


@dataclass(frozen=True, slots=True)
class Page:
    """One output URL with what a template turns into HTML there."""

    url: str
    """From the site's root, not percent-encoded: `actors/x/index.html`."""
    template: str
    """Name of the template, e.g. `actor.html`."""
    make: Callable[[], PageView]
    """Makes the view: a pure function, called when the page is wanted, so that a preview makes one page of many."""
    origin: str = ""
    """Path of the content file it comes from, or "" for what the program makes itself."""
    is_indexed: bool = True
    """Whether search engines are told of it."""
    maker: Maker | None = None
    """The plug-in that makes it, if any."""

    @property
    def view(self) -> PageView:
        """Make what the template sees; each time anew."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output URL with its bytes."""

    url: str
    data: bytes


@dataclass(frozen=True, slots=True)
class File:
    """One output URL with the pure function that makes its bytes: feeds, exports, the search index, data."""

    url: str
    make: Callable[[], bytes]
    is_shared: bool = False
    """Whether making it finds out what other files need too: then it is made before work is spread over processes."""

    @property
    def data(self) -> bytes:
        """Make the bytes; each time anew."""
        return self.make()
