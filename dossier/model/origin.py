"""The mark in the first line of a copied template or asset: which default it came from, and what that was then."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

COMMENTS: Mapping[str, tuple[str, str]] = {
    ".html": ("{#", "#}"),
    ".css": ("/*", "*/"),
    ".js": ("/*", "*/"),
    ".svg": ("<!--", "-->"),
}
"""How a comment begins and ends, by suffix. A file of another kind bears no mark."""

_OPEN, _CLOSE = ("|".join(re.escape(pair[end]) for pair in COMMENTS.values()) for end in (0, 1))
_MARK = re.compile(
    rf"\A(?P<bom>(?:\xef\xbb\xbf)?)(?:{_OPEN}) dossier: copied from default/(?P<name>\S+)"
    rf" sha256:(?P<digest>[0-9a-f]{{64}}) (?:{_CLOSE})[ \t]*(?:\r?\n|\Z)".encode()
)


@dataclass(frozen=True, slots=True)
class Origin:
    """The default that a file was copied from."""

    name: str
    """As templates name it: `actor.html`, `assets/page.css`."""
    digest: str
    """SHA-256 of the default when it was copied or last compared, hexadecimal."""


def mark(origin: Origin) -> str:
    """Return the first line of a copy with its line feed; "" for a kind of file that has no comments."""
    opening, closing = COMMENTS.get(posixpath.splitext(origin.name)[1], ("", ""))
    return f"{opening} dossier: copied from default/{origin.name} sha256:{origin.digest} {closing}\n" if opening else ""


def origin_of(data: bytes) -> Origin | None:
    """Return what the mark in the first line says; None without one."""
    found = _MARK.match(data)
    return Origin(found["name"].decode("utf-8", "replace"), found["digest"].decode()) if found else None


def without_mark(data: bytes) -> bytes:
    """Return a file without its mark, so that readers get what they got from the default."""
    found = _MARK.match(data)
    return found["bom"] + data[found.end() :] if found else data
