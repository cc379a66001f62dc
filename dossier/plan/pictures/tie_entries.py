"""Ties of two actors in words: what a line of the network leads to. Each sentence with who says so."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.dates import Date, parse
from dossier.model import Citation, Event, EventStatus, FactStatus, Id, ParticipantRole, Relation, Role
from dossier.plan.addresses import beside, record_path
from dossier.plan.order import oldest_first
from dossier.plan.scope import title_of
from dossier.plan.spot import Spot
from dossier.plan.ties import INVERSE, Shared, Stated, Tie
from dossier.views import Badge, LinkView, MeetingView, StatementView, TieView

MEETINGS = 4
"""More events than this are only counted: the timeline of either actor names all."""

Said = tuple[str, str, Date | None, Date | None]
"""One sentence and its period, whoever states it."""


def tie_view(spot: Spot, tie: Tie, about: Id, *, anchor: str) -> TieView:
    """Put a tie into words as seen from one of its ends."""
    other = tie.other(about)
    ordered = oldest_first(spot.scope.document(shared.event) for shared in tie.shared)
    by_event = {shared.event: shared for shared in tie.shared}
    shown = [by_event[document.id] for document in ordered[:MEETINGS]]
    return TieView(
        anchor=anchor,
        to=spot.link(other),
        statements=statements_of(spot, tie.stated, about, spot.link(other).title),
        meetings=tuple(_meeting(spot, tie, shared) for shared in shown),
        more=len(tie.shared) - len(shown),
        more_url=spot.href(beside(record_path(about), "timeline/index.html")) if len(tie.shared) > len(shown) else "",
    )


def tie_words(spot: Spot, tie: Tie) -> str:
    """Say in a few words who is tied to whom, and how."""
    titles = f"{_title(spot, tie.first)} – {_title(spot, tie.second)}"
    kinds = dict.fromkeys(_words(spot, stated.fact) for stated in tie.stated)
    events = (spot.say("count.events", count=len(tie.shared)),) if tie.shared else ()
    return f"{titles}: {'; '.join((*kinds, *events))}"


def statements_of(spot: Spot, stated: Iterable[Stated], about: Id, other: str) -> tuple[StatementView, ...]:
    """Return what records state of an actor and another of a name, each sentence once, whoever states it."""
    same: dict[Said, list[Stated]] = {}
    names = (_title(spot, about), other)
    for one in stated:
        text = _sentence(spot, one.fact, names if one.by == about else names[::-1], is_own=one.by == about)
        same.setdefault((text, one.strand, one.fact.start, one.fact.end), []).append(one)
    return tuple(_statement(spot, said[0], found) for said, found in same.items())


def _sentence(spot: Spot, fact: Relation | Role, names: tuple[str, str], *, is_own: bool) -> str:
    """Say a tie, subject first; one of the other's record is turned round where it reads both ways."""
    subject, target = names
    if isinstance(fact, Role):
        return f"{subject}: {fact.title}"
    turned = None if is_own else INVERSE.get(fact.type)
    if turned:
        subject, target = target, subject
    return f"{subject}: {spot.say(f'relation.{turned or fact.type}')} {target}"


def _statement(spot: Spot, text: str, stated: list[Stated]) -> StatementView:
    fact = stated[0].fact
    here = [one for one in stated if spot.path == record_path(one.by)]
    there = [one for one in stated if one not in here]
    return StatementView(
        text=text,
        period=period(spot, fact.start, fact.end),
        status=fact_status(spot, fact.status),
        citations=tuple(citation for one in here for citation in spot.citations(one.fact.sources)),
        sources=tuple(link for one in there for link in _sources_there(spot, one.by, one.fact.sources)),
        strand=stated[0].strand.value,
        first_day=_day(fact.start.earliest if fact.start else None),
        last_day=_day(fact.end.latest if fact.end else None),
    )


def _sources_there(spot: Spot, by: Id, sources: Iterable[Citation]) -> Iterable[LinkView]:
    """Link to the entries in the list of sources of the record that states it, where the words and copies are."""
    scope = spot.scope
    numbers = {source.key: source.number for source in scope.library.sources.get(by, ())}
    for citation in sources:
        key = scope.key_of(citation.source)
        if key in numbers:
            place = spot.locator(citation.locator)
            name = ", ".join(filter(None, (spot.short_label(scope.library.works[key]), place)))
            yield LinkView(url=spot.record_url(by, f"src-{numbers[key]}"), title=name)


def period(spot: Spot, start: Date | None, end: Date | None) -> str:
    """Write a span of time: `from 9 July 2020`, `until 2021`, `1994 – 2020`; "" when neither end is given."""
    if start is None and end is None:
        return ""
    whole = parse(f"{start.text if start else '..'}/{end.text if end else '..'}") if not (start and end) else None
    if isinstance(whole, Date):
        return spot.date(whole).text
    first, last = (spot.date(date).text if date else "" for date in (start, end))
    return f"{first} – {last}".strip()


def fact_status(spot: Spot, status: FactStatus) -> Badge | None:
    """Return the mark of a fact that is not plainly confirmed."""
    return None if status is FactStatus.CONFIRMED else spot.badge("fact_status", status)


def _meeting(spot: Spot, tie: Tie, shared: Shared) -> MeetingView:
    event = spot.scope.library.record(shared.event)
    assert isinstance(event, Event)
    count = len(spot.scope.library.sources.get(shared.event, ()))
    bounds = (event.earliest or event.date, event.latest or event.date)
    link = LinkView(url=spot.record_url(shared.event, "sources"), title=spot.say("count.sources", count=count))
    return MeetingView(
        link=spot.link(shared.event),
        date=spot.date(event.date),
        parts=_parts(spot, tie, shared),
        status=None if event.status is EventStatus.OCCURRED else spot.badge("event_status", event.status),
        sources=link if count else None,
        first_day=_day(bounds[0].earliest if bounds[0] else None),
        last_day=_day(bounds[1].latest if bounds[1] else None),
    )


def _parts(spot: Spot, tie: Tie, shared: Shared) -> str:
    """Name the parts where they say more than that both were there."""
    first, second = shared.parts
    if first is second:
        return "" if first is ParticipantRole.PARTICIPANT else spot.say(f"role.{first}")
    named = ((tie.first, first), (tie.second, second))
    return "; ".join(f"{_title(spot, id)}: {spot.say(f'role.{part}')}" for id, part in named)


def _words(spot: Spot, fact: Relation | Role) -> str:
    return fact.title if isinstance(fact, Role) else spot.say(f"relation.{fact.type}")


def _title(spot: Spot, id: Id) -> str:
    return title_of(spot.scope.document(id))


def _day(day: object) -> str:
    return str(day) if day else ""
