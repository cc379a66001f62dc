"""A page's list of sources with its evidence cards: what a reader reaches from every sentence."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from dossier.library import NumberedSource, Occurrence
from dossier.model import Article, Genre, Id, Kind, Outlet, OutletKind, Tri, UrlStatus, Work
from dossier.plan.order import main_date
from dossier.plan.parts.compared import compared_field
from dossier.plan.spot import Spot
from dossier.plan.words import same_language
from dossier.views import ArchiveView, Badge, CardView, LinkView, PassageView, SourceView

ALPHABET = 26


def sources_of(spot: Spot, numbered: Iterable[NumberedSource]) -> tuple[SourceView, ...]:
    """Return the entries of a list of sources in order of their numbers."""
    works = spot.scope.library.works
    return tuple(_source(spot, entry, works[entry.key]) for entry in numbered if entry.key in works)


def _source(spot: Spot, entry: NumberedSource, work: Work) -> SourceView:
    passages = tuple(_passage(spot, entry.key, index, occurrence) for index, occurrence in enumerate(entry.occurrences))
    return SourceView(
        number=entry.number,
        anchor=f"src-{entry.number}",
        key=entry.key,
        html=spot.scope.citation(work),
        language=work_language(spot, work),
        passages=passages,
        card=_card(spot, work, passages),
        card_anchor=f"card-{entry.number}",
    )


def _passage(spot: Spot, key: str, index: int, occurrence: Occurrence) -> PassageView:
    return PassageView(
        url=f"#{occurrence.anchor}" if occurrence.anchor else "",
        label=letters(index),
        locator=spot.locator(occurrence.locator),
        quote=occurrence.quote,
        stance=occurrence.stance,
        stance_label=spot.say(f"stance.{occurrence.stance}") if occurrence.stance else "",
        compared=compared_field(spot, key, occurrence.quote),
    )


def letters(index: int) -> str:
    """Number back-references from 0 as a, b, … z, aa, ab …"""
    text = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, ALPHABET)
        text = chr(ord("a") + rest) + text
    return text


def _card(spot: Spot, work: Work, passages: tuple[PassageView, ...]) -> CardView:
    id = spot.scope.article_of(work.key)
    record = spot.scope.library.record(id) if id else None
    article = record if isinstance(record, Article) else None
    genre = article.genre if article else None
    return CardView(
        title=work.title,
        title_language=work_language(spot, work),
        title_is_supplied=work.title_is_supplied,
        author=spot.short_label(work) if work.authors else "",
        outlet=outlet_link(spot, work),
        date=spot.date(work.issued),
        affiliation=affiliation_of(spot, outlet_id(spot, work)),
        genre=spot.say(f"genre.{genre}") if genre not in (None, Genre.REPORT) else work.genre if not article else "",
        quotes=tuple(passage for passage in passages if passage.quote),
        record=spot.link(id) if id else None,
        original=original_link(spot, work),
        original_status=url_badge(spot, article),
        archive=archive_of(spot, work),
    )


def work_language(spot: Spot, work: Work) -> str:
    """Return a work's language where it is not the page's."""
    if not work.language or same_language(work.language, spot.scope.language):
        return ""
    return work.language


def outlet_id(spot: Spot, work: Work) -> Id | None:
    """Return the record of the outlet in which a work appeared."""
    id = spot.scope.article_of(work.key)
    if id is None:
        return spot.scope.library.find(work.container_title, (Kind.OUTLET,)) if work.container_title else None
    record = spot.scope.library.record(id)
    assert isinstance(record, Article)
    return spot.scope.find(record.outlet, Kind.OUTLET)


def outlet_link(spot: Spot, work: Work) -> LinkView | None:
    """Return a link to the outlet of a work, or its name as printed."""
    id = outlet_id(spot, work)
    if id is not None:
        return spot.link(id)
    name = work.container_title or work.publisher
    return LinkView(url="", title=name) if name else None


def affiliation_of(spot: Spot, outlet: Id | None) -> Badge | None:
    """Return the state affiliation of an outlet in words; None where nothing is known."""
    if outlet is None:
        return None
    record = spot.scope.library.record(outlet)
    assert isinstance(record, Outlet)
    badge = affiliation_badge(spot, record)
    return None if badge.key == f"affiliation-{Tri.UNKNOWN}" else badge


def affiliation_badge(spot: Spot, outlet: Outlet) -> Badge:
    """Return the state affiliation of an outlet, "not known" included."""
    is_state_media = outlet.state_affiliated is Tri.UNKNOWN and outlet.kind is OutletKind.STATE_MEDIA
    value = Tri.YES if is_state_media else outlet.state_affiliated
    text = (
        spot.say("ui.state_linked")
        if value is Tri.YES
        else f"{spot.say('field.state_affiliated')}: {spot.say(f'tri.{value}')}"
    )
    return Badge(key=f"affiliation-{value}", text=text, title=outlet.basis)


def original_link(spot: Spot, work: Work) -> LinkView | None:
    """Return a link to the work itself, on the web."""
    if not work.url:
        return None
    host = urlsplit(work.url).hostname or work.url
    return LinkView(url=work.url, title=spot.say("ui.original_at", host=host.removeprefix("www.")), kind="external")


def url_badge(spot: Spot, article: Article | None) -> Badge | None:
    """Return a notice where the original is no longer what was read."""
    if article is None or article.url_status in (UrlStatus.LIVE, UrlStatus.UNKNOWN):
        return None
    return spot.badge("url_status", article.url_status)


def archive_of(spot: Spot, work: Work) -> ArchiveView | None:
    """Return the saved copy of a work that was relied on."""
    if not work.archive_url:
        return None
    return ArchiveView(
        url=work.archive_url,
        date=spot.date(work.archive_date),
        service=work.archive_service,
        sha256=work.archive_sha256,
    )


def source_link(spot: Spot, key: str) -> LinkView:
    """Name a source in a few words: its page here if it has one, else its original."""
    work = spot.scope.library.works[key]
    id = spot.scope.article_of(key)
    outlet = outlet_link(spot, work)
    date = main_date(spot.scope.library.record(id)) if id else work.issued
    note = ", ".join(filter(None, (outlet.title if outlet else "", spot.date(date).short if date else "")))
    if id is not None:
        return spot.link(id, note=note)
    return LinkView(
        url=work.url or "",
        title=work.title,
        kind="external" if work.url else "",
        note=note,
        language=work_language(spot, work),
    )
