"""What the pages of all records share: text, sources, corrections, backlinks, how to cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from dossier.model import Document, Heading, Kind
from dossier.plan.addresses import beside
from dossier.plan.head.head import HeadFacts, banner_of, head_of, trail_of
from dossier.plan.head.jsonld import graph_of
from dossier.plan.head.metadata import MetaFacts
from dossier.plan.pagework import page_work
from dossier.plan.parts.backlinks import backlinks_url, shown_backlinks, speaking_of
from dossier.plan.parts.body import fill_body, media_url
from dossier.plan.parts.corrections import corrections_of
from dossier.plan.parts.feed_links import feed_links
from dossier.plan.parts.near import near_by_topic, near_links, near_of
from dossier.plan.parts.sources import sources_of
from dossier.plan.scope import title_of
from dossier.plan.spot import Spot, facts
from dossier.text import direction_of
from dossier.views import (
    NO_HTML,
    BacklinkGroup,
    Badge,
    CiteView,
    CorrectionView,
    FactView,
    HeadingView,
    HeadLink,
    HeadView,
    Html,
    ImageView,
    LinkView,
    NearView,
    SourceView,
)

MIN_HEADINGS = 2
"""A table of contents with one entry helps nobody."""
CITE_FILES = (
    ("cite.csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
    ("cite.bib", "BibLaTeX", "application/x-bibtex"),
    ("cite.ris", "RIS", "application/x-research-info-systems"),
)
"""Files beside every record's page: name, format, media type."""


class RecordFields(TypedDict):
    """The fields of `RecordView`."""

    head: HeadView
    id: str
    kind_label: str
    title: str
    language: str
    direction: str
    summary: str
    badges: tuple[Badge, ...]
    facts: tuple[FactView, ...]
    dates: tuple[FactView, ...]
    image: ImageView | None
    body: Html
    outline: tuple[HeadingView, ...]
    sources: tuple[SourceView, ...]
    corrections: tuple[CorrectionView, ...]
    backlinks: tuple[BacklinkGroup, ...]
    backlinks_url: str
    topics: tuple[LinkView, ...]
    near: NearView
    near_by_topic: tuple[NearView, ...]
    cite: CiteView
    edit_hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """What the builder of one kind adds to the common part."""

    badges: tuple[Badge, ...] = ()
    facts: tuple[FactView, ...] = ()
    dates: tuple[FactView, ...] = ()
    topics: tuple[LinkView, ...] = field(default=())


def record_fields(spot: Spot, document: Document, own: OwnFacts) -> RecordFields:
    """Return what every record's page shows, with the kind's own facts in it."""
    scope, record = spot.scope, document.record
    speaking = speaking_of(scope, document.id)
    is_text = document.id.kind is not Kind.ARTICLE
    language = record.language if is_text and record.language else scope.language
    near = near_of(spot, document.id)
    return RecordFields(
        head=_head(spot, document, near),
        id=document.id.name,
        kind_label=spot.say(f"kind.{document.id.kind}"),
        title=document.title,
        language=language,
        direction=direction_of(language),
        summary=" ".join(record.summary.split()),
        badges=own.badges,
        facts=own.facts,
        dates=own.dates + _own_dates(spot, document),
        image=image_of(spot, document, alt=document.title),
        body=fill_body(spot, document),
        outline=_outline(document.outline),
        sources=sources_of(spot, scope.library.sources.get(document.id, ())),
        corrections=corrections_of(spot, document),
        backlinks=shown_backlinks(spot, speaking),
        backlinks_url=backlinks_url(spot, speaking),
        topics=own.topics,
        near=near,
        near_by_topic=near_by_topic(spot, document.id),
        cite=_cite(spot, document),
        edit_hint=document.path,
    )


def _head(spot: Spot, document: Document, near: NearView) -> HeadView:
    scope, id = spot.scope, document.id
    is_original = id.kind is Kind.ARTICLE and id.name in scope.library.works
    work = scope.library.works[id.name] if is_original else page_work(scope, document)
    listed = scope.is_listed(id) and not banner_of(scope, document)
    files = tuple(HeadLink(rel="describedby", url=name, type=media, title=title) for name, title, media in CITE_FILES)
    return head_of(
        spot,
        HeadFacts(
            title=title_of(document),
            description=scope.summary(document),
            kind=id.kind.value,
            trail=trail_of(spot, id),
            meta=MetaFacts(work, is_original),
            json_ld=graph_of(spot, document),
            links=files + near_links(near) + (feed_links(spot, id) if listed else ()),
            noindex=not listed,
            banner=banner_of(scope, document),
        ),
    )


def _own_dates(spot: Spot, document: Document) -> tuple[FactView, ...]:
    """Dates of the record itself, never merged with those of what it describes."""
    record = document.record
    return facts(
        spot.fact("added", spot.date(record.added)) if record.added else None,
        spot.fact("updated", spot.date(record.updated)) if record.updated else None,
    )


def image_of(spot: Spot, document: Document, *, alt: str) -> ImageView | None:
    """Return the picture that stands for a record; None for none."""
    path = document.record.image
    if not path:
        return None
    width, height = spot.scope.library.media[path]
    return ImageView(url=media_url(spot, path), alt=alt, width=width, height=height)


def _outline(headings: Sequence[Heading]) -> tuple[HeadingView, ...]:
    return _nested(headings) if len(headings) >= MIN_HEADINGS else ()


def _nested(headings: Sequence[Heading]) -> tuple[HeadingView, ...]:
    """Group headings under the one before them of a lower level."""
    views: list[HeadingView] = []
    start = 0
    while start < len(headings):
        first, end = headings[start], start + 1
        while end < len(headings) and headings[end].level > first.level:
            end += 1
        children = _nested(headings[start + 1 : end])
        views.append(HeadingView(url=f"#{first.id}", html=Html(first.html), children=children))
        start = end
    return tuple(views)


def _cite(spot: Spot, document: Document) -> CiteView:
    scope, id = spot.scope, document.id
    own = Html(scope.context.format_citation(page_work(scope, document), scope.language))
    downloads = tuple(LinkView(url=spot.href(beside(spot.path, name)), title=title) for name, title, _ in CITE_FILES)
    original = scope.library.works.get(id.name) if id.kind is Kind.ARTICLE else None
    if original is None:
        return CiteView(html=own, downloads=downloads)
    coins = Html(scope.context.coins(original)) if scope.is_listed(id) else NO_HTML
    return CiteView(html=own, downloads=downloads, coins=coins, original=scope.citation(original))
