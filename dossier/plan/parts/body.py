"""Fills the holes of a text: links, citations, claims, images. Everything is escaped once, here or in `parse`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from dossier.library import CitationTarget, ClaimTarget, ImageTarget, LinkTarget, Target
from dossier.model import CitationRef, CitedItem, Claim, ClaimRef, Document, Id, ImageRef, LinkRef, Note, Ref, Work
from dossier.plan.addresses import record_path
from dossier.plan.parts.compared import compared_text
from dossier.plan.parts.side_notes import Place, side_notes
from dossier.plan.plain import html_to_text
from dossier.plan.spot import Spot
from dossier.text import direction_of
from dossier.urls import path_to_url
from dossier.views import Html

FSI, PDI = "\u2068", "\u2069"
SHORT_DIGEST = 12
"""Characters of a digest that are shown: enough to tell copies apart, and the whole is in the markup."""
_ID = re.compile(r'\bid="([^"]+)"')
_OWN_PLACE = re.compile(r'\b(id="|href="#)')
_HEADING = re.compile(r"<(/?)h([1-5])\b")


@dataclass(frozen=True, slots=True)
class Within:
    """A longer document of which texts are parts."""

    numbers: Mapping[str, int]
    """Numbers of sources by key, which run through the document."""
    anchors: Mapping[Id, str]
    """Fragment ids of records that have a place in the document: links lead there."""

    def anchor(self, id: Id, fragment: str) -> str:
        """Return what becomes of a fragment id of a text, so that it is unique: names of records hold no colon."""
        return f"{self.anchors[id]}:{fragment}" if id in self.anchors else fragment


ALONE = Within({}, {})
"""A text on a page of its own."""


@dataclass(frozen=True, slots=True)
class Holes:
    """Where a text's holes lead, and how far away its own page is."""

    spot: Spot
    document: Document
    home: str
    """Address of the text's own page as seen from here; "" on that page."""
    taken: frozenset[str]
    """Fragment ids that the text's markup has already."""
    has_ids: bool
    """Whether mentions get fragment ids: not where a text is shown away from its page."""
    quotations: Mapping[int, int]
    """By the hole of its citation: index of a quotation whose comparison is told behind it."""
    notes: Mapping[Place, tuple[int, ...]] = field(default_factory=dict)
    """Numbers of sources that are told in a side note, by its place."""
    within: Within = ALONE
    renumbered: Mapping[int, int] = field(default_factory=dict)
    """Number in the longer document by number on the text's own page."""

    def url(self, id: Id, fragment: str = "") -> str:
        """Return the address of a record, in the longer document where it stands in it."""
        if id not in self.within.anchors:
            return self.spot.record_url(id, fragment)
        place = self.within.anchor(id, fragment) if fragment else self.within.anchors[id]
        return f"#{path_to_url(place)}"

    def anchor(self, anchor: str) -> str:
        """Return the id attribute of a mention, unless its block has it."""
        if not anchor or not self.has_ids or anchor in self.taken:
            return ""
        return f' id="{escape(self.within.anchor(self.document.id, anchor))}"'


def fill_body(spot: Spot, document: Document) -> Html:
    """Fill the text of a document on its own page."""
    return _fill(document.body, _own_holes(spot, document))


def fill_within(spot: Spot, document: Document, within: Within) -> Html:
    """Fill the text of a document as a part of a longer one: own ids, running numbers, headings a level down.

    Mentions have no ids there: nothing leads to them.
    """
    sources = spot.scope.library.sources.get(document.id, ())
    renumbered = {source.number: within.numbers[source.key] for source in sources if source.key in within.numbers}
    prefix = within.anchor(document.id, "")
    body = [_moved(part, prefix) if isinstance(part, str) else part for part in document.body]
    return _fill(
        body, replace(_own_holes(spot, document), within=within, renumbered=renumbered, notes={}, has_ids=False)
    )


