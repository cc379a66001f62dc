"""What the preview shows: the project's own records, or with `--gallery` an invented dossier in the project's look.

The invented dossier runs through the same stages as any other, so that the gallery shows real views by real macros and
cannot drift from them. It comes in as a plug-in would: with pages and templates of its own, which no built site has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dossier import __version__
from dossier.build import SETTINGS_FILE, Adapt, Site, as_configured
from dossier.commands.serve.notice import faults_notice
from dossier.diagnostics import Span
from dossier.model import Link
from dossier.plan import PAGES, HeadFacts, Scope, head_of, spot_at
from dossier.plan.head.head import MENU
from dossier.plugins.configured import Configured
from dossier.plugins.guard import Guest
from dossier.plugins.loading import Loaded, Plugins
from dossier.plugins.plugin import Plugin
from dossier.rules import editorial, links
from dossier.settings import Home, MenuItem, Settings
from dossier.views import Html, LinkView, Page, PageView

FOLDER = Path(__file__).resolve().parents[2] / "gallery"
NAME = "gallery"
START = f"{NAME}/"
"""Where the preview begins with `--gallery`."""
ROOMS: Mapping[str, tuple[str, str]] = {
    "index": ("gallery/index.html", "Gallery"),
    "words": ("gallery/words/index.html", "Text and its sources"),
    "evidence": ("gallery/evidence/index.html", "Claims and evidence"),
    "people": ("gallery/people/index.html", "Facts, names, ties"),
    "lists": ("gallery/lists/index.html", "Lists and chips"),
    "pictures": ("gallery/pictures.html", "Pictures"),
}
"""Template, address and title of each page of the gallery."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Whose records are shown, and what is changed in the settings for it."""

    records: Path | None
    """None: the project's own."""
    adapt: Adapt
    start: str = ""
    """Path of the page to open, from the site's root."""

    def without_foreign_faults(self, site: Site) -> Site:
        """Leave out faults of records that are not the project's: its editor cannot mend them."""
        if self.records is None:
            return site
        kept = (fault for fault in site.diagnostics if not _is_record(fault.span.path))
        return replace(site, diagnostics=tuple(kept))


OWN = Exhibit(None, as_configured)
"""The project's own records under its own settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryView(PageView):
    """A page of the gallery: its templates take the views of other pages and show their parts."""

    title: str
    rooms: tuple[LinkView, ...]
    shown: Mapping[str, Page]
    """Pages of the invented dossier at the same depth as this one, so that their relative links hold, by folder."""
    pages: tuple[LinkView, ...]
    """Every page of the invented dossier."""
    panels: tuple[Html, ...]
    """The preview's own panel of faults, as it lies on top of a page."""


def gallery() -> Exhibit:
    """Return the invented dossier."""
    return Exhibit(FOLDER, _adapted, START)


def _adapted(configured: Configured) -> Configured:
    settings, plugins = configured.settings, configured.plugins
    plugin = Plugin(name=NAME, pages=(gallery_pages,))
    guest = Guest(name=NAME, place=Span(SETTINGS_FILE), code=FOLDER)
    more = replace(plugins, loaded=(*plugins.loaded, Loaded(guest, plugin, __version__, NAME)))
    return replace(configured, settings=_settings(settings) if settings else None, plugins=_only_look(more))


def _settings(own: Settings) -> Settings:
    """Keep what the look depends on, and let nothing name a record that is not here."""
    menu = (MenuItem(label="Gallery", to=START), *(MenuItem(to=folder) for folder in MENU))
    home = Home(lead=Link("the-crossing", Span(SETTINGS_FILE)))
    return replace(own, menu=menu, home=home, methodology=None, checks=None)


def _only_look(plugins: Plugins) -> Plugins:
    """Take templates and filters of plug-ins; their pages and checks speak of the project's records."""
    looks = (replace(one, plugin=replace(one.plugin, pages=(), checks=())) for one in plugins.loaded[:-1])
    return replace(plugins, loaded=(*looks, plugins.loaded[-1]))


def gallery_pages(scope: Scope) -> Iterator[Page]:
    """Plan the pages of the gallery."""
    pages = {page.url: page for kind in PAGES for page in kind(scope) if isinstance(page, Page)}
    for name, (path, title) in ROOMS.items():
        yield Page(path, f"{NAME}/{name}.html", partial(_view, scope, path, title, pages), is_indexed=False)


def _view(scope: Scope, path: str, title: str, pages: Mapping[str, Page]) -> GalleryView:
    spot, depth = spot_at(scope, path), path.count("/")
    return GalleryView(
        head=head_of(spot, HeadFacts(title=title, description="", kind=NAME, noindex=True, banner=_banner(scope))),
        title=title,
        rooms=tuple(
            LinkView(url=spot.href(other), title=name, current=other == path) for other, name in ROOMS.values()
        ),
        shown={url.removesuffix("/index.html"): page for url, page in pages.items() if url.count("/") == depth},
        pages=tuple(LinkView(url=spot.href(url), title=url.removesuffix("index.html")) for url in sorted(pages)),
        panels=tuple(map(Html, _panels())),
    )


def _banner(scope: Scope) -> str:
    return scope.say("ui.draft_preview")


def _panels() -> Iterator[str]:
    """Yield the panel of faults open, as it is with an error, and closed, as it is with warnings."""
    place = Span("content/notes/the-crossing.md", 20, 5, 9)
    error = links.UNKNOWN_REFERENCE.at(place, "no actor is named `ida-morow`", help="did you mean `ida-marrow`?")
    uncited = editorial.UNCITED_PARAGRAPH.at(place, "this paragraph cites nothing", help="add the source")
    for faults in ((error, uncited), (uncited,)):
        yield faults_notice(faults, FOLDER, None, lambda path, line: "See ida-morow, who kept the log.", stale=False)


def _is_record(path: str) -> bool:
    return path.startswith("content/") and path != SETTINGS_FILE
