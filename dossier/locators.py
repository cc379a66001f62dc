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
    LocatorType.PAGE: r"[Pp]{1,2}\.|pp?(?=\s)|[Pp]ages?|pgs?\.|[Сс]\.|[Сс]тр\.|стар\.|старонк[аі]|S\.|Seiten?",
    LocatorType.PARAGRAPH: r"¶¶?|[Pp]aras?\.?|pars?\.|[Pp]aragraphs?|[Аа]бз\.|абзацы?|Abs\.|Absatz|Absätze|al\.|alinéa",
    LocatorType.SECTION: r"§§?|[Ss]ects?\.|[Ss]ecs?\.|[Ss]ections?|[Рр]азд\.|раздел|раздз\.|Abschn\.|Abschnitte?",
    LocatorType.LINE: r"ll?\.|[Ll]ines?|строк[аи]|радк?[оі]к?|Z\.|Zeilen?",
    LocatorType.CHAPTER: r"[Cc]haps?\.|[Cc]h\.|[Cc]hapters?|[Гг]л\.|глав[аы]|раздзел|Kap\.|Kapitel",
    LocatorType.CELL: r"[Cc]ells?|ячейк[аи]|ячэйк[аі]|Zellen?",
}
"""How each kind is written in English, Russian, Belarusian, German and French."""
_TERM = re.compile("|".join(rf"(?P<{kind}>(?:{terms})(?:(?<=[¶§.])|(?![\w.])))" for kind, terms in _TERMS.items()))
_UNIT = r"\(?(?:[ivxlcdm]+|[IVXLCDM]+|\w{0,12}[.:!]?\d[\w.:!]*)(?:\(\w{1,3}\))?\)?(?!\w)"
"""One place: a Roman numeral, or a word with a digit in it such as `12`, `A3`, `3(b)`, `Sheet1!B2`."""
_PLACES = re.compile(rf"{_UNIT}(?:\s*(?:[-–—]{{1,2}}|[,&]\s?)\s*{_UNIT})*")
_TIME = r"\d{1,3}:\d{2}(?::\d{2})?"
_CLOCK = re.compile(rf"(?:(?:[Aa]t|timestamp|в|у|um|à)\s+)?(?P<value>{_TIME}(?:\s*[-–]\s*{_TIME})?)(?!\w)")
_HEADLINE = re.compile(r"(?:headline|title|заголовок|загаловак|Überschrift|Schlagzeile|titre)(?!\w)", re.IGNORECASE)
_BRACES = re.compile(r"\{(?P<inside>[^{}]*)\}")


def parse_locator(text: str) -> tuple[Locator | None, str]:
    """Split a leading locator from a citation's tail, as Pandoc does (Pandoc manual, "Citation syntax").

    Returns the locator, or None, and what follows it without a leading comma. A bare number is a page; braces hold
    any locator, and empty ones say that there is none. `headline`, `01:12:30` and `cell B2` are ours.
    """
    body = text.strip().removeprefix(",").lstrip()
    if braces := _BRACES.match(body):
        inside = braces["inside"].strip()
        locator, rest = _read(inside)
        whole = locator if locator and not rest else Locator(LocatorType.PAGE, inside) if inside else None
        return whole, _rest(body, braces.end())
    return _read(body)


def _read(body: str) -> tuple[Locator | None, str]:
    if headline := _HEADLINE.match(body):
        return Locator(LocatorType.HEADLINE, ""), _rest(body, headline.end())
    if clock := _CLOCK.match(body):
        return Locator(LocatorType.TIMESTAMP, clock["value"]), _rest(body, clock.end())
    term = _TERM.match(body)
    start = len(body) - len(body[term.end() :].lstrip()) if term else 0
    places = _PLACES.match(body, start)
    if places is None or not (term or body[:1].isdigit()):
        return None, body
    kind = LocatorType(term.lastgroup) if term and term.lastgroup else LocatorType.PAGE
    return Locator(kind, places.group()), _rest(body, places.end())


def _rest(body: str, end: int) -> str:
    return body[end:].lstrip(" ,\u00a0").rstrip()
