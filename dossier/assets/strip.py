"""Takes metadata out of images by walking their own structure; pixels are never decoded.

JPEG: ITU-T T.81 Annex B · PNG: W3C PNG 3rd ed. §11 · GIF: GIF89a · WebP: RFC 9649 §2.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_JPEG_KEPT_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that change how the image looks."""
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_DROPPED = frozenset({b"EXIF", b"XMP "})
_WEBP_METADATA_FLAGS = 0b1100
_GIF_KEPT_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def stripped(form: str, data: bytes) -> bytes:
    """Return an image without metadata and without data after its end; other formats as they are."""
    match form:
        case "jpeg":
            return b"".join(_jpeg(data))
        case "png":
            return b"".join(_png(data))
        case "gif":
            return b"".join(_gif(data))
        case "webp":
            return _webp(data)
        case _:
            return data


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, bytes of the whole segment) up to EOI; entropy-coded data belongs to its SOS."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _scan_end(data, end)
        yield marker, data[at:end]
        at = end


def _scan_end(data: bytes, start: int) -> int:
    """Return where entropy-coded data ends: at the first marker that is neither a restart nor a stuffed byte."""
    found = _NEXT_MARKER.search(data, start)
    return found.start() if found else len(data)


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    turned = jpeg_orientation(data)
    for marker, segment in jpeg_segments(data):
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            kept = _JPEG_KEPT_APPS.get(marker)
            if kept and segment[4:].startswith(kept):
                yield segment
            continue
        if turned > 1:
            yield _exif_with(turned)
            turned = 0
        yield segment
    yield b"\xff\xd9"


def jpeg_orientation(data: bytes) -> int:
    """Return the Exif orientation, 1 to 8; 1 where none is given (Exif 2.32 §4.6.4)."""
    for marker, segment in jpeg_segments(data):
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            return _orientation_in(segment[10:])
        if marker == 0xDA:
            break
    return 1


def _orientation_in(tiff: bytes) -> int:
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
            if tag == 0x0112:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _exif_with(orientation: int) -> bytes:
    """Make an Exif segment that says nothing but how to turn the image."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    for name, chunk in png_chunks(data):
        if name in _PNG_KEPT:
            yield chunk


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (name, bytes of the whole chunk) up to IEND, or as far as chunks are whole."""
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            return
        name = data[at + 4 : at + 8]
        yield name, data[at:end]
        if name == b"IEND":
            return
        at = end


def _webp(data: bytes) -> bytes:
    body = b"".join(_webp_chunks(data))
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at = 12
    while at + 8 <= end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        name, chunk = data[at : at + 4], data[at : at + 8 + size + size % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_METADATA_FLAGS]) + chunk[9:]
        if name not in _WEBP_DROPPED:
            yield chunk
        at += 8 + size + size % 2


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colour_table_bytes(data[10])
    yield data[:at]
    while at < len(data) and data[at] != 0x3B:
        end = _gif_block_end(data, at)
        comment = data[at : at + 2] == b"!\xfe"
        foreign = data[at : at + 2] == b"!\xff" and data[at + 3 : at + 14] not in _GIF_KEPT_APPLICATIONS
        if not comment and not foreign:
            yield data[at:end]
        at = end
    yield b";"


def _gif_block_end(data: bytes, at: int) -> int:
    if data[at] == 0x2C:
        at += 10 + _colour_table_bytes(data[at + 9] if at + 9 < len(data) else 0) + 1
    else:
        at += 2
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


def _colour_table_bytes(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
