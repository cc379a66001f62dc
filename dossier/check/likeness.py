"""Says which names may be two spellings of one, over scripts and transliterations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from dossier.model import Id

LATIN = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
     "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
     "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch",
     "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia"}
)  # fmt: skip
"""Rough Latin letters for Cyrillic ones: enough to compare, not to print."""
VARIANTS = (("kh", "h"), ("y", "i"), ("j", "i"), ("ck", "k"), ("ph", "f"), ("w", "v"))
"""Spellings that romanisations differ in."""
WHOLE_LIKENESS = 0.88
"""Two letters in a name of seventeen."""
WORD_LIKENESS = 0.75
"""Each word by itself, so that `… of Russia` is not `… of Belarus`."""
SHORTEST = 5


def pairs(names_by_key: Mapping[Id, Sequence[str]]) -> Iterator[tuple[Id, Id]]:
    """Yield pairs of records worth comparing, in order: those with names of equal initials."""
    blocks: dict[str, set[Id]] = {}
    for key, names in names_by_key.items():
        for name in names:
            blocks.setdefault("".join(word[0] for word in words_of(name)), set()).add(key)
    found = {pair for initials, keys in blocks.items() if initials for pair in combinations(sorted(keys), 2)}
    yield from sorted(found)


def alike(first: Sequence[str], second: Sequence[str]) -> tuple[str, str] | None:
    """Return the first two names, one of each, that may be spellings of one name, or None."""
    for one in first:
        for other in second:
            if _are_alike(words_of(one), words_of(other)):
                return one, other
    return None


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as compared: rough Latin, without accents and doubled letters, sorted."""
    latin = unicodedata.normalize("NFKC", name).casefold().translate(LATIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    for spelling, letter in VARIANTS:
        bare = bare.replace(spelling, letter)
    return tuple(sorted(re.findall(r"\w+", re.sub(r"([^\W\d])\1+", r"\1", bare))))


def _are_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if len(first) != len(second) or len("".join(first)) < SHORTEST or _digits(first) != _digits(second):
        return False
    if first == second:
        return True
    return _likeness(" ".join(first), " ".join(second)) >= WHOLE_LIKENESS and all(
        _likeness(one, other) >= WORD_LIKENESS for one, other in zip(first, second, strict=True)
    )


def _likeness(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= WORD_LIKENESS else 0.0


def _digits(words: tuple[str, ...]) -> str:
    return "".join(letter for word in words for letter in word if letter.isdigit())
