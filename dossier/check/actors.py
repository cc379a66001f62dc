"""Checks of actors: dated roles, sources of what is said of them, spellings, actors entered twice."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.check.audit import Audit, place, records_of
from dossier.check.likeness import alike, pairs
from dossier.dates import Date
from dossier.diagnostics import Diagnostic, Related
from dossier.findings import may_hold
from dossier.model import Actor, Article, Document, Event, Kind, Link, Outlet, Place, Relation, Role
from dossier.rules import editorial as rules
from dossier.text import fold, visible

ACTORS = (Kind.ACTOR,)


def roles_outside_dates(audit: Audit) -> Iterator[Diagnostic]:
    """Find actors named by a role which their record gives them for other days only."""
    for _, article in records_of(audit, Article):
        for mention in article.mentions:
            yield from _outside(mention.actor, mention.role, article.published, audit)
    for _, event in records_of(audit, Event):
        for participant in event.participants:
            yield from _outside(participant.actor, participant.note, event.date, audit)


def unsourced_facts(audit: Audit) -> Iterator[Diagnostic]:
    """Find roles and relations without source in records that name no source either."""
    for document, actor in records_of(audit, Actor):
        for field, fact in _facts(actor):
            if not fact.sources and not actor.sources:
                yield rules.UNSOURCED_FACT.at(
                    place(document, field), f"{_name(fact)} has no source", help="add `sources:`"
                )


def unsourced_spellings(audit: Audit) -> Iterator[Diagnostic]:
    """Find spellings without source."""
    for document in audit.library.documents.values():
        record = document.record
        for name in record.names if isinstance(record, Actor | Outlet | Place) else ():
            if not name.sources:
                message = f"the spelling `{visible(name.value)}` has no source"
                yield rules.UNSOURCED_SPELLING.at(place(document, "names"), message, help="add `sources:`")


def near_duplicates(audit: Audit) -> Iterator[Diagnostic]:
    """Find actors of one kind with almost the same name and no relation to each other, at the later by id."""
    actors = {document.id: (document, actor) for document, actor in records_of(audit, Actor)}
    spellings = {id: (actor.name, *(name.value for name in actor.names)) for id, (_, actor) in actors.items()}
    for first_id, second_id in pairs(spellings):
        (first, one), (second, other) = actors[first_id], actors[second_id]
        are_told_apart = _is_related(one, second, audit) or _is_related(other, first, audit)
        found = alike(spellings[first_id], spellings[second_id])
        if found and one.kind is other.kind and not are_told_apart:
            yield _near_duplicate(first, second, found)


def _near_duplicate(first: Document, second: Document, names: tuple[str, str]) -> Diagnostic:
    message = f"`{visible(names[1])}` is almost `{visible(names[0])}`, another actor"
    help = (
        f"one actor: keep one record, with the other spelling under `names`; two: add a relation to `{first.id.name}`"
    )
    related = (Related(first.id_span, f"`{first.id}`"),)
    return rules.NEAR_DUPLICATE_ACTORS.at(place(second, "name"), message, help=help, related=related)


def _is_related(actor: Actor, other: Document, audit: Audit) -> bool:
    return any(audit.library.find(relation.target.target, ACTORS) == other.id for relation in actor.relations)


def _outside(link: Link, words: str, date: Date | None, audit: Audit) -> Iterator[Diagnostic]:
    id = audit.library.find(link.target, ACTORS)
    actor = audit.library.record(id) if id else None
    if not words or date is None or id is None or not isinstance(actor, Actor):
        return
    named = [role for role in actor.roles if fold(role.title) == fold(words)]
    if named and not any(may_hold(role, date) for role in named):
        message = f"`{id.name}` was not `{visible(words)}` on {date.text}"
        yield rules.ROLE_OUTSIDE_DATES.at(link.span, message, help=f"the record says: {_dates(named[0])}")


def _dates(role: Role) -> str:
    start, end = role.start.text if role.start else "not known", role.end.text if role.end else "not known"
    return f"from {start} until {end}"


def _facts(actor: Actor) -> Iterator[tuple[str, Role | Relation]]:
    yield from (("roles", role) for role in actor.roles)
    yield from (("relations", relation) for relation in actor.relations)


def _name(fact: Role | Relation) -> str:
    if isinstance(fact, Role):
        return f"the role `{visible(fact.title)}`"
    return f"the relation `{fact.type}` to `{visible(fact.target.target)}`"
