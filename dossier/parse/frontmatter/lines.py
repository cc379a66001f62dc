"""From a character's number in the front matter to its line and column in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from dossier.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Lines:
    """The front matter of one file, with the offsets at which its lines start."""

    path: str
    text: str
    first_line: int
    """Line of the file on which the text starts."""
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters from `start` to `end`, as far as they stand on one line."""
        row = bisect_right(self.starts, start) - 1
        line_end = self.starts[row + 1] - 1 if row + 1 < len(self.starts) else len(self.text)
        length = max(1, min(end, line_end) - start)
        return Span(self.path, self.first_line + row, start - self.starts[row] + 1, length)

    def line_at(self, index: int) -> str:
        """Return the line that holds a character, without its end."""
        return self.text[self.text.rfind("\n", 0, index) + 1 :].partition("\n")[0]


def lines_of(path: str, text: str, first_line: int) -> Lines:
    """Measure a text once."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return Lines(path, text, first_line, tuple(starts))
