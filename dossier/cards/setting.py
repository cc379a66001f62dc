"""Breaks a title into lines of a width: at blanks, and within a word only where the word alone is too wide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Width: TypeAlias = Callable[[str], float]
"""Pixels that a text takes."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its size and its upper edge, in pixels."""

    text: str
    size: int
    top: int


def set_lines(text: str, width: float, most: int, measure: Width) -> tuple[str, ...]:
    """Return at most so many lines, none wider than `width`; what is cut off is marked by `…`. At least one line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if measure(longer) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, width, measure)
        if len(lines) > most + 1:
            break
    lines = [line for line in lines if line] or [""]
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], _cut(lines[most - 1], width, measure))


def _pieces(word: str, width: float, measure: Width) -> list[str]:
    pieces, piece = [], ""
    for character in word:
        if piece and measure(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


def _cut(line: str, width: float, measure: Width) -> str:
    while line and measure(line + CUT) > width:
        line = line[:-1]
    return line.rstrip(" ,;:.–—-") + CUT
