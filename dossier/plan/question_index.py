"""Questions with their addresses and claims: known before any page is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.library import Library
from dossier.model import Claim, Id
from dossier.plan.addresses import question_path, slug_of
from dossier.text import fold


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the listed claims that answer it, in order of time."""

    text: str
    path: str
    claims: tuple[Id, ...]

    @property
    def is_disputed(self) -> bool:
        """Whether sources give more than one answer."""
        return len(self.claims) > 1


def questions_of(library: Library) -> Mapping[str, Question]:
    """Return the questions that have a listed claim, by their folded text, in order of their text.

    Two questions whose slugs are equal get numbers, in order of their texts.
    """
    found: dict[str, Question] = {}
    taken: dict[str, int] = {}
    for key in sorted(library.questions):
        claims = tuple(id for id in library.questions[key] if id not in library.unlisted)
        if not claims:
            continue
        text = _text_of(library, claims[0])
        slug = slug_of(text)
        taken[slug] = taken.get(slug, 0) + 1
        name = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
        found[fold(text)] = Question(text, question_path(name), claims)
    return found


def _text_of(library: Library, claim: Id) -> str:
    record = library.record(claim)
    assert isinstance(record, Claim)
    return record.question
