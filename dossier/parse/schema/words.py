"""From one written value to the type of its field. Every function returns the value, or the fault at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from dossier.dates import DateFault, is_zone
from dossier.dates import parse as parse_date
from dossier.diagnostics import Diagnostic
from dossier.locators import parse_locator
from dossier.model.fields import Link
from dossier.model.identity import NameFault, name_fault
from dossier.parse.frontmatter import Scalar
from dossier.parse.schema.codes import COUNTRIES, LANGUAGES, near_country, near_language, near_zone
from dossier.parse.schema.shapes import Choice, Row, Word
from dossier.rules import schema
from dossier.text import fold, nearest, nfc, visible
from dossier.urls import UrlFault, safe_url

MIXED = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ÖØ-öø-ɏ]")
"""A Latin letter beside a Cyrillic one."""
MOST_DIGITS = 15
"""What a double holds exactly (IEEE 754 binary64)."""
MOST_OPTIONS = 20
"""Words of a closed set that a message lists; beyond, only the nearest is named."""

_INTEGER = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}")
_DECIMAL = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,{MOST_DIGITS}}})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}))*(?:-[0-9A-WY-Za-wy-z](?:-[0-9A-Za-z]{2,8})+)*"
    r"(?:-[xX](?:-[0-9A-Za-z]{1,8})+)?"
)
"""A language tag (RFC 5646 §2.1) without grandfathered ones and those of four letters, of which none exists."""

Read: TypeAlias = object
"""The value, or the `Diagnostic` that it is not one."""


def read_word(scalar: Scalar, word: Word, row: Row) -> Read:
    """Convert a value for a field of one word."""
    return _READERS[word](scalar, row)


def one_line(scalar: Scalar) -> str:
    """Return a value on one line, as titles and names are printed."""
    return " ".join(scalar.value.split("\n")).strip() if "\n" in scalar.value else scalar.value


def read_choice(scalar: Scalar, choice: Choice, row: Row) -> Read:
    """Convert a word of a closed set. Case and the difference of `-`, `_` and blanks count, but are understood."""
    options = {option.value: option for option in choice.options}
    if scalar.value in options:
        return options[scalar.value]
    near = nearest(re.sub(r"[\s-]+", "_", fold(scalar.value)), options)
    shown = ", ".join(f"`{option}`" for option in options) if len(options) <= MOST_OPTIONS else ""
    advice = f"did you mean `{near}`?" if near else f"write one of {shown}" if shown else "see `dossier schema`"
    message = f"`{row.name}` cannot be `{visible(scalar.value, 60)}`"
    return schema.UNKNOWN_VALUE.at(scalar.span, message, help=advice)


def _text(scalar: Scalar, row: Row) -> Read:
    return one_line(scalar)


def _prose(scalar: Scalar, row: Row) -> Read:
    return scalar.value.rstrip("\n")


def _name(scalar: Scalar, row: Row) -> Read:
    name = nfc(scalar.value)
    fault = name_fault(name)
    return _bad_name(scalar, fault) if fault else name


def _bad_name(scalar: Scalar, fault: NameFault) -> Diagnostic:
    span = scalar.at(fault.offset, fault.length) if nfc(scalar.value) == scalar.value else scalar.span
    return schema.ID.at(span, visible(fault.message), help=visible(fault.help))


def _date(scalar: Scalar, row: Row) -> Read:
    date = parse_date(scalar.value)
    if isinstance(date, DateFault):
        span = scalar.at(date.offset, date.length)
        return schema.DATE.at(span, visible(date.message, 300), help=visible(date.help, 300))
    return date


def _url(scalar: Scalar, row: Row) -> Read:
    url = safe_url(scalar.value, relative=False)
    if isinstance(url, UrlFault):
        return schema.URL.at(scalar.span, visible(url.message, 300), help=visible(url.help, 300))
    return url


def _language(scalar: Scalar, row: Row) -> Read:
    found = _LANGUAGE.fullmatch(scalar.value)
    if found and (len(found["language"]) != 2 or found["language"].lower() in LANGUAGES):
        return scalar.value
    near = near_language(scalar.value)
    advice = f"write `{near}`" if near else "write a tag such as `en`, `ru` or `be-tarask`"
    return schema.LANGUAGE.at(scalar.span, f"no language has the tag `{visible(scalar.value, 60)}`", help=advice)


def _country(scalar: Scalar, row: Row) -> Read:
    if scalar.value in COUNTRIES:
        return scalar.value
    near = near_country(scalar.value)
    advice = f"write `{near}`" if near else "write the two capital letters of ISO 3166-1, e.g. `BY`"
    return schema.COUNTRY.at(scalar.span, f"no country has the code `{visible(scalar.value, 60)}`", help=advice)


def _zone(scalar: Scalar, row: Row) -> Read:
    if is_zone(scalar.value):
        return scalar.value
    near = near_zone(scalar.value)
    advice = f"did you mean `{near}`?" if near else "write a name such as `Europe/Minsk` or `UTC`"
    return schema.ZONE.at(scalar.span, f"there is no time zone `{visible(scalar.value, 60)}`", help=advice)


def _sha256(scalar: Scalar, row: Row) -> Read:
    digest = scalar.value.lower()
    if _SHA256.fullmatch(digest):
        return digest
    message = f"a SHA-256 digest has 64 hexadecimal digits, this has {len(digest)} characters"
    if len(digest) == 64:
        message = "a SHA-256 digest has only the digits 0-9 and a-f"
    return schema.DIGEST.at(scalar.span, message, help="copy it again, or leave it out")


def _integer(scalar: Scalar, row: Row) -> Read:
    return int(scalar.value) if _INTEGER.fullmatch(scalar.value) else _not_a_number(scalar, row, "a whole number")


def _decimal(scalar: Scalar, row: Row) -> Read:
    return float(scalar.value) if _DECIMAL.fullmatch(scalar.value) else _not_a_number(scalar, row, "a number")


def _not_a_number(scalar: Scalar, row: Row, what: str) -> Diagnostic:
    bare = re.sub(r"(?<=[0-9])[,_'\u00a0\u202f\u2009 ](?=[0-9]{3}(?![0-9]))", "", scalar.value)
    digits = sum(letter.isdigit() for letter in scalar.value)
    if _DECIMAL.fullmatch(bare):
        advice = f"write `{bare}`"
    elif digits > MOST_DIGITS:
        advice = f"write at most {MOST_DIGITS} digits on either side of the point"
    else:
        advice = "write plain digits, e.g. `200000`" + ("" if what == "a whole number" else " or `80.1`")
    message = f"`{row.name}` is {what}, not `{visible(scalar.value, 60)}`"
    return schema.NUMBER.at(scalar.span, message, help=advice)


def _link(scalar: Scalar, row: Row) -> Read:
    return Link(one_line(scalar), scalar.span)


def _locator(scalar: Scalar, row: Row) -> Read:
    locator, rest = parse_locator(scalar.value)
    if locator and not rest:
        return locator
    span = scalar.at(len(scalar.value) - len(rest), len(rest)) if locator else scalar.span
    message = f"`{visible(rest, 60)}` names no place in a source"
    return schema.LOCATOR.at(span, message, help="write `¶ 4`, `p. 3`, `§ 2`, `01:12:30` or `headline`")


_READERS: Mapping[Word, Callable[[Scalar, Row], Read]] = {
    Word.TEXT: _text,
    Word.PROSE: _prose,
    Word.NAME: _name,
    Word.DATE: _date,
    Word.URL: _url,
    Word.LANGUAGE: _language,
    Word.COUNTRY: _country,
    Word.ZONE: _zone,
    Word.SHA256: _sha256,
    Word.INTEGER: _integer,
    Word.DECIMAL: _decimal,
    Word.LINK: _link,
    Word.LOCATOR: _locator,
}
