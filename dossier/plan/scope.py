"""What every page needs of the whole dossier: the library with its indexes, and texts made once for all pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dossier.dates import Date, Precision, label
from dossier.findings import Evidence
from dossier.library import Library
from dossier.model import Article, Document, Id, Kind, Link, TitleBasis, Work
from dossier.plan.addresses import record_path
from dossier.plan.context import PlanContext
from dossier.plan.feed_entry import FeedEntry
from dossier.plan.lead_parts import parts_for
from dossier.plan.located import Point, events_by_place, points_of
from dossier.plan.neighbours import Neighbours, neighbours_of
from dossier.plan.plain import plain_lead
from dossier.plan.question_index import Question, questions_of
from dossier.plan.relations import Relations, relations_of
from dossier.plan.ties import Tie, ties_by_actor, ties_of
from dossier.plan.words import cut
from dossier.settings import Settings
from dossier.urls import path_to_url
from dossier.views import ClaimItem, DateView, Html, ItemView, TimelineEntry


@dataclass(frozen=True, slots=True)
class Memo:
    """Texts that many pages print. Filled as they are asked for; holds nothing that is not a function of the scope."""

    dates: dict[str, DateView] = field(default_factory=dict)
    citations: dict[str, Html] = field(default_factory=dict)
    summaries: dict[Id, str] = field(default_factory=dict)
    feed_entries: dict[Id, FeedEntry] = field(default_factory=dict)
    paths: dict[Id, str] = field(default_factory=dict)
    items: dict[tuple[str, Id], ItemView] = field(default_factory=dict)
    """List entries by the root of the page they stand on: their links depend on nothing else of it."""
    entries: dict[tuple[str, Id], TimelineEntry] = field(default_factory=dict)
    claims: dict[tuple[str, Id], ClaimItem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The whole dossier as the plan sees it."""

    library: Library
    findings: Evidence
    settings: Settings
    context: PlanContext
    relations: Relations
    questions: Mapping[str, Question]
    """Questions with a listed claim, by folded text."""
    by_kind: Mapping[Kind, tuple[Document, ...]]
    """Listed documents."""
    all_ties: tuple[Tie, ...]
    """Every tie between two listed actors."""
    ties: Mapping[Id, tuple[Tie, ...]]
    """The same by actor, for those that have some."""
    events_by_place: Mapping[Id, tuple[Id, ...]]
    """Listed events of every listed place that has some."""
    points: Mapping[Id, Point]
    """Where such places are drawn, for those that can be."""
    neighbours: Neighbours
    """Listed articles, notes and events before and after each other in time."""
    counts: Mapping[str, int]
    """Entries of every list page by its word, in the order of navigation."""
    unlisted_keys: frozenset[str]
    """Keys of works that stand in no list: unlisted articles."""
    memo: Memo

    @property
    def language(self) -> str:
        """Language of the interface."""
        return self.settings.language

    @property
    def base_url(self) -> str:
        """Absolute address of the site with a slash at the end; "" when not set."""
        return self.settings.base_url.rstrip("/") + "/" if self.settings.base_url else ""

    @property
    def lead_parts(self) -> int:
        """How many files hold the first words of all listed records."""
        return parts_for(sum(len(documents) for documents in self.by_kind.values()))

    def say(self, key: str, /, *, count: int | None = None, **values: object) -> str:
        """Return an interface text."""
        return self.context.messages(key, count=count, **values)

    def is_listed(self, id: Id) -> bool:
        """Whether a record may stand in lists, feeds and indexes."""
        return id not in self.library.unlisted

    def is_indexed(self, id: Id) -> bool:
        """Whether search engines are told of a record's page: listed, and no draft that only the preview shows."""
        return self.is_listed(id) and id not in self.library.previewed

    def listed(self, kind: Kind) -> tuple[Document, ...]:
        """Return the listed documents of a kind, by name."""
        return self.by_kind[kind]

    def document(self, id: Id) -> Document:
        """Return a document of the library."""
        return self.library.documents[id]

    def find(self, link: Link | None, *kinds: Kind) -> Id | None:
        """Return the record that a link of front matter names, if any."""
        return self.library.find(link.target, kinds) if link else None

    def encoded_path(self, id: Id) -> str:
        """Return the path of a record's page as it stands in an address."""
        if id not in self.memo.paths:
            self.memo.paths[id] = path_to_url(record_path(id))
        return self.memo.paths[id]

    def key_of(self, link: Link) -> str | None:
        """Return the key of the work that a citation of front matter names."""
        return self.library.key_of(link.target)

    def listed_works(self) -> tuple[Work, ...]:
        """Return every work that may stand in lists and exports, by key: unlisted articles may not."""
        return tuple(work for key, work in sorted(self.library.works.items()) if key not in self.unlisted_keys)

    def article_of(self, key: str) -> Id | None:
        """Return the article's record behind a work's key; None for a work of the bibliography."""
        id = Id(Kind.ARTICLE, key)
        return id if id in self.library.documents else None

    def date(self, date: Date | None) -> DateView:
        """Put a date into words, or say that it is not known."""
        text = date.text if date else ""
        if text not in self.memo.dates:
            self.memo.dates[text] = self._date(date)
        return self.memo.dates[text]

    def maybe(self, date: Date | None) -> DateView | None:
        """Put a date into words; None stays None."""
        return self.date(date) if date else None

    def citation(self, work: Work) -> Html:
        """Return the formatted citation of a work in the library."""
        if work.key not in self.memo.citations:
            self.memo.citations[work.key] = Html(self.context.format_citation(work, self.language))
        return self.memo.citations[work.key]

    def summary(self, document: Document) -> str:
        """Return a record's summary as plain text: what the curator wrote, or its first paragraph, cut."""
        if document.id not in self.memo.summaries:
            written = document.record.summary or str(getattr(document.record, "abstract", ""))
            text = written or plain_lead(document, self.library)
            self.memo.summaries[document.id] = cut(" ".join(text.split()))
        return self.memo.summaries[document.id]

    def _date(self, date: Date | None) -> DateView:
        if date is None or date.precision is Precision.UNKNOWN:
            unknown = self.say("ui.not_known")
            return DateView(text=unknown, short=unknown, edtf=date.text if date else "", known=False)
        return DateView(
            text=label(date, self.language),
            short=label(date, self.language, style="medium"),
            datetime=date.iso() or "",
            edtf=date.text,
            precision=date.precision.value,
            uncertain=date.uncertain,
            approximate=date.approximate,
        )


