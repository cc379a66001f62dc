"""Finds the name that was meant, fast enough for a dossier of many thousand names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from heapq import nlargest

from dossier.link.names import Names
from dossier.model import Id, Kind
from dossier.text import fold, nearest

LEAST_LIKENESS = 0.6
"""Of a suggestion; as `text.nearest`."""
SHORTLIST = 20
"""Names that share most pairs of letters; only these are compared letter by letter."""
VERY_NEAR = 0.88
"""One letter in a word of eight, or two in a name of seventeen."""
SHORTEST_NEAR = 5
"""Shorter words differ by one letter for good reasons: TASS and RASS."""
MOST_LETTERS_APART = 2


def nearest_record(target: str, names: Names, kinds: tuple[Kind, ...] = ()) -> Id | None:
    """Return the record whose id, alias or name is most like what was written, of any of `kinds`; empty kinds: any."""
    word = fold(target.rpartition(":")[2].rpartition("/")[2].removesuffix(".md"))
    tables = (names.by_word, names.by_id)
    ids = {
        name: id
        for table in tables
        for name, named in table.items()
        for id in reversed(named)
        if not kinds or id.kind in kinds
    }
    near = nearest_name(word, ids)
    return ids[near] if near is not None else None


def nearest_name(word: str, names: Iterable[str]) -> str | None:
    """Return the name most like a word, or None. Deterministic for any order of names."""
    pairs = _pairs(word)
    counted = ((len(pairs & _pairs(name)), name) for name in names if _may_be_alike(len(word), len(name)))
    shortlist = nlargest(SHORTLIST, ((shared, name) for shared, name in counted if shared))
    return nearest(word, (name for _, name in shortlist), LEAST_LIKENESS) if word else None


def very_near(word: str, candidates: Mapping[str, Id]) -> Id | None:
    """Return the record whose name a word almost is: a slip of the finger. Names with other numbers are other names."""
    if len(word) < SHORTEST_NEAR:
        return None
    return next((candidates[name] for name in sorted(_slips(word, candidates))), None)


def names_by_kinds(names: Names, kinds: tuple[Kind, ...]) -> dict[str, Id]:
    """Return what records of some kinds are called, folded; of equal names the first."""
    found: dict[str, Id] = {}
    for table in (names.by_id, names.by_word):
        for name, ids in table.items():
            fit = next((id for id in ids if id.kind in kinds), None)
            if fit is not None:
                found.setdefault(name, fit)
    return found


def _slips(word: str, names: Iterable[str]) -> Iterator[str]:
    digits, ends = _digits(word), (word[:2], word[-2:])
    for name in names:
        if abs(len(name) - len(word)) > MOST_LETTERS_APART or (name[:2] != ends[0] and name[-2:] != ends[1]):
            continue
        if _digits(name) == digits and SequenceMatcher(None, word, name, autojunk=False).ratio() >= VERY_NEAR:
            yield name


def _may_be_alike(one: int, other: int) -> bool:
    """Whether two lengths allow the least likeness at all: `2 * matches / (one + other)`."""
    return 2 * min(one, other) >= LEAST_LIKENESS * (one + other)


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)} or {word}


def _digits(word: str) -> str:
    """Numbers tell names apart: Channel 1 is no slip for Channel 2."""
    return "".join(letter for letter in word if letter.isdigit())
