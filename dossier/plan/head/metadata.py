"""Meta tags that crawlers and reference managers read: Highwire, Dublin Core, Open Graph, `z:itemType`.

As Zotero reads them: `og:type=website` and `citation_journal_title` would force a wrong item type, so neither is
written.
"""

from __future__ import annotations

from dataclasses import dataclass

from dossier.dates import Date
from dossier.model import Creator, Work, WorkType
from dossier.plan.addresses import absolute
from dossier.plan.cards import card_of
from dossier.plan.scope import Scope
from dossier.views import MetaTag
from dossier.views.cards import CARD_HEIGHT, CARD_WIDTH

ITEM_TYPES = {
    WorkType.ARTICLE_NEWSPAPER: "newspaperArticle",
    WorkType.ARTICLE_MAGAZINE: "magazineArticle",
    WorkType.ARTICLE_JOURNAL: "journalArticle",
    WorkType.BOOK: "book",
    WorkType.CHAPTER: "bookSection",
    WorkType.POST: "forumPost",
    WorkType.POST_WEBLOG: "blogPost",
    WorkType.BROADCAST: "tvBroadcast",
    WorkType.MOTION_PICTURE: "videoRecording",
    WorkType.REPORT: "report",
    WorkType.SPEECH: "presentation",
    WorkType.INTERVIEW: "interview",
    WorkType.LEGAL_CASE: "case",
    WorkType.LEGISLATION: "statute",
    WorkType.HEARING: "hearing",
    WorkType.DATASET: "dataset",
    WorkType.DOCUMENT: "document",
    WorkType.MAP: "map",
    WorkType.ENTRY_ENCYCLOPEDIA: "encyclopediaArticle",
    WorkType.THESIS: "thesis",
    WorkType.PAPER_CONFERENCE: "conferencePaper",
}
"""CSL types to Zotero's; any other is a `webpage`."""


@dataclass(frozen=True, slots=True)
class MetaFacts:
    """The work that a page's meta tags describe."""

    work: Work
    """On an article's page the original, elsewhere the page itself."""
    is_original: bool


def meta_tags(scope: Scope, title: str, description: str, meta: MetaFacts | None, *, path: str) -> tuple[MetaTag, ...]:
    """Return the meta tags of a page; empty contents are left out."""
    tags = [*_open_graph(scope, title, description, path=path), *_picture(scope, path)]
    if meta is not None:
        tags += _work_tags(meta.work)
        tags += [] if meta.is_original else _published(meta.work)
    return tuple(tag for tag in tags if tag.content)


def _open_graph(scope: Scope, title: str, description: str, *, path: str) -> list[MetaTag]:
    values = {
        "og:title": title,
        "og:site_name": scope.settings.title,
        "og:description": description,
        "og:locale": scope.language.replace("-", "_"),
        "og:url": absolute(scope.base_url, path) if scope.base_url else "",
    }
    return [MetaTag(name=name, content=content, attribute="property") for name, content in values.items()]


def _picture(scope: Scope, path: str) -> list[MetaTag]:
    """Name the page's social card (The Open Graph protocol, structured properties; X needs its own kind of card)."""
    found = card_of(scope, path)
    if found is None:
        return []
    url, card = found
    values = {
        "og:image": absolute(scope.base_url, url),
        "og:image:type": "image/png",
        "og:image:width": str(CARD_WIDTH),
        "og:image:height": str(CARD_HEIGHT),
        "og:image:alt": f"{card.title} — {card.dossier}",
    }
    tags = [MetaTag(name=name, content=content, attribute="property") for name, content in values.items()]
    return [*tags, MetaTag(name="twitter:card", content="summary_large_image")]


def _published(work: Work) -> list[MetaTag]:
    day = work.issued.iso() if work.issued else None
    changed = work.modified.iso() if work.modified else None
    return [
        MetaTag(name="article:published_time", content=day or "", attribute="property"),
        MetaTag(name="article:modified_time", content=changed or "", attribute="property"),
    ]


def _work_tags(work: Work) -> list[MetaTag]:
    names = [name_of(author) for author in work.authors]
    date = _date(work.issued)
    single = {
        "z:itemType": ITEM_TYPES.get(work.type, "webpage"),
        "citation_title": work.title,
        "citation_publication_date": date.replace("-", "/"),
        "citation_language": work.language or "",
        "citation_publisher": work.publisher,
        "citation_public_url": work.url or "",
        "citation_doi": work.doi,
        "citation_issn": work.issn,
        "citation_abstract": work.abstract,
        "DC.title": work.title,
        "DC.date": date,
        "DC.language": work.language or "",
        "DC.publisher": work.publisher or work.container_title,
        "DC.source": work.container_title,
        "DC.identifier": work.url or "",
    }
    authors = [MetaTag(name=tag, content=name) for name in names for tag in ("citation_author", "DC.creator")]
    return [*(MetaTag(name=name, content=content) for name, content in single.items()), *authors]


def name_of(creator: Creator) -> str:
    """Write a name as `Family, Given`; an organisation whole."""
    family = " ".join(filter(None, (creator.particle, creator.family)))
    return creator.literal or ", ".join(filter(None, (family, creator.given, creator.suffix)))


def _date(date: Date | None) -> str:
    """Write what all readings of a date share, which is all that these tags can carry."""
    if date is None:
        return ""
    return date.common_prefix() or ""
