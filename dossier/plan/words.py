"""Words about languages, countries, numbers: what babel knows, asked for only when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

SUMMARY_LENGTH = 280


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags mean one language for a reader: `en-GB` on an `en` page needs no mark."""
    return one.split("-", 1)[0].lower() == other.split("-", 1)[0].lower()


def language_name(language: str, shown_in: str) -> str:
    """Return the name of a language in another; the tag itself when babel has none."""
    locale = _locale(shown_in)
    names = locale.languages
    known = names.get(language.replace("-", "_")) or names.get(language.split("-", 1)[0].lower())
    return str(known or language)


def country_name(country: str, shown_in: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in a language."""
    return str(_locale(shown_in).territories.get(country, country))


def number_text(number: float, shown_in: str) -> str:
    """Write a number as the language does, every digit of it; whole ones without a fraction."""
    from babel.numbers import format_decimal

    exact = int(number) if number == int(number) else number
    return str(format_decimal(exact, locale=_locale(shown_in), decimal_quantization=False))


def cut(text: str, limit: int = SUMMARY_LENGTH) -> str:
    """Shorten a text at a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
