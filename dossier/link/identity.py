"""Faults of what records are called: ids, aliases and former ids over the whole dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dossier.diagnostics import Diagnostic, Related, Span
from dossier.model import Document, Id
from dossier.rules import links as rules
from dossier.text import fold, nfc, visible

PATH_LIKE = re.compile(r"^[/.]|//|\\|\.\./|^\w+:/")
"""What leads somewhere as a path or an address; `AC/DC` does not."""


def identity_faults(documents: Sequence[Document]) -> Iterator[Diagnostic]:
    """Yield the faults of ids, aliases and former ids of documents given in order of their paths."""
    first_by_word: dict[str, Document] = {}
    for document in documents:
        first = first_by_word.setdefault(fold(document.id.name), document)
        if first is not document:
            yield _duplicate(document, first)
    for document in documents:
        yield from _word_faults(document, first_by_word)


def redirects_of(documents: Iterable[Document], living: Iterable[Id]) -> dict[str, Id]:
    """Return old paths, `actors/old/`, to the ids of `documents` that had them, in order of paths.

    The path of a living record stays its own, and of two heirs the first by id gets it.
    """
    taken = {fold(_path(id)) for id in living}
    redirects: dict[str, Id] = {}
    for document in documents:
        for name in document.record.former_ids:
            path = _path(Id(document.id.kind, nfc(name)))
            if fold(path) not in taken:
                taken.add(fold(path))
                redirects[path] = document.id
    return dict(sorted(redirects.items()))


def _path(id: Id) -> str:
    return f"{id.kind.folder}/{id.name}/"


def _word_faults(document: Document, first_by_word: dict[str, Document]) -> Iterator[Diagnostic]:
    record = document.record
    aliases, former = (document.places.get(key, document.id_span) for key in ("aliases", "former_ids"))
    for alias in record.aliases:
        if PATH_LIKE.search(alias):
            message = f"the alias `{visible(alias)}` is a path or an address"
            yield rules.UNUSABLE_ALIAS.at(aliases, message, help="an alias is a word by which texts link here")
    if fold(document.id.name) in map(fold, record.former_ids):
        message = f"`{document.id.name}` is the id this record has now"
        yield rules.SHARED_ALIAS.at(former, message, help="take it out of `former_ids`")
    for word, span in (*((word, former) for word in record.former_ids), *((word, aliases) for word in record.aliases)):
        first = first_by_word.setdefault(fold(word), document)
        if first.id != document.id:
            yield _shared(word, span, first)


def _duplicate(document: Document, first: Document) -> Diagnostic:
    message = f"the id `{document.id.name}` is taken by {first.path}"
    related = (Related(first.id_span, f"`{first.id}` was first"),)
    return rules.DUPLICATE_ID.at(
        document.id_span, message, help="rename the file or write another `id:`", related=related
    )


def _shared(word: str, span: Span, first: Document) -> Diagnostic:
    related = (Related(first.id_span, f"`{first.id}` is called so"),)
    message = f"`{visible(word)}` already leads to `{first.id}`"
    return rules.SHARED_ALIAS.at(span, message, help="one of the two needs another word", related=related)
