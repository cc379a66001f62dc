"""What resolving needs to know about the whole dossier, and the two questions asked of it: which record, which work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from dossier.diagnostics import Diagnostic, Span
from dossier.link.names import Ambiguous, Finding, Found, Names, Unknown, WrongKind, split_kind
from dossier.link.standing import Standing
from dossier.link.suggest import nearest_name, nearest_record
from dossier.model import Document, Id, Kind
from dossier.rules import links as rules
from dossier.text import fold, visible

SOURCES = (Kind.ARTICLE,)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a reference may lead to, hidden records included."""

    names: Names
    documents: Mapping[Id, Document]
    standings: Mapping[Id, Standing]
    keys: Mapping[str, str]
    """Keys of bibliography works by their folded form."""
    media: Mapping[str, tuple[int, int]]
    """Sizes of images by path."""
    files: frozenset[str] = frozenset()
    """Paths of everything in media/ that is published."""

    def is_hidden(self, id: Id) -> bool:
        """Whether the record has no page."""
        return not self.standings[id].is_shown

    def names_hidden(self, finding: Finding) -> bool:
        """Whether a word names hidden records only, so that it must not be printed itself."""
        match finding:
            case Found(id) | WrongKind(id):
                return self.is_hidden(id)
            case Ambiguous(ids):
                return all(map(self.is_hidden, ids))
            case Unknown():
                return False
            case _:
                assert_never(finding)

    def to_the_author(self) -> Known:
        """Return the same with nothing hidden."""
        names = replace(self.names, shown=frozenset(self.documents))
        return replace(self, names=names, standings=dict.fromkeys(self.standings, Standing.PUBLIC))


@dataclass(frozen=True, slots=True)
class Cited:
    """The source a key names: an article, or a work of the bibliography (`id` None)."""

    key: str
    id: Id | None


def find_source(target: str, known: Known) -> Cited | Finding:
    """Say which source a key names; articles come before the bibliography."""
    finding = known.names.find(target, SOURCES)
    if isinstance(finding, Found):
        return Cited(finding.id.name, finding.id)
    key = known.keys.get(fold(target))
    return Cited(key, None) if key is not None else finding


def is_hidden_source(key: str, known: Known) -> bool:
    """Whether a key names an article that is not shown, or only records that are not."""
    finding = find_source(key, known)
    if isinstance(finding, Cited):
        return finding.id is not None and known.is_hidden(finding.id)
    return known.names_hidden(finding)


def reference_fault(
    target: str, finding: Finding, span: Span, known: Known, kinds: tuple[Kind, ...] = ()
) -> Diagnostic:
    """Say why a reference leads nowhere, with the nearest name of any kind."""
    shown = visible(target)
    match finding:
        case Ambiguous(ids):
            choices = " or ".join(f"`{id}`" for id in ids)
            return rules.AMBIGUOUS_REFERENCE.at(span, f"`{shown}` names {len(ids)} records", help=f"write {choices}")
        case WrongKind(id):
            allowed = kinds or tuple(kind for kind in (split_kind(target)[0],) if kind)
            wanted = " or ".join(f"{_article(kind)} {kind}" for kind in allowed)
            return rules.WRONG_KIND.at(
                span,
                f"`{id.name}` is {_article(id.kind)} {id.kind}, not {wanted}",
                help=suggestion(target, known, kinds) if kinds else f"did you mean `{id}`?",
            )
        case _:
            what = _what(kinds)
            if (key := known.keys.get(fold(target))) is not None:
                return rules.UNKNOWN_REFERENCE.at(
                    span, f"`{key}` is a work of the bibliography and has no page", help=f"cite it with `[@{key}]`"
                )
            return rules.UNKNOWN_REFERENCE.at(
                span,
                f"no {what} is named `{shown}`",
                help=suggestion(target, known) or "write the id of a record: its file's name without `.md`",
            )


def citation_fault(key: str, finding: Finding, span: Span, known: Known) -> Diagnostic:
    """Say why a citation leads nowhere, with the nearest key."""
    match finding:
        case Ambiguous(ids):
            return reference_fault(key, finding, span, known) if ids else _no_source(key, span, known)
        case WrongKind(id):
            return rules.UNKNOWN_CITATION.at(
                span,
                f"`{id.name}` is {_article(id.kind)} {id.kind} and cannot be cited",
                help=f"link to it with `[[{id.name}]]`",
            )
        case Found() | Unknown():
            return _no_source(key, span, known)


def hidden_source_fault(id: Id, span: Span, standing: Standing) -> Diagnostic:
    """Say that a source cannot be cited because it is not public."""
    message = f"`{id}` is {standing.words} and cannot be cited in public"
    return rules.HIDDEN_CITATION.at(span, message, help="publish it, or cite another source")


def suggestion(target: str, known: Known, kinds: tuple[Kind, ...] = ()) -> str:
    """Return "did you mean `actor:anna`?" for the nearest id, alias or name, or ""."""
    near = nearest_record(target, known.names, kinds)
    return f"did you mean `{near}`?" if near is not None else ""


def _no_source(key: str, span: Span, known: Known) -> Diagnostic:
    articles = {name: ids[0].name for name, ids in known.names.by_id.items() if ids[0].kind is Kind.ARTICLE}
    keys = {**known.keys, **articles}
    near = nearest_name(fold(key), keys)
    help = f"did you mean `{keys[near]}`?" if near is not None else "add an article, or a work to content/bibliography/"
    return rules.UNKNOWN_CITATION.at(span, f"no source has the key `{visible(key)}`", help=help)


def _what(kinds: tuple[Kind, ...]) -> str:
    return " or ".join(kinds) if kinds else "record"


def _article(kind: Kind) -> str:
    return "an" if kind.value[0] in "aeiou" else "a"
