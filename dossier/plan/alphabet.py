"""The order of an alphabetical index: by script, then letter by letter as readers of that script look things up."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

CYRILLIC = "абвгґѓдђеёєжзѕиіїйјкќлљмнњопрстћуўфхцчџшщъыьэюя"
"""Letters of Russian, Belarusian, Ukrainian, Bulgarian, Serbian and Macedonian in an order that suits each of them."""
LATIN = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
"""Letters that Unicode does not decompose. Others are filed under the letter without its mark (DIN 5007-1 §6.1)."""
KEEP_YO = ("be",)
"""Languages in which ё is a letter of its own; in others it is filed under е."""
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC")
"""First words of the Unicode names of letters. The dossier's own script comes first, others in this order."""
ARTICLES = {"en": ("the ", "a ", "an "), "de": ("der ", "die ", "das ", "ein ", "eine ")}
"""First words that do not count, by the language of the dossier."""
OWN = {
    **dict.fromkeys(("ru", "be", "uk", "bg", "sr", "mk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur"), "ARABIC"),
    "el": "GREEK",
    "hy": "ARMENIAN",
    "ka": "GEORGIAN",
    "he": "HEBREW",
}
"""The script of a language that is not written in Latin letters."""
NO_LETTER = "#"
"""Where what begins with a digit or a sign is filed: before all letters."""
NAMES = 1 << 16

Key = tuple[tuple[tuple[int, int, str], ...], str]


@lru_cache(NAMES)
def index_key(text: str, language: str) -> Key:
    """Return by what a text is sorted: words before longer words, letters before their variants, then as written."""
    return tuple(_place(letter, language) for letter in _letters(text, language)), text


def index_letter(text: str, language: str) -> str:
    """Return the capital letter under which a text is filed in an index."""
    first = _letters(text, language)[:1]
    return first.upper() if first.isalpha() else NO_LETTER


def index_two(text: str, language: str) -> str:
    """Return the first two letters, for a letter that has too many."""
    return _letters(text, language).replace(" ", "")[:2].capitalize() or NO_LETTER


@lru_cache(NAMES)
def _letters(text: str, language: str) -> str:
    """Return what counts of a text: letters without their marks, digits, and one space between words."""
    lowered = unicodedata.normalize("NFKC", text).casefold().strip()
    article = next((one for one in ARTICLES.get(_primary(language), ()) if lowered.startswith(one)), "")
    plain = "".join(_plain(letter, language) for letter in lowered.removeprefix(article))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _plain(letter: str, language: str) -> str:
    if letter in "'’ʼ":
        return ""
    if letter == "ё":
        return letter if _primary(language) in KEEP_YO else "е"
    if letter in CYRILLIC:
        return letter
    bare = "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
    return LATIN.get(bare, bare)


def _place(letter: str, language: str) -> tuple[int, int, str]:
    if not letter.isalpha():
        return (-1, 0, letter)
    script = unicodedata.name(letter, "").partition(" ")[0]
    rank = SCRIPTS.index(script) + 1 if script in SCRIPTS else len(SCRIPTS) + 1
    return (0 if script == OWN.get(_primary(language), "LATIN") else rank, CYRILLIC.find(letter), letter)


def _primary(language: str) -> str:
    return language.partition("-")[0]
