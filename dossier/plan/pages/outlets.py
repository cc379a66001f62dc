"""Pages of outlets: what they are, who controls them, which works here are theirs."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.model import Document, Id, Kind, Outlet
from dossier.plan.pages.actors import names_of
from dossier.plan.parts.items import (
    groups_by_kind,
    items_of,
    listed_by_kind,
    long_kinds,
    shown_ids,
    sublist_url,
)
from dossier.plan.parts.records import OwnFacts, record_fields
from dossier.plan.parts.sources import affiliation_badge
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, facts, spot_of
from dossier.plan.words import country_name, language_name
from dossier.views import FactValue, LinkView, OutletView


def outlet_view(scope: Scope, document: Document) -> OutletView:
    """Return what the page of an outlet shows."""
    spot, outlet, id = spot_of(scope, document.id), document.record, document.id
    assert isinstance(outlet, Outlet)
    agency = scope.relations.sources(id, Kind.ARTICLE, "agency", "via")
    relayed = scope.relations.sources(id, Kind.CLAIM, "attribution", "asserted_by")
    long = long_kinds(listed_by_kind(scope, outlet_works(scope, id)))
    articles_url = sublist_url(spot, Kind.ARTICLE, long)
    return OutletView(
        **record_fields(spot, document, _own(spot, outlet)),
        names=names_of(spot, outlet.names),
        affiliation=affiliation_badge(spot, outlet),
        basis=outlet.basis,
        policies=tuple(LinkView(url=url, title=url, kind="external") for url in outlet.policies),
        articles=groups_by_kind(spot, scope.relations.sources(id, Kind.ARTICLE, "outlet"), long),
        agency_articles=items_of(spot, shown_ids(_documents(scope, agency), is_long=Kind.ARTICLE in long)),
        articles_url=articles_url,
        claims=items_of(spot, shown_ids(_documents(scope, relayed), is_long=Kind.CLAIM in long)),
        claims_url=sublist_url(spot, Kind.CLAIM, long),
    )


def outlet_works(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return the articles of an outlet, those in others that it supplied, and the claims that it made or relayed."""
    articles = scope.relations.sources(id, Kind.ARTICLE, "outlet", "agency", "via")
    return (*articles, *scope.relations.sources(id, Kind.CLAIM, "attribution", "asserted_by"))


def _documents(scope: Scope, ids: Iterable[Id]) -> list[Document]:
    return [scope.document(id) for id in ids]


def _own(spot: Spot, outlet: Outlet) -> OwnFacts:
    shown_in = spot.scope.language
    languages = (language_name(language, shown_in) for language in outlet.languages)
    rating = outlet.reliability
    return OwnFacts(
        badges=(spot.badge("outlet_kind", outlet.kind or "unknown"),),
        facts=facts(
            spot.fact("kind", spot.say(f"outlet_kind.{outlet.kind or 'unknown'}")),
            spot.fact("url", LinkView(url=outlet.url, title=outlet.url, kind="external") if outlet.url else None),
            spot.fact("country", country_name(outlet.country, shown_in) if outlet.country else None),
            spot.fact("languages", *languages),
            spot.fact("owner", outlet.owner or spot.say("ui.not_known")),
            spot.fact("state_affiliated", spot.say(f"tri.{outlet.state_affiliated}")),
            spot.fact("state", spot.maybe_link(outlet.state, Kind.ACTOR)),
            spot.fact(
                "reliability",
                FactValue(text=rating.rating, date=None, note=f"{rating.reason} ({spot.date(rating.date).text})")
                if rating
                else None,
            ),
        ),
    )
