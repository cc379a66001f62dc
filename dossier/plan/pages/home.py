"""The front page: what to read first, who and what it is about, where sources disagree, how it is sourced."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dossier.model import Id, Kind
from dossier.plan.addresses import HOME, TIMELINE
from dossier.plan.head.head import HeadFacts, head_of, sections_of
from dossier.plan.head.jsonld import site_graph
from dossier.plan.order import is_dated, newest_first
from dossier.plan.pages.actors import ordered_events
from dossier.plan.pages.questions import question_item
from dossier.plan.parts.body import fill_lead
from dossier.plan.parts.feed_links import site_feed_links
from dossier.plan.parts.foremost import foremost_actors, foremost_events, lead_note
from dossier.plan.parts.items import entry_of, item_of, items_of
from dossier.plan.parts.sourcing import sourcing_of
from dossier.plan.question_index import Question
from dossier.plan.scope import Scope
from dossier.plan.spot import spot_at
from dossier.settings import Home
from dossier.text import fold
from dossier.views import CountView, HomeView, LeadView, Page

NOTES, LATEST, ACTORS, EVENTS, LAST_EVENTS, QUESTIONS = 12, 8, 12, 12, 3, 6
"""How many entries of each the home page shows."""

NO_RECORDS = ("timeline", "network", "map", "corrections")
"""List pages that show in another way what is counted elsewhere."""


def home_page(scope: Scope) -> Page:
    """Plan the front page."""
    return Page(HOME, "home.html", partial(_view, scope))


def _view(scope: Scope) -> HomeView:
    spot, settings = spot_at(scope, HOME), scope.settings
    home = settings.home or Home()
    lead = lead_note(scope)
    notes = [
        document.id for document in newest_first(scope.listed(Kind.NOTE)) if document.id != (lead.id if lead else None)
    ]
    facts = HeadFacts(
        title=settings.title,
        description=settings.description,
        kind="home",
        json_ld=site_graph(spot),
        links=site_feed_links(spot),
    )
    return HomeView(
        head=head_of(spot, facts),
        lead=LeadView(item=item_of(spot, lead.id), html=fill_lead(spot, lead)) if lead else None,
        notes=items_of(spot, notes[:NOTES]),
        latest=items_of(spot, _latest(scope)),
        actors=items_of(spot, _actors(scope, home)),
        timeline=tuple(entry_of(spot, id) for id in _events(scope, home)),
        timeline_url=spot.href(TIMELINE),
        last_events=items_of(spot, _last_events(scope)),
        questions=tuple(question_item(spot, question) for question in _questions(scope, home)),
        sourcing=sourcing_of(spot),
        counts=counts_of(scope),
        sections=sections_of(spot),
    )


def counts_of(scope: Scope) -> tuple[CountView, ...]:
    """Count the listed records of every kind, in words too."""
    counts = {folder: count for folder, count in scope.counts.items() if folder not in NO_RECORDS}
    return tuple(
        CountView(kind=folder, label=scope.say(f"count.{folder}", count=count), count=count)
        for folder, count in counts.items()
    )


def _latest(scope: Scope) -> list[Id]:
    listed = (
        document for id, document in scope.library.documents.items() if scope.is_listed(id) and id.kind is Kind.ARTICLE
    )
    return [document.id for document in newest_first(listed, by_change=True)[:LATEST]]


def _actors(scope: Scope, home: Home) -> Sequence[Id]:
    chosen = [scope.find(link, Kind.ACTOR) for link in home.actors]
    if chosen:
        return [id for id in chosen if id is not None]
    return foremost_actors(scope, ACTORS)


def _events(scope: Scope, home: Home) -> Sequence[Id]:
    chosen = [scope.find(link, Kind.EVENT) for link in home.events]
    if chosen:
        return ordered_events(scope, (id for id in chosen if id is not None))
    return ordered_events(scope, foremost_events(scope, EVENTS))


def _last_events(scope: Scope) -> list[Id]:
    dated = (document for document in scope.listed(Kind.EVENT) if is_dated(document.record))
    return [document.id for document in newest_first(dated)[:LAST_EVENTS]]


def _questions(scope: Scope, home: Home) -> list[Question]:
    chosen = [scope.questions[fold(text)] for text in home.questions if fold(text) in scope.questions]
    if chosen:
        return chosen
    disputed = [question for question in scope.questions.values() if question.is_disputed]
    return sorted(disputed, key=lambda question: (-len(question.claims), question.text))[:QUESTIONS]
