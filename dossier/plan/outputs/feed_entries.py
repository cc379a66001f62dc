"""What feeds hold: the newest records and corrections, with ids that stay and dates from the records alone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

from dossier.dates import Date
from dossier.model import Article, Document, Id, Info, Kind, Note
from dossier.plan.addresses import CORRECTIONS, HOME, absolute, list_path, record_path
from dossier.plan.feed_entry import FeedEntry
from dossier.plan.order import changed_date, last_date, newest_first
from dossier.plan.pages.places import topic_members
from dossier.plan.pagework import byline
from dossier.plan.parts.body import fill_away
from dossier.plan.parts.corrections import Corrected, all_corrections
from dossier.plan.parts.feed_links import FEED_KINDS, feed_path, record_feed_path
from dossier.plan.scope import Scope, title_of
from dossier.plan.spot import Spot
from dossier.text import nfc
from dossier.views import NO_HTML, Html

ENTRIES = 50
"""A feed reader looks often; older records are in the lists."""
TAG_YEAR = "2026"
"""RFC 4151 wants a date at which the host was ours. It must never change, so it is the same for every dossier."""
NO_DATE = "1970-01-01T00:00:00Z"
"""For a dossier in which no record has a date at all; RFC 4287 §4.2.15 wants one."""
_WITH_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")
_WITH_PAGE_IDS = re.compile(r' id="[^"]*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed, whatever the format it is written in."""

    id: str
    title: str
    description: str
    page: str
    """Address of the page it follows."""
    updated: str
    language: str
    authors: tuple[str, ...]
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class FeedFiles:
    """Where a feed stands in both formats, and the function that makes it."""

    path: str
    """Of the Atom feed."""
    json_path: str
    make: Callable[[], Feed]


def feeds_of(scope: Scope) -> tuple[FeedFiles, ...]:
    """Return every feed: all, notes, corrections, then one for each listed actor and topic. None without base URL."""
    if not scope.base_url:
        return ()
    site = (
        ("all", partial(_all, scope)),
        ("notes", partial(_notes, scope)),
        ("corrections", partial(_corrections, scope)),
    )
    followed = (document for kind in FEED_KINDS for document in scope.listed(kind))
    return (
        *(FeedFiles(feed_path(name, "xml"), feed_path(name, "json"), make) for name, make in site),
        *(
            FeedFiles(
                record_feed_path(document.id, "xml"),
                record_feed_path(document.id, "json"),
                partial(_record_feed, scope, document),
            )
            for document in followed
        ),
    )


def _all(scope: Scope) -> Feed:
    kinds = (Kind.NOTE, Kind.ARTICLE, Kind.EVENT, Kind.CLAIM)
    entries = _entries(scope, (document for kind in kinds for document in scope.listed(kind)))
    return _feed(scope, "all", title=scope.settings.title, page=HOME, entries=entries)


def _notes(scope: Scope) -> Feed:
    title = f"{scope.settings.title}: {scope.say('list.notes')}"
    entries = _entries(scope, scope.listed(Kind.NOTE))
    return _feed(scope, "notes", title=title, page=list_path("notes"), entries=entries)


def _feed(scope: Scope, name: str, *, title: str, page: str, entries: tuple[FeedEntry, ...]) -> Feed:
    return Feed(
        id=tag(scope, f"feeds/{name}"),
        title=title,
        description=" ".join(scope.settings.description.split()),
        page=absolute(scope.base_url, page),
        updated=_latest(scope, entries),
        language=scope.language,
        authors=byline(scope.settings.editors) or (scope.settings.publisher or scope.settings.title,),
        entries=entries,
    )


def _record_feed(scope: Scope, document: Document) -> Feed:
    """Return the feed of one record: with summaries only, since the same texts stand in many of these."""
    full = _entries(scope, (scope.document(id) for id in _about(scope, document.id)))
    entries = tuple(replace(entry, html=NO_HTML) for entry in full)
    return Feed(
        id=tag(scope, f"{record_path(document.id)}#feed"),
        title=f"{scope.settings.title}: {document.title}",
        description=scope.summary(document),
        page=absolute(scope.base_url, record_path(document.id)),
        updated=_latest(scope, entries),
        language=scope.language,
        authors=byline(scope.settings.editors) or (scope.settings.publisher or scope.settings.title,),
        entries=entries,
    )


