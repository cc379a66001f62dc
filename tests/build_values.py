"""Makes small documents by hand, for tests of the stages after parse. `doc("actor:anna", name="Anna")`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from dossier.dates import Date, parse
from dossier.diagnostics import Span
from dossier.link import Linked, LinkOptions, link
from dossier.locators import Locator
from dossier.model import (
    RECORDS,
    Citation,
    CitationRef,
    CitedItem,
    ClaimRef,
    Document,
    Id,
    ImageRef,
    Kind,
    Language,
    Link,
    LinkRef,
    Ref,
    Stance,
    Work,
    WorkType,
)

TODAY = datetime.date(2026, 11, 24)
REQUIRED = {Kind.ARTICLE: "title", Kind.NOTE: "title", Kind.EVENT: "title", Kind.INFO: "title", Kind.CLAIM: "statement"}
TITLES = ("title", "name", "statement")


def doc(
    id: str, body: Iterable[str | Ref] = (), /, *, path: str = "", parts: Mapping[str, Any] | None = None, **front: Any
) -> Document:
    """Make a document: `body` is one sentence of text and references; `parts` are further fields of Document."""
    kind_name, _, name = id.partition(":")
    kind = Kind(kind_name)
    path = path or f"content/{kind.folder}/{name}.md"
    required = REQUIRED.get(kind, "name")
    record = RECORDS[kind](**{required: name.replace("-", " ").title(), **front})
    title = next(str(getattr(record, key)) for key in TITLES if key in {field.name for field in fields(record)})
    pieces = tuple(body)
    refs = tuple(piece for piece in pieces if not isinstance(piece, str))
    numbers = iter(range(len(refs)))
    sentence = tuple(piece if isinstance(piece, str) else next(numbers) for piece in pieces)
    values = {"refs": refs, "sentences": (sentence,) if sentence else (), "body": sentence, "id_span": Span(path)}
    return Document(Id(kind, name), path, record, title, **{**values, **(parts or {})})


def date(text: str) -> Date:
    """Read a date that is known to be one."""
    found = parse(text)
    assert isinstance(found, Date), text
    return found


def at(line: int = 1, path: str = "content/x.md") -> Span:
    """Make a place."""
    return Span(path, line)


def to(target: str, *, line: int = 1) -> Link:
    """Make a link of front matter."""
    return Link(target, at(line))


def links(*targets: str) -> tuple[Link, ...]:
    """Make links of front matter."""
    return tuple(map(to, targets))


def wiki(target: str, label: str = "", heading: str = "", *, anchor: str = "m-1", sentence: int = 0) -> LinkRef:
    """Make a wikilink in the first sentence of a text."""
    return LinkRef(target, label, heading, at(9), sentence, anchor)


def cite(*keys: str, narrative: bool = False, anchor: str = "cite-1", locator: Locator | None = None) -> CitationRef:
    """Make a citation group in the first sentence of a text."""
    return CitationRef(tuple(CitedItem(key, locator=locator, span=at(9)) for key in keys), narrative, at(9), 0, anchor)


def embed(target: str, anchor: str = "claim-1") -> ClaimRef:
    """Make an embedded claim in the first sentence of a text."""
    return ClaimRef(target, at(9), 0, anchor)


def picture(src: str) -> ImageRef:
    """Make an image in the first sentence of a text."""
    return ImageRef(src, "", "", at(9), 0)


def source(key: str, stance: Stance = Stance.REPORTS, **rest: Any) -> Citation:
    """Make a citation of front matter."""
    return Citation(to(key), stance=stance, **rest)


def sources(*keys: str) -> tuple[Citation, ...]:
    """Make citations of front matter."""
    return tuple(map(source, keys))


def work(key: str, **rest: Any) -> Work:
    """Make an entry of the bibliography."""
    return Work(key, **{"type": WorkType.BOOK, "title": key.title(), **rest})


def linked(*documents: Document, works: Iterable[Work] = (), media: Iterable[str] = (), **options: Any) -> Linked:
    """Link documents as on `TODAY`, in English."""
    chosen = LinkOptions(**{"language": Language("en"), "today": TODAY, **options})
    return link(documents, works, dict.fromkeys(media, (0, 0)), chosen)


def codes(result: Linked) -> list[str]:
    """Return the codes of the faults, in order of their places."""
    return [fault.rule for fault in result.diagnostics]
