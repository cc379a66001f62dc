"""A parsed file: its record, its text with holes, and the references that fill them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from dossier.diagnostics import Diagnostic, Span
from dossier.locators import Locator
from dossier.model.identity import Id
from dossier.model.records import Record

Body: TypeAlias = tuple[str | int, ...]
"""Finished HTML with holes: a number is an index into `Document.refs`. Never two strings in a row."""
Sentence: TypeAlias = tuple[str | int, ...]
"""One sentence of plain text (no markup, not escaped) with the same holes; a citation's hole prints nothing."""


@dataclass(frozen=True, slots=True)
class LinkRef:
    """A wikilink or a Markdown link to a record's .md file."""

    target: str
    """As written: id, `kind:id`, alias, or a path ending in .md (relative to the file or to content/)."""
    label: str
    """Finished inline HTML of the link text, or "" for the record's own title."""
    heading: str
    """As written after `#`, or ""."""
    span: Span = field(compare=False)
    sentence: int = -1
    """Index into `Document.sentences`; -1 where there is none (headings)."""
    anchor: str = ""
    """Fragment id of this mention or its block on its page, for backlinks; "" for the page."""


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One source in a citation group. Prefix and suffix are finished inline HTML."""

    key: str
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    suppress_author: bool = False
    span: Span = field(default=Span(""), compare=False)


@dataclass(frozen=True, slots=True)
class CitationRef:
    """A Pandoc citation group `[@a, ¶ 4; see @b]`, or in narrative form `@a [p. 3]`."""

    items: tuple[CitedItem, ...]
    narrative: bool
    span: Span = field(compare=False)
    sentence: int = -1
    anchor: str = ""
    """Fragment id of this citation on its page: `cite-1`, `cite-2`, … in reading order."""


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """`{claim: turnout}`: the claim's sentence with its citation and present status."""

    target: str
    span: Span = field(compare=False)
    sentence: int = -1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ImageRef:
    """An image from media/; the hole stands for the whole `<img>` element."""

    src: str
    """As written: `/media/x.png`, `media/x.png` or relative to the file."""
    alt: str
    title: str
    span: Span = field(compare=False)
    sentence: int = -1
    anchor: str = ""


Ref: TypeAlias = LinkRef | CitationRef | ClaimRef | ImageRef


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a text. `id` keeps letters of any script and starts with `h-`."""

    level: int
    """2 to 6: a text's own `#` becomes 2, since the page's title is 1."""
    id: str
    html: str
    """Inline HTML without links and holes."""
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation with attribution: `> words` and a last line `-- [[speaker]] [@source, ¶ 3]`."""

    text: str
    """Plain text of the words quoted."""
    speaker: int | None
    """Index into refs of the LinkRef that names the speaker, if any."""
    speaker_text: str
    """The speaker as plain text where no record is named."""
    citation: int | None
    """Index into refs of the CitationRef."""
    anchor: str
    """Fragment id of the quotation: `quote-1`, …"""
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-level fact about the text that checks need: one block and what it cites."""

    span: Span = field(compare=False)
    """First line of the block."""
    sentences: tuple[int, ...]
    """Indexes into `Document.sentences`."""
    kind: str
    """paragraph, list-item, table-row, quotation, heading, footnote, caption, definition."""
    cited: bool
    """Whether a citation, a {claim: …} or a cited footnote stands in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file. Equal documents give equal pages; spans do not count."""

    id: Id
    path: str
    record: Record
    title: str
    """What the record is called: its title, name or statement."""
    body: Body = ()
    refs: tuple[Ref, ...] = ()
    """In reading order; footnotes after the text."""
    sentences: tuple[Sentence, ...] = ()
    outline: tuple[Heading, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    blocks: tuple[Block, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every fragment id in the body that a link may name."""
    lead: tuple[str | int, ...] = ()
    """The first paragraph as a Body (inline HTML with holes, no `<p>`), for lists and previews."""
    id_span: Span = field(default=Span(""), compare=False)
    """Where the id was written, or line 1."""
    places: Mapping[str, Span] = field(default_factory=dict, compare=False)
    """Where the value of each top-level key of the front matter stands; keys left out are not in it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of one file: a document unless the file could not be read at all, and its faults."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...] = ()
