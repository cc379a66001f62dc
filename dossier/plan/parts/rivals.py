"""From a claim to its question and its rivals."""

from __future__ import annotations

from dossier.model import Claim, Id
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