def _about(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return what a record's feed holds: what carries the topic, or what speaks of the actor."""
    if id.kind is Kind.TOPIC:
        return tuple(other for other in topic_members(scope, id) if other.kind is not Kind.ACTOR)
    speaking = dict.fromkeys(link.source for link in scope.library.backlinks.get(id.name, ()))
    kinds = (Kind.NOTE, Kind.ARTICLE, Kind.EVENT, Kind.CLAIM)
    return tuple(other for other in speaking if other.kind in kinds and scope.is_listed(other))


def _entries(scope: Scope, documents: Iterable[Document]) -> tuple[FeedEntry, ...]:
    """Return entries newest first. What has no date at all cannot stand in a feed."""
    dated = [document for document in documents if last_moment(last_date(document.record))]
    return tuple(_entry(scope, document) for document in newest_first(dated, by_change=True)[:ENTRIES])


def _entry(scope: Scope, document: Document) -> FeedEntry:
    made = scope.memo.feed_entries
    if document.id not in made:
        made[document.id] = _new_entry(scope, document)
    return made[document.id]


def _new_entry(scope: Scope, document: Document) -> FeedEntry:
    record, id = document.record, document.id
    topics = (scope.document(topic).title for topic in scope.relations.targets(id, "topics") if scope.is_listed(topic))
    updated = last_moment(last_date(document.record))
    first = record.added or (record.published if isinstance(record, Note | Info) else None)
    return FeedEntry(
        id=tag(scope, f"{id.kind.folder}/{id.name}"),
        url=absolute(scope.base_url, record_path(id)),
        title=title_of(document),
        updated=updated,
        published=moment(first),
        summary=scope.summary(document),
        html=_text(scope, document),
        language=(record.language or scope.language) if not isinstance(record, Article) else scope.language,
        original=(record.url or "") if isinstance(record, Article) else "",
        authors=byline(record.author) if isinstance(record, Note) else (),
        tags=tuple(topics),
    )


def _text(scope: Scope, document: Document) -> Html:
    """Return the whole text with absolute addresses and without fragment ids."""
    text = _WITH_PAGE_IDS.sub("", fill_away(Spot(scope, "", scope.base_url, {}), document))
    page = absolute(scope.base_url, record_path(document.id))
    return Html(text.replace(' href="#', f' href="{page}#'))


def _corrections(scope: Scope) -> Feed:
    entries = tuple(_correction(scope, corrected) for corrected in all_corrections(scope)[:ENTRIES])
    title = f"{scope.settings.title}: {scope.say('list.corrections')}"
    return _feed(scope, "corrections", title=title, page=CORRECTIONS, entries=entries)


def _correction(scope: Scope, corrected: Corrected) -> FeedEntry:
    id, correction = corrected.document.id, corrected.correction
    path = record_path(id)
    text = (
        f"{scope.say('field.what_was_wrong')}: {correction.what_was_wrong} — "
        f"{scope.say('field.what_it_says_now')}: {correction.what_it_says_now}"
    )
    return FeedEntry(
        id=tag(scope, f"{id.kind.folder}/{id.name}#{corrected.anchor}"),
        url=f"{absolute(scope.base_url, path)}#{corrected.anchor}",
        title=f"{scope.say('ui.correction_notice')}: {title_of(corrected.document)}",
        updated=last_moment(correction.date) or NO_DATE,
        published=moment(correction.date),
        summary=" ".join(text.split()),
        html=NO_HTML,
        language=scope.language,
        original="",
        authors=(),
        tags=(),
    )


def tag(scope: Scope, name: str) -> str:
    """Return an id that stays when pages move (RFC 4151): host and path of the dossier, then the record's name."""
    parts = urlsplit(scope.base_url)
    place = parts.path.strip("/")
    specific = nfc(f"{place}/{name}" if place else name)
    return f"tag:{parts.hostname},{TAG_YEAR}:" + "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-._~/") else _percent(letter)
        for letter in specific
    )


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def moment(date: Date | None) -> str:
    """Write the moment or day of a date (RFC 3339), a day at midnight UTC; "" for none and for what is less exact."""
    if date is None:
        return ""
    if date.instant and _WITH_ZONE.search(date.instant):
        return date.instant
    return _midnight(date.earliest) if date.earliest == date.latest else ""


def last_moment(date: Date | None) -> str:
    """Write when something was surely there (RFC 3339): its moment, or the last day of a month, a year, an interval.

    A feed wants one moment where a date may have none; the first of January would be a day that nobody named.
    """
    if date is None:
        return ""
    last = date.latest or (date.start.latest if date.start else None)
    return moment(date) or _midnight(last)


def _midnight(day: datetime.date | None) -> str:
    return f"{day:%Y-%m-%d}T00:00:00Z".rjust(len(NO_DATE), "0") if day else ""


def _latest(scope: Scope, entries: Iterable[FeedEntry]) -> str:
    """Return the newest date of the entries; for none, that of the whole dossier."""
    return max((entry.updated for entry in entries), default="") or site_moment(scope)


def site_moment(scope: Scope) -> str:
    """Return when any listed record last changed, by its own account."""
    date = site_updated(scope)
    return last_moment(date) or NO_DATE


def site_updated(scope: Scope) -> Date | None:
    """Return the newest date at which a listed record was added or changed; None when none says so."""
    documents = (document for id, document in scope.library.documents.items() if scope.is_listed(id))
    dates = [date for document in documents if (date := changed_date(document.record)) and date.earliest]
    return max(dates, key=lambda date: (date.sort_key, date.text), default=None)
