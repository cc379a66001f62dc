"""What each kind of record is in schema.org's terms (FORMATS §6; terms of schema.org 28)."""

from __future__ import annotations

from typing import assert_never

from dossier.model import (
    Actor,
    ActorKind,
    Article,
    Claim,
    CopyKind,
    Document,
    Event,
    Genre,
    Info,
    Kind,
    Name,
    Note,
    NoteKind,
    Outlet,
    ParticipantRole,
    Place,
    Topic,
    UrlAccess,
)
from dossier.plan.head.jsonld_names import Names, people, sure_day
from dossier.plan.head.jsonld_roles import memberships
from dossier.plan.pagework import creators
from dossier.plan.script_json import Json

ARTICLE_TYPES = {
    Genre.REPORT: "NewsArticle",
    Genre.LIVE: "LiveBlogPosting",
    Genre.ANALYSIS: "AnalysisNewsArticle",
    Genre.OPINION: "OpinionNewsArticle",
    Genre.INTERVIEW: "NewsArticle",
    Genre.STATEMENT: "CreativeWork",
    Genre.DOCUMENT: "DigitalDocument",
    Genre.POST: "SocialMediaPosting",
    Genre.VIDEO: "VideoObject",
    Genre.ACADEMIC: "ScholarlyArticle",
    Genre.ENCYCLOPEDIA: "Article",
}
ACTOR_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.STATE: "Country",
    ActorKind.BODY: "GovernmentOrganization",
    ActorKind.GROUP: "Organization",
}


def thing_of(names: Names, document: Document) -> dict[str, Json]:
    """Describe what a record is about. Empty values are left to be dropped."""
    record = document.record
    match record:
        case Article():
            node = _article(names, document, record)
        case Note() | Info():
            node = _text(names, document, record)
        case Actor():
            node = _actor(names, document, record)
        case Event():
            node = _event(names, document, record)
        case Claim():
            node = _claim(names, document, record)
        case Outlet():
            node = _outlet(names, record)
        case Place():
            node = _place(names, record)
        case Topic():
            node = _topic(names, document, record)
        case _:
            assert_never(record)
    return {"@id": names.thing(document.id), **node}


def _article(names: Names, document: Document, article: Article) -> dict[str, Json]:
    scope, relations = names.spot.scope, names.spot.scope.relations
    originals = relations.targets(document.id, "original")
    copies = relations.sources(document.id, Kind.ARTICLE, "original")
    is_translation = article.copy_kind is CopyKind.TRANSLATED
    archived: list[Json] = [copy.url for copy in article.archive if copy.url]
    return {
        "@type": ARTICLE_TYPES[article.genre],
        "headline": None if article.title_basis.value == "supplied" else article.title,
        "name": article.title,
        "alternativeHeadline": article.trans_title or article.script_title,
        "author": people(creators(article.author)),
        "publisher": names.link(article.outlet, Kind.OUTLET, "NewsMediaOrganization"),
        "sourceOrganization": names.link(article.agency, Kind.OUTLET, "NewsMediaOrganization"),
        "datePublished": sure_day(article.published),
        "dateModified": sure_day(article.modified),
        "dateline": article.dateline,
        "articleSection": article.section,
        "inLanguage": article.language,
        "url": article.url,
        "archivedAt": archived,
        "isAccessibleForFree": {UrlAccess.FREE: True, UrlAccess.SUBSCRIPTION: False}.get(article.url_access),
        "translationOfWork" if is_translation else "isBasedOn": names.refs(originals),
        "workExample": names.refs(copies),
        "abstract": scope.summary(document),
        "about": names.refs((*relations.targets(document.id, "events"), *relations.targets(document.id, "topics"))),
        "mentions": names.refs(relations.targets(document.id, "mentions")),
        "contentLocation": names.refs(relations.targets(document.id, "places")),
        "correction": [_correction(one.text, sure_day(one.date)) for one in article.outlet_corrections],
        "sdPublisher": names.us(),
        "sdDatePublished": sure_day(article.added),
        "sdLicense": data_license(names),
    }


def _correction(text: str, day: str | None) -> Json:
    return {"@type": "CorrectionComment", "text": text, **({"datePublished": day} if day else {})}


def data_license(names: Names) -> str | None:
    """Return under what terms our metadata may be used."""
    terms = names.spot.scope.settings.license
    return (terms.url or terms.data or terms.text or None) if terms else None


