"""Compares pictures of a page's parts with kept ones, with tolerance, and keeps what differs for the eye."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

KEPT = Path(__file__).parent / "pictures"
FAILED = Path(__file__).parent / "failed"
SMALLER = 2
"""Kept pictures are smaller by this factor: edges of letters, which differ between machines, blur."""
COLOURS = 96
SIDE = 3
"""Pixels (of a smaller picture) by which a part may be wider or higher."""
SHADE = 48
"""Of 255: less is no difference, since kept pictures have few colours and machines draw letters a little otherwise."""
SHARE = 0.002
"""Of a part's pixels: fewer that differ are none."""


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part of the gallery is on its page, in pixels of the smaller picture."""

    name: str
    box: tuple[int, int, int, int]
    """Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of the gallery as it looks."""

    name: str
    """Room and colours: `words-dark`."""
    picture: Image.Image
    parts: tuple[Part, ...]


def looked(name: str, png: bytes, boxes: Sequence[tuple[str, Sequence[float]]]) -> Looked:
    """Make the smaller picture of a screenshot, and the places of its parts from those on the page."""
    with Image.open(io.BytesIO(png)) as shot:
        picture = shot.convert("RGB").reduce(SMALLER)
    parts = ((part, tuple(round(edge / SMALLER) for edge in edges)) for part, edges in boxes)
    return Looked(name, picture, tuple(Part(part, (box[0], box[1], box[2], box[3])) for part, box in parts))


def keep(look: Looked) -> None:
    """Make a page's look the one to compare with."""
    KEPT.mkdir(exist_ok=True)
    small = look.picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(KEPT / f"{look.name}.png", optimize=True)
    rows = ",\n".join(f"  {json.dumps([part.name, *part.box])}" for part in look.parts)
    (KEPT / f"{look.name}.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def kept(name: str) -> Looked:
    """Return the look that was kept."""
    rows = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    with Image.open(KEPT / f"{name}.png") as picture:
        return Looked(name, picture.convert("RGB"), tuple(Part(row[0], tuple(row[1:])) for row in rows))


def differences(now: Looked, before: Looked) -> Iterator[tuple[str, Image.Image]]:
    """Yield the parts that look different: name, and a picture of it as it is, as it was, and what differs."""
    for one, other in zip(now.parts, before.parts, strict=True):
        assert one.name == other.name, f"the parts of {now.name} are others: renew the pictures"
        is_, was = now.picture.crop(one.box), before.picture.crop(other.box)
        if found := difference(is_, was):
            yield one.name, side_by_side(is_, was, found)


def difference(is_: Image.Image, was: Image.Image) -> Image.Image | None:
    """Return white where two pictures differ; None when they do not, within the tolerance."""
    width, height = min(is_.width, was.width), min(is_.height, was.height)
    if abs(is_.width - was.width) > SIDE or abs(is_.height - was.height) > SIDE:
        return Image.new("L", (width, height), 255)
    both = (picture.crop((0, 0, width, height)).filter(ImageFilter.BoxBlur(1)) for picture in (is_, was))
    red, green, blue = ImageChops.difference(*both).split()
    marks = ImageChops.lighter(ImageChops.lighter(red, green), blue).point([255 * (one > SHADE) for one in range(256)])
    return marks if marks.histogram()[255] > SHARE * width * height else None


def side_by_side(*pictures: Image.Image) -> Image.Image:
    """Put pictures beside each other, on grey."""
    size = (sum(one.width + 8 for one in pictures) - 8, max(one.height for one in pictures))
    whole, left = Image.new("RGB", size, "#888"), 0
    for one in pictures:
        whole.paste(one, (left, 0))
        left += one.width + 8
    return whole


def keep_failed(name: str, place: int, picture: Image.Image) -> Path:
    """Keep a picture of what differs, twice as large."""
    FAILED.mkdir(exist_ok=True)
    path = FAILED / f"{name}-{place}.png"
    picture.resize((picture.width * SMALLER, picture.height * SMALLER), Image.Resampling.NEAREST).save(path)
    return path
