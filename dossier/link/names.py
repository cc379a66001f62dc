"""Finds which record a word names: by id, `kind:id`, alias, former id, name or path."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote

from dossier.model import Actor, Document, Id, Kind, Outlet, Place
from dossier.text import fold, nfc

CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Found:
    """The one record meant."""

    id: Id


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several records bear the word; none by right of its id."""

    ids: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class WrongKind:
    """The word names a record of a kind that may not stand here."""

    id: Id


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is called so."""


Finding: TypeAlias = Found | Ambiguous | WrongKind | Unknown


@dataclass(frozen=True, slots=True)
class Names:
    """What every record is called. Keys are folded by `text.fold`."""

    by_id: Mapping[str, tuple[Id, ...]]
    """More than one only where ids collide; in order of paths."""
    by_word: Mapping[str, tuple[Id, ...]]
    """Aliases, former ids, names, titles and spellings."""
    by_path: Mapping[str, Id]
    shown: frozenset[Id]
    """Records that have a page: preferred where a hidden one bears the same name."""
    memo: dict[tuple[str, tuple[Kind, ...]], Finding] = field(default_factory=dict, init=False, compare=False)
    """What was asked before: most names are written many times."""

    def find(self, target: str, kinds: tuple[Kind, ...] = ()) -> Finding:
        """Say what a word names where only `kinds` may stand; empty kinds: any."""
        asked = (target, kinds)
        if asked not in self.memo:
            self.memo[asked] = self._find(target, kinds)
        return self.memo[asked]

    def _find(self, target: str, kinds: tuple[Kind, ...]) -> Finding:
        kind, word = split_kind(target)
        exact, words = self.by_id.get(word, ()), self.by_word.get(word, ())
        if fit := self._preferred(_of_kinds(_of_kinds(exact, (kind,) if kind else ()), kinds)):
            return Found(fit[0])
        if fit := self._preferred(_of_kinds(_of_kinds(words, (kind,) if kind else ()), kinds)):
            return Found(fit[0]) if len(fit) == 1 else Ambiguous(fit)
        others = self._preferred(exact or words)
        return WrongKind(others[0]) if others else Unknown()

    def find_path(self, target: str, source: str) -> Finding:
        """Say what a path to an .md file names, seen from the file at path `source` or from content/."""
        written = nfc(unquote(target))
        bare = written.lstrip("/")
        tries = (
            posixpath.join(posixpath.dirname(source), written) if not written.startswith("/") else bare,
            posixpath.join(CONTENT, bare),
            bare,
        )
        found = (self.by_path.get(posixpath.normpath(path)) for path in tries)
        first = next((id for id in found if id is not None), None)
        return Found(first) if first else Unknown()

    def _preferred(self, ids: tuple[Id, ...]) -> tuple[Id, ...]:
        return tuple(id for id in ids if id in self.shown) or ids


def index(documents: Iterable[Document], shown: frozenset[Id]) -> Names:
    """Collect what documents, in order of their paths, are called."""
    by_id: dict[str, tuple[Id, ...]] = {}
    by_word: dict[str, tuple[Id, ...]] = {}
    by_path: dict[str, Id] = {}
    for document in documents:
        own = fold(document.id.name)
        by_id[own] = (*by_id.get(own, ()), document.id)
        by_path[nfc(document.path)] = document.id
        for word in dict.fromkeys(fold(word) for word in words_of(document)):
            by_word[word] = tuple(sorted({*by_word.get(word, ()), document.id}))
    return Names(by_id, by_word, by_path, shown)


def words_of(document: Document) -> tuple[str, ...]:
    """Return what a record is called besides its id, as written."""
    record = document.record
    spellings = tuple(name.value for name in record.names) if isinstance(record, Actor | Outlet | Place) else ()
    return (document.title, *record.aliases, *record.former_ids, *spellings)


def split_kind(target: str) -> tuple[Kind | None, str]:
    """Split `actor:anna` into kind and folded word; a word without a kind in front stays whole."""
    before, colon, after = target.partition(":")
    if colon and fold(before) in set(Kind):
        return Kind(fold(before)), fold(after)
    return None, fold(target)


def _of_kinds(ids: tuple[Id, ...], kinds: tuple[Kind, ...]) -> tuple[Id, ...]:
    return tuple(id for id in ids if not kinds or id.kind in kinds)
