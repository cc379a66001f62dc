"""Under which word an entry of a long list is filed: the year or month of its date, or first letters of its title."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dossier.dates import Date, month_label, year_label
from dossier.model import Document
from dossier.plan.order import main_date
from dossier.plan.scope import Scope

MONTHS = 1 << 12
"""More than the records of a dossier lie in: each is put into words once."""


def year_of(scope: Scope, document: Document) -> str:
    """Return the year of a record's main date in words."""
    return year_words(scope, main_date(document.record))


def month_of(scope: Scope, document: Document) -> str:
    """Return the month of a record's main date in words, or its year where no month is known."""
    return month_words(scope, main_date(document.record))


def year_words(scope: Scope, date: Date | None) -> str:
    """Return the year of a date in words."""
    return _label(date.year, None, scope.language) if date and date.year is not None else scope.say("ui.undated")


def month_words(scope: Scope, date: Date | None) -> str:
    """Return the month of a date in words, or its year where no month is known."""
    return _label(date.year, date.month, scope.language) if date and date.year is not None else scope.say("ui.undated")


@lru_cache(MONTHS)
def _label(year: int, month: int | None, language: str) -> str:
    return month_label(year, month, language) if month else year_label(year, language)


def first_letter(title: str) -> str:
    """Return the letter or digit under which a title or name is filed; `#` for one without any."""
    return _letters(title)[:1].upper() or "#"


def first_two(title: str) -> str:
    """Return the first two letters of a title or name, for a letter that has too many."""
    return _letters(title)[:2].capitalize() or "#"


def _letters(title: str) -> str:
    return "".join(letter for letter in title if letter.isalnum())


BY_LETTER: tuple[Callable[[Document], str], ...] = (
    lambda document: first_letter(document.title),
    lambda document: first_two(document.title),
)
"""How records without a date are cut."""
