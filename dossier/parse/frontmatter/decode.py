"""From bytes to text: strict UTF-8, and none of the characters that make pages, feeds or terminals misbehave."""

from __future__ import annotations

import codecs
import re
import unicodedata

from dossier.diagnostics import Diagnostic, Span
from dossier.model.files import InputFile
from dossier.rules import reading

REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""C0 and C1 controls but tab and line ends, direction embeddings, overrides and isolates, surrogates, noncharacters."""

MOST_PLACES = 20
"""Faults of one kind shown for one file: a binary file has thousands."""

_MARKS = (  # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode_text(file: InputFile) -> str | tuple[Diagnostic, ...]:
    """Return the text of a file, its lines ended by LF and without byte order marks, or the faults that forbid it.

    D101 bytes that are not UTF-8, at the first; D102 each control, noncharacter or direction override.
    CRLF and lone CR count as line ends. Raises nothing.
    """
    for mark, encoding in _MARKS:
        if file.data.startswith(mark):
            return (_not_utf8(file.path, f"this file is {encoding}, not UTF-8"),)
    if b"\0" in file.data[:2]:
        return (_not_utf8(file.path, "this file is UTF-16 or UTF-32 without a mark, not UTF-8"),)
    try:
        text = file.data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        return (_undecodable(file, error.start),)
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return tuple(_refusals(file.path, text)) or text


def describe_character(character: str) -> str:
    """Name a character for a message: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def refusal(span: Span, character: str) -> Diagnostic:
    """Make the fault of a refused character at its place."""
    message = f"the character {describe_character(character)} may not stand in a text"
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return reading.CHARACTER.at(
            span, message, help="delete it; readers' programs order mixed scripts by themselves"
        )
    return reading.CHARACTER.at(span, message, help="delete it, or retype the word it stands in")


def _refusals(path: str, text: str) -> list[Diagnostic]:
    found = [match.start() for _, match in zip(range(MOST_PLACES), REFUSED.finditer(text), strict=False)]
    return [refusal(_place(path, text[:index]), text[index]) for index in found]


def _undecodable(file: InputFile, start: int) -> Diagnostic:
    before = file.data[:start].decode("utf-8", "replace").lstrip("\ufeff")
    span = _place(file.path, before.replace("\r\n", "\n").replace("\r", "\n"))
    return _not_utf8(file.path, f"the byte 0x{file.data[start]:02X} is not UTF-8", span)


def _not_utf8(path: str, message: str, span: Span | None = None) -> Diagnostic:
    advice = "save the file as UTF-8: in most editors, Save as … → Encoding"
    return reading.ENCODING.at(span or Span(path), message, help=advice)


def _place(path: str, before: str) -> Span:
    return Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
