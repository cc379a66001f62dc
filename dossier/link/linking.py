"""Puts the parts of linking in a row."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.diagnostics import Diagnostic, in_order
from dossier.library import Library
from dossier.link.assemble import library_of, resolve, works_of
from dossier.link.backlinks import spoken_in
from dossier.link.cycles import open_cycles
from dossier.link.fields import NearNames, resolve_fields
from dossier.link.identity import identity_faults
from dossier.link.known import Known
from dossier.link.names import index
from dossier.link.standing import Hidden, Standing, public_from, standing
from dossier.link.study import Kept, Reuse, Study, reuse_of, study
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
    kept: Kept | None = field(default=None, compare=False, repr=False)
    """What makes the next linking quick, while this process runs."""


def link(
    documents: Iterable[Document],
    works: Iterable[Work],
    media: Mapping[str, tuple[int, int]],
    options: LinkOptions,
    before: Kept | None = None,
) -> Linked:
    """Resolve every reference, decide what is public, number citations in reading order, from 1.

    Hidden documents are checked like all others, but nothing of them is in the library: no id, no title. Of two files
    whose addresses collide the first by path is in it. Returns faults D4xx beside it, sorted. Order of input does not
    matter. Raises nothing. `before` is what an earlier linking kept: the result is the same with it, and sooner there.
    """
    in_path_order = sorted(documents, key=lambda document: (document.path, document.id))
    standings = {document.id: _standing(document, options) for document in reversed(in_path_order)}
    shown = frozenset(id for id, here in standings.items() if here.is_shown)
    kept = _without_twins(in_path_order)
    names = index(kept, shown)
    opened, cycle_faults = open_cycles({document.id: document for document in kept}, names)
    keys = {fold(work.key): work.key for work in in_key_order(works)}
    known = Known(names, opened, standings, keys, media, options.files)
    reuse = reuse_of(before, known)
    studies = _studies(in_path_order, known, reuse)
    faults = [
        *identity_faults(in_path_order),
        *cycle_faults,
        *_key_faults(known),
        *(fault for one in studies.values() for fault in one.faults),
        *(resolve_fields(options.settings, known)[1] if options.settings is not None else ()),
    ]
    hidden = tuple(_hidden(opened[id], standings[id]) for id in sorted(opened) if id not in shown)
    resolved = resolve(known, studies, reuse)
    citable = works_of(resolved, works, known, options.language, reuse)
    spoken = {id: spoken_in(one, resolved, citable, reuse.spoken(id)) for id, one in resolved.items()}
    library = replace(library_of(known, spoken, citable, reuse), previewed=_previewed(opened.values(), options))
    return Linked(
        library, hidden, in_order(faults), Kept(known, studies, spoken, library.names, citable, options.language)
    )


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


def _studies(documents: Sequence[Document], known: Known, reuse: Reuse) -> dict[str, Study]:
    """Study every document, twins and hidden ones too. To hidden ones nothing is hidden: drafts may name drafts."""
    by_author, near = known.to_the_author(), NearNames(known)
    return {
        document.path: reuse.study(document)
        or study(document, known if known.standings[document.id].is_shown else by_author, known, near)
        for document in documents
    }
