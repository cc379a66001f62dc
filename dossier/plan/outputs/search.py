"""The search index: classic scripts, so that search works from `file://`, under any path and in the preview.

`search-index.js` holds `window.dossierSearch = {…};` with

    version    2
    stamp      changes with everything that can be found: the preview loads the search page anew when it does
    letters    {"х": "kh", "ł": "l", …}: replaces one letter of a folded word
    apostrophes  a string of characters that are dropped
    sounds     [["kh", "h"], …]: replacements that turn a key into its loose key, in this order
    kinds      [["actor", "Actor"], …]: by the last digit of a number; also the order of hits of equal rank
    count      how many records there are
    shards     how many files of words there are
    block      numbers that share a file of records: number // block is the number of the file
    prefix     letters of a key that decide on its file
    facets     [["actor", "Actor"], …]: the dimensions that have a file, with their labels
    texts      what the dialogue says, in the dossier's language

The other files add themselves to `window.dossierSearchParts` under their name:

    search/words-N.js    {words, found, loose, looseFound, common}. `words` are keys, sorted by UTF-16 code units, so
                         that `<` in JavaScript agrees: a prefix is a run. `found[i]` says where `words[i]` stands:
                         [-weight, number, step, step, …, -weight, number, …], heaviest first; a step leads to the next
                         number of that weight. The same for loose keys of names and titles. `common` are words in so
                         many texts that only names and titles with them are named.
    search/records-N.js  {number: [url, title, subtitle, date, language, names, text], …}: `url` is relative to the
                         site's root, language "" when it is the dossier's; `names` are its other spellings in one
                         line; `text` is its summary, unless the text begins with it, and its text, a line each.
    search/by-DIMENSION.js  [[key, label, [number, step, step, …]], …]: records by actor, topic, place or period

A record's number hangs on its name alone (CRC-32, see `search_index`), so an edit changes the files of its words and
its own file. How to search: split the query into words (apostrophes dropped, then runs of letters, digits and marks
after NFKC). The key of a word: NFKC, lower case, each letter through `letters`, NFD, combining marks dropped, each
letter through `letters` again. The loose key: every pair of `sounds` in order with replaceAll, then a letter repeated
counts once. The file of a key is CRC-32 of its first `prefix` letters in UTF-8, modulo `shards`: a shorter word is
found whole only, unless there is one file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from dossier.model import Actor, Document, Outlet, Place
from dossier.plan.addresses import HOME, SEARCH_INDEX, search_part_path
from dossier.plan.outputs.search_facets import VALUES, facet_values
from dossier.plan.outputs.search_index import (
    DIGITS,
    KINDS,
    PREFIX,
    SLOTS_IN_BLOCK,
    Entry,
    Index,
    Weights,
    entries_of,
    index_of,
    shape_of,
)
from dossier.plan.parts.items import item_of
from dossier.plan.plain import plain_body
from dossier.plan.scope import Scope
from dossier.plan.script_json import Json, to_json
from dossier.plan.spot import Spot, spot_at
from dossier.plan.transliterate import APOSTROPHES, LETTERS, SOUNDS
from dossier.views import File

VERSION = 2
TEXTS = (
    "label",
    "hint",
    "none",
    "some",
    "count",
    "count_all",
    "wait",
    "failed",
    "short",
    "more",
    "clear",
    "values",
)
"""What the search says in the browser: texts of the interface without their `search_`."""


@dataclass(frozen=True, slots=True)
class _Once:
    """The index, made for the first file that needs it and kept for the others."""

    scope: Scope
    made: list[Index] = field(default_factory=list)

    @property
    def index(self) -> Index:
        if not self.made:
            self.made.append(index_of(self.scope))
        return self.made[0]


def search_files(scope: Scope) -> tuple[File, ...]:
    """Return the files of the index of all listed records and questions."""
    once, shape = _Once(scope), shape_of(len(entries_of(scope)))
    return (
        File(SEARCH_INDEX, partial(_root, once), is_shared=True),
        *(_file(f"words-{number}", partial(_words, once, number)) for number in range(shape.shards)),
        *(_file(f"records-{number}", partial(_records, once, number)) for number in range(shape.blocks)),
        *(_file(f"by-{dimension}", partial(_facet, once, dimension)) for dimension in VALUES),
    )


def _file(name: str, make: partial[Json]) -> File:
    return File(search_part_path(name), partial(_part, name, make))


def _part(name: str, make: partial[Json]) -> bytes:
    opening = "window.dossierSearchParts = window.dossierSearchParts || {};\n"
    return f"{opening}window.dossierSearchParts[{to_json(name)}] = {to_json(make())};\n".encode()


def _root(once: _Once) -> bytes:
    scope, shape = once.scope, once.index.shape
    value: dict[str, Json] = {
        "version": VERSION,
        "stamp": once.index.stamp,
        "letters": LETTERS,
        "apostrophes": APOSTROPHES,
        "sounds": SOUNDS,
        "kinds": [
            *([kind.value, scope.say(f"kind.{kind}")] for kind in KINDS),
            ["question", scope.say("kind.question")],
        ],
        "count": shape.count,
        "shards": shape.shards,
        "block": SLOTS_IN_BLOCK * DIGITS,
        "prefix": PREFIX,
        "facets": [[name, scope.say("ui.period" if name == "period" else f"lane.{name}")] for name in VALUES],
        "texts": {name: scope.say(f"ui.search_{name}", total="{total}") for name in TEXTS}
        | {"close": scope.say("ui.close"), "search": scope.say("ui.search"), "kind": scope.say("lane.kind")},
    }
    return f"window.dossierSearch = {to_json(value)};\n".encode()


def _words(once: _Once, number: int) -> Json:
    postings = once.index.shards[number]
    words, loose = sorted(postings.strict, key=_utf16), sorted(postings.loose, key=_utf16)
    return {
        "words": words,
        "found": [_steps_by_weight(postings.strict[word]) for word in words],
        "loose": loose,
        "looseFound": [_steps_by_weight(postings.loose[word]) for word in loose],
        "common": sorted(postings.common),
    }


def _utf16(word: str) -> bytes:
    return word.encode("utf-16-be")


def _steps_by_weight(found: Weights) -> list[Json]:
    by_weight: dict[int, list[int]] = {}
    for number, weight in found:
        by_weight.setdefault(weight, []).append(number)
    return [one for weight in sorted(by_weight, reverse=True) for one in (-weight, *_steps(by_weight[weight]))]


def _steps(numbers: Sequence[int]) -> list[int]:
    """Write numbers in rising order as the first and the steps to the next."""
    return [*numbers[:1], *(after - before for before, after in pairwise(numbers))]


def _records(once: _Once, number: int) -> Json:
    spot = spot_at(once.scope, HOME)
    return {str(place): _row(spot, entry) for place, entry in once.index.block(number).items()}


def _row(spot: Spot, entry: Entry) -> Json:
    if not isinstance(entry, Document):
        return [spot.href(entry.path), entry.text, "", "", "", "", ""]
    item = item_of(spot, entry.id)
    date = item.date.short if item.date and item.date.known else ""
    return [item.url, item.title, item.subtitle, date, item.language, _names(entry), _text(spot.scope, entry)]


def _names(document: Document) -> str:
    record = document.record
    spellings = [name.value for name in record.names] if isinstance(record, Actor | Outlet | Place) else []
    return " · ".join(dict.fromkeys(name for name in (*spellings, *record.aliases) if name != document.title))


def _text(scope: Scope, document: Document) -> str:
    """Return the summary, unless the text begins with it, and the text."""
    summary, text = scope.summary(document), plain_body(document, scope.library)
    return text if text.startswith(summary.removesuffix("…")) else "\n".join(filter(None, (summary, text)))


def _facet(once: _Once, dimension: str) -> Json:
    return [[key, label, _steps(numbers)] for key, label, numbers in facet_values(once.scope, once.index, dimension)]
