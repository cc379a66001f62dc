"""Places in a source are read as Pandoc reads them, and as news needs them."""

from __future__ import annotations

import pytest

from dossier.locators import Locator, LocatorType, parse_locator

CASES = [
    ("p. 3", "page", "3", ""),
    ("pp. 33-35 and *passim*", "page", "33-35", "and *passim*"),
    ("pp. 33–35, 38, with suffix", "page", "33–35, 38", "with suffix"),
    ("pp. iv, vi-xi, (xv)-(xvii) with suffix here", "page", "iv, vi-xi, (xv)-(xvii)", "with suffix here"),
    ("{ii, A, D-Z}, with a suffix", "page", "ii, A, D-Z", "with a suffix"),
    ("{pp. iv, vi-xi, (xv)-(xvii)} with suffix here", "page", "iv, vi-xi, (xv)-(xvii)", "with suffix here"),
    ("33", "page", "33", ""),
    ("33 years later", "page", "33", "years later"),
    ("¶ 4", "paragraph", "4", ""),
    ("¶4", "paragraph", "4", ""),
    ("¶¶ 4-6", "paragraph", "4-6", ""),
    ("p.3", "page", "3", ""),
    ("para. 4; and", "paragraph", "4", "; and"),
    ("par. 2", "paragraph", "2", ""),
    ("paragraph 12", "paragraph", "12", ""),
    ("§ 3(b)", "section", "3(b)", ""),
    ("§§ 3.1-3.4", "section", "3.1-3.4", ""),
    ("sec. 2.1, and passim", "section", "2.1", "and passim"),
    ("l. 12", "line", "12", ""),
    ("chap. 1", "chapter", "1", ""),
    ("ch. IV", "chapter", "IV", ""),
    ("01:12:30", "timestamp", "01:12:30", ""),
    ("at 01:12-01:20, the answer", "timestamp", "01:12-01:20", "the answer"),
    ("cell B12", "cell", "B12", ""),
    ("cell Sheet1!B2", "cell", "Sheet1!B2", ""),
    ("headline", "headline", "", ""),
    ("headline, in bold", "headline", "", "in bold"),
    ("с. 3", "page", "3", ""),
    ("стр. 12-14", "page", "12-14", ""),
    ("абз. 4", "paragraph", "4", ""),
    ("гл. 2", "chapter", "2", ""),
    ("S. 12", "page", "12", ""),
    ("Abs. 3", "paragraph", "3", ""),
    ("Kap. 2", "chapter", "2", ""),
]
NONE = [
    "",
    "in a footnote",
    "page numbers missing",
    "see above",
    "chapters on law",
    "at 5 pm",
    "passim",
    "headlines of the day",
]


@pytest.mark.parametrize(("text", "kind", "value", "rest"), CASES)
def test_a_place_and_what_follows_it_are_read(text: str, kind: str, value: str, rest: str) -> None:
    assert parse_locator(text) == (Locator(LocatorType(kind), value), rest)


@pytest.mark.parametrize("text", NONE)
def test_words_are_no_place(text: str) -> None:
    assert parse_locator(text) == (None, text)


def test_empty_braces_say_that_a_number_is_no_place() -> None:
    assert parse_locator("{}, 99 years later") == (None, "99 years later")


def test_a_comma_in_front_is_dropped() -> None:
    assert parse_locator(", p. 3") == (Locator(LocatorType.PAGE, "3"), "")
