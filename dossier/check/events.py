"""Checks of events: sources and dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from dossier.check.audit import Audit, place, records_of
from dossier.diagnostics import Diagnostic
from dossier.model import Document, Event, EventStatus, Kind, Work
from dossier.rules import editorial as rules

NOT_YET = (EventStatus.PLANNED, EventStatus.CANCELLED)
"""Events that sources speak of beforehand."""


def event_sources(audit: Audit) -> Iterator[Diagnostic]:
    """Find events that nothing reports, and events dated after everything that reports them."""
    for document, event in records_of(audit, Event):
        keys = _keys(document, audit)
        if not keys and not _has_sourced_figures(event, audit):
            message = f"no source reports the event `{document.id.name}`"
            yield rules.EVENT_WITHOUT_SOURCE.at(place(document, "title"), message, help="add `sources: [key]`")
        elif event.status not in NOT_YET:
            yield from _too_late(document, event, [audit.library.works[key] for key in keys])


def _keys(document: Document, audit: Audit) -> tuple[str, ...]:
    """Return the sources of an event's record, and the articles that list the event."""
    own = (source.key for source in audit.library.sources[document.id])
    backlinks = audit.library.backlinks.get(document.id.name, ())
    listing = (backlink.source.name for backlink in backlinks if backlink.source.kind is Kind.ARTICLE)
    return tuple(dict.fromkeys((*own, *listing)))


def _has_sourced_figures(event: Event, audit: Audit) -> bool:
    claims = (audit.library.find(link.target, (Kind.CLAIM,)) for link in event.figures)
    return any(audit.library.sources[claim] for claim in claims if claim)


def _too_late(document: Document, event: Event, works: list[Work]) -> Iterator[Diagnostic]:
    date = event.date or event.earliest
    last = [_last_day(work) for work in works]
    dated = [day for day in last if day is not None]
    if date and date.earliest and dated and len(dated) == len(last) and max(dated) < date.earliest:
        sources = "its only source" if len(works) == 1 else f"the last of its {len(works)} sources"
        message = f"the event is dated {date.text}, but {sources} appeared on {max(dated).isoformat()}"
        yield rules.EVENT_AFTER_SOURCES.at(
            place(document, "date", "earliest"), message, help="mend one of the dates, or write `status: planned`"
        )


def _last_day(work: Work) -> datetime.date | None:
    """Return the last day on which a work may have said something: live texts go on after they appear."""
    issued, modified = work.issued, work.modified
    days = [date.latest for date in (issued, modified) if date and date.latest]
    return max(days) if days and issued and issued.latest else None
