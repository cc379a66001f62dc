"""What a reader sees of a source: the entry in a page's list, and the card beside a citation."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.html import NO_HTML, Html
from dossier.views.parts import Badge, DateView, LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedView:
    """What came of comparing a quotation with the saved copy of its source."""

    key: str
    """`letters`, `words`, `absent`, `no-copy`, `unread` or `no-words`."""
    text: str
    """The same in words: what was compared with what."""
    sha256: str
    """Digest of the copy; "" when none is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCopyView:
    """A saved copy that the editors hold and do not publish."""

    text: str
    """When it was saved, and why it was not compared, if so."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """One place on the page that relies on the source, with the place in the source."""

    url: str
    """`#cite-2`, back to the text; "" for facts beside the text."""
    label: str
    """What the back-reference reads: `a`, `b`, … in order."""
    locator: str = ""
    quote: str = ""
    stance: str = ""
    stance_label: str = ""
    compared: ComparedView | None = None
    """Of `quote`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """A saved copy."""

    url: str
    date: DateView
    service: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """The evidence card of a source, shown on hover, focus and tap; built from the same entry."""

    title: str
    title_language: str
    title_is_supplied: bool
    """Print it in square brackets: no headline was seen."""
    author: str
    outlet: LinkView | None
    date: DateView
    """When it was published."""
    affiliation: Badge | None
    """State affiliation of the outlet: yes or no; None when not known or no outlet."""
    genre: str
    """In words; "" when plain report."""
    quotes: tuple[PassageView, ...]
    """The passages whose exact words are given."""
    record: LinkView | None
    """Its page in this dossier."""
    original: LinkView | None
    original_status: Badge | None
    """`dead`, `moved`, `changed` … when the original is not what it was."""
    archive: ArchiveView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One entry of a page's list of sources."""

    number: int
    anchor: str
    """`src-3`."""
    key: str
    html: Html
    """The formatted citation."""
    language: str
    """Language of the work; "" when it is the page's or not known."""
    passages: tuple[PassageView, ...]
    """Every place that relies on it: body in reading order, then the rest."""
    card: CardView
    card_anchor: str
    """`card-3`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographyEntry:
    """One work in the list of all sources."""

    anchor: str
    key: str
    html: Html
    language: str
    coins: Html
    record: LinkView | None
    original: LinkView | None
    archive: ArchiveView | None
    cited_by: int
    """Pages that cite it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographyGroup:
    """Works under one heading: a first letter, or a year."""

    label: str
    anchor: str
    entries: tuple[BibliographyEntry, ...]
    """Empty where the group is too long for this page: then `url` leads to it."""
    url: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteView:
    """ "Cite this page": how to cite, and files for reference managers."""

    html: Html
    downloads: tuple[LinkView, ...]
    """CSL-JSON, BibLaTeX, RIS."""
    coins: Html = NO_HTML
    """Only on article pages: the original work."""
    original: Html = NO_HTML
    """On article pages: how to cite the original work itself, which comes first there."""
