"""How a field of front matter is described: its type is the annotation, the rest is a row made by `row`.

`parse.schema` reads these descriptions to convert and check values, to write JSON Schema and the reference.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field
from enum import StrEnum
from typing import Any, NewType

from dossier.diagnostics import Span
from dossier.model.identity import Kind

Url = NewType("Url", str)
"""A web address that passed `urls.safe_url`: http, https or mailto."""
Language = NewType("Language", str)
"""BCP 47 tag, e.g. `ru`, `be-tarask`, `en-GB`."""
Country = NewType("Country", str)
"""ISO 3166-1 alpha-2, upper case."""
Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits."""
Prose = NewType("Prose", str)
"""Plain text that may run over several lines."""
RecordName = NewType("RecordName", str)
"""The name of a record, in NFC: what `identity.name_fault` has nothing against."""
Zone = NewType("Zone", str)
"""IANA time zone, e.g. `Europe/Minsk`."""
Data = NewType("Data", str)
"""Free data: a text as written; a list or a map as compact JSON (RFC 8259) of strings, lists and maps."""


class Tri(StrEnum):
    """A fact that may be unknown; "not known" is printed."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """A reference written in front matter: an id, `kind:id` or an alias; free text where the field allows it."""

    target: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """What a row says of its field beyond name, type and default."""

    doc: str
    kinds: tuple[Kind, ...] = ()
    """For Link fields: which kinds may be named; empty = any."""
    literal: bool = False
    """For Link fields: text that names no record is kept as text."""
    short: bool = False
    """A scalar written instead of the whole map fills this field (`- anna` for `- {actor: anna}`)."""
    example: str = ""


def row(
    doc: str,
    *,
    default: Any = (),
    kinds: tuple[Kind, ...] = (),
    literal: bool = False,
    short: bool = False,
) -> Any:
    """Describe a field. `default=...` makes it required."""
    info = FieldInfo(doc, kinds, literal, short)
    if default is ...:
        return field(metadata={"info": info})
    return field(default=default, metadata={"info": info})


def info_of(described: Field[Any]) -> FieldInfo:
    """Return the description of a dataclass field made by `row`."""
    info: FieldInfo = described.metadata["info"]
    return info
