"""Languages as bibliographies name them, as BCP 47 tags."""

from __future__ import annotations

import re

from dossier.model import Language

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NAMES = {
    "american": "en-US",
    "australian": "en-AU",
    "belarusian": "be",
    "british": "en-GB",
    "bulgarian": "bg",
    "chinese": "zh",
    "czech": "cs",
    "danish": "da",
    "deutsch": "de",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hungarian": "hu",
    "italian": "it",
    "japanese": "ja",
    "latin": "la",
    "latvian": "lv",
    "lithuanian": "lt",
    "ngerman": "de",
    "norwegian": "no",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukenglish": "en-GB",
    "ukrainian": "uk",
    "usenglish": "en-US",
    "русский": "ru",
    "беларуская": "be",
}
"""Names of babel and polyglossia, and what people type."""


def language_of(text: str) -> Language | None:
    """Return the tag a text names: `ru`, `en_US`, `Russian`; None for what names no language."""
    tidy = text.strip().replace("_", "-")
    if named := _NAMES.get(tidy.casefold()):
        return Language(named)
    return Language(tidy) if _TAG.fullmatch(tidy) else None
