"""The search index: one classic script, so that search works from `file://`, under any path and in the preview.

`search-index.js` holds `window.dossierSearch = {…};` with

    version    1
    letters    {"х": "kh", "ł": "l", …}: replaces one letter of a folded word
    apostrophes  a string of characters that are dropped
    sounds     [["kh", "h"], …]: replacements that turn a key into its loose key, in this order
    kinds      [["actor", "Actor"], …]: kind and its label
    records    [[kind, url, title, subtitle, date, summary, language], …]: kind is an index into `kinds`, url is
               relative to the site's root (put `page.head.root` before it), language "" when it is the dossier's
    words      ["aleksandr", …]: keys, sorted by UTF-16 code units, so that `<` in JavaScript agrees: a prefix is a run
    found      [[record, weight, record, weight, …], …]: where `words[i]` stands, indexes into `records`, best first
    loose, looseFound  the same for the loose keys of names and titles

How to search: split the query into words (apostrophes dropped, then runs of letters, digits and marks after NFKC). The
key of a word: NFKC, lower case, each letter through `letters`, NFD, combining marks dropped, each letter through
`letters` again. The loose key: every pair of `sounds` in order with replaceAll, then a letter repeated counts once.
A record is found when every word of the query is a prefix of one of its keys, or its loose key of one of the loose
ones; its rank is the sum over the query's words of the best weight: whole key 2 × weight, prefix 1 ×, loose half of
it. Equal ranks keep the order of `records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from dossier.model import Actor, Article, Claim, Document, Event, Kind, Link, Name, NameParts, Outlet, Place
from dossier.plan.addresses import HOME, SEARCH_INDEX
from dossier.plan.outputs.transliterate import APOSTROPHES, LETTERS, SOUNDS, loose_key, strict_key, words_of
from dossier.plan.parts.items import item_of
from dossier.plan.plain import plain_body
from dossier.plan.scope import Scope, title_of
from dossier.plan.script_json import Json, to_json
from dossier.plan.spot import Spot, spot_at
from dossier.views import File

VERSION = 1
WHOLE_NAME, NAME, SUMMARY, TEXT = 16, 8, 3, 1
"""Weights: a word that is all of a name, one in a name or title, in a few words about the record, in its text."""
FULL_TEXT_LIMIT = 2000
"""Up to so many records the texts are in the index too; with more it would be slow to load on a phone."""
SUMMARY_LENGTH = 160
KINDS = (Kind.ACTOR, Kind.NOTE, Kind.EVENT, Kind.CLAIM, Kind.ARTICLE, Kind.PLACE, Kind.TOPIC, Kind.OUTLET, Kind.INFO)
"""Order of records, and so of results of equal rank."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one record by where they stand."""

    names: tuple[str, ...]
    about: tuple[str, ...]
    text: str


def search_file(scope: Scope) -> File:
    """Return the index of all listed records and questions."""
    return File(SEARCH_INDEX, partial(_index, scope))


def _index(scope: Scope) -> bytes:
    spot = spot_at(scope, HOME)
    documents = [document for kind in KINDS for document in scope.listed(kind)]
    has_text = len(documents) <= FULL_TEXT_LIMIT
    rows: list[Json] = [_row(spot, document) for document in documents]
    keys: dict[str, dict[int, int]] = {}
    loose: dict[str, dict[int, int]] = {}
    for number, document in enumerate(documents):
        words = _words(scope, document, has_text=has_text)
        _add(keys, number, _keys(words))
        _add(loose, number, {loose_key(key): NAME for name in words.names for key in _strict(name)})
    for question in scope.questions.values():
        row: Json = [len(KINDS), spot.href(question.path), question.text, "", "", "", ""]
        _add(keys, len(rows), dict.fromkeys(_strict(question.text), NAME))
        rows.append(row)
    return _script(scope, rows, keys, loose)


def _script(
    scope: Scope, rows: list[Json], keys: Mapping[str, dict[int, int]], loose: Mapping[str, dict[int, int]]
) -> bytes:
    kinds: list[Json] = [[kind.value, scope.say(f"kind.{kind}")] for kind in KINDS]
    kinds.append(["question", scope.say("kind.question")])
    words, loose_words = sorted(keys, key=_utf16), sorted(loose, key=_utf16)
    value: dict[str, Json] = {
        "version": VERSION,
        "letters": LETTERS,
        "apostrophes": APOSTROPHES,
        "sounds": SOUNDS,
        "kinds": kinds,
        "records": rows,
        "words": words,
        "found": [_postings(keys[word]) for word in words],
        "loose": loose_words,
        "looseFound": [_postings(loose[word]) for word in loose_words],
    }
    return f"window.dossierSearch = {to_json(value)};\n".encode()


def _utf16(word: str) -> bytes:
    return word.encode("utf-16-be")


def _postings(weights: Mapping[int, int]) -> list[Json]:
    best = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))
    return [number for entry in best for number in entry]


def _add(index: dict[str, dict[int, int]], number: int, weights: Mapping[str, int]) -> None:
    for key, weight in weights.items():
        if key:
            index.setdefault(key, {})[number] = weight


def _row(spot: Spot, document: Document) -> list[Json]:
    item = item_of(spot, document.id)
    summary = (
        item.summary if len(item.summary) <= SUMMARY_LENGTH else item.summary[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + "…"
    )
    date = item.date.short if item.date else ""
    return [KINDS.index(document.id.kind), item.url, item.title, item.subtitle, date, summary, item.language]


def _keys(words: Words) -> dict[str, int]:
    """Return every key with the best weight at which it stands."""
    weights: dict[str, int] = dict.fromkeys(_strict(words.text), TEXT)
    weights |= dict.fromkeys((key for text in words.about for key in _strict(text)), SUMMARY)
    names = [tuple(_strict(name)) for name in words.names]
    weights |= dict.fromkeys((key for keys in names for key in keys), NAME)
    weights |= {keys[0]: WHOLE_NAME for keys in names if len(keys) == 1}
    return weights


def _strict(text: str) -> Iterable[str]:
    return (strict_key(word) for word in words_of(text))


def _words(scope: Scope, document: Document, *, has_text: bool) -> Words:
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
    return Words(tuple(names), tuple(about), plain_body(document, scope.library) if has_text else "")


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
