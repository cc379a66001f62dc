"""Closed sets of values that front matter may hold."""

from __future__ import annotations

from enum import StrEnum


class Visibility(StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"
    DRAFT = "draft"


class RecordStatus(StrEnum):
    FINAL = "final"
    DRAFT = "draft"


class Genre(StrEnum):
    REPORT = "report"
    LIVE = "live"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    INTERVIEW = "interview"
    STATEMENT = "statement"
    DOCUMENT = "document"
    POST = "post"
    VIDEO = "video"
    ACADEMIC = "academic"
    ENCYCLOPEDIA = "encyclopedia"


class TitleBasis(StrEnum):
    PRINTED = "printed"
    SUPPLIED = "supplied"


class CopyKind(StrEnum):
    VERBATIM = "verbatim"
    ABRIDGED = "abridged"
    REWRITTEN = "rewritten"
    TRANSLATED = "translated"


class UrlStatus(StrEnum):
    LIVE = "live"
    DEAD = "dead"
    MOVED = "moved"
    CHANGED = "changed"
    UNKNOWN = "unknown"


class UrlAccess(StrEnum):
    FREE = "free"
    REGISTRATION = "registration"
    SUBSCRIPTION = "subscription"
    UNKNOWN = "unknown"


class NoteKind(StrEnum):
    BRIEFING = "briefing"
    CHRONOLOGY = "chronology"
    PROFILE = "profile"
    EXPLAINER = "explainer"
    METHOD = "method"


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    BODY = "body"
    GROUP = "group"


class Sensitivity(StrEnum):
    PUBLIC_FIGURE = "public_figure"
    PRIVATE_PERSON = "private_person"
    AT_RISK = "at_risk"
    MINOR = "minor"


class FactStatus(StrEnum):
    """Standing of a role or relation."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    ALLEGED = "alleged"
    UNKNOWN = "unknown"


class RelationType(StrEnum):
    MEMBER_OF = "member_of"
    LEADS = "leads"
    EMPLOYED_BY = "employed_by"
    REPRESENTS = "represents"
    SPOUSE_OF = "spouse_of"
    PARENT_OF = "parent_of"
    CHILD_OF = "child_of"
    RELATIVE_OF = "relative_of"
    ALLY_OF = "ally_of"
    OPPONENT_OF = "opponent_of"
    CAMPAIGNED_WITH = "campaigned_with"
    AIDE_OF = "aide_of"
    OWNS = "owns"
    FOUNDED = "founded"
    SUCCEEDS = "succeeds"
    PART_OF = "part_of"
    BODY_OF = "body_of"
    UNION_WITH = "union_with"
    ASSOCIATED_WITH = "associated_with"


class EventKind(StrEnum):
    ELECTION = "election"
    PROTEST = "protest"
    DETENTION = "detention"
    DEATH = "death"
    STATEMENT = "statement"
    MEETING = "meeting"
    CALL = "call"
    DECISION = "decision"
    STRIKE = "strike"
    SANCTION = "sanction"
    REPORT = "report"
    OUTAGE = "outage"
    CEREMONY = "ceremony"
    INCIDENT = "incident"
    OTHER = "other"


class EventStatus(StrEnum):
    OCCURRED = "occurred"
    ALLEGED = "alleged"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DISPUTED = "disputed"
    DRAFT = "draft"


class ParticipantRole(StrEnum):
    ORGANISER = "organiser"
    PARTICIPANT = "participant"
    AUTHORITY = "authority"
    INJURED_PARTY = "injured_party"
    ALLEGED_PERPETRATOR = "alleged_perpetrator"
    WITNESS = "witness"
    SPEAKER = "speaker"
    MEDIATOR = "mediator"
    OBSERVER = "observer"


class AttributionType(StrEnum):
    ON_RECORD = "on_record"
    OFFICIAL_STATEMENT = "official_statement"
    DOCUMENT = "document"
    DATA = "data"
    COURT_RECORD = "court_record"
    BACKGROUND = "background"
    ANONYMOUS = "anonymous"
    REPORTER_OBSERVATION = "reporter_observation"
    EYEWITNESS = "eyewitness"
    UNATTRIBUTED = "unattributed"


class Stance(StrEnum):
    SUPPORTS = "supports"
    DISPUTES = "disputes"
    REPORTS = "reports"


class ClaimStatus(StrEnum):
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    DRAFT = "draft"

    @property
    def is_standing(self) -> bool:
        """Whether somebody still has to support the claim: it is neither refuted nor withdrawn nor superseded."""
        return self not in (ClaimStatus.REFUTED, ClaimStatus.WITHDRAWN, ClaimStatus.SUPERSEDED)


class OutletKind(StrEnum):
    NEWS_AGENCY = "news_agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    DIGITAL = "digital"
    STATE_MEDIA = "state_media"
    OFFICIAL_CHANNEL = "official_channel"
    NGO = "ngo"
    BLOG = "blog"
    SOCIAL_ACCOUNT = "social_account"
    ACADEMIC = "academic"


class PlacePrecision(StrEnum):
    POINT = "point"
    STREET = "street"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class CorrectionKind(StrEnum):
    FACT = "fact"
    ATTRIBUTION = "attribution"
    NAME = "name"
    DATE = "date"
    FIGURE = "figure"
    TRANSLATION = "translation"
    CLARIFICATION = "clarification"
    RETRACTION = "retraction"
