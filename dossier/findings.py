"""What was found out about the evidence: facts computed from a Library, never typed. Made by `evidence`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dossier.dates import Date
from dossier.diagnostics import Span
from dossier.model import Actor, Id, Role


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin: who produced a text, with everything that was copied or taken from it."""

    name: str
    """Agency or outlet, or the work's title where neither is known."""
    outlet: Id | None
    """Its record."""
    keys: tuple[str, ...]
    """Keys of the works that go back to it, in order of the evidence."""
    is_state: bool
    """Whether the record says that a state controls it."""


@dataclass(frozen=True, slots=True)
class ClaimFindings:
    """What stands behind one claim. Keys are those of `library.works`, in order of the evidence, each once."""

    supporting: tuple[str, ...] = ()
    disputing: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    """Names of the outlets of what does not dispute the claim, each once."""
    origins: tuple[Origin, ...] = ()
    """Independent origins of what does not dispute the claim. Copies of one text, texts of one agency and texts of one
    outlet are one."""
    single_origin: bool = False
    anonymous_only: bool = False
    """It is attributed to sources without a name."""
    state_relayed_only: bool = False
    """It reached us only through outlets that a state controls."""
    first_reported: Date | None = None
    """The earliest date of publication among what does not dispute it."""
    first_reported_by: str = ""
    """Key of that work."""


@dataclass(frozen=True, slots=True)
class FigureRange:
    """The span of the figures that claims of one question give in one unit."""

    unit: str
    low: float
    high: float
    is_open_below: bool
    """A claim says `at most`."""
    is_open_above: bool
    """A claim says `at least`."""
    claims: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class QuestionFindings:
    """What the claims of one question say."""

    claims: tuple[Id, ...]
    """In order of `library.questions`."""
    standing: tuple[Id, ...]
    """Without those refuted, withdrawn or superseded."""
    ranges: tuple[FigureRange, ...]
    """Of the standing claims, by unit."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the dossier's articles, or claims, have one value. "" where it is not known."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class DayMix:
    """How many articles appeared on a day, by whether a state controls the outlet."""

    day: datetime.date
    independent: int
    """The outlet's record says that no state does."""
    unknown: int
    state: int


@dataclass(frozen=True, slots=True)
class SourceMix:
    """Of what the dossier is made. Each tuple by count, then value. Unlisted records do not count."""

    articles: int = 0
    claims: int = 0
    by_outlet: tuple[Share, ...] = ()
    """Outlets by name."""
    by_country: tuple[Share, ...] = ()
    """Country of the outlet, ISO 3166-1 alpha-2."""
    by_language: tuple[Share, ...] = ()
    """BCP 47."""
    by_state_affiliation: tuple[Share, ...] = ()
    """`yes`, `no`, `unknown`."""
    by_genre: tuple[Share, ...] = ()
    """Values of `Genre`."""
    by_attribution: tuple[Share, ...] = ()
    """Values of `AttributionType`, of claims."""
    by_day: tuple[DayMix, ...] = ()
    """Days on which an article appeared, in order. Articles of which no exact day is known stand in none."""


class Obstacle(StrEnum):
    """Why the words of a saved copy cannot be compared."""

    FORM = "form"
    """Files of its kind are not read."""
    DAMAGED = "damaged"
    """It holds no words, or none in an encoding that it names or that is UTF-8."""
    DIGEST = "digest"
    """Its bytes are not those whose digest the record gives."""


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """A saved copy in content/archive/. It is compared with, and never published."""

    path: str
    """Below content/archive/; for faults alone, no page prints it."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    form: str
    """Kind of file: `HTML`, `PDF` …"""
    date: Date | None = None
    """When it was saved, where the record says so of this very file."""
    obstacle: Obstacle | None = None


class Verdict(StrEnum):
    """What came of comparing a quotation with the copies of its source."""

    LETTERS = "letters"
    """It stands there letter for letter; forms of quotation marks, dashes and blanks do not count."""
    WORDS = "words"
    """The same words stand there in the same order; capitals, signs or blanks differ."""
    ABSENT = "absent"
    """It does not stand there."""
    NO_COPY = "no_copy"
    """No copy of its source is held, so nothing was compared."""
    UNREAD = "unread"
    """A copy is held and cannot be read, so nothing was compared."""
    NO_WORDS = "no_words"
    """Nothing is quoted but what was left out."""

    @property
    def is_compared(self) -> bool:
        """Whether words were laid beside words."""
        return self in (Verdict.LETTERS, Verdict.WORDS, Verdict.ABSENT)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation beside the copies of its source."""

    verdict: Verdict
    copy: HeldCopy | None = None
    """The copy in which it stands, else the first that was looked at; None when none is held."""
    omits: bool = False
    """Words are marked as left out or put in: those were not compared."""


@dataclass(frozen=True, slots=True)
class QuotationFinding:
    """One quotation of a document, in its text or its front matter."""

    document: Id
    keys: tuple[str, ...]
    """Of the works it cites."""
    text: str
    comparison: Comparison
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Collation:
    """Every quotation of the public documents, compared with the copies that are held."""

    quotations: tuple[QuotationFinding, ...] = ()
    """By document; its text in reading order, then its front matter."""
    by_work: Mapping[str, tuple[QuotationFinding, ...]] = field(default_factory=dict)
    """The same by the keys of the works that they cite."""
    in_texts: Mapping[tuple[Id, int], Comparison] = field(default_factory=dict)
    """Those of texts, by document and index into its `quotations`."""
    in_fields: Mapping[tuple[str, str], Comparison] = field(default_factory=dict)
    """Those of citations in front matter, by key and `quote`."""
    held: Mapping[str, tuple[HeldCopy, ...]] = field(default_factory=dict)
    """Copies by the key of their work, the one relied on first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Findings for the whole dossier."""

    claims: Mapping[Id, ClaimFindings]
    questions: Mapping[str, QuestionFindings]
    """By question, as in `library.questions`."""
    mix: SourceMix
    collation: Collation = Collation()


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role on a given day."""

    role: Role
    is_certain: bool
    """False when the dates only allow it: no start is known, or the day falls within what is not exactly known."""


def titles_on(actor: Actor, date: Date) -> tuple[HeldRole, ...]:
    """Return the roles that an actor held, or may have held, on a date, in the record's order.

    A role without end lasts. A date without bounds gives nothing.
    """
    if date.earliest is None or date.latest is None:
        return ()
    return tuple(HeldRole(role, _is_sure(role, date)) for role in actor.roles if may_hold(role, date))


def may_hold(role: Role, date: Date) -> bool:
    """Whether a role's dates allow a date."""
    begins_later = role.start and role.start.earliest and date.latest and role.start.earliest > date.latest
    ended_before = role.end and role.end.latest and date.earliest and role.end.latest < date.earliest
    return not begins_later and not ended_before


def _is_sure(role: Role, date: Date) -> bool:
    start, end = role.start, role.end
    if start is None or start.latest is None or start.uncertain or start.approximate:
        return False
    lasts = end is None or (end.earliest is not None and date.latest is not None and end.earliest >= date.latest)
    return lasts and date.earliest is not None and start.latest <= date.earliest