def _own_holes(spot: Spot, document: Document) -> Holes:
    taken = frozenset(_ID.findall("".join(part for part in document.body if isinstance(part, str))))
    quotations = {one.citation: index for index, one in enumerate(document.quotations) if one.citation is not None}
    targets = spot.scope.library.targets.get(document.id, ())
    notes = _side_notes(spot, document, targets)
    return Holes(spot, document, "", taken, has_ids=True, quotations=quotations, notes=notes)


def _side_notes(spot: Spot, document: Document, targets: tuple[Target, ...]) -> Mapping[Place, tuple[int, ...]]:
    note = document.record
    if not isinstance(note, Note):
        return {}
    return side_notes(document, targets, in_blocks=direction_of(note.language or spot.scope.language) == "rtl")


def _moved(markup: str, prefix: str) -> str:
    """Prefix a text's own fragment ids and links to them; quotes in its words are escaped, so only markup matches."""
    lower = _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", markup)
    return _OWN_PLACE.sub(lambda found: found[1] + escape(prefix), lower)


def fill_lead(spot: Spot, document: Document) -> Html:
    """Fill the first paragraph of a document for another page: citations lead to the document's own list of sources."""
    home = spot.href(record_path(document.id))
    return _fill(document.lead, Holes(spot, document, home, frozenset(), has_ids=False, quotations={}))


def fill_away(spot: Spot, document: Document) -> Html:
    """Fill the whole text of a document for a place that is not its page, e.g. a feed."""
    home = spot.href(record_path(document.id))
    return _fill(document.body, Holes(spot, document, home, frozenset(), has_ids=False, quotations={}))


def _fill(body: Sequence[str | int], holes: Holes) -> Html:
    return Html("".join(part if isinstance(part, str) else _hole(part, holes) for part in body))


def _hole(index: int, holes: Holes) -> str:
    targets = holes.spot.scope.library.targets.get(holes.document.id, ())
    if index >= len(targets):
        return ""
    filled = _filled(holes.document.refs[index], targets[index], holes)
    return f"{filled}{_compared(holes.quotations[index], holes)}" if index in holes.quotations else filled


def _filled(ref: Ref, target: Target, holes: Holes) -> str:
    match ref, target:
        case LinkRef(), LinkTarget():
            return _link(ref, target, holes)
        case CitationRef(), CitationTarget():
            return _citation(ref, target, holes)
        case ClaimRef(), ClaimTarget():
            return _claim(ref, target, holes)
        case ImageRef(), ImageTarget():
            return image_html(holes.spot, target.path, alt=ref.alt, title=ref.title)
    raise AssertionError(f"hole of {type(ref).__name__} has a {type(target).__name__}")


def _link(ref: LinkRef, target: LinkTarget, holes: Holes) -> str:
    if target.path:
        return f'<a href="{escape(media_url(holes.spot, target.path))}">{ref.label or escape(target.path)}</a>'
    if target.id is None:
        label = ref.label or escape(target.label)
        anchor = holes.anchor(ref.anchor)
        return f"<span{anchor}>{label}</span>" if anchor else label
    label = ref.label or escape(target.label or holes.spot.scope.document(target.id).title)
    url = holes.url(target.id, target.fragment)
    return f'<a{holes.anchor(ref.anchor)} class="ref ref-{target.id.kind}" href="{escape(url)}">{label}</a>'


def _citation(ref: CitationRef, target: CitationTarget, holes: Holes) -> str:
    keys = _keys_by_number(holes)
    said: set[int] = set()
    shown = []
    for item, number in zip(ref.items, target.numbers, strict=True):
        prefix = f"{item.prefix} " if item.prefix else ""
        suffix = f", {item.suffix}" if item.suffix else ""
        told = holes.notes.get((ref.anchor, number), ()) if number not in said else ()
        note = "\n".join(f"{one}. {_note_text(keys[one], holes)}" for one in told if one in keys)
        said.add(number)
        shown.append(f"{prefix}{_number(item, number, holes, note=note)}{suffix}")
    group = f'<sup{holes.anchor(ref.anchor)} class="cites">[{"; ".join(shown)}]</sup>'
    if not ref.narrative:
        return group
    work = keys.get(target.numbers[0]) if target.numbers else None
    return f'<span class="cite-author">{escape(holes.spot.short_label(work))}</span>{group}' if work else group


