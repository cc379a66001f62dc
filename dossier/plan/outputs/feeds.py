"""Writes feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from functools import partial

from dossier.plan.addresses import absolute
from dossier.plan.feed_entry import FeedEntry
from dossier.plan.outputs.feed_entries import FeedFiles, feeds_of
from dossier.plan.outputs.xml import Element, to_xml
from dossier.plan.scope import Scope
from dossier.plan.script_json import Json, to_json
from dossier.views import File

ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
JSON_VERSION = "https://jsonfeed.org/version/1.1"


def feed_files(scope: Scope) -> tuple[File, ...]:
    """Return every feed in both formats; none without a base URL, since feeds need absolute addresses."""
    return tuple(
        file
        for feed in feeds_of(scope)
        for file in (
            File(feed.path, partial(_atom, scope, feed)),
            File(feed.json_path, partial(_json_feed, scope, feed)),
        )
    )


def _atom(scope: Scope, files: FeedFiles) -> bytes:
    """Write a feed as Atom."""
    feed, address = files.make(), absolute(scope.base_url, files.path)
    children = (
        Element("id", feed.id),
        Element("title", feed.title),
        *((Element("subtitle", feed.description),) if feed.description else ()),
        Element("updated", feed.updated),
        *_people(feed.authors),
        _link("self", address, "application/atom+xml"),
        _link("alternate", feed.page, "text/html"),
        *(_entry(entry) for entry in feed.entries),
    )
    return to_xml(Element("feed", attributes={"xmlns": ATOM_NAMESPACE, "xml:lang": feed.language}, children=children))


def _entry(entry: FeedEntry) -> Element:
    children = (
        Element("id", entry.id),
        Element("title", entry.title),
        *((Element("published", entry.published),) if entry.published else ()),
        Element("updated", entry.updated),
        *_people(entry.authors),
        _link("alternate", entry.url, "text/html"),
        *((_link("via", entry.original),) if entry.original else ()),
        *(Element("category", attributes={"term": tag}) for tag in entry.tags),
        *((Element("summary", entry.summary),) if entry.summary else ()),
        *((Element("content", entry.html, {"type": "html"}),) if entry.html else ()),
    )
    return Element("entry", attributes={"xml:lang": entry.language}, children=children)


def _people(names: tuple[str, ...]) -> tuple[Element, ...]:
    return tuple(Element("author", children=(Element("name", name),)) for name in names)


def _link(relation: str, url: str, type: str = "") -> Element:
    attributes = {"rel": relation, "href": url}
    return Element("link", attributes={**attributes, "type": type} if type else attributes)


def _json_feed(scope: Scope, files: FeedFiles) -> bytes:
    """Write a feed as JSON Feed."""
    feed = files.make()
    items: list[Json] = [_item(entry) for entry in feed.entries]
    value: dict[str, Json] = {
        "version": JSON_VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": absolute(scope.base_url, files.json_path),
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": name} for name in feed.authors],
        "items": items,
    }
    return (to_json(value) + "\n").encode()


def _item(entry: FeedEntry) -> dict[str, Json]:
    value: dict[str, Json] = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.original,
        "title": entry.title,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
        "language": entry.language,
    }
    kept = {key: content for key, content in value.items() if content}
    text: dict[str, Json] = (
        {"content_html": entry.html} if entry.html else {"content_text": entry.summary or entry.title}
    )
    return {**kept, **text}
