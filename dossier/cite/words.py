"""The words of a citation in one language, read once."""

from __future__ import annotations

from functools import cache

from dossier.messages import Messages, catalogue


@cache
def words_of(language: str) -> Messages:
    """Return the catalogue for a BCP 47 tag; its keys `cite.*` are the words of the house style."""
    return catalogue(language)
