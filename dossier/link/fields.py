"""Resolves the links of front matter: what they name, what is wrong with them, which of them may be printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier.diagnostics import Diagnostic
from dossier.library import FieldTarget
from dossier.link.known import (
    Cited,
    Known,
    citation_fault,
    find_source,
    hidden_source_fault,
    is_hidden_source,
    reference_fault,
)
from dossier.link.names import Ambiguous, Found
from dossier.link.standing import Standing
from dossier.link.suggest import names_by_kinds, very_near
from dossier.model.identity import Id, Kind
from dossier.model.walk import FieldLink, links_of
from dossier.rules import links as rules
from dossier.text import fold, visible


def resolve_fields(record: object, known: Known) -> tuple[tuple[FieldTarget, ...], tuple[Diagnostic, ...]]:
    """Resolve every link of a record or of the settings: targets in field order, hidden ones left out, and faults."""
    targets: list[FieldTarget] = []
    faults: list[Diagnostic] = []
    for written in links_of(record):
        resolved = _resolve(written, known)
        if isinstance(resolved, Diagnostic):
            faults.append(resolved)
        elif resolved is not None:
            targets.append(resolved)
    return tuple(targets), tuple(faults)


def is_hidden(written: FieldLink, known: Known) -> bool:
    """Whether a link names a record that is not shown, so that nothing of it may be printed."""
    if written.is_source:
        return is_hidden_source(written.link.target, known)
    finding = known.names.find(written.link.target, written.info.kinds)
    return known.names_hidden(finding) and (isinstance(finding, Found) or not written.info.literal)


def hidden_fault(written: FieldLink, id: Id, standing: Standing) -> Diagnostic:
    """Say that an entry is left out because what it names is not public."""
    span = written.link.span
    if written.is_source:
        return hidden_source_fault(id, span, standing)
    rule = rules.PRIVATE_REFERENCE if standing is Standing.PRIVATE else rules.HIDDEN_REFERENCE
    message = f"`{id}` is {standing.words}; this entry of `{written.field}` is left out"
    return rule.at(span, message, help="publish it, or take the entry out")


def _resolve(written: FieldLink, known: Known) -> FieldTarget | Diagnostic | None:
    target, kinds = written.link.target, written.info.kinds
    if written.is_source:
        cited = find_source(target, known)
        if not isinstance(cited, Cited):
            return citation_fault(target, cited, written.link.span, known)
        return _target(written, cited.key, cited.id, known)
    finding = known.names.find(target, kinds)
    if isinstance(finding, Found):
        return _target(written, finding.id.name, finding.id, known)
    if written.info.literal and not isinstance(finding, Ambiguous):
        return None
    return reference_fault(target, finding, written.link.span, known, kinds)


def _target(written: FieldLink, name: str, id: Id | None, known: Known) -> FieldTarget | Diagnostic:
    if id is not None and known.is_hidden(id):
        return hidden_fault(written, id, known.standings[id])
    return FieldTarget(written.field, name, id, written.is_source)


@dataclass(frozen=True, slots=True)
class NearNames:
    """Finds free text in fields that allow it which is almost the name of a record. Each word is compared once."""

    known: Known
    candidates: dict[tuple[Kind, ...], dict[str, Id]] = field(default_factory=dict)
    seen: dict[tuple[str, tuple[Kind, ...]], Id | None] = field(default_factory=dict)

    def faults(self, record: object) -> Iterator[Diagnostic]:
        """Yield a fault for each such text of a record."""
        for written in (written for written in links_of(record) if written.info.literal):
            if (near := self._near(fold(written.link.target), written.info.kinds)) is not None:
                message = f"`{visible(written.link.target)}` is kept as text, but is almost `{near}`"
                yield rules.NEAR_LITERAL.at(written.link.span, message, help=f"did you mean `{near.name}`?")

    def _near(self, word: str, kinds: tuple[Kind, ...]) -> Id | None:
        if isinstance(self.known.names.find(word, kinds), Found | Ambiguous):
            return None
        if (word, kinds) not in self.seen:
            if kinds not in self.candidates:
                self.candidates[kinds] = names_by_kinds(self.known.names, kinds)
            self.seen[word, kinds] = very_near(word, self.candidates[kinds])
        return self.seen[word, kinds]
