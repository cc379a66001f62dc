"""How much room words take in a picture, without a font: wide enough for every face of the theme."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

NARROW = frozenset("iljtfrI.,:;'’|!()[]-– ")
NARROW_EM, LETTER_EM, CAPITAL_EM, WIDE_EM = 0.38, 0.58, 0.74, 1.0
"""Widths of the widest common sans-serif faces, in parts of the font's size."""
WIDE_LETTERS = frozenset("mwMWшщжюфыШЩЖЮФЫ@%—…")
WIDE_LETTER_EM = 0.9


def text_width(text: str, size: float) -> float:
    """Return the width of a line at a font size, rather too wide than too narrow."""
    width = 0.0
    for letter in text:
        width += _letter_em(letter)
    return width * size


def wrap(text: str, *, room: float, size: float, lines: int) -> tuple[str, ...]:
    """Break a name at spaces into lines that fit; what is too long ends with an ellipsis. At least one line."""
    words = text.split()
    broken = _broken(words, room, size)
    kept = broken[:lines]
    if len(broken) > lines:
        kept[-1] = f"{kept[-1]}…"
    return tuple(_cut(line, room, size) for line in kept) or ("",)


def _broken(words: Sequence[str], room: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, room: float, size: float) -> str:
    if text_width(line, size) <= room:
        return line
    kept = line.rstrip("…")
    while len(kept) > 1 and text_width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,;-–(')}…"


def _letter_em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in NARROW:
        return NARROW_EM
    if letter in WIDE_LETTERS:
        return WIDE_LETTER_EM
    if letter.isascii():
        return CAPITAL_EM if letter.isupper() else LETTER_EM
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE_EM
    return CAPITAL_EM if letter.isupper() else LETTER_EM
