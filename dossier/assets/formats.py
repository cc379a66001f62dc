"""The types of media that are published: suffixes, signatures, and whether their metadata can be taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]|\A\s*<(?:!doctype|html|script|svg|\?xml)", re.IGNORECASE)
"""Control characters, or the beginning of a page."""


@dataclass(frozen=True, slots=True)
class Format:
    """One type of file."""

    name: str
    title: str
    """In a sentence: `this is no PNG image`."""
    signature: bytes
    """Regular expression that the first bytes match."""
    is_image: bool = False
    keeps_metadata: bool = False
    """Its hidden data stays: a warning says so."""
    is_text: bool = False

    def fits(self, data: bytes) -> bool:
        """Tell whether the bytes are what the suffix says, by signature or, for text, by encoding."""
        return _is_text(data) if self.is_text else re.match(self.signature, data, re.DOTALL) is not None


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return _NO_TEXT.search(text) is None


_JPEG = Format("jpeg", "JPEG image", rb"\xff\xd8\xff", is_image=True)
_OGG = Format("ogg", "Ogg file", rb"OggS", keeps_metadata=True)
_MP4 = Format("mp4", "MPEG-4 file", rb".{4}ftyp", keeps_metadata=True)
_TEXT = Format("text", "UTF-8 text", rb"", is_text=True)
_OFFICE = Format("office", "office document", rb"PK\x03\x04", keeps_metadata=True)

FORMATS: Mapping[str, Format] = {
    "avif": Format("avif", "AVIF image", rb".{4}ftyp(?:avif|avis|mif1|msf1)", is_image=True, keeps_metadata=True),
    "csv": _TEXT,
    "docx": _OFFICE,
    "epub": _OFFICE,
    "flac": Format("flac", "FLAC file", rb"fLaC", keeps_metadata=True),
    "gif": Format("gif", "GIF image", rb"GIF8[79]a", is_image=True),
    "jpeg": _JPEG,
    "jpg": _JPEG,
    "json": _TEXT,
    "m4a": _MP4,
    "mp3": Format("mp3", "MP3 file", rb"ID3|\xff[\xe0-\xff]", keeps_metadata=True),
    "mp4": _MP4,
    "odp": _OFFICE,
    "ods": _OFFICE,
    "odt": _OFFICE,
    "oga": _OGG,
    "ogg": _OGG,
    "opus": _OGG,
    "pdf": Format("pdf", "PDF file", rb"%PDF-", keeps_metadata=True),
    "png": Format("png", "PNG image", rb"\x89PNG\r\n\x1a\n", is_image=True),
    "pptx": _OFFICE,
    "svg": Format("svg", "SVG drawing", rb"\s*(?:\xef\xbb\xbf)?\s*<", is_image=True, keeps_metadata=True),
    "tsv": _TEXT,
    "txt": _TEXT,
    "vtt": _TEXT,
    "wav": Format("wav", "WAVE file", rb"RIFF.{4}WAVE", keeps_metadata=True),
    "webm": Format("webm", "WebM file", rb"\x1aE\xdf\xa3", keeps_metadata=True),
    "webp": Format("webp", "WebP image", rb"RIFF.{4}WEBP", is_image=True),
    "xlsx": _OFFICE,
}
"""By suffix, lower case. Pages, scripts, styles and archives are not among them."""
