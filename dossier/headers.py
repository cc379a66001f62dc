"""How files are delivered: the content type of each, and how long a browser may keep it. One table for every host."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

HASHED = "assets/"
"""Where files lie whose names hold the hash of their contents."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""For files whose name holds the hash of their content (RFC 8246)."""
REVALIDATED = "no-cache"
"""For all others: kept, but asked for again before use (RFC 9111 §5.2.2.4), so that a correction is seen at once."""
_UNKNOWN = "application/octet-stream"
PLAIN = "text/plain; charset=utf-8"
MEDIA_TYPES: Mapping[str, str] = {
    "": PLAIN,
    "allowed_signers": PLAIN,
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "conf": PLAIN,
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "m4a": "audio/mp4",
    "md": "text/markdown; charset=utf-8",
    "minisig": PLAIN,
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pub": PLAIN,
    "ris": "application/x-research-info-systems; charset=utf-8",
    "sig": PLAIN,
    "svg": "image/svg+xml",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "txt": PLAIN,
    "vtt": "text/vtt; charset=utf-8",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml; charset=utf-8",
    "xsl": "application/xml; charset=utf-8",
}
"""By suffix, lower case; never what this machine believes (`mimetypes` reads files of the system)."""


def content_type(path: str) -> str:
    """Return the media type of a file of the site (RFC 9110 §8.3); files without a suffix are plain text."""
    return MEDIA_TYPES.get(posixpath.splitext(path)[1][1:].lower(), _UNKNOWN)


def cache_control(path: str) -> str:
    """Return the Cache-Control of a file of the site, by its path from the root."""
    return IMMUTABLE if path.startswith(HASHED) else REVALIDATED
