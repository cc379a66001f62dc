"""Which feeds there are, and where: used by the pages that name them and by the feeds themselves."""

from __future__ import annotations

from dossier.model import Id, Kind
from dossier.plan.addresses import beside, record_path
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.views import HeadLink

FEED_KINDS = (Kind.ACTOR, Kind.TOPIC)
"""Records that can be followed one by one."""
FORMS = (("xml", "application/atom+xml", "Atom"), ("json", "application/feed+json", "JSON Feed"))
SITE_FEEDS = ("all", "notes", "corrections")


def feed_path(name: str, suffix: str) -> str:
    """Return the path of a feed of the whole site: `feeds/notes.xml` or `.json`."""
    return f"feeds/{name}.{suffix}"


def record_feed_path(id: Id, suffix: str) -> str:
    """Return the path of a record's feed, beside its page."""
    return beside(record_path(id), f"feed.{suffix}")


def feed_links(spot: Spot, id: Id) -> tuple[HeadLink, ...]:
    """Return the links to a record's own feeds; none without a base URL, since feeds need absolute addresses."""
    scope: Scope = spot.scope
    if not scope.base_url or id.kind not in FEED_KINDS:
        return ()
    title = scope.document(id).title
    return tuple(
        HeadLink(rel="alternate", url=spot.href(record_feed_path(id, suffix)), type=media, title=f"{title} ({form})")
        for suffix, media, form in FORMS
    )


def site_feed_links(spot: Spot) -> tuple[HeadLink, ...]:
    """Return the links to the feeds of the whole dossier."""
    scope = spot.scope
    if not scope.base_url:
        return ()
    titles = {
        "all": scope.settings.title,
        "notes": scope.say("list.notes"),
        "corrections": scope.say("list.corrections"),
    }
    return tuple(
        HeadLink(rel="alternate", url=spot.href(feed_path(name, suffix)), type=media, title=f"{titles[name]} ({form})")
        for name in SITE_FEEDS
        for suffix, media, form in FORMS
    )
