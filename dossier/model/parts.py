"""Maps inside records: names, roles, citations, evidence and the like. Field docs become the reference."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.dates import Date
from dossier.locators import Locator
from dossier.model.choices import (
    AttributionType,
    CorrectionKind,
    FactStatus,
    ParticipantRole,
    RelationType,
    Stance,
)
from dossier.model.fields import Language, Link, Prose, Sha256, Url, Zone, row
from dossier.model.identity import Kind

ACTORS = (Kind.ACTOR,)
OUTLETS = (Kind.OUTLET,)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a source is named: the map, or the short forms `key` and `key, ¶ 4`."""

    source: Link = row(
        "Key of an article or of a work in bibliography/.", default=..., kinds=(Kind.ARTICLE,), short=True
    )
    locator: Locator | None = row("Where in the source: `{type: paragraph, value: 4}` or the text `¶ 4`.", default=None)
    quote: Prose = row("The exact words relied on, short.", default="")
    prefix: str = row("Words before the source, e.g. `see`.", default="")
    suffix: str = row("Words after the locator.", default="")
    archive: Url | None = row("The saved copy relied on, if not the source's own.", default=None)
    stance: Stance = row("Whether the source supports, disputes or only reports.", default=Stance.REPORTS)
    note: Prose = row("A remark, printed.", default="")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A byline: text is taken as printed; an organisation is `{literal: …}`."""

    literal: str = row("A name that is not split: an organisation, or a byline as printed.", default="", short=True)
    family: str = row("Family name.", default="")
    given: str = row("Given names.", default="")


@dataclass(frozen=True, slots=True)
class Archive:
    """A saved copy."""

    url: Url | None = row("Address of the copy.", default=None, short=True)
    date: Date | None = row("When the copy was taken.", default=None)
    service: str = row("Who keeps it, e.g. `Internet Archive`.", default="")
    sha256: Sha256 | None = row("Digest of the saved bytes.", default=None)
    file: str = row("File name in archive/.", default="")


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in an article, in the spelling used there."""

    actor: Link = row("Actor's id, or a name as text.", default=..., kinds=ACTORS, literal=True, short=True)
    as_named: str = row("Spelling in this text.", default="")
    role: str = row("How the text describes the actor.", default="")


@dataclass(frozen=True, slots=True)
class OutletCorrection:
    """A correction issued by the outlet."""

    text: Prose = row("What the outlet corrected, in our words.", default=..., short=True)
    date: Date | None = row("When.", default=None)
    url: Url | None = row("Where it is printed.", default=None)


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of our own record."""

    date: Date = row("When the record was corrected.", default=...)
    what_was_wrong: Prose = row("What it said.", default=...)
    what_it_says_now: Prose = row("What it says now.", default=...)
    kind: CorrectionKind = row("What sort of mistake.", default=CorrectionKind.FACT)
    records: tuple[Link, ...] = row("Other records touched.")
    reported_by: str = row("Who pointed it out, if they wish to be named.", default="")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a note's history."""

    date: Date = row("When.", default=...)
    text: Prose = row("What changed.", default=...)


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a name."""

    value: str = row("The name as written.", default=..., short=True)
    lang: Language | None = row("Language of the text it was found in.", default=None)
    script: str = row("ISO 15924 script, e.g. `Latn`, `Cyrl`; derived when left out.", default="")
    kind: str = row("E.g. `birth`, `misprint`, `transliteration`.", default="")
    sources: tuple[Citation, ...] = row("Where it is spelt so.")


@dataclass(frozen=True, slots=True)
class NameParts:
    """Parts of a person's name."""

    given: str = row("Given name.", default="")
    patronymic: str = row("Patronymic.", default="")
    family: str = row("Family name.", default="")


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function, with its time."""

    title: str = row("E.g. `Foreign Minister`.", default=..., short=True)
    organisation: Link | None = row("Actor it belongs to.", default=None, kinds=ACTORS, literal=True)
    start: Date | None = row("From.", default=None)
    end: Date | None = row("Until; left out when it lasts or is not known.", default=None)
    status: FactStatus = row("Standing of this fact.", default=FactStatus.CONFIRMED)
    sources: tuple[Citation, ...] = row("Who says so.")


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another actor, printed as a sentence with its sources."""

    type: RelationType = row("Kind of tie, read from this record to the target.", default=...)
    target: Link = row("The other actor.", default=..., kinds=ACTORS)
    start: Date | None = row("From.", default=None)
    end: Date | None = row("Until.", default=None)
    status: FactStatus = row("Standing of this fact.", default=FactStatus.CONFIRMED)
    sources: tuple[Citation, ...] = row("Who says so.")


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event."""

    actor: Link = row("Actor's id, or a name as text.", default=..., kinds=ACTORS, literal=True, short=True)
    role: ParticipantRole = row("Neutral label of the part.", default=ParticipantRole.PARTICIPANT)
    note: str = row("A word on the part.", default="")


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Time of day of an event, where known."""

    start: str = row("`HH:MM`, local.", default="", short=True)
    end: str = row("`HH:MM`, local.", default="")
    zone: Zone = row("IANA zone; the dossier's when left out.", default="")
    basis: str = row("How the time is known.", default="")


@dataclass(frozen=True, slots=True)
class Value:
    """The figure a claim asserts."""

    number: float | None = row("The figure.", default=None, short=True)
    unit: str = row("What is counted, e.g. `people`, `%`.", default="")
    min: float | None = row("Lower bound, e.g. for `more than`.", default=None)
    max: float | None = row("Upper bound, e.g. for `at most`.", default=None)


@dataclass(frozen=True, slots=True)
class AnonymousSources:
    """Unnamed sources behind a claim."""

    count: int | None = row("How many, if the text says so.", default=None, short=True)
    description: str = row("As described, in our words.", default="")
    reason: str = row("Reason given for anonymity.", default="")


@dataclass(frozen=True, slots=True)
class Attribution:
    """How an assertion reached the public: three separate axes."""

    type: AttributionType = row("How it is attributed.", default=AttributionType.UNATTRIBUTED, short=True)
    anonymous: AnonymousSources | None = row("For anonymous and background sources.", default=None)
    channel: str = row("Where it was said: `press conference`, `Telegram`, `written statement` …", default="")
    relayed_by: tuple[Link, ...] = row("Outlets through which it reached us.", kinds=OUTLETS, literal=True)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A dated change of a claim's status."""

    date: Date = row("When.", default=...)
    status: str = row("The status from that day.", default=...)
    reason: Prose = row("Why.", default="")
    sources: tuple[Citation, ...] = row("On what ground.")


@dataclass(frozen=True, slots=True)
class Reliability:
    """An optional rating of an outlet, never without reason and date."""

    rating: str = row("In the dossier's own terms.", default=...)
    reason: Prose = row("Why.", default=...)
    date: Date = row("When it was made.", default=...)


@dataclass(frozen=True, slots=True)
class ReadingReview:
    """Who read a note over, and when."""

    by: str = row("Name.", default=..., short=True)
    date: Date | None = row("When.", default=None)
