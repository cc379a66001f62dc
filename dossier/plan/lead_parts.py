"""Which of the small files of first words holds those of a record: the same sum in Python and in preview.js."""

from __future__ import annotations

RECORDS_IN_PART = 32
"""At most; half of that on average: 6 kB in a file, 2 kB compressed, are what one preview loads."""
PRIME = 2_147_483_647
"""2^31 - 1: 31 times that and a code point more is still a whole number in JavaScript."""


def parts_for(records: int) -> int:
    """Return how many files there are: a power of two, so that it seldom changes as a dossier grows."""
    parts = 1
    while parts * RECORDS_IN_PART < records:
        parts *= 2
    return parts


def part_of(name: str, parts: int) -> int:
    """Return the number, from 0, of the file with the first words of `actors/anna`."""
    total = 0
    for letter in name:
        total = (total * 31 + ord(letter)) % PRIME
    return total % parts
