"""Decides who may see a record. The one place that does."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from dossier.model import Document, Id, Info, Note, Visibility


class Standing(StrEnum):
    """Who sees a record: everybody, whoever has its address, or nobody, and why not."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PRIVATE = "private"

    @property
    def is_shown(self) -> bool:
        """Whether the record has a page."""
        return self in (Standing.PUBLIC, Standing.UNLISTED)

    @property
    def words(self) -> str:
        """The standing after `is`."""
        return "a draft" if self is Standing.DRAFT else self.value


@dataclass(frozen=True, slots=True)
class Hidden:
    """A record that was left out. For the terminal of its author only; never part of a Library."""

    id: Id
    standing: Standing
    until: datetime.date | None
    """The day from which a scheduled text is public."""
    path: str
    title: str


def standing(document: Document, today: datetime.date) -> Standing:
    """Decide who may see a document on a day: private beats draft, draft beats scheduled."""
    record = document.record
    if record.visibility is Visibility.PRIVATE:
        return Standing.PRIVATE
    if record.visibility is Visibility.DRAFT or record.status.value == "draft":
        return Standing.DRAFT
    day = public_from(document)
    if day is not None and day > today:
        return Standing.SCHEDULED
    return Standing.UNLISTED if record.visibility is Visibility.UNLISTED else Standing.PUBLIC


def public_from(document: Document) -> datetime.date | None:
    """Return the first day our own text may appear; None for other kinds and where no such day is given."""
    record = document.record
    if isinstance(record, Note | Info) and record.published is not None:
        return record.published.earliest
    return None
