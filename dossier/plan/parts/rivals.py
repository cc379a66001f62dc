"""From a claim to its question and its rivals."""

from __future__ import annotations

from dossier.model import Claim, Id, Kind
from dossier.plan.order import newest_first
from dossier.plan.parts.partition import ON_RECORD, SHOWN
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.text import fold
from dossier.views import LinkView


def question_link(spot: Spot, text: str) -> LinkView | None:
    """Return a link to the page of a question; None where no listed claim answers it."""
    question = spot.scope.questions.get(fold(text)) if text else None
    if question is None:
        return None
    return LinkView(url=spot.href(question.path), title=question.text, kind="question", count=len(question.claims))


def rivals_of(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return the other listed claims that answer a claim's question."""
    claim = scope.library.record(id)
    assert isinstance(claim, Claim)
    question = scope.questions.get(fold(claim.question)) if claim.question else None
    return tuple(other for other in question.claims if other != id) if question else ()


def nearest_rivals(scope: Scope, id: Id) -> tuple[Id, ...]:
    """Return the rivals that a claim's page shows: all, or of very many some, while the question's page has the others.

    Those are what it disputes or is disputed by, then the newest.
    """
    rivals, relations = rivals_of(scope, id), scope.relations
    if len(rivals) <= ON_RECORD:
        return rivals
    named = {*relations.targets(id, "disputes"), *relations.sources(id, Kind.CLAIM, "disputes")}
    against = [other for other in rivals if other in named]
    newest = [one.id for one in newest_first(scope.document(other) for other in rivals if other not in named)]
    return (*against, *newest)[:SHOWN]