def _text(names: Names, document: Document, text: Note | Info) -> dict[str, Json]:
    scope, relations = names.spot.scope, names.spot.scope.relations
    is_analysis = isinstance(text, Note) and text.kind in (NoteKind.BRIEFING, NoteKind.EXPLAINER)
    cited = (scope.article_of(source.key) for source in scope.library.sources.get(document.id, ()))
    return {
        "@type": "AnalysisNewsArticle" if is_analysis else "Article",
        "headline": document.title,
        "author": people(creators(text.author)) or names.editors(),
        "editor": people(creators(text.editor)) if isinstance(text, Note) else [],
        "publisher": names.us(),
        "datePublished": sure_day(text.published),
        "dateModified": sure_day(text.updated),
        "inLanguage": text.language or scope.language,
        "description": scope.summary(document),
        "citation": names.refs(id for id in cited if id is not None),
        "about": names.refs((*relations.targets(document.id, "events"), *relations.targets(document.id, "topics"))),
        "mentions": names.refs(relations.targets(document.id, "mentions")),
        "correction": [_correction(one.what_it_says_now, sure_day(one.date)) for one in text.corrections],
        "isPartOf": {"@id": names.site()},
        "license": scope.settings.license.url if scope.settings.license else None,
    }


def _actor(names: Names, document: Document, actor: Actor) -> dict[str, Json]:
    parts = actor.parts
    wikidata = (actor.identifiers or {}).get("wikidata", "")
    node: dict[str, Json] = {
        "@type": ACTOR_TYPES[actor.kind],
        "name": actor.name,
        "alternateName": spellings(actor.names),
        "description": actor.description or names.spot.scope.summary(document),
        "sameAs": f"https://www.wikidata.org/entity/{wikidata}" if wikidata else None,
        "memberOf": memberships(names, actor),
    }
    if actor.kind is ActorKind.PERSON:
        node |= {
            "givenName": parts.given if parts else "",
            "additionalName": parts.patronymic if parts else "",
            "familyName": parts.family if parts else "",
        }
    return node


def spellings(names: tuple[Name, ...]) -> list[Json]:
    """Return other spellings, each once."""
    return list(dict.fromkeys(name.value for name in names))


def _event(names: Names, document: Document, event: Event) -> dict[str, Json]:
    scope, date = names.spot.scope, event.date
    organisers = [one.actor for one in event.participants if one.role is ParticipantRole.ORGANISER]
    start, end = (date.start, date.end) if date else (None, None)
    return {
        "@type": "Event",
        "name": document.title,
        "description": scope.summary(document),
        "startDate": sure_day(start),
        "endDate": sure_day(end),
        "location": names.links(event.places, Kind.PLACE, "Place"),
        "organizer": [names.ref(id) for link in organisers if (id := scope.find(link, Kind.ACTOR))],
        "superEvent": names.refs(scope.relations.targets(document.id, "parent")),
        "subEvent": names.refs(scope.relations.sources(document.id, Kind.EVENT, "parent")),
        "about": names.refs(scope.relations.targets(document.id, "topics")),
        "recordedIn": names.refs(scope.relations.targets(document.id, "sources")),
    }


def _claim(names: Names, document: Document, claim: Claim) -> dict[str, Json]:
    scope = names.spot.scope
    found = scope.findings.claims.get(document.id)
    first = scope.article_of(found.first_reported_by) if found and found.first_reported_by else None
    speakers = (scope.find(link, Kind.ACTOR, Kind.OUTLET) for link in claim.asserted_by)
    return {
        "@type": "Claim",
        "text": document.title,
        "author": [names.ref(id) for id in speakers if id is not None],
        "datePublished": sure_day(claim.asserted),
        "firstAppearance": names.ref(first),
        "appearance": names.refs(scope.relations.targets(document.id, "evidence")),
        "about": names.refs(scope.relations.targets(document.id, "about")),
        "sdPublisher": names.us(),
    }


def _outlet(names: Names, outlet: Outlet) -> dict[str, Json]:
    languages: list[Json] = list(outlet.languages)
    policies: list[Json] = list(outlet.policies)
    return {
        "@type": "NewsMediaOrganization",
        "name": outlet.name,
        "alternateName": spellings(outlet.names),
        "url": outlet.url,
        "knowsLanguage": languages,
        "ownershipFundingInfo": outlet.owner,
        "publishingPrinciples": policies,
        "sdPublisher": names.us(),
    }


def _place(names: Names, place: Place) -> dict[str, Json]:
    geo: Json = None
    if place.lat is not None and place.lon is not None:
        geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return {
        "@type": "Place",
        "name": place.name,
        "alternateName": spellings(place.names),
        "geo": geo,
        "containedInPlace": names.link(place.parent, Kind.PLACE, "Place"),
    }


def _topic(names: Names, document: Document, topic: Topic) -> dict[str, Json]:
    return {"@type": "DefinedTerm", "name": topic.name, "description": names.spot.scope.summary(document)}
