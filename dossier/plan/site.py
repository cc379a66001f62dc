"""The dossier as a whole, as templates see it, and faults of its settings that only the plan can find."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dossier.diagnostics import Diagnostic, Span
from dossier.model import Kind
from dossier.plan.addresses import HOME, LISTS
from dossier.plan.head.head import menu_entry, menu_path
from dossier.plan.outputs.feed_entries import site_updated
from dossier.plan.pages.home import counts_of
from dossier.plan.pagework import byline
from dossier.plan.scope import Scope
from dossier.plan.spot import spot_at
from dossier.rules import addresses as rules
from dossier.text import direction_of, nearest
from dossier.views import SiteView

SETTINGS = "content/dossier.yaml"


def site_of(scope: Scope) -> SiteView:
    """Return what every template may print of the dossier."""
    settings = scope.settings
    terms, contact = settings.license, settings.contact
    return SiteView(
        title=settings.title,
        subtitle=settings.subtitle,
        description=" ".join(settings.description.split()),
        language=settings.language,
        direction=direction_of(settings.language),
        publisher=settings.publisher,
        editors=byline(settings.editors),
        license_text=terms.text if terms else "",
        license_data=terms.data if terms else "",
        license_url=terms.url or "" if terms else "",
        contact_email=contact.email if contact else "",
        contact_url=contact.url or "" if contact else "",
        contact_note=contact.note if contact else "",
        name_policy=settings.name_policy,
        base_url=scope.base_url,
        updated=scope.date(site_updated(scope)),
        counts=counts_of(scope),
        extra=settings.extra or {},
    )


def settings_faults(scope: Scope, pages: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what the settings ask for and cannot have: outputs without an address, menu entries that lead nowhere.

    `pages` are the paths of all pages.
    """
    if not scope.base_url:
        yield rules.NO_BASE_URL.at(
            Span(SETTINGS),
            "no feeds, no sitemap and no canonical links are written",
            help="set `base_url` to the address where the site will be",
        )
    spot = spot_at(scope, HOME)
    known = [*LISTS, *(kind.folder for kind in Kind), *(id.name for id in scope.library.documents)]
    for item in scope.settings.menu:
        path = menu_path(item.to)
        if menu_entry(spot, item) is None or (path and path not in pages):
            near = nearest(item.to, known)
            yield rules.MENU_TARGET.at(
                Span(SETTINGS),
                f"the menu's `{item.to}` is no page of this dossier",
                help=f"did you mean `{near}`?" if near else "name a record, a list, a page's path or a web address",
            )
