"""A filter: how many minutes a text takes."""

import re

WORDS_A_MINUTE = 200


def minutes(text: str) -> int:
    """Return the minutes for a text or for finished HTML: at least one."""
    words = re.sub(r"<[^>]*>", " ", text).split()
    return max(1, round(len(words) / WORDS_A_MINUTE))
