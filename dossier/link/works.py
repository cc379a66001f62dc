"""Turns an article's record into the work that is cited, in CSL 1.0.2 terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from dossier.model import (
    Archive,
    Article,
    Creator,
    Document,
    Genre,
    Kind,
    Language,
    Link,
    Outlet,
    OutletKind,
    PersonName,
    Record,
    TitleBasis,
    Work,
    WorkType,
)

RecordOf: TypeAlias = Callable[[Link, Kind], Record | None]
"""The record of a kind that a link names, or None for free text."""

TYPE_BY_GENRE = {
    Genre.POST: WorkType.POST,
    Genre.VIDEO: WorkType.MOTION_PICTURE,
    Genre.DOCUMENT: WorkType.DOCUMENT,
    Genre.STATEMENT: WorkType.WEBPAGE,
    Genre.ACADEMIC: WorkType.ARTICLE_JOURNAL,
    Genre.ENCYCLOPEDIA: WorkType.ENTRY_ENCYCLOPEDIA,
}
TYPE_BY_GENRE_AND_OUTLET = {
    (Genre.VIDEO, OutletKind.BROADCASTER): WorkType.BROADCAST,
    (Genre.VIDEO, OutletKind.STATE_MEDIA): WorkType.BROADCAST,
    (Genre.POST, OutletKind.BLOG): WorkType.POST_WEBLOG,
    (Genre.STATEMENT, OutletKind.SOCIAL_ACCOUNT): WorkType.POST,
}
TYPE_BY_OUTLET = {
    OutletKind.BLOG: WorkType.POST_WEBLOG,
    OutletKind.SOCIAL_ACCOUNT: WorkType.POST,
    OutletKind.OFFICIAL_CHANNEL: WorkType.WEBPAGE,
    OutletKind.NGO: WorkType.WEBPAGE,
    OutletKind.ACADEMIC: WorkType.ARTICLE_JOURNAL,
}
GENRE_NAMES = {
    Genre.LIVE: "Live blog",
    Genre.ANALYSIS: "Analysis",
    Genre.OPINION: "Opinion",
    Genre.INTERVIEW: "Interview",
    Genre.STATEMENT: "Statement",
    Genre.VIDEO: "Video",
}
"""CSL `genre`: printed words for what the type does not say."""


NAMED_IN_WORKS = frozenset({Kind.OUTLET, Kind.TOPIC})
"""Kinds of records from which a work takes words."""


def work_of(document: Document, article: Article, record_of: RecordOf, language: Language) -> Work:
    """Describe an article as a work. `language` is taken where the article names none."""
    outlet = record_of(article.outlet, Kind.OUTLET) if article.outlet else None
    copy = next((copy for copy in article.archive if copy.url), next(iter(article.archive), Archive()))
    return Work(
        key=document.id.name,
        type=work_type(article.genre, outlet.kind if isinstance(outlet, Outlet) else None),
        title=article.title,
        title_is_supplied=article.title_basis is TitleBasis.SUPPLIED,
        script_title=article.script_title,
        trans_title=article.trans_title,
        short_title=article.short_title,
        authors=tuple(creator_of(person) for person in article.author),
        container_title=_name(article.outlet, record_of, Kind.OUTLET),
        place=article.dateline,
        agency=_name(article.agency, record_of, Kind.OUTLET),
        genre=GENRE_NAMES.get(article.genre, ""),
        issued=article.published,
        accessed=article.accessed,
        modified=article.modified,
        url=article.url,
        archive_url=copy.url,
        archive_date=copy.date,
        archive_service=copy.service,
        archive_sha256=copy.sha256 or "",
        language=article.language or language,
        section=article.section,
        page=article.page,
        abstract=article.summary,
        keywords=_names(article.topics, record_of),
    )


def work_type(genre: Genre, outlet: OutletKind | None) -> WorkType:
    """Choose the CSL type from what the text is and where it appeared; a news text without more is a newspaper's."""
    if outlet is not None and (both := TYPE_BY_GENRE_AND_OUTLET.get((genre, outlet))):
        return both
    if by_genre := TYPE_BY_GENRE.get(genre):
        return by_genre
    return TYPE_BY_OUTLET.get(outlet, WorkType.ARTICLE_NEWSPAPER) if outlet else WorkType.ARTICLE_NEWSPAPER


def creator_of(person: PersonName) -> Creator:
    """Return a byline in CSL's parts; what was written as text stays whole."""
    if person.family:
        return Creator(family=person.family, given=person.given)
    return Creator(literal=person.literal or person.given)


def _names(links: Iterable[Link], record_of: RecordOf) -> tuple[str, ...]:
    return tuple(_name(link, record_of, Kind.TOPIC) for link in links)


def _name(link: Link | None, record_of: RecordOf, kind: Kind) -> str:
    if link is None:
        return ""
    record = record_of(link, kind)
    return record.name if record is not None and hasattr(record, "name") else link.target


def in_key_order(works: Iterable[Work]) -> list[Work]:
    """Return works in an order that does not depend on that of the files they came from."""
    return sorted(works, key=lambda work: (work.key, work.type, work.title))
