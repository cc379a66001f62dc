"""Pages of articles: what a cited work is, where it is, what it says, and what rests on it."""

from __future__ import annotations

from dossier.model import Article, Document, Id, Kind, UrlAccess
from dossier.plan.pagework import byline
from dossier.plan.parts.compared import held_of, tally_of
from dossier.plan.parts.items import claim_items, items_of, listed_by_kind, long_kinds, shown_ids, sublist_url
from dossier.plan.parts.mentions import mentions_of
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.parts.sources import affiliation_of, original_link, url_badge
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.plan.words import language_name, same_language
from dossier.views import ArchiveView, ArticleView, FactValue, FactView, OutletCorrectionView


def article_view(scope: Scope, document: Document) -> ArticleView:
    """Return what the page of an article shows."""
    spot, article, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(article, Article)
    outlet = scope.find(article.outlet, Kind.OUTLET)
    work = scope.library.works.get(id.name)
    members = listed_by_kind(scope, article_members(scope, id))
    events, claims, long = members.get(Kind.EVENT, ()), members.get(Kind.CLAIM, ()), long_kinds(members)
    return ArticleView(
        **record_fields(spot, document, _own(spot, article)),
        title_is_supplied=article.title_basis.value == "supplied",
        title_language=spot.language_mark(document),
        script_title=article.script_title,
        trans_title=article.trans_title,
        byline=byline(article.author),
        outlet=spot.maybe_link(article.outlet, Kind.OUTLET),
        agency=spot.maybe_link(article.agency, Kind.OUTLET),
        via=spot.field_links(article.via, Kind.OUTLET),
        affiliation=affiliation_of(spot, outlet),
        original=original_link(spot, work) if work else None,
        original_status=url_badge(spot, article),
        archives=_archives(spot, article),
        held=held_of(spot, id.name),
        compared=tally_of(spot, id.name),
        copy_of=spot.maybe_link(article.original, Kind.ARTICLE),
        copy_label=spot.say(f"copy.{article.copy_kind}") if article.copy_kind else "",
        copies=spot.links(scope.relations.sources(id, Kind.ARTICLE, "original")),
        mentions=mentions_of(spot, article.mentions, article.published),
        events=items_of(spot, shown_ids(events, is_long=True) if Kind.EVENT in long else (one.id for one in events)),
        events_url=sublist_url(spot, Kind.EVENT, long),
        claims=claim_items(spot, shown_ids(claims, is_long=Kind.CLAIM in long)),
        claims_url=sublist_url(spot, Kind.CLAIM, long),
        places=spot.field_links(article.places, Kind.PLACE),
        outlet_corrections=_outlet_corrections(spot, article),
    )


def _own(spot: Spot, article: Article) -> OwnFacts:
    language, shown_in = article.language, spot.scope.language
    access = "" if article.url_access is UrlAccess.UNKNOWN else spot.say(f"url_access.{article.url_access}")
    is_foreign = language and not same_language(language, shown_in)
    return OwnFacts(
        badges=(spot.badge("genre", article.genre),),
        facts=facts(
            spot.fact("author", *byline(article.author)),
            spot.fact("outlet", spot.maybe_link(article.outlet, Kind.OUTLET)),
            spot.fact("agency", spot.maybe_link(article.agency, Kind.OUTLET)),
            spot.fact("via", *spot.field_links(article.via, Kind.OUTLET)),
            spot.fact("language", language_name(language, shown_in) if language and is_foreign else None),
            spot.fact("genre", spot.say(f"genre.{article.genre}")),
            spot.fact("dateline", article.dateline),
            spot.fact("section", article.section),
            spot.fact("page", article.page),
            spot.fact("url_access", access),
            spot.fact("places", *spot.field_links(article.places, Kind.PLACE)),
            spot.fact("rights", article.rights),
        ),
        dates=_dates(spot, article),
        topics=spot.field_links(article.topics, Kind.TOPIC),
    )


def _dates(spot: Spot, article: Article) -> tuple[FactView, ...]:
    published = spot.date(article.published)
    saved = [
        FactValue(text=spot.date(copy.date).text, date=spot.date(copy.date), url=copy.url or "")
        for copy in article.archive
    ]
    return facts(
        spot.fact("published", FactValue(text=published.text, date=published, note=article.date_basis)),
        spot.fact("modified", spot.scope.maybe(article.modified)),
        spot.fact("accessed", spot.date(article.accessed)),
        spot.fact("archive", *saved, *(() if saved else (spot.date(None),))),
    )


def _archives(spot: Spot, article: Article) -> tuple[ArchiveView, ...]:
    return tuple(
        ArchiveView(url=copy.url, date=spot.date(copy.date), service=copy.service, sha256=copy.sha256 or "")
        for copy in article.archive
        if copy.url
    )


def article_members(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return the events that the article's record names, those that rest on it, and the claims that do."""
    relations = scope.relations
    cited_by = relations.sources(id, Kind.EVENT, "sources")
    return (*relations.targets(id, "events"), *cited_by, *relations.sources(id, Kind.CLAIM, "evidence"))


def _outlet_corrections(spot: Spot, article: Article) -> tuple[OutletCorrectionView, ...]:
    return tuple(
        OutletCorrectionView(text=correction.text, date=spot.date(correction.date), url=correction.url or "")
        for correction in article.outlet_corrections
    )
