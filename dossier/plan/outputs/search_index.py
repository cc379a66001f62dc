"""The search index in memory: numbers of records that stay when others come and go, and where every word stands."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dossier.model import Document, Kind
from dossier.plan.outputs.search_words import LONG_NAME, Words, keys_of, loose_keys_of, words_of_record
from dossier.plan.question_index import Question
from dossier.plan.scope import Scope

Entry: TypeAlias = Document | Question
KINDS = (Kind.ACTOR, Kind.NOTE, Kind.EVENT, Kind.TOPIC, Kind.PLACE, Kind.CLAIM, Kind.ARTICLE, Kind.OUTLET, Kind.INFO)
"""Kinds by their digit in a number, which is also their order among hits of equal rank; questions come after them."""
DIGITS = 10
ROOM = 4
"""Slots for each record at least: so few meet in one that hardly any moves when another comes or goes."""
SLOTS_IN_BLOCK = 64
"""Slots whose records lie in one file: 8 to 16 records, which are loaded for one hit."""
RECORDS_PER_SHARD = 64
"""Records for each file of words: more files, the larger the dossier, so that none grows."""
MOST_SHARDS = 1024
PREFIX = 3
"""Letters of a key that decide in which file it stands: what is typed finds its file from the third letter on."""
COMMON_FROM = 200
"""With fewer records there are no common words."""
COMMON_SHARE = 4
"""A word in the texts of more than a quarter of all records is common: it leads nowhere by itself."""

Weights: TypeAlias = list[tuple[int, int]]
"""Numbers and weights."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many files an index of a size has."""

    count: int
    slots: int
    shards: int

    @property
    def blocks(self) -> int:
        """Files of records."""
        return self.slots // SLOTS_IN_BLOCK

    def shard_of(self, key: str) -> int:
        """Return the file of a key, by the CRC-32 of its first letters in UTF-8."""
        return zlib.crc32(key[:PREFIX].encode()) % self.shards


@dataclass(frozen=True, slots=True)
class Postings:
    """Where the keys of one file stand."""

    strict: Mapping[str, Weights]
    loose: Mapping[str, Weights]
    common: frozenset[str]
    """Keys that stand in so many texts that only names and summaries with them are in `strict`."""


@dataclass(frozen=True, slots=True)
class Index:
    """All of it: records by number, and postings by shard."""

    shape: Shape
    entries: Mapping[int, Entry]
    shards: Sequence[Postings]
    stamp: int
    """CRC-32 over all words in their order: another one when anything that can be found has changed."""

    def block(self, number: int) -> Mapping[int, Entry]:
        """Return the records of one file."""
        first = number * SLOTS_IN_BLOCK
        slots = range(first * DIGITS, (first + SLOTS_IN_BLOCK) * DIGITS)
        return {place: self.entries[place] for place in slots if place in self.entries}


def shape_of(count: int) -> Shape:
    """Return the shape for so many records: powers of two, so that it seldom changes."""
    slots = max(SLOTS_IN_BLOCK, _power(ROOM * count))
    return Shape(count, slots, min(MOST_SHARDS, _power(count // RECORDS_PER_SHARD)))


def entries_of(scope: Scope) -> tuple[Entry, ...]:
    """Return what can be found: listed records, and questions."""
    documents = (document for kind in KINDS for document in scope.listed(kind))
    return (*documents, *scope.questions.values())


def index_of(scope: Scope) -> Index:
    """Make the index of all listed records and questions, each word looked at once."""
    entries = entries_of(scope)
    shape = shape_of(len(entries))
    numbered = number_entries(entries, shape.slots)
    strict: defaultdict[str, Weights] = defaultdict(list)
    loose: defaultdict[str, Weights] = defaultdict(list)
    stamp = 0
    for number, entry in numbered.items():
        words = words_of_record(scope, entry) if isinstance(entry, Document) else Words((entry.text,), (), "")
        keys = keys_of(words)
        stamp = zlib.crc32(" ".join(keys).encode(), stamp)
        for key, weight in keys.items():
            strict[key].append((number, weight))
        for key, weight in loose_keys_of(words).items():
            loose[key].append((number, weight))
    return Index(shape, numbered, _shards(shape, strict, loose), stamp)


def number_entries(entries: Iterable[Entry], slots: int) -> dict[int, Entry]:
    """Give every record a number that hangs on its name alone, or on a few others that want the same slot.

    The last digit is its kind, the rest its slot. Returned in order of the numbers.
    """
    taken: dict[int, Entry] = {}
    for name, entry in sorted(((_name(entry), entry) for entry in entries), key=lambda pair: pair[0]):
        slot = zlib.crc32(name.encode()) % slots
        while slot in taken:
            slot = (slot + 1) % slots
        taken[slot] = entry
    return {slot * DIGITS + _digit(taken[slot]): taken[slot] for slot in sorted(taken)}


def _name(entry: Entry) -> str:
    return str(entry.id) if isinstance(entry, Document) else entry.path


def _digit(entry: Entry) -> int:
    return KINDS.index(entry.id.kind) if isinstance(entry, Document) else len(KINDS)


def _shards(shape: Shape, strict: Mapping[str, Weights], loose: Mapping[str, Weights]) -> list[Postings]:
    most = shape.count // COMMON_SHARE if shape.count >= COMMON_FROM else shape.count
    parts: list[tuple[dict[str, Weights], dict[str, Weights], set[str]]] = [
        ({}, {}, set()) for _ in range(shape.shards)
    ]
    for key, found in strict.items():
        words, _, common = parts[shape.shard_of(key)]
        words[key] = found
        if len(found) > most:
            common.add(key)
            words[key] = [(number, weight) for number, weight in found if weight >= LONG_NAME]
    for key, found in loose.items():
        parts[shape.shard_of(key)][1][key] = found
    return [Postings(words, near, frozenset(common)) for words, near, common in parts]


def _power(number: int) -> int:
    """Return the least power of two that is not below."""
    return 1 << max(0, number - 1).bit_length()
