"""Where front matter ends and the text begins: two lines of three dashes, the first of them line 1."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic, Related, Span
from dossier.rules import reading

FENCE = re.compile(r"---[ \t]*")
_LIKE_FENCE = re.compile(r"[ \t]*(?:-{2,}|[‐-―−]+|\*{3,}|_{3,}|={3,}|\.{3})[ \t]*")
"""What a hand or an editor makes of a fence: too many dashes, long dashes, indented."""
_KEY = re.compile(r"[\w-]+:(?:\s|$)")
_OTHER_LANGUAGES = {"+++": "TOML", "{": "JSON", ";;;": "JSON", "---json": "JSON", "---toml": "TOML", "---yaml": "YAML"}


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in two: front matter and body, each with the line of the file it starts on."""

    front: str
    front_line: int
    body: str
    body_line: int


def split(path: str, text: str) -> tuple[Parts | None, tuple[Diagnostic, ...]]:
    """Split a text at its fences. Parts are None where no front matter can be found.

    D103 no front matter, D104 never closed (at its fence), D105 something stands before it (it is still read when
    that is blank), D106 another language or another fence. A later block of dashes is part of the body.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if first < len(lines) and FENCE.fullmatch(lines[first]):
        faults = (_blank_lines_before(path, first),) if first else ()
        parts, more = _split_after(path, lines, first)
        return parts, (*faults, *more)
    return None, (_missing(path, lines, first),)


def _split_after(path: str, lines: list[str], opening: int) -> tuple[Parts | None, tuple[Diagnostic, ...]]:
    for number in range(opening + 1, len(lines)):
        if lines[number].startswith("---") and FENCE.fullmatch(lines[number]):
            front = "\n".join(lines[opening + 1 : number])
            body = "\n".join(lines[number + 1 :])
            return Parts(front and f"{front}\n", opening + 2, body, number + 2), ()
    return None, (_unclosed(path, lines, opening),)


def _unclosed(path: str, lines: list[str], opening: int) -> Diagnostic:
    span = Span(path, opening + 1, 1, 3)
    message = "the front matter that starts here is never closed"
    for number in range(opening + 1, len(lines)):
        if _LIKE_FENCE.fullmatch(lines[number]) and not _is_dash_of_list(lines[number]):
            close = Related(Span(path, number + 1, 1, len(lines[number])), "this line looks like its end")
            return reading.UNCLOSED.at(
                span, message, help="close it with exactly three dashes: `---`", related=(close,)
            )
    return reading.UNCLOSED.at(span, message, help="add a line `---` below the last key")


def _is_dash_of_list(line: str) -> bool:
    return line.strip() in ("-", "--")


def _blank_lines_before(path: str, count: int) -> Diagnostic:
    lines = "a blank line stands" if count == 1 else f"{count} blank lines stand"
    return reading.BEFORE_FENCE.at(Span(path), f"{lines} before the front matter", help="start the file with `---`")


def _missing(path: str, lines: list[str], first: int) -> Diagnostic:
    if first == len(lines):
        return reading.NO_FRONT_MATTER.at(Span(path), "this file is empty", help=_EXAMPLE)
    line = lines[first]
    span = Span(path, first + 1, 1, max(1, len(line.rstrip())))
    for start, language in _OTHER_LANGUAGES.items():
        if line.strip().lower() == start or (start == "{" and line.startswith("{")):
            message = f"this front matter is written in {language} with its own fence"
            return reading.FENCE_SHAPE.at(span, message, help="write it as YAML between two lines `---`")
    if _LIKE_FENCE.fullmatch(line) and any(_KEY.match(below) for below in lines[first + 1 : first + 3]):
        shown = "a fence is exactly three dashes at the start of the line"
        return reading.FENCE_SHAPE.at(span, shown, help="write `---`")
    fence = _later_fence(lines, first)
    if fence is not None:
        related = (Related(Span(path, fence + 1, 1, 3), "the front matter starts here"),)
        return reading.BEFORE_FENCE.at(
            span, "something stands before the front matter", help="start the file with `---`", related=related
        )
    return reading.NO_FRONT_MATTER.at(Span(path), "this file has no front matter", help=_EXAMPLE)


def _later_fence(lines: list[str], first: int) -> int | None:
    """Find a fence that opens front matter below other text: a key right below it, and a second fence."""
    for number in range(first + 1, len(lines) - 1):
        if FENCE.fullmatch(lines[number]) and _KEY.match(lines[number + 1]):
            return number if any(FENCE.fullmatch(line) for line in lines[number + 2 :]) else None
    return None


_EXAMPLE = "start the file with a line `---`, then `title: …`, then a line `---`"
