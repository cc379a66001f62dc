"""Views of what is asserted: claims and the questions that rival claims answer."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.figures import FiguresView
from dossier.views.page import PageView, RecordView
from dossier.views.parts import Badge, ChangeView, CitationView, DateView, LinkView
from dossier.views.sources import ComparedView, SourceView
from dossier.views.times import ClaimItem


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One source of a claim."""

    citation: CitationView
    source: LinkView
    outlet: LinkView | None
    affiliation: Badge | None
    date: DateView
    original: LinkView | None
    archive: LinkView | None
    copy_of: LinkView | None
    """The text it is a copy of: then it is no origin of its own."""
    compared: ComparedView | None
    """Of the words quoted; None where none are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGroup:
    """Evidence of one stance, oldest first."""

    stance: str
    label: str
    items: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One independent origin and the works that carry its text."""

    title: str
    works: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionView:
    """How an assertion reached the public: three axes, in words."""

    how: Badge
    sentence: str
    """All of it in one sentence of plain text."""
    manner: str
    """The same without who says so."""
    asserted_by: tuple[LinkView, ...]
    anonymous: str
    """Number, description and reason of unnamed sources; "" for none."""
    channel: str
    relayed_by: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView(RecordView):
    """One checkable assertion."""

    statement: str
    status: Badge
    status_note: str
    history: tuple[ChangeView, ...]
    value: str
    as_of: DateView
    asserted: DateView
    attribution: AttributionView
    evidence: tuple[EvidenceGroup, ...]
    standing: str
    """In words: works, outlets, independent origins."""
    origins: tuple[OriginView, ...]
    warnings: tuple[Badge, ...]
    first_reported: DateView
    question: LinkView | None
    rivals: tuple[ClaimItem, ...]
    """Other claims that answer the same question."""
    about: tuple[LinkView, ...]
    supports: tuple[LinkView, ...]
    disputes: tuple[LinkView, ...]
    supported_by: tuple[LinkView, ...]
    disputed_by: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView(PageView):
    """Rival claims side by side."""

    question: str
    claims: tuple[ClaimItem, ...]
    """Of very many a run of them, on the first page none."""
    parts: tuple[LinkView, ...]
    """Pages of runs of answers, this one marked."""
    total: int
    """Answers on all pages."""
    is_disputed: bool
    ranges: tuple[str, ...]
    """The span of the figures that stand, one for each unit, in words; empty where there are none to compare."""
    figures: tuple[FiguresView, ...]
    """Pictures of the figures, one for each unit that more than one claim uses."""
    about: tuple[LinkView, ...]
    """Records that the claims are about."""
    sources: tuple[SourceView, ...]
    """Every source of the claims; numbers are this page's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionItem:
    """A question in a list, with the answers that are given."""

    url: str
    question: str
    claims: tuple[ClaimItem, ...]
    more: int
    """Answers that are not named here."""
    is_disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsView(PageView):
    """All questions: `disputed` have rival claims, `others` one answer."""

    title: str
    disputed: tuple[QuestionItem, ...]
    others: tuple[QuestionItem, ...]
    parts: tuple[LinkView, ...]
    """Pages of a long list by letter, the one marked in which this one lies."""
    narrower: tuple[LinkView, ...]
    """Parts of this part."""
    total: int
