"""The card itself: 1200 × 630 pixels, the title as large as it fits, never over the edge. Alone knows Pillow.

Where a picture was drawn before, from the same words in the same look, it is taken from `.dossier/cards/`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dossier.cards.kept import Kept
from dossier.cards.look import INK, LABEL, LINE, PAPER, SOFT, FacePart, colours_of, faces_of
from dossier.cards.setting import Line, Width, set_lines
from dossier.diagnostics import Diagnostic, Span
from dossier.model import InputFile
from dossier.rules import output as rules
from dossier.views.cards import CARD_HEIGHT, CARD_WIDTH, Card

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

Fonts: TypeAlias = dict[tuple[int, int], "FreeTypeFont"]
Layers: TypeAlias = Mapping[str, "ImageDraw"]
"""What is drawn in each colour, in 256 steps from nothing to all of it."""

FORM = 1
"""Counted up when cards are drawn otherwise: older ones are drawn again."""
MARGIN = 84
WIDTH = CARD_WIDTH - 2 * MARGIN
BAR = 14
"""Height of the stripe on top, as on every page."""
LABEL_TOP, TITLE_TOP, TITLE_BOTTOM, FOOT_TOP = 152, 208, 500, 556
TITLE_SIZES = (76, 70, 64, 58, 52, 46)
LEADING = 1.2
SMALL = 30
"""Size of label and foot."""
BOLD = 600
INKS = (INK, SOFT, LABEL, LINE)
STEPS = 8
"""Shades of each colour towards the paper: enough for smooth edges, few enough for a small file."""
BOX = (
    (LABEL, 1, (3, 8, 29, 28)),
    (INK, 1, (2, 4, 30, 9)),
    (LABEL, 0, (2, 4, 30, 9)),
    (LABEL, 0, (9, 13, 23, 22)),
    (LABEL, 1, (11, 15, 21, 16.5)),
    (LABEL, 1, (11, 18, 18, 19.5)),
)
"""The archive box of `mark.svg`, in its units of 1/32: colour, there or taken away, corners."""


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws cards in one look. Filled as fonts are asked for; the same words always give the same bytes."""

    parts: tuple[FacePart, ...]
    colours: Mapping[str, str]
    kept: Kept
    digest: str
    """SHA-256 over all that a picture rests on beside its words."""
    fonts: Fonts = field(default_factory=dict)

    def covers(self, card: Card) -> bool:
        """Tell whether there is a letter for every character."""
        text = f"{card.title}{card.kind}{card.date}{card.dossier}"
        return all(any(part.covers(one) for part in self.parts) for one in set(text) if not one.isspace())

    def draw(self, card: Card) -> bytes:
        """Return a PNG with a palette."""
        key = card.digest(self.digest)
        found = self.kept.get(key)
        return found if found is not None else self.kept.put(key, self._drawn(card))

    def _drawn(self, card: Card) -> bytes:
        from PIL import Image, ImageDraw

        masks = {name: Image.new("L", (CARD_WIDTH, CARD_HEIGHT)) for name in INKS}
        layers = {name: ImageDraw.Draw(mask) for name, mask in masks.items()}
        serif, sans = self._families()
        _frame(layers)
        label = " · ".join(filter(None, (card.kind, card.date)))
        self._write(layers[LABEL], Line(label, SMALL, LABEL_TOP), sans)
        for line in self._title(card.title, serif):
            self._write(layers[INK], line, serif)
        foot = set_lines(card.dossier, WIDTH, 1, self._width(serif, SMALL))
        self._write(layers[SOFT], Line(foot[0], SMALL, FOOT_TOP), serif)
        return _png(masks, self.colours)

    def _title(self, title: str, family: Sequence[int]) -> Iterator[Line]:
        """Yield the title's lines in the largest size at which they fit; in the smallest the end is cut off."""
        for size in TITLE_SIZES:
            most = int((TITLE_BOTTOM - TITLE_TOP) // (size * LEADING))
            lines = set_lines(title, WIDTH, most, self._width(family, size))
            if " ".join(lines) == " ".join(title.split()):
                break
        for place, text in enumerate(lines):
            yield Line(text, size, TITLE_TOP + round(place * size * LEADING))

    def _families(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the parts of the first face, for titles, and of the second, for labels; each with the other behind."""
        first = [place for place, part in enumerate(self.parts) if part.family == self.parts[0].family]
        others = [place for place in range(len(self.parts)) if place not in first]
        return (*first, *others), (*others, *first)

    def _width(self, family: Sequence[int], size: int) -> Width:
        return partial(self._length, family, size)

    def _length(self, family: Sequence[int], size: int, text: str) -> float:
        return sum(self._font(part, size).getlength(run) for part, run in self._runs(family, text))

    def _write(self, layer: ImageDraw, line: Line, family: Sequence[int]) -> None:
        x = float(MARGIN)
        for part, run in self._runs(family, line.text):
            font = self._font(part, line.size)
            layer.text((x, line.top + line.size), run, 255, font, anchor="ls")
            x += font.getlength(run)

    def _runs(self, family: Sequence[int], text: str) -> Iterator[tuple[int, str]]:
        """Yield stretches of text with the part of the face that each is set with."""
        for part, run in groupby(text, key=partial(self._part, family)):
            yield part, "".join(run)

    def _part(self, family: Sequence[int], character: str) -> int:
        return next((part for part in family if self.parts[part].covers(character)), family[0])

    def _font(self, part: int, size: int) -> FreeTypeFont:
        key = (part, size)
        if key not in self.fonts:
            self.fonts[key] = _font(self.parts[part].data, size)
        return self.fonts[key]


def _frame(layers: Layers) -> None:
    """Draw what is the same on all: the stripe, the box, the line above the foot."""
    layers[LABEL].rectangle((0, 0, CARD_WIDTH, BAR), 255)
    for name, there, corners in BOX:
        left, top, right, bottom = (2 * corner for corner in corners)
        layers[name].rectangle((MARGIN - 4 + left, 56 + top, MARGIN - 5 + right, 55 + bottom), 255 * there)
    layers[LINE].rectangle((MARGIN, FOOT_TOP - 26, CARD_WIDTH - MARGIN, FOOT_TOP - 25), 255)


def _png(masks: Mapping[str, Image], colours: Mapping[str, str]) -> bytes:
    """Put the layers on paper. Colours do not overlap, so that each pixel is a shade of one of them."""
    from PIL import Image, ImageColor

    paper = ImageColor.getrgb(colours[PAPER])
    palette = list(paper)
    picture = Image.new("L", (CARD_WIDTH, CARD_HEIGHT))
    for number, (name, mask) in enumerate(masks.items()):
        ink, first = ImageColor.getrgb(colours[name]), 1 + number * STEPS
        for step in range(1, STEPS + 1):
            palette += (round(one + (other - one) * step / STEPS) for one, other in zip(paper, ink, strict=True))
        shades = [round(value * STEPS / 255) for value in range(256)]
        shown = mask.point([255 if shade else 0 for shade in shades])
        picture.paste(mask.point([first + shade - 1 if shade else 0 for shade in shades]), mask=shown)
    picture.putpalette(palette)
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A painter, or the faults that keep it from painting."""

    painter: Painter | None
    diagnostics: tuple[Diagnostic, ...] = ()


def make_painter(assets: Sequence[InputFile], folder: Path | None, place: Span) -> Prepared:
    """Read the look from the theme's assets. Pictures are kept in `folder`, if any; `place` is where faults are shown.

    Returns fault D626 where Pillow is not installed, or cannot read the theme's faces. Raises nothing.
    """
    parts = faces_of(assets)
    if not parts:
        return _unable(place, "the theme declares no face in `fonts.css`", "see `dossier templates diff`")
    try:
        version = _pillow_version()
        for part in parts:
            _font(part.data, SMALL)
    except ImportError:
        return _unable(place, "Pillow is not installed", "pip install 'dossier-site[images]'")
    except OSError:
        return _unable(place, "this Pillow cannot read a face of the theme", "pip install --upgrade pillow")
    colours = colours_of(assets)
    digest = hashlib.sha256(f"{FORM}\0{version}\0{sorted(colours.items())}".encode())
    for part in parts:
        digest.update(hashlib.sha256(part.data).digest())
    return Prepared(Painter(parts, colours, Kept(folder), digest.hexdigest()))


def _unable(place: Span, why: str, advice: str) -> Prepared:
    return Prepared(None, (rules.SOCIAL_CARDS.at(place, f"no social cards are made: {why}", help=advice),))


def _pillow_version() -> str:
    import PIL

    return PIL.__version__


def _font(data: bytes, size: int) -> FreeTypeFont:
    """Open a face, semi-bold where it has weights. Raises OSError for one that cannot be read."""
    from PIL import ImageFont

    font = ImageFont.truetype(io.BytesIO(data), size)
    try:
        axes = font.get_variation_axes()
    except OSError:  # it has one weight only
        return font
    if len(axes) == 1 and axes[0]["name"] in (b"Weight", "Weight"):
        font.set_variation_by_axes([min(BOLD, axes[0]["maximum"] or BOLD)])
    return font
