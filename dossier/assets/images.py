"""Reads width and height out of image headers, and tells damaged images; pixels are never decoded."""

from __future__ import annotations

import struct

from dossier.assets.strip import jpeg_orientation, jpeg_segments, png_chunks

_UNKNOWN = (0, 0)
_TURNED = 5
"""From this Exif orientation on, width and height change places."""


def size_of(form: str, data: bytes) -> tuple[int, int]:
    """Return width and height in pixels as shown; (0, 0) where the header does not say (AVIF, damaged files)."""
    readers = {"png": _png, "gif": _gif, "jpeg": _jpeg, "webp": _webp}
    reader = readers.get(form)
    if reader is None:
        return _UNKNOWN
    try:
        return reader(data)
    except (struct.error, IndexError):
        return _UNKNOWN


def damage_of(form: str, data: bytes) -> str:
    """Return why an image cannot be shown whole, or ""."""
    if form == "png" and not any(name == b"IEND" for name, _ in png_chunks(data)):
        return "the image is cut off"
    if form == "jpeg" and not any(marker == 0xDA for marker, _ in jpeg_segments(data)):
        return "the image is cut off"
    if form == "webp" and len(data) < 8 + int.from_bytes(data[4:8], "little"):
        return "the image is cut off"
    return "the image has no size" if form in ("png", "gif", "jpeg", "webp") and 0 in size_of(form, data) else ""


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    for marker, segment in jpeg_segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", segment, 5)
            return (height, width) if jpeg_orientation(data) >= _TURNED else (width, height)
    return _UNKNOWN


def _webp(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case _:
            return _UNKNOWN
