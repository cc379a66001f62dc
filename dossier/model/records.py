"""Records of every kind: each field of these classes is a key that front matter may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dossier.dates import Date
from dossier.model.choices import (
    ActorKind,
    ClaimStatus,
    CopyKind,
    EventKind,
    EventStatus,
    Genre,
    NoteKind,
    OutletKind,
    PlacePrecision,
    RecordStatus,
    Sensitivity,
    TitleBasis,
    UrlAccess,
    UrlStatus,
    Visibility,
)
from dossier.model.fields import Country, Data, Language, Link, Prose, RecordName, Tri, Url, row
from dossier.model.identity import Kind
from dossier.model.parts import (
    ACTORS,
    OUTLETS,
    Archive,
    Attribution,
    Change,
    Citation,
    Correction,
    Mention,
    Name,
    NameParts,
    OutletCorrection,
    Participant,
    PersonName,
    ReadingReview,
    Relation,
    Reliability,
    Role,
    StatusChange,
    TimeOfDay,
    Value,
)

TOPICS = (Kind.TOPIC,)
PLACES = (Kind.PLACE,)
EVENTS = (Kind.EVENT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Keys that every record may hold."""

    id: RecordName = row("Identity, when it is not the file's stem.", default="")
    aliases: tuple[str, ...] = row("Other words by which texts may link to this record.")
    former_ids: tuple[RecordName, ...] = row("Ids it had before; they become redirects.")
    visibility: Visibility = row(
        "Who may see it: public, unlisted (no list, no index), private or draft (nowhere).", default=Visibility.PUBLIC
    )
    language: Language | None = row(
        "Language of this text, or of the work described; the dossier's when left out.", default=None
    )
    summary: Prose = row("One or two sentences for lists and previews; the first paragraph when left out.", default="")
    added: Date | None = row("When the record was made.", default=None)
    updated: Date | None = row("When the record last changed in substance.", default=None)
    curator: str = row("Who made the record.", default="")
    corrections: tuple[Correction, ...] = row("What this record said wrongly, and what it says now.")
    image: str = row("File in media/ that stands for the record.", default="")
    extra: Mapping[str, Data] | None = row(
        "Free data of your own; never printed by the default templates.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Common):
    """A work that is cited and has a page here. Its record says only what that work says."""

    title: str = row("As printed.", default=...)
    title_basis: TitleBasis = row(
        "`supplied` when no headline was seen: the title is ours and printed in brackets.", default=TitleBasis.PRINTED
    )
    script_title: str = row("Title in the original script.", default="")
    trans_title: str = row("Title translated.", default="")
    short_title: str = row("For narrow places.", default="")
    status: RecordStatus = row("`draft` keeps it out of the site.", default=RecordStatus.FINAL)
    author: tuple[PersonName, ...] = row("Bylines; organisations as `{literal: …}`.")
    outlet: Link | None = row(
        "Where it appeared: an outlet's id or its name.", default=None, kinds=OUTLETS, literal=True
    )
    agency: Link | None = row(
        "Whose text it is: the news agency's id or name.", default=None, kinds=OUTLETS, literal=True
    )
    via: tuple[Link, ...] = row("Outlets through which the text came.", kinds=OUTLETS, literal=True)
    published: Date | None = row("When it appeared (EDTF).", default=None)
    date_basis: str = row("How that date is known, e.g. `shown on the page`, `date in the URL`.", default="")
    modified: Date | None = row("When the outlet changed it.", default=None)
    accessed: Date | None = row("When it was read.", default=None)
    url: Url | None = row("Where it is.", default=None)
    url_status: UrlStatus = row("Whether it is still there.", default=UrlStatus.UNKNOWN)
    url_access: UrlAccess = row("Whether everybody can read it.", default=UrlAccess.UNKNOWN)
    archive: tuple[Archive, ...] = row("Saved copies, the one relied on first.")
    genre: Genre = row("What sort of text.", default=Genre.REPORT)
    dateline: str = row("Place in the dateline.", default="")
    section: str = row("Section of the outlet.", default="")
    page: str = row("Page in print.", default="")
    original: Link | None = row("The text this one is a copy of.", default=None, kinds=(Kind.ARTICLE,))
    copy_kind: CopyKind | None = row("How this copy relates to the original.", default=None)
    mentions: tuple[Mention, ...] = row("Actors named, in the spelling used.")
    events: tuple[Link, ...] = row("Events it reports.", kinds=EVENTS)
    topics: tuple[Link, ...] = row("Topics.", kinds=TOPICS, literal=True)
    places: tuple[Link, ...] = row("Places.", kinds=PLACES, literal=True)
    outlet_corrections: tuple[OutletCorrection, ...] = row("Corrections issued by the outlet.")
    rights: str = row("What may be done with the saved copy.", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Common):
    """An editorial text of the dossier."""

    title: str = row("Title.", default=...)
    kind: NoteKind = row("What sort of note.", default=NoteKind.EXPLAINER)
    status: RecordStatus = row("`draft` keeps it out of the site.", default=RecordStatus.FINAL)
    author: tuple[PersonName, ...] = row("Who wrote it.")
    editor: tuple[PersonName, ...] = row("Who edited it.")
    published: Date | None = row("When it appears; a day to come keeps it out until then.", default=None)
    abstract: Prose = row("A few sentences on top.", default="")
    outlet: Link | None = row("Where it appeared first, if elsewhere.", default=None, kinds=OUTLETS, literal=True)
    mentions: tuple[Mention, ...] = row("Actors it is about.")
    events: tuple[Link, ...] = row("Events it is about.", kinds=EVENTS)
    topics: tuple[Link, ...] = row("Topics.", kinds=TOPICS, literal=True)
    places: tuple[Link, ...] = row("Places.", kinds=PLACES, literal=True)
    reviewed: tuple[ReadingReview, ...] = row("Who read it over.")
    changelog: tuple[Change, ...] = row("What changed since it appeared.")
    translation_of: Link | None = row("The note this one translates.", default=None, kinds=(Kind.NOTE,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Common):
    """A person, organisation, state, body or group."""

    name: str = row("The name used in this dossier.", default=...)
    kind: ActorKind = row("What it is.", default=ActorKind.PERSON)
    status: RecordStatus = row("`draft` keeps it out of the site.", default=RecordStatus.FINAL)
    names: tuple[Name, ...] = row("Other spellings, each with its sources.")
    parts: NameParts | None = row("Parts of a person's name.", default=None)
    description: str = row("A few words beside the name.", default="")
    roles: tuple[Role, ...] = row("Offices and functions, dated.")
    relations: tuple[Relation, ...] = row("Ties to other actors.")
    country: Country | None = row("Country.", default=None)
    sensitivity: Sensitivity = row("How careful to be with this person.", default=Sensitivity.PUBLIC_FIGURE)
    identifiers: Mapping[str, str] | None = row("Ids elsewhere, e.g. `{wikidata: Q…}`.", default=None)
    topics: tuple[Link, ...] = row("Topics.", kinds=TOPICS, literal=True)
    sources: tuple[Citation, ...] = row("Who says what this record says.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Common):
    """A dated fact."""

    title: str = row("Title.", default=...)
    date: Date | None = row("When it happened (EDTF).", default=None)
    time: TimeOfDay | None = row("Time of day, where known.", default=None)
    earliest: Date | None = row("The earliest it can have been, where `date` is uncertain.", default=None)
    latest: Date | None = row("The latest it can have been.", default=None)
    date_note: Prose = row("Why this date, and who says otherwise.", default="")
    places: tuple[Link, ...] = row("Where.", kinds=PLACES, literal=True)
    place_note: Prose = row("How the place is known.", default="")
    parent: Link | None = row("The larger event it is part of.", default=None, kinds=EVENTS)
    kind: EventKind = row("What sort of event.", default=EventKind.OTHER)
    status: EventStatus = row("Whether it happened.", default=EventStatus.OCCURRED)
    participants: tuple[Participant, ...] = row("Who took part, and as what.")
    topics: tuple[Link, ...] = row("Topics.", kinds=TOPICS, literal=True)
    figures: tuple[Link, ...] = row("Claims about its numbers.", kinds=(Kind.CLAIM,))
    sources: tuple[Citation, ...] = row("Who reports it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Common):
    """One checkable assertion."""

    statement: str = row("The assertion, in one sentence.", default=...)
    question: str = row("What it answers; rival claims share one question, in the same words.", default="")
    value: Value | None = row("The figure asserted.", default=None)
    about: tuple[Link, ...] = row("Events, actors or places it is about.")
    as_of: Date | None = row("The day for which it is asserted.", default=None)
    asserted: Date | None = row("When it was asserted.", default=None)
    asserted_by: tuple[Link, ...] = row(
        "Who asserts it: actors, outlets or text.", kinds=(Kind.ACTOR, Kind.OUTLET), literal=True
    )
    attribution: Attribution | None = row("How it is attributed.", default=None)
    evidence: tuple[Citation, ...] = row("Sources, each with its stance.")
    status: ClaimStatus = row("Standing today.", default=ClaimStatus.REPORTED)
    status_note: Prose = row("Why this status.", default="")
    status_history: tuple[StatusChange, ...] = row("Earlier standings.")
    supports: tuple[Link, ...] = row("Claims it supports.", kinds=(Kind.CLAIM,))
    disputes: tuple[Link, ...] = row("Claims it contradicts.", kinds=(Kind.CLAIM,))
    topics: tuple[Link, ...] = row("Topics.", kinds=TOPICS, literal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Common):
    """Where works appear: an agency, a paper, a channel, an official site."""

    name: str = row("As printed.", default=...)
    kind: OutletKind | None = row("What it is; not known when left out.", default=None)
    status: RecordStatus = row("`draft` keeps it out of the site.", default=RecordStatus.FINAL)
    names: tuple[Name, ...] = row("Other names and spellings.")
    url: Url | None = row("Home page.", default=None)
    country: Country | None = row("Country.", default=None)
    languages: tuple[Language, ...] = row("Languages it publishes in.")
    owner: str = row("Who owns it.", default="")
    state_affiliated: Tri = row("Whether a state controls it.", default=Tri.UNKNOWN)
    state: Link | None = row("Which state.", default=None, kinds=ACTORS, literal=True)
    basis: Prose = row("How kind and affiliation are known.", default="")
    policies: tuple[Url, ...] = row("Its policies on corrections, ethics, unnamed sources.")
    reliability: Reliability | None = row("Optional; off by default.", default=None)
    sources: tuple[Citation, ...] = row("Who says so.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Common):
    """A place."""

    name: str = row("Name used here.", default=...)
    status: RecordStatus = row("`draft` keeps it out of the site.", default=RecordStatus.FINAL)
    names: tuple[Name, ...] = row("Other names and spellings.")
    parent: Link | None = row("The larger place.", default=None, kinds=PLACES)
    country: Country | None = row("Country.", default=None)
    lat: float | None = row("Latitude, WGS 84, degrees.", default=None)
    lon: float | None = row("Longitude, WGS 84, degrees.", default=None)
    precision: PlacePrecision | None = row("What the point stands for.", default=None)
    precision_note: str = row("How exact the coordinates are.", default="")
    sources: tuple[Citation, ...] = row("Who says so.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Common):
    """A subject; the text says what belongs to it."""

    name: str = row("Name.", default=...)
    status: RecordStatus = row("`draft` keeps it out of the site.", default=RecordStatus.FINAL)
    broader: Link | None = row("The wider topic.", default=None, kinds=TOPICS)
    related: tuple[Link, ...] = row("Topics beside it.", kinds=TOPICS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Info(Common):
    """A standalone text: about, method."""

    title: str = row("Title.", default=...)
    status: RecordStatus = row("`draft` keeps it out of the site.", default=RecordStatus.FINAL)
    published: Date | None = row("A day to come keeps it out until then.", default=None)
    author: tuple[PersonName, ...] = row("Who wrote it.")


Record: TypeAlias = Article | Note | Actor | Event | Claim | Outlet | Place | Topic | Info

RECORDS: Mapping[Kind, type[Record]] = {
    Kind.ARTICLE: Article,
    Kind.NOTE: Note,
    Kind.ACTOR: Actor,
    Kind.EVENT: Event,
    Kind.CLAIM: Claim,
    Kind.OUTLET: Outlet,
    Kind.PLACE: Place,
    Kind.TOPIC: Topic,
    Kind.INFO: Info,
}
"""Which class describes which kind; its fields are the schema."""
