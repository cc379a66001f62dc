"""Puts the parts of linking in a row."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.diagnostics import Diagnostic, in_order
from dossier.library import Library
from dossier.link.assemble import library_of
from dossier.link.cycles import open_cycles
from dossier.link.fields import near_literals, resolve_fields
from dossier.link.identity import identity_faults
from dossier.link.known import Known
from dossier.link.names import index
from dossier.link.references import image_fault, media_path, resolve_ref
from dossier.link.standing import Hidden, Standing, public_from, standing
from dossier.link.works import in_key_order
from dossier.model import Document, Id, Kind, Language, Visibility, Work
from dossier.rules import links as rules
from dossier.settings import Settings
from dossier.text import fold


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What linking is told besides the documents."""

    language: Language
    """The dossier's language, for works that name none."""
    today: datetime.date
    include_drafts: bool = False
    """For the preview: drafts and scheduled texts are treated as public. Private records never are."""
    settings: Settings | None = None
    """Checked for links: methodology, home."""
    files: frozenset[str] = frozenset()
    """Paths of everything in media/ that is published, e.g. `media/report.pdf`."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The library, what was left out of it, and the faults found on the way."""

    library: Library
    hidden: tuple[Hidden, ...]
    """By id."""
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def link(
    documents: Iterable[Document], works: Iterable[Work], media: Mapping[str, tuple[int, int]], options: LinkOptions
) -> Linked:
    """Resolve every reference, decide what is public, number citations in reading order, from 1.

    Hidden documents are checked like all others, but nothing of them is in the library: no id, no title. Of two files
    whose addresses collide the first by path is in it. Returns faults D4xx beside it, sorted. Order of input does not
    matter. Raises nothing.
    """
    in_path_order = sorted(documents, key=lambda document: (document.path, document.id))
    standings = {document.id: _standing(document, options) for document in reversed(in_path_order)}
    shown = frozenset(id for id, here in standings.items() if here.is_shown)
    kept = _without_twins(in_path_order)
    names = index(kept, shown)
    opened, cycle_faults = open_cycles({document.id: document for document in kept}, names)
    keys = {fold(work.key): work.key for work in in_key_order(works)}
    known = Known(names, opened, standings, keys, media, options.files)
    faults = [
        *identity_faults(in_path_order),
        *cycle_faults,
        *_key_faults(known),
        *_faults(in_path_order, known, options),
    ]
    hidden = tuple(_hidden(opened[id], standings[id]) for id in sorted(opened) if id not in shown)
    library = replace(library_of(known, works, options.language), previewed=_previewed(opened.values(), options))
    return Linked(library, hidden, in_order(faults))


def _standing(document: Document, options: LinkOptions) -> Standing:
    found = standing(document, options.today)
    if not options.include_drafts or found not in (Standing.DRAFT, Standing.SCHEDULED):
        return found
    return Standing.UNLISTED if document.record.visibility is Visibility.UNLISTED else Standing.PUBLIC


def _previewed(documents: Iterable[Document], options: LinkOptions) -> frozenset[Id]:
    """Return the records that only the preview shows."""
    waiting = (Standing.DRAFT, Standing.SCHEDULED)
    shown = [document.id for document in documents if standing(document, options.today) in waiting]
    return frozenset(shown) if options.include_drafts else frozenset()


def _without_twins(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Keep of documents whose folders and file names collide the first."""
    first: dict[tuple[Kind, str], Document] = {}
    for document in documents:
        first.setdefault((document.id.kind, fold(document.id.name)), document)
    return tuple(first.values())


def _hidden(document: Document, here: Standing) -> Hidden:
    until = public_from(document) if here is Standing.SCHEDULED else None
    return Hidden(document.id, here, until, document.path, document.title)


def _key_faults(known: Known) -> Iterator[Diagnostic]:
    for id, document in known.documents.items():
        if id.kind is Kind.ARTICLE and (key := known.keys.get(fold(id.name))) is not None:
            yield rules.KEY_TAKEN.at(
                document.id_span,
                f"`{key}` is also the key of a work in the bibliography",
                help="take the entry out of the bibliography, or rename the article",
            )


def _faults(documents: Sequence[Document], known: Known, options: LinkOptions) -> Iterator[Diagnostic]:
    """Check every document, twins and hidden ones too. To hidden ones nothing is hidden: drafts may name drafts."""
    by_author = known.to_the_author()
    for document in documents:
        seen = known if known.standings[document.id].is_shown else by_author
        yield from resolve_fields(document.record, seen)[1]
        for ref in document.refs:
            yield from resolve_ref(ref, document, seen)[1]
        yield from _image_faults(document, known)
    yield from near_literals((document.record for document in documents), known)
    if options.settings is not None:
        yield from resolve_fields(options.settings, known)[1]


def _image_faults(document: Document, known: Known) -> Iterator[Diagnostic]:
    src = document.record.image
    if src and media_path(src, document.path, known.media) is None:
        yield image_fault(src, document.places.get("image", document.id_span), known)
