"""Where inside a source: `¶ 4`, `p. 3`, `01:12:30`, `headline`, as citations in text and front matter write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class LocatorType(StrEnum):
    """Kinds of places in a source; CSL 1.0.2 locator terms plus `cell` and `headline`."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    LINE = "line"
    CHAPTER = "chapter"
    TIMESTAMP = "timestamp"
    CELL = "cell"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a source. `value` is as written, e.g. `3-5`; empty for `headline`."""

    type: LocatorType
    value: str


_TERMS = {
    LocatorType.PAGE: r"pp?\.|pages?|с\.|стр\.|S\.",
    LocatorType.PARAGRAPH: r"¶¶?|paras?\.|paragraphs?|абз\.|Abs\.",
    LocatorType.SECTION: r"§§?|secs?\.|sections?",
    LocatorType.LINE: r"ll?\.|lines?",
    LocatorType.CHAPTER: r"chap\.|chapters?",
    LocatorType.TIMESTAMP: r"at|timestamp",
    LocatorType.CELL: r"cells?",
}
_NUMBER = (
    r"(?P<value>[0-9A-Za-zА-Яа-я:.]*[0-9][0-9A-Za-z:.]*(?:\s*[-–—]\s*[0-9A-Za-z:.]+)?(?:,\s*[0-9]+(?:[-–][0-9]+)?)*)"
)
_CLOCK = re.compile(r"(?P<value>\d{1,2}:\d{2}(?::\d{2})?(?:\s*[-–]\s*\d{1,2}:\d{2}(?::\d{2})?)?)")
_HEADLINE = re.compile(r"headline\b", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<value>\d+(?:\s*[-–—]\s*\d+)?)")


def parse_locator(text: str) -> tuple[Locator | None, str]:
    """Split a leading locator from a citation's tail, as Pandoc does (Pandoc manual, "Citation syntax").

    Returns the locator, or None, and what follows it, without a leading comma. A bare number is a page.
    """
    body = text.strip()
    if headline := _HEADLINE.match(body):
        return Locator(LocatorType.HEADLINE, ""), _rest(body, headline.end())
    if clock := _CLOCK.match(body):
        return Locator(LocatorType.TIMESTAMP, clock["value"]), _rest(body, clock.end())
    for kind, terms in _TERMS.items():
        if found := re.match(rf"(?:{terms})\s*{_NUMBER}", body):
            return Locator(kind, found["value"].strip()), _rest(body, found.end())
    if plain := _PLAIN.match(body):
        return Locator(LocatorType.PAGE, plain["value"]), _rest(body, plain.end())
    return None, body


def _rest(body: str, end: int) -> str:
    return body[end:].lstrip(" ,").rstrip()
