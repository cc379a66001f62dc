"""The short forms of a citation in front matter: `key` and `key, ¶ 4`."""

from __future__ import annotations

import re

from dossier.diagnostics import Diagnostic
from dossier.locators import parse_locator
from dossier.model.fields import Link
from dossier.model.parts import Citation
from dossier.parse.frontmatter import Scalar
from dossier.rules import schema
from dossier.text import visible

_HELP = "write `key` or `key, ¶ 4`, `key, p. 3`, `key, 01:12:30`, or the map with `source`, `locator` and `quote`"


def read_citation(scalar: Scalar) -> Citation | Diagnostic:
    """Convert a citation written as text. Words after the locator are its suffix, as in Pandoc's groups.

    Returns D213 for a key that is none, D212 for a place that cannot be read, each at its characters.
    """
    written, comma, tail = scalar.value.partition(",")
    key = written.strip()
    start = len(written) - len(written.lstrip())
    if fault := _key_fault(key):
        return schema.CITATION.at(scalar.at(start, len(key)), *fault[:1], help=fault[1])
    source = Link(key, scalar.at(start, len(key)))
    if not comma:
        return Citation(source)
    locator, rest = parse_locator(tail)
    if locator is None:
        place = scalar.at(len(written) + 1 + len(tail) - len(tail.lstrip()), len(tail.strip()))
        return schema.LOCATOR.at(place, f"`{visible(tail.strip(), 60)}` names no place in a source", help=_HELP)
    return Citation(source, locator=locator, suffix=rest)


def _key_fault(key: str) -> tuple[str, str] | None:
    """Return message and help."""
    if key.startswith("@"):
        return "a source is named without `@` here", f"write `{visible(key[1:], 60)}`"
    if parse_locator(key)[0] and re.match(r"[¶§]|\w{1,5}\.\s|\d+$", key):
        advice = 'in brackets a comma starts a new entry: put key and place in quotes, e.g. `["key, ¶ 4"]`'
        return f"`{visible(key, 60)}` is a place in a source, not a source", advice
    if not key or any(letter.isspace() for letter in key):
        return f"`{visible(key, 60)}` is no key of a source", _HELP
    return None
