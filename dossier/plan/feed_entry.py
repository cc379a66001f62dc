"""An entry of a feed, made once for all the feeds it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views import Html


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed. Addresses are absolute, dates RFC 3339."""

    id: str
    url: str
    title: str
    updated: str
    published: str
    summary: str
    html: Html
    """Finished HTML without fragment ids; "" for none."""
    language: str
    original: str
    """Address of the article itself; "" for what is our own."""
    authors: tuple[str, ...]
    tags: tuple[str, ...]
