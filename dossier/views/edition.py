"""Views of the print edition: the dossier as one document that can be handed in."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.html import Html
from dossier.views.page import PageView
from dossier.views.parts import CitationView, CorrectionView, DateView
from dossier.views.people import RoleView
from dossier.views.sources import SourceView
from dossier.views.times import TimelineEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionNote:
    """A text, whole: its fragment ids begin with its anchor, its numbers are those of the whole edition."""

    anchor: str
    title: str
    kind_label: str
    language: str
    direction: str
    authors: tuple[str, ...]
    published: DateView
    updated: DateView | None
    abstract: str
    body: Html
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionEvent:
    """An event of the chronology with the numbers of all its sources."""

    entry: TimelineEntry
    summary: str
    """Not cut, as that of the entry is."""
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionActor:
    """Who somebody is: an entry of the list of persons and bodies."""

    anchor: str
    title: str
    kind_label: str
    description: str
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView(PageView):
    """The dossier as one document: texts, chronology, who is who, and every source they rest on."""

    title: str
    address: str
    """Where the dossier is on the web; "" when not set."""
    notes: tuple[EditionNote, ...]
    notes_cut: str
    """What is left out, in a sentence; "" when nothing is."""
    events: tuple[EditionEvent, ...]
    events_cut: str
    actors: tuple[EditionActor, ...]
    actors_cut: str
    sources: tuple[SourceView, ...]
    """In order of their numbers, which are those in the texts."""
    sourcing: str
    """How the dossier is sourced, in one sentence."""
