"""The full form: message, place, excerpt with caret, reason and way out, as rustc prints them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from click import style

from dossier.diagnostics import Diagnostic, Severity, Span
from dossier.text import visible

ReadLine: TypeAlias = Callable[[str, int], str | None]
"""Path and line (from 1) to the text of that line, or None where it cannot be shown."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WIDTH = 100
"""Columns of an excerpt; longer lines are shown around the caret."""
_TAB = "    "


def full(fault: Diagnostic, read_line: ReadLine, *, colour: bool) -> str:
    """Print one fault with the line it stands in. Controls in texts are made visible; colours only if asked for."""
    paint = _painter(colour)
    head = paint(f"{fault.severity}[{fault.rule}]", _COLOURS[fault.severity], True)
    lines = [f"{head}: {visible(fault.message, 400)}"]
    lines += _excerpt(fault.span, fault.label, read_line, colour=colour, mark=_COLOURS[fault.severity])
    for related in fault.related:
        lines.append(f"  {paint('note', 'cyan', True)}: {visible(related.message, 400)}")
        lines += _excerpt(related.span, "", read_line, colour=colour, mark="cyan")
    if fault.help:
        lines.append(f"  {paint('help', 'green', True)}: {visible(fault.help, 400)}")
    return "\n".join(lines)


def _painter(colour: bool) -> Callable[[str, str, bool], str]:
    return lambda text, name, bold: style(text, fg=name, bold=bold) if colour else text


def _excerpt(span: Span, label: str, read_line: ReadLine, *, colour: bool, mark: str) -> list[str]:
    paint = _painter(colour)
    place = f"{visible(span.path)}:{span.line}:{span.column}"
    text = read_line(span.path, span.line) if span.length else None
    gutter = " " * len(str(span.line))
    lines = [f"{gutter}{paint('-->', 'blue', True)} {place}"]
    if text is None:
        return lines
    shown, start, length = _window(text.rstrip("\r\n"), span.column - 1, span.length)
    bar = paint("|", "blue", True)
    carets = "^" * max(1, _columns(shown[start : start + length]))
    note = f" {visible(label)}" if label else ""
    lines.append(f"{gutter} {bar}")
    lines.append(f"{paint(str(span.line), 'blue', True)} {bar} {_spread(shown)}")
    lines.append(f"{gutter} {bar} {' ' * _columns(shown[:start])}{paint(carets + note, mark, True)}")
    return lines


def _window(text: str, start: int, length: int) -> tuple[str, int, int]:
    """Cut a long line around the marked run; return it with the run's new start and length."""
    start = max(0, min(start, len(text)))
    length = max(1, min(length, len(text) - start, _WIDTH // 2))
    if len(text) <= _WIDTH:
        return text, start, length
    left = max(0, start - _WIDTH // 4)
    right = min(len(text), left + _WIDTH)
    before, after = ("…" if left else ""), ("…" if right < len(text) else "")
    return f"{before}{text[left:right]}{after}", start - left + len(before), length


def _spread(text: str) -> str:
    return "".join(_TAB if letter == "\t" else visible(letter) for letter in text)


def _columns(text: str) -> int:
    """Return how many terminal columns a text takes: wide letters two, combining marks none, controls as shown."""
    return sum(_letter_columns(letter) for letter in text)


def _letter_columns(letter: str) -> int:
    if letter == "\t":
        return len(_TAB)
    if unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else len(visible(letter))