def _keys_by_number(holes: Holes) -> dict[int, Work]:
    works = holes.spot.scope.library.works
    sources = holes.spot.scope.library.sources.get(holes.document.id, ())
    return {source.number: works[source.key] for source in sources if source.key in works}


def _note_text(work: Work, holes: Holes) -> str:
    """Return the entry of the list of sources in plain text; the style sheet writes it into the margin.

    Titles stay isolated, by FSI and PDI in place of `<bdi>` (Unicode 15 UAX #9 §2.4).
    """
    html = holes.spot.scope.citation(work)
    return html_to_text(html.replace("<bdi", f"{FSI}<bdi").replace("</bdi>", f"</bdi>{PDI}"))


def _number(item: CitedItem, number: int, holes: Holes, *, note: str) -> str:
    if not number:
        return '<span class="cite-missing">?</span>'
    locator = holes.spot.locator(item.locator)
    shown = holes.renumbered.get(number, number)
    return _cite_link(shown, f"{shown}, {locator}" if locator else str(shown), holes, note=note)


def _cite_link(number: int, text: str, holes: Holes, *, note: str = "") -> str:
    label = escape(holes.spot.say("ui.source_number", number=text))
    beside = f' data-note="{escape(note)}"' if note else ""
    href = f"{escape(holes.home)}#src-{number}"
    return f'<a class="cite" href="{href}" aria-label="{label}"{beside}>{escape(text)}</a>'


def _compared(index: int, holes: Holes) -> str:
    """Write what came of comparing a quotation, as the macro `compared` of templates does."""
    view = compared_text(holes.spot, holes.document.id, index)
    if view is None:
        return ""
    digest = f" {_digest(view.sha256, escape(holes.spot.say('field.sha256')))}" if view.sha256 else ""
    return f' <span class="compared compared-{view.key}">{escape(view.text)}{digest}</span>'


def _digest(full: str, label: str) -> str:
    short = f"{full[:SHORT_DIGEST]}…"
    return f'<span class="digest" title="{label}: {full}" data-sha256="{full}">{label} {short}</span>'


def _claim(ref: ClaimRef, target: ClaimTarget, holes: Holes) -> str:
    if target.id is None:
        return ""
    record = holes.spot.scope.library.record(target.id)
    assert isinstance(record, Claim)
    statement = escape(record.statement.strip())
    url = escape(holes.url(target.id))
    status = escape(holes.spot.say(f"status.{record.status}"))
    shown = [holes.renumbered.get(number, number) for number in target.numbers if number]
    numbers = "; ".join(_cite_link(number, str(number), holes) for number in shown)
    cites = f'<sup class="cites">[{numbers}]</sup>' if numbers else ""
    return (
        f'<span{holes.anchor(ref.anchor)} class="claim claim-{record.status}">'
        f'<a class="ref ref-claim" href="{url}">{statement}</a>{cites} '
        f'<span class="badge status-{record.status}">{status}</span></span>'
    )


def image_html(spot: Spot, path: str, *, alt: str, title: str = "") -> str:
    """Write the `<img>` of a file in media/; its words alone when the file is missing."""
    if not path:
        return f'<span class="image-missing">{escape(alt)}</span>' if alt else ""
    width, height = spot.scope.library.media.get(path, (0, 0))
    size = f' width="{width}" height="{height}"' if width and height else ""
    named = f' title="{escape(title)}"' if title else ""
    return (
        f'<img src="{escape(media_url(spot, path))}" alt="{escape(alt)}"{named}{size} loading="lazy" decoding="async">'
    )


def media_url(spot: Spot, path: str) -> str:
    """Return the address of a file in media/ as seen from a page."""
    return spot.root + path_to_url(spot.scope.context.assets.get(path, path))
