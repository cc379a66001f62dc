"""Why a text is no date: one frozen value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateFault:
    """What is wrong with a date, where in the text, and what to type instead."""

    message: str
    offset: int
    """First character concerned, from 0, in the text as it was given."""
    length: int
    """In characters, at least 1 unless the text is empty."""
    help: str


def refuse(piece: tuple[str, int], message: str, *, advice: str) -> DateFault:
    """Make a fault that covers a whole piece of text, given with the offset it starts at."""
    text, base = piece
    return DateFault(message, base, len(text), advice)
