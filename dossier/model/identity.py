"""What a record is called: its kind and its name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of records. The folder in content/ and in the site is the plural."""

    ARTICLE = "article"
    NOTE = "note"
    ACTOR = "actor"
    EVENT = "event"
    CLAIM = "claim"
    OUTLET = "outlet"
    PLACE = "place"
    TOPIC = "topic"
    INFO = "info"

    __hash__ = str.__hash__
    """That of Enum is Python's own, and slow."""

    @property
    def folder(self) -> str:
        """Folder in content/ and first part of the URL: `articles`, …, `info`."""
        return str(self) if self is Kind.INFO else self + "s"  # no f-string: that of Enum is slow


class Id(NamedTuple):
    """A record's identity; `name` is unique over all kinds, after NFC and case folding.

    A tuple, since ids are compared and looked up by the million, and a tuple does that without Python's help.
    """

    kind: Kind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


LONGEST_NAME = 80
_INSIDE = "-_."
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
"""Letters and marks that show nothing (Unicode, Default_Ignorable_Code_Point); variation selectors beside them."""
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
"""No file or folder on Windows may be called so, with or without an ending."""


@dataclass(frozen=True, slots=True)
class NameFault:
    """Why a text is no name of a record; `offset` and `length` count characters of the text, from 0."""

    message: str
    offset: int
    length: int
    help: str


def name_fault(text: str) -> NameFault | None:
    """Return what keeps a text from being a record's name, or None. Expects NFC.

    A name has 1 to 80 letters, marks and digits of any script, with `-`, `_` and `.` inside.
    """
    if not text or len(text) > LONGEST_NAME:
        message = f"an id has at most {LONGEST_NAME} characters, not {len(text)}" if text else "an id is missing"
        return NameFault(message, 0, len(text), "use a few short words, e.g. `minsk-march-2020-08-16`")
    for offset, letter in enumerate(text):
        if not _fits(letter, inside=0 < offset < len(text) - 1, first=offset == 0):
            return NameFault(_misfit(letter), offset, 1, "use letters and digits, with `-`, `_` and `.` between them")
    if text.partition(".")[0].casefold() in _DEVICES:
        return NameFault(f"Windows cannot hold a folder named `{text}`", 0, len(text), f"add a word, e.g. `{text}-1`")
    return None


def _fits(letter: str, *, inside: bool, first: bool) -> bool:
    if letter in _INSIDE:
        return inside
    if letter in _INVISIBLE or "\ufe00" <= letter <= "\ufe0f" or letter >= "\U000e0000":
        return False
    category = unicodedata.category(letter)
    return category[0] == "L" or category == "Nd" or (category in ("Mn", "Mc") and not first)


def _misfit(letter: str) -> str:
    if letter in _INSIDE:
        return f"an id neither begins nor ends with `{letter}`"
    shown = f"`{letter}`" if letter.isprintable() and letter not in _INVISIBLE and letter != " " else "that"
    named = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
    return f"an id may not hold {shown} ({named})" if shown != "that" else f"an id may not hold the character {named}"
