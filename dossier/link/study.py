"""What linking finds out about one document by itself: kept for the next build where nothing it rests on changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic
from dossier.library import ClaimTarget, FieldTarget, LinkTarget, Target
from dossier.link.backlinks import Resolved, Spoken
from dossier.link.fields import NearNames, resolve_fields
from dossier.link.known import Known
from dossier.link.references import image_fault, media_path, resolve_ref
from dossier.link.works import NAMED_IN_WORKS
from dossier.model import Document, Id, Language, Work


@dataclass(frozen=True, slots=True)
class Study:
    """One document's references, resolved, and the faults found on the way."""

    document: Document
    targets: tuple[Target, ...]
    """Of its refs; citation numbers are still open."""
    fields: tuple[FieldTarget, ...]
    """Where its front matter leads."""
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the next linking may reuse."""

    known: Known
    studies: Mapping[str, Study]
    """By path."""
    spoken: Mapping[Id, Spoken]
    """Of public documents."""
    names: Mapping[str, tuple[Id, ...]]
    """What public documents are called."""
    works: Mapping[str, Work]
    """By key."""
    language: Language
    """Of works that name none."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """What may be taken over from an earlier linking: nothing of a document that changed or that names one that did."""

    kept: Kept | None
    changed: frozenset[Id]
    """Records whose document is another one now, or is gone."""
    keeps_works: bool = False
    """Whether all records from which works take words are as they were."""

    def study(self, document: Document) -> Study | None:
        """Return what was found out about this very document, if it still holds."""
        found = self.kept.studies.get(document.path) if self.kept else None
        if found is None or found.document is not document or not self.changed.isdisjoint(_named(found.targets)):
            return None
        return found

    def resolved(self, study: Study) -> Resolved | None:
        """Return how a document whose study was reused was numbered, if it is public."""
        if self.kept is None or self.kept.studies.get(study.document.path) is not study:
            return None
        spoken = self.kept.spoken.get(study.document.id)
        return spoken.linked if spoken else None

    def spoken(self, id: Id) -> Spoken | None:
        """Return what a document said of others the last time."""
        return self.kept.spoken.get(id) if self.kept else None

    def work(self, linked: Resolved, language: Language) -> Work | None:
        """Return the work that an article describes, while the article and all outlets and topics are as they were."""
        kept, id = self.kept, linked.document.id
        if kept is None or kept.language != language or not self.keeps_works:
            return None
        spoken = kept.spoken.get(id)
        return kept.works.get(id.name) if spoken and spoken.linked is linked else None

    def names(self) -> Mapping[str, tuple[Id, ...]] | None:
        """Return what public documents are called; None when that has to be found out again."""
        return self.kept.names if self.kept else None


def reuse_of(before: Kept | None, known: Known) -> Reuse:
    """Say what of an earlier linking still holds: nothing when anything is called otherwise or shown otherwise now."""
    if before is None or not _same_tables(before.known, known):
        return Reuse(None, frozenset())
    old, new = before.known.documents, known.documents
    changed = frozenset(id for id in {**old, **new} if old.get(id) is not new.get(id))
    return Reuse(before, changed, all(id.kind not in NAMED_IN_WORKS for id in changed))


def study(document: Document, seen: Known, known: Known, near: NearNames) -> Study:
    """Resolve what one document names. `seen` is what it may name: for a draft, drafts too."""
    resolved = [resolve_ref(ref, document, seen) for ref in document.refs]
    fields, faults = resolve_fields(document.record, seen)
    found = (*faults, *(fault for _, faults in resolved for fault in faults))
    own = (*_image_faults(document, known), *near.faults(document.record))
    return Study(document, tuple(target for target, _ in resolved), fields, (*found, *own))


def _image_faults(document: Document, known: Known) -> Iterator[Diagnostic]:
    src = document.record.image
    if src and media_path(src, document.path, known.media) is None:
        yield image_fault(src, document.places.get("image", document.id_span), known)


def _named(targets: Iterable[Target]) -> Iterator[Id]:
    """Yield the records on whose titles, headings and evidence the targets rest."""
    for target in targets:
        if isinstance(target, LinkTarget | ClaimTarget) and target.id is not None:
            yield target.id


def _same_tables(one: Known, other: Known) -> bool:
    """Compare all that names lead to, but not the documents themselves."""
    return (one.names, one.standings, one.keys, one.media, one.files) == (
        other.names,
        other.standings,
        other.keys,
        other.media,
        other.files,
    )
