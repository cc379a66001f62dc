"""All documents, linked: what the pages are made from. Built once by `link`, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dossier.locators import Locator
from dossier.model import Document, Id, Kind, Record, Work
from dossier.model.walk import FieldCitation
from dossier.text import fold


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads. `id` None: the target is not public, and only the label is printed, without a link."""

    id: Id | None
    fragment: str = ""
    """Fragment id on the target's page, or ""."""
    label: str = ""
    """Plain text to print where the author wrote none: the target's title; "" for a hidden target."""
    path: str = ""
    """A file in media/ (`media/report.pdf`) that is linked instead of a record; then `id` is None."""


@dataclass(frozen=True, slots=True)
class CitationTarget:
    """Numbers of a citation group's items in the page's list of sources, from 1; 0 for an item that leads nowhere."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClaimTarget:
    """The claim embedded by `{claim: …}`; None when it is not public or unknown."""

    id: Id | None
    numbers: tuple[int, ...] = ()
    """Numbers of its evidence in this page's list of sources."""


@dataclass(frozen=True, slots=True)
class ImageTarget:
    """The image's path in media/ (e.g. `media/map.png`); "" when missing."""

    path: str


Target: TypeAlias = LinkTarget | CitationTarget | ClaimTarget | ImageTarget


@dataclass(frozen=True, slots=True)
class FieldTarget:
    """Where one link of front matter leads."""

    field: str
    """The record's own field it stands under, e.g. `participants`."""
    name: str
    """Record name or work key."""
    id: Id | None
    """None for a work of the bibliography."""
    is_source: bool
    """Whether it names a source: the `source` of a citation."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place on a page where a source is cited."""

    anchor: str
    """Fragment id to jump back to; "" for citations in front matter, which have no anchor of their own."""
    locator: Locator | None
    quote: str = ""
    stance: str = ""


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """One entry of a page's list of sources."""

    number: int
    key: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Backlink:
    """One place that speaks of a record."""

    source: Id
    role: str
    """How: `mentions`, `cites`, `embeds` (a claim), or the front-matter field: `participants`, `evidence` …"""
    anchor: str = ""
    before: str = ""
    """The sentence, plain text: before the mention …"""
    label: str = ""
    """… the mention as it reads there …"""
    after: str = ""
    """… and after it. All three empty for front matter."""


@dataclass(frozen=True, slots=True)
class SpokenQuotation:
    """A quotation with its place: `library.quotations[speaker]`."""

    document: Id
    index: int
    """Index into the document's `quotations`."""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything public, linked. All maps are in a fixed order: by kind, then by name."""

    documents: Mapping[Id, Document]
    names: Mapping[str, tuple[Id, ...]]
    """Ids, `kind:id`, aliases, names and former ids, folded by `text.fold`, to the records that bear them."""
    works: Mapping[str, Work]
    """Every citable work by key: articles, then bibliography entries."""
    targets: Mapping[Id, tuple[Target, ...]]
    """For each document what its refs lead to, index by index."""
    sources: Mapping[Id, tuple[NumberedSource, ...]]
    """For each document its list of sources: body in reading order, then front matter in the order of fields."""
    fields: Mapping[Id, tuple[FieldTarget, ...]]
    """For each document where the links of its front matter lead, in the order of fields; free text leads nowhere."""
    citations: Mapping[Id, tuple[FieldCitation, ...]]
    """For each document the citations of its front matter, in the order of fields."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    """By record name or work key: who speaks of it, by source id and reading order."""
    quotations: Mapping[Id, tuple[SpokenQuotation, ...]] = field(default_factory=dict)
    """By speaker."""
    questions: Mapping[str, tuple[Id, ...]] = field(default_factory=dict)
    """Claims by the question they answer, in order of `asserted`/`as_of`, then name."""
    redirects: Mapping[str, Id] = field(default_factory=dict)
    """Old URL paths (`actors/old-id/`) to records."""
    media: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Images by path: width and height in pixels; (0, 0) where not known."""
    unlisted: frozenset[Id] = frozenset()
    """Records that have a page but stand in no list, feed or index."""
    previewed: frozenset[Id] = frozenset()
    """Drafts and scheduled texts that only the preview shows; empty in a build."""
    _found: dict[tuple[str, tuple[Kind, ...]], Id | None] = field(default_factory=dict, compare=False, repr=False)
    """What names were asked for and what they led to: the same few are asked for by every stage."""

    def of_kind(self, kind: Kind) -> tuple[Document, ...]:
        """Return the documents of one kind, by name."""
        return tuple(document for id, document in self.documents.items() if id.kind is kind)

    def record(self, id: Id) -> Record:
        """Return the record of an id. Raises KeyError for an id that is not in the library."""
        return self.documents[id].record

    def key_of(self, target: str) -> str | None:
        """Return the key in `works` of the source that a citation written as `target` names, or None."""
        article = self.find(target, (Kind.ARTICLE,))
        if article is not None:
            return article.name
        if target in self.works:
            return target
        return next((key for key in self.works if fold(key) == fold(target)), None)

    def find(self, target: str, kinds: tuple[Kind, ...] = ()) -> Id | None:
        """Return the one public record that a reference written as `target` names, or None.

        None also for free text, a hidden record and an ambiguous name. A record's own id wins over aliases.
        """
        asked = (target, kinds)
        if asked not in self._found:
            self._found[asked] = self._find(target, kinds)
        return self._found[asked]

    def _find(self, target: str, kinds: tuple[Kind, ...]) -> Id | None:
        found = self.names.get(fold(target), ())
        wanted = tuple(id for id in found if not kinds or id.kind in kinds)
        exact = tuple(id for id in wanted if fold(target) in (fold(id.name), fold(str(id))))
        best = exact or wanted
        return best[0] if len(best) == 1 and best[0] in self.documents else None
