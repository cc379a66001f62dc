"""The print edition: the dossier as one document to hand in, with sources numbered through all of it.

At 10,000 articles a whole edition would be thousands of sheets and megabytes of HTML. What is bounded is what a person
reads: texts up to a length, the events with the most sources, the actors most spoken of. All works cited by what is
printed are listed, so that no number is without its source; each part says what it leaves out and where that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dossier.library import NumberedSource
from dossier.model import Actor, Document, Id, Kind, Note, Role
from dossier.plan.addresses import EDITION, absolute, list_path, root_of
from dossier.plan.head.head import HeadFacts, head_of
from dossier.plan.order import newest_first, oldest_first
from dossier.plan.pages.actors import ordered_events, roles_of
from dossier.plan.pagework import byline
from dossier.plan.parts.body import Within, fill_within
from dossier.plan.parts.corrections import corrections_of
from dossier.plan.parts.foremost import foremost_actors, foremost_events, lead_note
from dossier.plan.parts.items import entry_of
from dossier.plan.parts.sources import sources_of
from dossier.plan.parts.sourcing import sourcing_of
from dossier.plan.plain import plain_lead
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.text import direction_of
from dossier.views import (
    CitationView,
    CorrectionView,
    EditionActor,
    EditionEvent,
    EditionNote,
    EditionView,
    Page,
)

MOST_TEXT = 180_000
"""Characters of markup: some forty sheets with their sources. The first text is printed whatever its length."""
PER_REFERENCE, PER_SOURCE = 150, 500
"""What a link or number in a text adds to that, and a source in the list at the end."""
MOST_EVENTS, MOST_ACTORS = 120, 80


@dataclass(frozen=True, slots=True)
class Contents:
    """What is printed, in the order of printing."""

    notes: tuple[Document, ...]
    events: tuple[Id, ...]
    actors: tuple[Document, ...]

    def anchors(self) -> dict[Id, str]:
        """Return the fragment id of everything that is printed."""
        ids = (*(one.id for one in self.notes), *self.events, *(one.id for one in self.actors))
        return {id: f"{id.kind}-{id.name}" for id in ids}


def edition_page(scope: Scope) -> Page:
    """Plan the print edition. Everything in it stands elsewhere too, so search engines are not told of it."""
    return Page(EDITION, "edition.html", partial(_view, scope), is_indexed=False)


def _view(scope: Scope) -> EditionView:
    contents = _contents(scope)
    sources = _numbered(scope, contents)
    numbers = {source.key: source.number for source in sources}
    spot = Spot(scope, EDITION, root_of(EDITION), numbers)
    within = Within(numbers, contents.anchors())
    title = spot.say("list.print")
    facts = HeadFacts(title=title, description=spot.say("lead.print"), kind="print", noindex=True)
    return EditionView(
        head=head_of(spot, facts),
        title=title,
        address=scope.base_url,
        notes=tuple(_note(spot, document, within) for document in contents.notes),
        notes_cut=_cut(spot, Kind.NOTE, len(contents.notes)),
        events=tuple(_event(spot, id) for id in contents.events),
        events_cut=_cut(spot, Kind.EVENT, len(contents.events)),
        actors=tuple(_actor(spot, document) for document in contents.actors),
        actors_cut=_cut(spot, Kind.ACTOR, len(contents.actors)),
        sources=sources_of(spot, sources),
        sourcing=sourcing_of(spot).summary,
    )


def _contents(scope: Scope) -> Contents:
    actors = (scope.document(id) for id in foremost_actors(scope, MOST_ACTORS))
    return Contents(
        notes=tuple(_notes(scope)),
        events=tuple(ordered_events(scope, foremost_events(scope, MOST_EVENTS))),
        actors=tuple(sorted(actors, key=lambda document: (document.title.casefold(), document.id))),
    )


def _notes(scope: Scope) -> list[Document]:
    """Choose the texts: the lead first, then the newest that fit, in order of time."""
    lead = lead_note(scope)
    if lead is None:
        return []
    cited = _cited(scope, lead)
    chosen, room = [], MOST_TEXT - _length(lead) - len(cited) * PER_SOURCE
    for document in newest_first(scope.listed(Kind.NOTE)):
        more = _cited(scope, document) - cited
        length = _length(document) + len(more) * PER_SOURCE
        if document.id != lead.id and length <= room:
            chosen.append(document)
            room -= length
            cited |= more
    return [lead, *oldest_first(chosen)]


def _cited(scope: Scope, document: Document) -> set[str]:
    return {source.key for source in scope.library.sources.get(document.id, ())}


def _length(document: Document) -> int:
    marks = len(document.refs) * PER_REFERENCE
    return marks + sum(len(part) for part in document.body if isinstance(part, str))


def _numbered(scope: Scope, contents: Contents) -> tuple[NumberedSource, ...]:
    """Number the sources of everything printed in order of reading, from 1; the ways back to the text are left out.

    Unlisted works are named where a text cites them, as on its own page, and not beside entries of lists.
    """
    sources = scope.library.sources
    in_texts = [source.key for document in contents.notes for source in sources.get(document.id, ())]
    in_events = [source.key for id in contents.events for source in sources.get(id, ())]
    in_lists = [key for key in (*in_events, *_of_roles(scope, contents)) if key not in scope.unlisted_keys]
    keys = dict.fromkeys((*in_texts, *in_lists))
    return tuple(NumberedSource(number, key, ()) for number, key in enumerate(keys, 1))


def _of_roles(scope: Scope, contents: Contents) -> Iterator[str]:
    for document in contents.actors:
        assert isinstance(document.record, Actor)
        cited = (scope.key_of(citation.source) for role in document.record.roles for citation in role.sources)
        yield from (key for key in cited if key)


def _note(spot: Spot, document: Document, within: Within) -> EditionNote:
    note = document.record
    assert isinstance(note, Note)
    language = note.language or spot.scope.language
    return EditionNote(
        anchor=within.anchors[document.id],
        title=document.title,
        kind_label=spot.say(f"note_kind.{note.kind}"),
        language=language,
        direction=direction_of(language),
        authors=byline(note.author),
        published=spot.date(note.published),
        updated=spot.scope.maybe(note.updated),
        abstract=note.abstract or " ".join(note.summary.split()),
        body=fill_within(spot, document, within),
        corrections=_corrections(spot, document, within),
    )


def _corrections(spot: Spot, document: Document, within: Within) -> tuple[CorrectionView, ...]:
    found = corrections_of(spot, document)
    return tuple(replace(one, anchor=within.anchor(document.id, one.anchor)) for one in found)


def _event(spot: Spot, id: Id) -> EditionEvent:
    library = spot.scope.library
    cited: Sequence[CitationView] = [
        CitationView(number=number, url=f"#src-{number}", source=library.works[source.key].title)
        for source in library.sources.get(id, ())
        if (number := spot.numbers.get(source.key)) and source.key in library.works
    ]
    document = spot.scope.document(id)
    return EditionEvent(
        entry=entry_of(spot, id),
        summary=document.record.summary or plain_lead(document, library),
        citations=tuple(sorted(cited, key=lambda one: one.number)),
    )


def _actor(spot: Spot, document: Document) -> EditionActor:
    actor = document.record
    assert isinstance(actor, Actor)
    return EditionActor(
        anchor=f"{document.id.kind}-{document.id.name}",
        title=document.title,
        kind_label=spot.say(f"actor_kind.{actor.kind}"),
        description=actor.description or spot.scope.summary(document),
        roles=roles_of(spot, (_as_listed(spot.scope, role) for role in actor.roles)),
    )


def _as_listed(scope: Scope, role: Role) -> Role:
    """Return a role without its organisation where that is unlisted: lists do not name it."""
    organisation = scope.find(role.organisation, Kind.ACTOR)
    return role if organisation is None or scope.is_listed(organisation) else replace(role, organisation=None)


def _cut(spot: Spot, kind: Kind, shown: int) -> str:
    """Say what a part leaves out, and where that is; "" when it is whole."""
    total = len(spot.scope.listed(kind))
    if shown == total:
        return ""
    base = spot.scope.base_url
    where = absolute(base, list_path(kind.folder)) if base else spot.say(f"list.{kind.folder}")
    return spot.say(f"edition.cut_{kind.folder}", shown=shown, total=total, where=where)
