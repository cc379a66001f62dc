"""A page kind: all notes, the shortest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from dossier.model import Document, Kind
from dossier.plugins import HeadFacts, Page, PageView, Scope, head_of, spot_at
from dossier.views import LinkView
from dossier_reading.duration import minutes

ADDRESS = "reading/index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One note."""

    link: LinkView
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView(PageView):
    """What the template sees as `page`."""

    title: str
    entries: tuple[Entry, ...]


def reading_page(scope: Scope) -> Iterator[Page]:
    """Plan one page; its view is made when the page is wanted."""
    yield Page(ADDRESS, "reading/notes.html", partial(_view, scope))


def _view(scope: Scope) -> ReadingView:
    spot = spot_at(scope, ADDRESS)
    title = "Notes by length"
    facts = HeadFacts(title=title, description="How long each note takes.", kind="reading")
    notes = ((_minutes(note), note.id) for note in scope.listed(Kind.NOTE))
    entries = tuple(Entry(link=spot.link(id), minutes=time) for time, id in sorted(notes))
    return ReadingView(head=head_of(spot, facts), title=title, entries=entries)


def _minutes(note: Document) -> int:
    return minutes(" ".join(part for part in note.body if isinstance(part, str)))
