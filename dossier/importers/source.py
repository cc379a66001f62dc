"""The text of a bibliography file and the places in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic, Span
from dossier.model import InputFile
from dossier.rules import reading

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
"""Controls but tab and line ends, direction marks but LRM and RLM, noncharacters: pages and terminals misbehave."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text. Offsets count characters from 0."""

    path: str
    text: str
    starts: tuple[int, ...]
    """Offset of the first character of each line."""

    def span(self, start: int, end: int) -> Span:
        """Return the place from `start` up to `end`, cut at the end of its first line."""
        line = bisect_right(self.starts, start)
        first = self.starts[line - 1]
        line_end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return Span(self.path, line, start - first + 1, max(1, min(end, line_end) - start))


def source_of(file: InputFile) -> Source | Diagnostic:
    """Decode a file: strict UTF-8, a byte order mark dropped, lines ended by LF.

    Returns D101 at the first byte that is not UTF-8, D102 at the first forbidden character.
    """
    try:
        decoded = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        return reading.ENCODING.at(
            Span(file.path, line), "this file is not UTF-8", help="export it again with the character set UTF-8"
        )
    text = decoded.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(file.path, text, (0, *(found.end() for found in re.finditer("\n", text))))
    if refused := REFUSED.search(text):
        named = f"U+{ord(refused[0]):04X} {unicodedata.name(refused[0], '')}".rstrip()
        span = source.span(refused.start(), refused.end())
        return reading.CHARACTER.at(span, f"the character {named} may not stand in a text", help="delete it")
    return source
