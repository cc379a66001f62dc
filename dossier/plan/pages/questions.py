"""Pages of questions: rival claims side by side, and the list of all questions."""

from __future__ import annotations

from functools import partial

from dossier.library import NumberedSource, Occurrence
from dossier.model import Citation, Claim, Id, Kind
from dossier.plan.addresses import QUESTIONS
from dossier.plan.head.head import HeadFacts, head_of, list_link
from dossier.plan.parts.items import rival_items
from dossier.plan.parts.sources import sources_of
from dossier.plan.parts.standing import ranges_of
from dossier.plan.pictures.figures import figures_of
from dossier.plan.question_index import Question
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import LinkView, Page, QuestionItem, QuestionsView, QuestionView


def question_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the list of questions and a page for each."""
    return (
        Page(QUESTIONS, "questions.html", partial(_list, scope)),
        *(
            Page(question.path, "question.html", partial(_view, scope, question))
            for question in scope.questions.values()
        ),
    )


def question_item(spot: Spot, question: Question) -> QuestionItem:
    """Return a question with its answers, for lists."""
    return QuestionItem(
        url=spot.href(question.path),
        question=question.text,
        claims=rival_items(spot, question.claims),
        is_disputed=question.is_disputed,
    )


def _list(scope: Scope) -> QuestionsView:
    spot = spot_at(scope, QUESTIONS)
    title = spot.say("list.questions")
    items = [question_item(spot, question) for question in scope.questions.values()]
    return QuestionsView(
        head=head_of(spot, HeadFacts(title=title, description=spot.say("lead.questions"), kind="questions")),
        title=title,
        disputed=tuple(item for item in items if item.is_disputed),
        others=tuple(item for item in items if not item.is_disputed),
    )


def _view(scope: Scope, question: Question) -> QuestionView:
    spot = spot_at(scope, question.path)
    items = rival_items(spot, question.claims)
    description = "; ".join(item.statement for item in items)
    facts = HeadFacts(
        title=question.text, description=description, kind="question", trail=(list_link(spot, "questions"),)
    )
    return QuestionView(
        head=head_of(spot, facts),
        question=question.text,
        claims=items,
        is_disputed=question.is_disputed,
        ranges=ranges_of(spot, question.text),
        figures=figures_of(spot, question),
        about=_about(spot, question),
        sources=sources_of(spot, _numbered(scope, question)),
    )


def _about(spot: Spot, question: Question) -> tuple[LinkView, ...]:
    found = (target for id in question.claims for target in spot.scope.relations.targets(id, "about"))
    return spot.links(id for id in dict.fromkeys(found) if spot.scope.is_listed(id))


def _numbered(scope: Scope, question: Question) -> tuple[NumberedSource, ...]:
    """Number the evidence of all claims in their order, each source once; unlisted articles stand in no list."""
    found: dict[str, list[Occurrence]] = {}
    for id in question.claims:
        claim = scope.library.record(id)
        assert isinstance(claim, Claim)
        for citation in claim.evidence:
            key = scope.key_of(citation.source)
            if key is not None and scope.is_listed(Id(Kind.ARTICLE, key)):
                found.setdefault(key, []).append(_occurrence(citation, f"claim-{id.name}"))
    return tuple(
        NumberedSource(number, key, tuple(occurrences))
        for number, (key, occurrences) in enumerate(found.items(), start=1)
    )


def _occurrence(citation: Citation, anchor: str) -> Occurrence:
    return Occurrence(anchor, citation.locator, citation.quote, citation.stance.value)
