"""Keys under which words are found in any script and spelling: Cyrillic as Latin, marks dropped, near sounds as one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "ґ": "g",
    "ѓ": "g",
    "д": "d",
    "ђ": "d",
    "е": "e",
    "ё": "e",
    "є": "e",
    "э": "e",
    "ж": "zh",
    "з": "z",
    "ѕ": "z",
    "и": "i",
    "і": "i",
    "ї": "i",
    "й": "y",
    "ј": "y",
    "к": "k",
    "ќ": "k",
    "л": "l",
    "љ": "l",
    "м": "m",
    "н": "n",
    "њ": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "ћ": "c",
    "у": "u",
    "ў": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "џ": "dz",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "č": "ch",
    "š": "sh",
    "ž": "zh",
    "ł": "l",
    "ß": "ss",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
}
"""Letter by letter, as most of the English press has it. The browser gets this very table with the index."""
APOSTROPHES = "'’ʼ‘`´ʹʺ"
"""Dropped inside a word: Luk'yanov, Сям'я."""
SOUNDS = (
    ("shch", "sh"),
    ("tch", "ch"),
    ("kh", "h"),
    ("ch", "h"),
    ("ts", "c"),
    ("tz", "c"),
    ("cz", "c"),
    ("zh", "z"),
    ("sch", "sh"),
    ("sz", "sh"),
    ("ij", "i"),
    ("iy", "i"),
    ("yy", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("ph", "f"),
    ("x", "ks"),
    ("q", "k"),
    ("ck", "k"),
    ("ii", "i"),
    ("ia", "a"),
    ("io", "o"),
    ("iu", "u"),
    ("ie", "e"),
    ("ou", "u"),
    ("ov", "u"),
    ("av", "u"),
    ("au", "u"),
    ("ti", "ci"),
    ("te", "ce"),
    ("dz", "d"),
    ("s", "c"),
    ("g", "h"),
    ("o", "a"),
    ("e", "a"),
)
"""Spellings of one sound, replaced in this order: what Tikhanovskaya, Tsikhanouskaya and Cichanouska share."""
DISTINCT_WORDS = 1 << 16
"""More than a large dossier has: each word is brought to its key once, not at every place where it stands."""
_WORD = re.compile(r"\w+")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(DISTINCT_WORDS)
def strict_key(word: str) -> str:
    """Return a word as it is compared: lower case, Latin letters where there is a table, no marks, no apostrophes."""
    lowered = unicodedata.normalize("NFKC", word).casefold()
    latin = "".join(LETTERS.get(letter, letter) for letter in lowered if letter not in APOSTROPHES)
    plain = "".join(letter for letter in unicodedata.normalize("NFD", latin) if not unicodedata.combining(letter))
    return "".join(LETTERS.get(letter, letter) for letter in plain)


def loose_key(key: str) -> str:
    """Return the key that different romanisations of one name share; for a strict key."""
    for written, sound in SOUNDS:
        key = key.replace(written, sound)
    return _DOUBLE.sub(r"\1", key)


def words_of(text: str) -> list[str]:
    """Split a text into words: letters and digits of any script, apostrophes inside a word dropped."""
    for mark in APOSTROPHES:
        text = text.replace(mark, "")
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("_", " "))
