"""What a text may cost: limits that no honest text meets, tried before the parser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from dossier.model import Body
from dossier.parse.markdown.reading import Reading
from dossier.rules.text import TEXT_BEYOND_LIMITS

MAX_CHARACTERS = 1_000_000
"""A thick book."""
MAX_LINES = 20_000
"""Also a thick book; one block per line is what costs most."""
MAX_DEPTH = 24
"""Lists and quotations within each other, as markers on one line or as indentation."""
MAX_NESTING = 60
"""Blocks within blocks; the parser would silently stop there. A list takes two."""
MAX_MARKS = 6_000
"""Of one special character in one paragraph: some cost the square of their number."""
MAX_QUOTES = 2_000
"""Of each quotation mark: the parser copies the paragraph for each."""
_MARKS = {**dict.fromkeys("[]*_`<&~@{!^(|\\", MAX_MARKS), '"': MAX_QUOTES, "'": MAX_QUOTES}
_LEAD = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|:(?=[ \t])|\[\^[^\]\s]+\]:))+")
_MARKER = re.compile(r">|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|:(?=[ \t])|\[\^[^\]\s]+\]:")
_ITEM = re.compile(r"(?P<indent>[ \t]{80,})(?:[-+*>]|\d{1,9}[.)])")


def is_within_limits(reading: Reading) -> bool:
    """Tell whether a text may be parsed; report why not."""
    if len(reading.lines) > MAX_LINES or sum(len(line) + 1 for line in reading.lines) > MAX_CHARACTERS:
        message = f"the text is longer than {MAX_CHARACTERS} characters or {MAX_LINES} lines"
        reading.report(TEXT_BEYOND_LIMITS, reading.line_span(0), message, "split it into several records")
        return False
    for number, line in enumerate(reading.lines):
        if _depth(line) > MAX_DEPTH or _ITEM.match(line):
            too_deep(reading, number)
            return False
    return True


def too_deep(reading: Reading, line: int) -> None:
    """Report lists, quotations or boxes nested beyond sense."""
    help = "use fewer levels, or indent code by four spaces only"
    reading.report(TEXT_BEYOND_LIMITS, reading.line_span(line), "quotations, lists or boxes are nested too deep", help)


def _depth(line: str) -> int:
    found = _LEAD.match(line)
    return len(_MARKER.findall(found.group())) if found else 0


def crowded_mark(text: str) -> str:
    """Return the character because of which the inline text of one paragraph would take too long, or ""."""
    if len(text) <= min(_MARKS.values()):
        return ""
    return next((mark for mark, most in _MARKS.items() if text.count(mark) > most), "")


def plain_paragraphs(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield (line from 0, words) of each paragraph of a text that is not parsed, white space single."""
    start, words = 0, list[str]()
    for number, line in enumerate((*reading.lines, "")):
        if line.strip():
            start = start if words else number
            words.append(" ".join(line.split()))
        elif words:
            yield start, " ".join(words)
            words = []


def plain_body(paragraphs: list[tuple[int, str]]) -> Body:
    """Write paragraphs of plain text."""
    return ("".join(f"<p>{escape(words)}</p>\n" for _, words in paragraphs),) if paragraphs else ()
