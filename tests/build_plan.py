"""Plans small dossiers made by hand, and reads back every address that a plan prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any

from build_values import cite, date, doc, embed, linked, links, source, sources, to, wiki, work
from dossier.evidence import assess
from dossier.messages import catalogue
from dossier.model import (
    AttributionType,
    Document,
    NoteKind,
    ParticipantRole,
    PersonName,
    Relation,
    RelationType,
    Stance,
    Visibility,
    Work,
)
from dossier.model.fields import Language, Url
from dossier.model.parts import Attribution, Correction, Mention, Name, Participant, Role, StatusChange, Value
from dossier.plan import PlanContext, Planned, plan
from dossier.settings import Settings
from dossier.views import Html, Page

CANARY = "zzcanary"


def settings(**values: Any) -> Settings:
    """Make settings with a base URL under a path."""
    given = {"title": "The <vote>", "description": "About & around.", "base_url": Url("https://example.org/sub/vote/")}
    return Settings(**{**given, **values})


def _keys(works: Sequence[Work]) -> bytes:
    return "\n".join(work.key for work in works).encode()


def planned(
    documents: Iterable[Document],
    chosen: Settings | None = None,
    *,
    works: Iterable[Work] = (),
    drafts: bool = False,
    **context: Any,
) -> Planned:
    """Link and plan documents."""
    used = chosen or settings()
    library = linked(*documents, works=works, media=("media/map.png",), include_drafts=drafts).library
    values: dict[str, Any] = {
        "messages": catalogue(used.language),
        "format_citation": lambda work, language: f"<cite>{escape(work.title)}</cite>",
        "short_label": lambda work, language: (
            work.authors[0].family or work.authors[0].literal if work.authors else work.title
        ),
        "coins": lambda work: f'<span class="Z3988" title="{escape(work.key)}"></span>',
        "csl": _keys,
        "ris": _keys,
        "biblatex": _keys,
        "assets": {"site.css": "assets/site.0f3a.css", "media/map.png": "media/map.9c1e.png"},
    }
    return plan(library, assess(library), used, PlanContext(**{**values, **context}))


def documents() -> list[Document]:
    """Make a dossier with records of every kind that speak of each other."""
    return [
        doc("outlet:herald", names=(Name("Вестник"),), country="BY", basis="Its own page."),
        doc(
            "article:first",
            ["Anna spoke."],
            title="A first <report>",
            outlet=to("herald"),
            published=date("2020-08-10"),
            url=Url("https://news.example/1?a=1&b=2"),
            language=Language("ru"),
            added=date("2026-10-01"),
            mentions=(Mention(to("anna"), "Ганна"),),
            events=links("march"),
            topics=links("vote"),
            places=links("minsk"),
            author=(PersonName(family="Doe", given="Jane"),),
        ),
        doc("article:copy", title="A copy", outlet=to("Wire"), original=to("first"), published=date("2020-08-11")),
        doc(
            "actor:anna",
            ["Born in ", wiki("minsk"), "."],
            name="Anna Tikhanovskaya",
            names=(Name("Ганна Ціханоўская", Language("be"), sources=sources("first")),),
            roles=(
                Role("candidate", start=date("2020-07-14"), end=date("2020-08-09"), sources=sources("first")),
                Role("leader", to("council"), start=date("2020-08-14")),
            ),
            relations=(Relation(RelationType.SPOUSE_OF, to("boris"), sources=sources("first")),),
        ),
        doc("actor:boris", name="Boris"),
        doc("actor:council", name="Council & Co", relations=(Relation(RelationType.OPPONENT_OF, to("boris")),)),
        doc(
            "event:march",
            ["They marched ", cite("first"), "."],
            title="The march",
            date=date("2020-08-16"),
            places=links("square"),
            sources=(source("first", quote="they marched"),),
            figures=links("crowd-high"),
            participants=(Participant(to("anna"), ParticipantRole.ORGANISER), Participant(to("a crowd"))),
            topics=links("vote"),
        ),
        doc("event:speech", title="The speech", date=date("2020-08"), parent=to("march")),
        doc("event:vote-day", title="The vote", date=date("2020-08-09")),
        doc("event:some-day", title="Some day"),
        doc(
            "claim:crowd-high",
            statement="100,000 came",
            question="How many came?",
            value=Value(100000, "people"),
            about=links("march"),
            evidence=(source("first", Stance.SUPPORTS), source("copy", Stance.DISPUTES)),
            asserted_by=links("anna"),
            attribution=Attribution(AttributionType.ON_RECORD, relayed_by=links("herald")),
            status_history=(StatusChange(date("2020-08-17"), "reported", "First told.", sources("first")),),
        ),
        doc(
            "claim:crowd-low",
            statement="5,000 came",
            question="How many came?",
            value=Value(5000, "people"),
            evidence=(source("book"),),
            disputes=links("crowd-high"),
        ),
        doc("place:minsk", name="Minsk", lat=53.9, lon=27.56667),
        doc("place:square", name="Independence Square", parent=to("minsk")),
        doc("topic:vote", ["All about ", wiki("anna"), "."], name="The vote as a topic"),
        doc("topic:count", name="The count", broader=to("vote")),
        doc(
            "note:briefing",
            ["See ", wiki("anna", "<em>her</em>"), " ", cite("first", "book"), " and ", embed("crowd-high"), "."],
            title="A briefing",
            kind=NoteKind.BRIEFING,
            published=date("2020-09-01"),
            added=date("2026-10-02"),
            parts={"lead": (" See ", 0, " ", 1)},
            corrections=(Correction(date("2026-11-01"), "It said 6.", "It says 5."),),
            former_ids=("old-briefing",),
        ),
        doc("info:method", ["How."], title="Method"),
    ]


def secret() -> Document:
    """Make an unlisted note that speaks of public records."""
    return doc(
        "note:zzcanary-id",
        ["Hush ", wiki("anna"), " ", cite("first"), "."],
        title=f"{CANARY} title",
        summary=CANARY,
        visibility=Visibility.UNLISTED,
        topics=links("vote"),
        events=links("march"),
        former_ids=("zzcanary-old",),
        added=date("2026-11-20"),
        corrections=(Correction(date("2026-11-02"), CANARY, CANARY),),
    )


BOOK = work("book", title="A book", language=Language("en"))


class Markup(HTMLParser):
    """Collects addresses and fragment ids of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src"):
                self.urls.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def strings_of(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, text) for every text in a view."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from strings_of(item, str(key))
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_of(item, name)
    elif is_dataclass(value):
        for described in fields(value):
            yield from strings_of(getattr(value, described.name), described.name)


def urls_of(page: Page) -> set[str]:
    """Return every address a page may print, but those of its metadata."""
    found: set[str] = set()
    for name, text in strings_of(page.view):
        if isinstance(text, Html) and name != "json_ld":
            found |= set(Markup(text).urls)
        elif name == "url" or name.endswith("_url"):
            found.add(text)
    return {url for url in found if url}


def anchors_of(page: Page) -> set[str]:
    """Return every fragment id of a page: those of its texts, and those its views name for templates."""
    found: set[str] = set()
    for name, text in strings_of(page.view):
        if isinstance(text, Html) and name != "json_ld":
            found |= set(Markup(text).ids)
        elif name in ("anchor", "card_anchor"):
            found.add(text)
    return found


def data_of(result: Planned, url: str) -> Any:
    """Return a JSON artifact."""
    return json.loads(next(file.data for file in result.files if file.url == url))


def view(result: Planned, url: str) -> Any:
    """Return the view of a page."""
    return next(page.view for page in result.pages if page.url == url)
