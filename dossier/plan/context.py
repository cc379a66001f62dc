"""What the plan is given beside the library, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dossier.diagnostics import Diagnostic
from dossier.model import Work
from dossier.views import File, Page, SiteView
from dossier.views.cards import Card


class Say(Protocol):
    """Interface texts by key; `messages.Messages` is one."""

    def __call__(self, key: str, /, *, count: int | None = None, **values: object) -> str:
        """Return the text of a key, not escaped, its names filled."""
        ...


class CardPainter(Protocol):
    """Draws social cards; `cards.Painter` is one."""

    @property
    def digest(self) -> str:
        """Stands for the look: pictures of the same words differ only where it does."""
        ...

    def covers(self, card: Card, /) -> bool:
        """Tell whether its faces have every letter."""
        ...

    def draw(self, card: Card, /) -> bytes:
        """Return a PNG."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContext:
    """Functions and facts from other rooms: stages do not import each other, so `build` hands them over."""

    messages: Say
    format_citation: Callable[[Work, str], str]
    """Work and language to finished HTML."""
    short_label: Callable[[Work, str], str]
    """Work and language to plain text that names it in a sentence."""
    coins: Callable[[Work], str]
    """Work to a finished COinS span."""
    csl: Callable[[Sequence[Work]], bytes]
    ris: Callable[[Sequence[Work]], bytes]
    biblatex: Callable[[Sequence[Work]], bytes]
    cards: CardPainter | None = None
    """None: there are no social cards."""
    assets: Mapping[str, str] = field(default_factory=dict)
    """Logical name to path in the site: `style.css` → `assets/style.0f3a.css`, `media/x.png` → `media/x.9c1e.png`."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Every page and every other file of the site, in the order of their URLs, and the faults found."""

    site: SiteView
    pages: tuple[Page, ...]
    files: tuple[File, ...]
    diagnostics: tuple[Diagnostic, ...]