def scope_of(library: Library, findings: Evidence, settings: Settings, context: PlanContext) -> Scope:
    """Index the library for planning."""
    by_kind, ties, relations = _listed_by_kind(library), ties_of(library), relations_of(library)
    placed = events_by_place(library)
    points = points_of(library, placed)
    return Scope(
        library=library,
        findings=findings,
        settings=settings,
        context=context,
        relations=relations,
        questions=questions_of(library),
        by_kind=by_kind,
        all_ties=ties,
        ties=ties_by_actor(ties),
        events_by_place=placed,
        points=points,
        neighbours=neighbours_of(by_kind, relations),
        counts=_counts(library, by_kind) | {"network": len(ties), "map": len(points)},
        unlisted_keys=frozenset(id.name for id in library.unlisted if id.kind is Kind.ARTICLE),
        memo=Memo(),
    )


def _listed_by_kind(library: Library) -> dict[Kind, tuple[Document, ...]]:
    return {
        kind: tuple(document for document in library.of_kind(kind) if document.id not in library.unlisted)
        for kind in Kind
    }


def _counts(library: Library, by_kind: Mapping[Kind, tuple[Document, ...]]) -> dict[str, int]:
    unlisted = sum(id.kind is Kind.ARTICLE and id.name in library.works for id in library.unlisted)
    order = ("notes", "articles", "actors", "events", "claims", "outlets", "places", "topics")
    by_folder = {kind.folder: documents for kind, documents in by_kind.items()}
    listed = (document for documents in by_kind.values() for document in documents)
    found = {folder: len(by_folder[folder]) for folder in order}
    found["questions"] = len(library.questions)
    found["timeline"] = found["events"]
    found["map"] = found["network"] = 0
    found["sources"] = len(library.works) - unlisted
    found["corrections"] = sum(len(document.record.corrections) for document in listed)
    return found


def title_of(document: Document) -> str:
    """Return what a record is called in print: in brackets where no headline was seen."""
    record = document.record
    if isinstance(record, Article) and record.title_basis is TitleBasis.SUPPLIED:
        return f"[{document.title}]"
    return document.title


def base_path(scope: Scope) -> str:
    """Return the path under which the site will be, without a slash at the end; "" at the root."""
    return urlsplit(scope.base_url).path.rstrip("/")
