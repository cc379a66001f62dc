"""Words about text: folding for comparison, safe terminal text, scripts and their direction, nearest names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})
TEXT_LIMIT_BYTES = 4 << 20
"""Ten thousand words are 60 kB; a larger text is a mistake."""


def nfc(text: str) -> str:
    """Return text in Unicode Normalization Form C (UAX #15)."""
    return unicodedata.normalize("NFC", text)


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag; a script subtag decides, else the language."""
    subtags = language.lower().replace("_", "-").split("-")
    scripts = [subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return text as compared: NFKC, case folded, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known name most like the word, or None. Deterministic for any order of `known`."""
    names = sorted(set(known))
    by_fold = {fold(name): name for name in reversed(names)}
    close = difflib.get_close_matches(fold(word), list(by_fold), n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else None


_CONTROL = {"Cc", "Cf", "Zl", "Zp", "Cs"}


def visible(text: str, limit: int = 200) -> str:
    """Return text safe to print on a terminal: controls and bidi marks as `\\x1b`, cut to `limit` characters."""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text
    shown = "".join(c if unicodedata.category(c) not in _CONTROL else c.encode("unicode_escape").decode() for c in text)
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


_JSON_UNSAFE = re.compile(r"\\(.)|[<>&'\u2028\u2029]|(?<=\")=")


def guard_json(json: str) -> str:
    """Return the same JSON with nothing in it that could end a script element, an attribute, a line or a cell.

    Escapes as `\\u003c`: `<`, `>`, `&`, both quotes inside strings, U+2028, U+2029, and `=` where it begins a string.
    """
    return _JSON_UNSAFE.sub(_guarded, json)


def _guarded(found: re.Match[str]) -> str:
    if found[1] and found[1] != '"':
        return found[0]
    return f"\\u{ord(found[1] or found[0]):04x}"


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script most letters belong to, e.g. `Latn`, `Cyrl`; "" without letters."""
    codes = {
        "LATIN": "Latn",
        "CYRILLIC": "Cyrl",
        "GREEK": "Grek",
        "ARABIC": "Arab",
        "HEBREW": "Hebr",
        "ARMENIAN": "Armn",
        "GEORGIAN": "Geor",
        "CJK": "Hani",
        "HIRAGANA": "Hira",
        "KATAKANA": "Kana",
        "HANGUL": "Hang",
        "DEVANAGARI": "Deva",
    }
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            word = unicodedata.name(letter, "").split(" ", 1)[0]
            counts[codes.get(word, "Zyyy")] = counts.get(codes.get(word, "Zyyy"), 0) + 1
    return max(counts, key=lambda code: (counts[code], code)) if counts else ""


def slug(text: str) -> str:
    """Return text as the end of a URL: NFC, lower case, letters and digits of any script, one `-` between words."""
    kept = (c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else " " for c in nfc(text).casefold())
    return "-".join(nfc("".join(kept)).replace("'", "").split())


def fragment_id(text: str) -> str:
    """Return the fragment id of a heading or of an id that a text gives: `h-` and the slug, so it shadows nothing."""
    return f"h-{slug(text) or 'section'}"
