"""What a record is called: its kind and its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of records. The folder in content/ and in the site is the plural."""

    ARTICLE = "article"
    NOTE = "note"
    ACTOR = "actor"
    EVENT = "event"
    CLAIM = "claim"
    OUTLET = "outlet"
    PLACE = "place"
    TOPIC = "topic"
    INFO = "info"

    @property
    def folder(self) -> str:
        """Folder in content/ and first part of the URL: `articles`, …, `info`."""
        return self.value if self is Kind.INFO else f"{self.value}s"


@dataclass(frozen=True, slots=True, order=True)
class Id:
    """A record's identity; `name` is unique over all kinds, after NFC and case folding."""

    kind: Kind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"
