"""Takes everything that names a hidden record out of a document, so that no later stage can print it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from dossier.link.fields import is_hidden
from dossier.link.known import Known, is_hidden_source
from dossier.link.references import is_hidden_ref
from dossier.model import Citation, CitationRef, ClaimRef, Document, Link, LinkRef, Ref, info_of
from dossier.model.walk import FieldLink, links_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Part = TypeVar("Part", bound="DataclassInstance")
IsHidden: TypeAlias = Callable[[FieldLink], bool]


def hide(document: Document, known: Known) -> Document:
    """Return the document without entries of front matter, targets and keys that name hidden records.

    A list entry goes as a whole when the link it cannot do without is hidden. A reference in the text stays, as a
    hole with the author's own words and no target.
    """

    def dropped(written: FieldLink) -> bool:
        return is_hidden(written, known)

    refs = tuple(_hide_ref(ref, document, known) for ref in document.refs)
    if not any(map(dropped, links_of(document.record))):
        return document if refs == document.refs else replace(document, refs=refs)
    record = without(document.record, dropped)
    assert record is not None, "no kind of record needs a link to exist"
    return replace(document, record=record, refs=refs)


def without(part: Part, dropped: IsHidden) -> Part | None:
    """Return a record, or a part of one, without the links for which `dropped` holds; None if it needs one of them."""
    changes: dict[str, object] = {}
    for described in fields(part):
        if "info" not in described.metadata:
            continue
        value: object = getattr(part, described.name)
        kept = _kept(value, described, isinstance(part, Citation), dropped)
        if kept is None and value is not None and described.default is MISSING:
            return None
        if kept != value:
            changes[described.name] = kept
    return replace(part, **changes) if changes else part


def _kept(value: object, described: Field[Any], is_source: bool, dropped: IsHidden) -> object:
    if isinstance(value, tuple):
        kept = (_kept(item, described, is_source, dropped) for item in value)
        return tuple(item for item in kept if item is not None)
    if isinstance(value, Link):
        return None if dropped(FieldLink(described.name, value, info_of(described), is_source)) else value
    if is_dataclass(value) and not isinstance(value, type):
        return without(value, dropped)
    return value


def _hide_ref(ref: Ref, document: Document, known: Known) -> Ref:
    match ref:
        case LinkRef() if is_hidden_ref(ref, document, known):
            return replace(ref, target="", heading="")
        case ClaimRef() if is_hidden_ref(ref, document, known):
            return replace(ref, target="")
        case CitationRef():
            items = tuple(
                replace(item, key="", prefix="", suffix="", locator=None) if is_hidden_source(item.key, known) else item
                for item in ref.items
            )
            return ref if items == ref.items else replace(ref, items=items)
        case _:
            return ref
