"""Says whether quoted words stand in a text: letter for letter, or word for word. Knows neither files nor records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dossier.findings import Verdict

_OMISSION = re.compile(r"[\[(]?(?:…|\.\.\.)[\])]?|\[[^\]]*\]")
"""Words left out, and words put in by the one who quotes: `…`, `[…]`, `(…)`, `[the president]`."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Chinese and Japanese do not put blanks between words: each sign is one."""
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}]")
_OF_SPACED_WORD = re.compile(rf"(?![{_UNSPACED}])\w")
_BETWEEN = re.compile(r"\W+")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»‹›‘’‚‛`´′″'", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
    }
)
"""Forms of one sign, and marks that nobody sees: soft hyphen, zero width space, word joiner, byte order mark."""
_MARKS_END = 0x1F000
"""Beyond it there are no combining marks but selectors of variants."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready for comparing."""

    plain: str
    """As printed, with one form of each sign and one blank for any run of them."""
    words: str
    """Its words, folded, with one blank before, between and after them."""


def wording_of(plain: str) -> Wording:
    """Make a text ready, once for all quotations; `plain` is what `plain_text` returned."""
    return Wording(plain, _words(plain))


def plain_text(text: str) -> str:
    """Return a text as it is compared letter for letter: NFKC (UAX #15), one form of each sign, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).split())


def compare(quoted: str, text: Wording) -> Verdict:
    """Return LETTERS, WORDS or ABSENT; NO_WORDS where nothing is quoted but what was left out.

    Parts between omissions must stand in this order. What is marked as left out or put in is not looked for.
    """
    plain = (plain_text(part).strip(' "') for part in _OMISSION.split(quoted))
    parts = [part for part in plain if _words(part).strip()]
    if not parts:
        return Verdict.NO_WORDS
    if not _all_in_order([_words(part) for part in parts], _find_words(text.words)):
        return Verdict.ABSENT
    return Verdict.LETTERS if _all_in_order(parts, _find_letters(text.plain)) else Verdict.WORDS


def omits(quoted: str) -> bool:
    """Whether words are marked as left out or put in."""
    return _OMISSION.search(quoted) is not None


def _all_in_order(parts: list[str], find: Callable[[str, int], int]) -> bool:
    """Tell whether each part is found after the one before; `find` returns where it ends, -1 for nowhere."""
    end = 0
    for part in parts:
        end = find(part, end)
        if end < 0:
            return False
    return True


def _find_words(text: str) -> Callable[[str, int], int]:
    def find(words: str, start: int) -> int:
        at = text.find(words, start)
        return at + len(words) - 1 if at >= 0 else -1  # the blank that ends one part may begin the next

    return find


def _find_letters(text: str) -> Callable[[str, int], int]:
    def find(part: str, start: int) -> int:
        at = text.find(part, start)
        while at >= 0:
            end = at + len(part)
            if not _within_word(text, at) and not _within_word(text, end):
                return end
            at = text.find(part, at + 1)
        return -1

    return find


def _within_word(text: str, at: int) -> bool:
    """Tell whether a place lies between two signs of one word."""
    return 0 < at < len(text) and all(map(_OF_SPACED_WORD.match, text[at - 1 : at + 1]))


def _words(plain: str) -> str:
    single = _UNSPACED_SIGN.sub(r" \g<0> ", plain.casefold())
    between = _BETWEEN if _marks().isdisjoint(single) else _between_marked()
    return f" {between.sub(' ', single).strip()} "


@cache
def _marks() -> frozenset[str]:
    """Return the marks that belong to the letter before them."""
    return frozenset(c for c in map(chr, range(_MARKS_END)) if unicodedata.category(c)[0] == "M")


@cache
def _between_marked() -> re.Pattern[str]:
    """Return what stands between words where some have marks; it takes ten times as long as `_BETWEEN`."""
    return re.compile(rf"[^\w{''.join(sorted(_marks()))}]+")
