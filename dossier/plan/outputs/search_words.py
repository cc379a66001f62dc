"""The words of one record by where they stand, and how much each place weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.model import Actor, Article, Claim, Document, Event, Kind, Link, Name, NameParts, Outlet, Place
from dossier.plan.plain import plain_body
from dossier.plan.scope import Scope, title_of
from dossier.plan.transliterate import loose_key, strict_key, words_of

WHOLE_NAME, NAME, LONG_NAME, ABOUT, OFTEN, TEXT = 40, 20, 12, 5, 2, 1
"""Weights: a word that is all of a name, one in a name, in a title, in a few words about the record, in its text."""
LONG_NAME_WORDS = 4
"""A name with more words is a title: one word of it says less."""
RANK_STEP = 2
"""A record that is named four times as often is one weightier: it seldom changes."""
OFTEN_TIMES = 3
"""A word that stands so many times in a text is a subject of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one record in which a reader may look for words."""

    names: tuple[str, ...]
    about: tuple[str, ...]
    text: str
    rank: int = 0
    """Added to the weight of its names: of two namesakes, the one that more is told of comes first."""


def words_of_record(scope: Scope, document: Document) -> Words:
    """Return the names of a record, what is said about it elsewhere, and its text."""
    record = document.record
    names = [title_of(document), *record.aliases, document.id.name]
    about = [scope.summary(document)]
    match record:
        case Article():
            names += [record.script_title, record.trans_title, record.short_title]
            about += [_titles(scope, document, field) for field in ("outlet", "agency")]
            about += [
                link.target for link in (record.outlet, record.agency) if link and not scope.find(link, Kind.OUTLET)
            ]
            about += [one.as_named for one in record.mentions if _is_listed(scope, one.actor)]
            about += [name.literal or name.family for name in record.author]
        case Actor():
            names += [*_spellings(record.names), *_parts(record.parts)]
            about += [record.description, *(role.title for role in record.roles)]
        case Outlet() | Place():
            names += _spellings(record.names)
        case Claim():
            about += [record.question]
        case Event():
            about += [_titles(scope, document, field) for field in ("places", "participants")]
        case _:
            pass
    text = plain_body(document, scope.library)
    rank = len(scope.library.backlinks.get(document.id.name, ())).bit_length() // RANK_STEP
    return Words(tuple(filter(None, names)), tuple(filter(None, about)), text, rank)


def keys_of(words: Words) -> Mapping[str, int]:
    """Return every key with the best weight at which it stands."""
    counted = Counter(_strict(words.text))
    weights = {key: OFTEN if times >= OFTEN_TIMES else TEXT for key, times in counted.items()}
    weights |= dict.fromkeys((key for text in words.about for key in _strict(text)), ABOUT)
    names = [tuple(_strict(name)) for name in words.names]
    for keys in sorted(names, key=len, reverse=True):
        weights |= dict.fromkeys(keys, _name_weight(len(keys)) + words.rank)
    weights.pop("", None)
    return weights


def loose_keys_of(words: Words) -> Mapping[str, int]:
    """Return the loose key of every word in a name."""
    keys = [tuple(_strict(name)) for name in sorted(words.names, key=len, reverse=True)]
    found = {loose_key(key): _name_weight(len(name)) + words.rank for name in keys for key in name}
    found.pop("", None)
    return found


def _name_weight(count: int) -> int:
    if count == 1:
        return WHOLE_NAME
    return NAME if count <= LONG_NAME_WORDS else LONG_NAME


def _strict(text: str) -> Iterable[str]:
    return map(strict_key, words_of(text))


def _is_listed(scope: Scope, link: Link) -> bool:
    found = scope.find(link, Kind.ACTOR)
    return found is None or scope.is_listed(found)


def _spellings(names: Iterable[Name]) -> list[str]:
    return [name.value for name in names]


def _parts(parts: NameParts | None) -> list[str]:
    return [parts.given, parts.patronymic, parts.family] if parts else []


def _titles(scope: Scope, document: Document, field: str) -> str:
    targets = scope.relations.targets(document.id, field)
    return " ".join(scope.document(id).title for id in targets if scope.is_listed(id))
