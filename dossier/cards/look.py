"""What the theme's style sheets say of faces and colours, as far as a card needs it. Knows no Pillow."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dossier.model import InputFile

FACES = "fonts.css"
COLOURS = ("tokens.css", "custom.css")
"""Style sheets with colours, the later one wins."""
PAPER, INK, SOFT, LABEL, LINE = "--paper", "--ink", "--soft", "--label", "--line"
DEFAULTS: Mapping[str, str] = {
    PAPER: "#fbfaf6",
    INK: "#1d1b18",
    SOFT: "#5b564c",
    LABEL: "#8a3a1c",
    LINE: "#d9d2c2",
}
"""Where a style sheet gives a colour in another way than as `#rrggbb`."""
_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_COLOUR = re.compile(r"(--[\w-]+):\s*(#[0-9a-fA-F]{6})\b")
_RANGE = re.compile(r"U\+([0-9A-Fa-f]{1,6})(?:-([0-9A-Fa-f]{1,6}))?")


@dataclass(frozen=True, slots=True)
class FacePart:
    """One file of a face, with the characters it is for (CSS Fonts 4 §4.5)."""

    family: str
    data: bytes
    ranges: tuple[tuple[int, int], ...]
    """First and last code point; none: all."""

    def covers(self, character: str) -> bool:
        """Tell whether a character is set with this file."""
        return not self.ranges or any(first <= ord(character) <= last for first, last in self.ranges)


def faces_of(assets: Iterable[InputFile]) -> tuple[FacePart, ...]:
    """Return the upright faces that `fonts.css` declares and the theme holds, in its order."""
    files = {file.path: file.data for file in assets}
    return tuple(_parts(files.get(FACES, b"").decode("utf-8", "replace"), files))


def _parts(css: str, files: Mapping[str, bytes]) -> Iterator[FacePart]:
    for block in _FACE.findall(css):
        said = dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", block))
        address = re.search(r"url\(\s*[\"']?([^\"')]+)", said.get("src", ""))
        name = posixpath.normpath(posixpath.join(posixpath.dirname(FACES), address[1])) if address else ""
        if name in files and said.get("font-style", "normal").strip() == "normal":
            found = _RANGE.findall(said.get("unicode-range", ""))
            ranges = tuple((int(first, 16), int(last or first, 16)) for first, last in found)
            yield FacePart(said.get("font-family", "").strip("\"' "), files[name], ranges)


def colours_of(assets: Iterable[InputFile]) -> Mapping[str, str]:
    """Return the colours of a card, as `#rrggbb`: those of the theme by day."""
    files = {file.path: file.data.decode("utf-8", "replace") for file in assets if file.path in COLOURS}
    found = dict(DEFAULTS)
    for sheet in COLOURS:
        by_day = files.get(sheet, "").partition("@media")[0]
        found |= {name: colour for name, colour in _COLOUR.findall(by_day) if name in DEFAULTS}
    return found
