"""What stands on a social card: the picture that others show beside a link to a page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""Pixels, the shape that Facebook, Mastodon, Telegram, X and messengers cut least from (1.91:1)."""


@dataclass(frozen=True, slots=True)
class Card:
    """Plain words, set by whoever draws."""

    title: str
    kind: str
    """E.g. `Event`; "" on the dossier's own card."""
    date: str
    """In words; "" for none."""
    dossier: str
    """Title of the dossier; its subtitle on its own card."""

    def digest(self, look: str) -> str:
        """Return a SHA-256 in hexadecimal that stands for these words in a look."""
        words = (look, self.title, self.kind, self.date, self.dossier)
        return hashlib.sha256("\0".join(words).encode()).hexdigest()
