"""Headings: the highest of a text is an h2 under the page's title, each with an id in the letters of its script."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dossier.model import Heading
from dossier.parse.markdown.reading import Reading, reading_of
from dossier.rules.text import SKIPPED_LEVEL
from dossier.text import fragment_id

_LOWEST = 6


def headings(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    md.core.ruler.after("block", "heading_levels", _shift)


def _shift(state: StateCore) -> None:
    reading, before = reading_of(state), 1
    found = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    top = min((int(token.tag[1]) for token in found), default=1)
    for token in found:
        level = int(token.tag[1]) - top + 2
        token.tag = f"h{min(level, _LOWEST)}"
        if token.type == "heading_open":
            if level > before + 1:
                span = reading.line_span(token.map[0] if token.map else 0)
                help = f"write `{'#' * (before - 1 + top)}` before it"
                reading.report(SKIPPED_LEVEL, span, "the heading skips a level", help)
            before = level


def _free_id(reading: Reading, wanted: str) -> str:
    name = wanted
    while name in reading.ids:
        reading.ids[wanted] += 1
        name = f"{wanted}-{reading.ids[wanted]}"
    reading.ids[name] = 1
    return name


def enter_heading(reading: Reading, token: Token, html: str, text: str) -> None:
    """Give a heading its id, unless the text gave one, and enter it in the outline."""
    name = str(token.attrs.get("id") or _free_id(reading, fragment_id(text)))
    token.attrs = {"id": name, **{key: value for key, value in token.attrs.items() if key != "id"}}
    reading.outline.append(Heading(int(token.tag[1]), name, html, text))
