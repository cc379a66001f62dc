"""Pages of questions: rival claims side by side, and the list of all questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from dossier.library import NumberedSource, Occurrence
from dossier.model import Citation, Claim, Id, Kind
from dossier.plan.addresses import QUESTIONS
from dossier.plan.head.head import list_link
from dossier.plan.parts.filing import first_letter, first_two
from dossier.plan.parts.items import claim_item, rival_ids
from dossier.plan.parts.leaves import Book, Leaf, leaves, whole_of
from dossier.plan.parts.partition import SHOWN
from dossier.plan.parts.sources import sources_of
from dossier.plan.parts.standing import ranges_of
from dossier.plan.pictures.figures import figures_of
from dossier.plan.question_index import Question
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot
from dossier.views import LinkView, Page, QuestionItem, QuestionsView, QuestionView

ANSWERS = 12
"""So many answers are named in a list of questions."""
WEIGHT = 3
"""An answer beside its rivals is drawn, told and sourced: it takes the room of so many entries of a list."""
BY_LETTER: tuple[Callable[[Question], str], ...] = (
    lambda question: first_letter(question.text),
    lambda question: first_two(question.text),
)


def question_pages(scope: Scope) -> Iterator[Page]:
    """Plan the list of questions and the pages of each: with very many answers there are several."""
    found = tuple(scope.questions.values())
    listed = Book(
        path=QUESTIONS,
        kind="questions",
        title=scope.say("list.questions"),
        description=scope.say("lead.questions"),
        whole=whole_of(found, BY_LETTER, size_of=_size),
    )
    yield from leaves(scope, listed, "questions.html", partial(_list, found))
    for question in found:
        ids = rival_ids(scope, question.claims)
        asked = Book(
            path=question.path,
            kind="question",
            title=question.text,
            description="; ".join(scope.document(id).title for id in ids[:ANSWERS]),
            whole=whole_of(ids, (), size_of=lambda _: WEIGHT),
            trail=_to_questions,
        )
        yield from leaves(scope, asked, "question.html", partial(_view, question))


def _to_questions(spot: Spot) -> tuple[LinkView, ...]:
    return (list_link(spot, "questions"),)


def _size(question: Question) -> int:
    """Return for how many entries of a list a question counts: for itself, and for every four answers."""
    return 1 + min(len(question.claims), ANSWERS) // 4


def question_item(spot: Spot, question: Question) -> QuestionItem:
    """Return a question with its answers, for lists; of very many the first."""
    ids = rival_ids(spot.scope, question.claims)
    return QuestionItem(
        url=spot.href(question.path),
        question=question.text,
        claims=tuple(claim_item(spot, id) for id in ids[:ANSWERS]),
        more=max(len(ids) - ANSWERS, 0),
        is_disputed=question.is_disputed,
    )


def _list(found: Sequence[Question], leaf: Leaf[Question]) -> QuestionsView:
    disputed = tuple(question for question in found if question.is_disputed)[:SHOWN]
    shown = disputed if leaf.is_first and leaf.parts else leaf.members
    items = [question_item(leaf.spot, question) for question in shown]
    return QuestionsView(
        head=leaf.head,
        title=leaf.title,
        disputed=tuple(item for item in items if item.is_disputed),
        others=tuple(item for item in items if not item.is_disputed),
        parts=leaf.parts,
        narrower=leaf.narrower,
        total=leaf.total,
    )


def _view(question: Question, leaf: Leaf[Id]) -> QuestionView:
    """Show a question, or a run of its answers; on the first page of very many there are only the ways to them."""
    spot, here = leaf.spot, replace(question, claims=tuple(id for id in question.claims if id in leaf.members))
    return QuestionView(
        head=leaf.head,
        question=leaf.title,
        claims=tuple(claim_item(spot, id) for id in leaf.members),
        parts=leaf.parts,
        total=len(question.claims),
        is_disputed=question.is_disputed,
        ranges=ranges_of(spot, question.text),
        figures=figures_of(spot, here),
        about=_about(spot, here),
        sources=sources_of(spot, _numbered(spot.scope, here)),
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
