"""Quotation marks, dashes and ellipses as each language prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.token import Token

_QUOTES = {
    "en": "“”‘’",
    "be": "«»„“",
    "bg": "„“‚‘",
    "cs": "„“‚‘",
    "da": "»«›‹",
    "de": "„“‚‘",
    "de-ch": "«»‹›",
    "el": "«»“”",
    "es": "«»“”",
    "et": "„“‚‘",
    "fi": "””’’",
    "hr": "„“‚‘",
    "hu": "„”»«",
    "it": "«»“”",
    "ja": "「」『』",
    "ka": "„“‚‘",
    "lt": "„“‚‘",
    "lv": "„“‚‘",
    "nb": "«»‘’",
    "nn": "«»‘’",
    "no": "«»‘’",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ro": "„”«»",
    "ru": "«»„“",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "sr": "„“‚‘",
    "sv": "””’’",
    "uk": "«»„“",
}
_FRENCH = ["«\u00a0", "\u00a0»", "“", "”"]
_DASHES = re.compile(r"(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
_APOSTROPHE = re.compile(r"(?<!\d)'(?=\w)")
"""A single mark before a word that no other closes: ’tis."""
_PRINTED = {"--": "–", "---": "—", "...": "…"}


def quotes_of(language: str) -> list[str]:
    """Return the outer and inner quotation marks (four strings) of a BCP 47 language tag; English where unknown."""
    tag = language.lower()
    base = tag.split("-")[0]
    return _FRENCH if base == "fr" and tag != "fr-ch" else list(_QUOTES.get(tag) or _QUOTES.get(base) or _QUOTES["en"])


def typography(md: MarkdownIt) -> None:
    """Add dashes and ellipses to a parser in place of its own replacements, which would also turn (c) into ©."""
    md.core.ruler.at("replacements", _dashes)
    md.core.ruler.after("smartquotes", "quotes_left", _left_by_quotes)


def _dashes(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            _print(token.children or [])


def _print(children: list[Token]) -> None:
    is_address = False
    for child in children:
        if child.info == "auto":
            is_address = child.nesting == 1
        if child.type == "text" and not is_address and ("--" in child.content or "..." in child.content):
            child.content = _DASHES.sub(lambda found: _PRINTED[found.group()], child.content)


def _left_by_quotes(state: StateCore) -> None:
    for token in state.tokens:
        for part in _prefixes_and_suffixes(token):
            _print(part)
            process_inlines(part, state)
            _join(part)
        for child in token.children or ():
            if child.type == "text" and "'" in child.content:
                child.content = _APOSTROPHE.sub("’", child.content)


def _prefixes_and_suffixes(token: Token) -> Iterator[list[Token]]:
    for child in token.children or ():
        for item in child.meta.get("items", ()):
            yield from (item.prefix, item.suffix)


def _join(children: list[Token]) -> None:
    """Make escaped characters text again, as markdown-it does in its blocks."""
    for child in children:
        if child.type == "text_special":
            child.type = "text"
