"""Numbers the sources of a page: text in reading order, then front matter in the order of fields, from 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dossier.library import CitationTarget, ClaimTarget, NumberedSource, Occurrence, Target
from dossier.link.known import Cited, Known, find_source
from dossier.model import Citation, CitationRef, Claim, ClaimRef, Document, Id
from dossier.model.walk import citations_of


class Numbered(NamedTuple):
    """A document's targets with their numbers, and its list of sources."""

    targets: tuple[Target, ...]
    sources: tuple[NumberedSource, ...]


class _Sources:
    """The list of sources of one page while it grows."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.numbers: dict[str, int] = {}
        self.places: dict[str, list[Occurrence]] = {}

    def count(self, key: str, place: Occurrence) -> int:
        """Enter one citation; return the number of its source, 0 for a source that is unknown or hidden."""
        cited = find_source(key, self.known)
        if not isinstance(cited, Cited) or (cited.id and self.known.is_hidden(cited.id)):
            return 0
        self.places.setdefault(cited.key, []).append(place)
        return self.numbers.setdefault(cited.key, len(self.numbers) + 1)

    def count_all(self, citations: Iterable[Citation], anchor: str) -> tuple[int, ...]:
        """Enter citations of front matter."""
        return tuple(
            self.count(one.source.target, Occurrence(anchor, one.locator, one.quote, one.stance)) for one in citations
        )


def number(document: Document, targets: Sequence[Target], documents: Mapping[Id, Document], known: Known) -> Numbered:
    """Number what a document cites. `documents` are the public ones, with nothing hidden in them."""
    sources = _Sources(known)
    numbered = []
    for ref, target in zip(document.refs, targets, strict=True):
        if isinstance(ref, CitationRef):
            target = CitationTarget(
                tuple(sources.count(item.key, Occurrence(ref.anchor, item.locator)) for item in ref.items)
            )
        elif isinstance(ref, ClaimRef) and isinstance(target, ClaimTarget) and target.id:
            target = replace(target, numbers=sources.count_all(evidence_of(documents[target.id]), ref.anchor))
        numbered.append(target)
    sources.count_all((written.citation for written in citations_of(document.record)), "")
    listed = (NumberedSource(n, key, tuple(sources.places[key])) for key, n in sources.numbers.items())
    return Numbered(tuple(numbered), tuple(listed))


def evidence_of(document: Document) -> tuple[Citation, ...]:
    """Return a claim's evidence."""
    return document.record.evidence if isinstance(document.record, Claim) else ()
